"""Forms of the practice: coming in, settings, members, credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from palpate.clinic.access.permissions import Role
from palpate.clinic.accounts.models import User
from palpate.clinic.practice import npi, zones
from palpate.clinic.practice.models import Credential, Member, Practice

if TYPE_CHECKING:
    OfPractice = forms.ModelForm[Practice]
    OfCredential = forms.ModelForm[Credential]
else:
    OfPractice = OfCredential = forms.ModelForm

LENGTH_HELP: Final = "At least 12 characters. Several words are easy to keep in mind."
IDLE_LEAST, IDLE_MOST = 1, 60
ROLE_HELP: Final = {
    Role.OWNER: "manages members, settings and data; sees no health records by this alone",
    Role.THERAPIST: "treats clients and signs notes",
    Role.FRONT_DESK: "names, contacts and visit times; no health records",
    Role.BOOKKEEPER: "names and visit times only",
    Role.STUDENT: "treats clients in their care; every note is countersigned",
    Role.AUDITOR: "reads who did what, and no client's record",
}


def role_choices() -> list[tuple[str, str]]:
    """Each role with what it opens."""
    return [(role.value, f"{role.label}: {ROLE_HELP[role]}") for role in Role]


class _Described(forms.Form):
    """Fields that say to a screen reader what their help and their errors are."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_help"


class NewAccountForm(_Described):
    """A name and a password: what an invited person brings."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        help_text="As it appears on papers.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Password",
        max_length=200,
        help_text=LENGTH_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def address(self) -> str:
        """The e-mail address the account will have."""
        return str(self.initial.get("email", ""))

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is short, common, or made of the name."""
        given = super().clean() or self.cleaned_data
        person = User(email=self.address(), name=given.get("name", ""))
        if given.get("password"):
            try:
                validate_password(given["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return given


class FirstOwnerForm(NewAccountForm):
    """The practice and its first owner."""

    practice_name = forms.CharField(label="Name of the practice", max_length=120)
    time_zone = forms.ChoiceField(label="Time zone", choices=zones.choices, initial=zones.here)
    email = forms.EmailField(
        label="E-mail address",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    treats = forms.BooleanField(label="I treat clients myself", required=False, initial=True)

    field_order = ("practice_name", "time_zone", "name", "email", "password", "treats")

    def address(self) -> str:
        """The e-mail address just typed."""
        return str(self.cleaned_data.get("email", ""))


class InviteForm(_Described):
    """Whom to invite, and to do what."""

    email = forms.EmailField(label="E-mail address", help_text="They will sign in with it.")
    roles = forms.MultipleChoiceField(
        label="Roles", choices=role_choices, widget=forms.CheckboxSelectMultiple
    )
    supervisor = forms.ModelChoiceField(
        label="Supervisor",
        queryset=Member.objects.none(),
        required=False,
        help_text="Needed for a student.",
        empty_label="Nobody",
    )

    def __init__(self, *args: Any, by: Member, **named: Any) -> None:
        """Offer the therapists of the practice as supervisors."""
        super().__init__(*args, **named)
        mine = Member.objects.filter(practice_id=by.practice_id, active=True).order_by("name")
        able = [each.pk for each in mine if Role.THERAPIST in each.roles]
        supervisor = self.fields["supervisor"]
        assert isinstance(supervisor, forms.ModelChoiceField)  # noqa: S101 - for the types
        supervisor.queryset = mine.filter(pk__in=able)


class MemberForm(InviteForm):
    """A member's name, roles and supervisor."""

    email = None  # type: ignore[assignment]
    name = forms.CharField(label="Name", max_length=120, help_text="As it appears on papers.")

    field_order = ("name", "roles", "supervisor")


class PracticeForm(OfPractice):
    """The settings of the practice."""

    time_zone = forms.ChoiceField(label="Time zone", choices=zones.choices)
    idle_minutes = forms.IntegerField(
        label="Lock after so many minutes without activity",
        min_value=IDLE_LEAST,
        max_value=IDLE_MOST,
        help_text=f"{IDLE_LEAST} to {IDLE_MOST}. The page comes back after a passkey or password.",
    )

    class Meta:
        model = Practice
        fields: ClassVar[list[str]] = [
            "name",
            "address",
            "phone",
            "time_zone",
            "language",
            "jurisdiction",
            "idle_minutes",
            "shared_records",
        ]
        labels: ClassVar[dict[str, str]] = {
            "name": "Name of the practice",
            "jurisdiction": "Rules for notes",
            "shared_records": "Every therapist may open every client's record",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "address": "As it appears on papers.",
            "language": "Of the pages that clients see.",
            "shared_records": "Otherwise a therapist opens only clients in their care.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "language": forms.Select(choices=[("en", "English")]),
            "jurisdiction": forms.Select(choices=[("general", "General")]),
        }


class CredentialForm(OfCredential):
    """A licence to practise."""

    class Meta:
        model = Credential
        fields: ClassVar[list[str]] = [
            "profession",
            "letters",
            "licence_number",
            "region",
            "npi",
            "expires_on",
        ]
        labels: ClassVar[dict[str, str]] = {
            "letters": "Letters after the name",
            "npi": "NPI",
            "expires_on": "Valid until",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "expires_on": forms.DateInput(attrs={"type": "date"}),
            "npi": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def clean_npi(self) -> str:
        """Refuse a provider number with a typing error."""
        number = str(self.cleaned_data.get("npi") or "").replace(" ", "")
        if number and not npi.is_valid(number):
            raise ValidationError(
                "This is not a provider number: its last digit does not fit the others. "
                "Type the ten digits again."
            )
        return number
