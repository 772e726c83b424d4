"""The forms of a client's record."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from palpate.clinic.people.fields import (
    BirthDateField,
    Boxes,
    EmailField,
    NameField,
    PhoneField,
    PlainText,
    RowField,
)
from palpate.clinic.people.languages import LANGUAGES
from palpate.clinic.people.models import Contact, Sex
from palpate.clinic.practice.models import Member

MESSAGES: Final = (("email", "E-mail"), ("text", "Text message"))


class ClientForm(forms.Form):
    """The facts of one client."""

    given_name = NameField(label="Given name", max_length=120)
    family_name = NameField(label="Family name", max_length=120, required=False)
    preferred_name = NameField(
        label="Preferred name", max_length=120, required=False, help_text="What they are called."
    )
    birth_date = BirthDateField(label="Birth date", required=False)
    sex = forms.ChoiceField(
        label="Sex",
        choices=Sex.choices,
        required=False,
        help_text="As medicine uses it: some sources of pain exist in one only.",
    )
    pronouns = PlainText(label="Pronouns", max_length=40, required=False)
    phone = PhoneField(label="Phone", required=False)
    email = EmailField(label="E-mail", required=False)
    address = PlainText(label="Address", max_length=500, required=False, several_lines=True)
    occupation = PlainText(label="Occupation", max_length=120, required=False)
    language = forms.ChoiceField(
        label="Language", choices=LANGUAGES, help_text="Of the forms this client is sent."
    )
    messages_by = forms.MultipleChoiceField(
        label="Messages may be sent by",
        choices=MESSAGES,
        required=False,
        widget=Boxes,
    )
    discreet = forms.BooleanField(
        label="Show initials instead of the name on screens that others may see", required=False
    )
    desk_note = PlainText(
        label="Note for the desk",
        max_length=1000,
        required=False,
        several_lines=True,
        help_text="Nothing clinical here: the front desk reads it.",
    )
    therapist = RowField(
        label="Therapist", queryset=Member.objects.none(), required=False, empty_label="Nobody yet"
    )

    def __init__(self, *arguments: Any, therapists: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen = self.fields["therapist"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = therapists

    def notices(self) -> list[str]:
        """What was taken out of the texts on the way in."""
        return removed_from(self)


class ContactForm(forms.Form):
    """A person around a client."""

    kind = forms.ChoiceField(label="Who they are", choices=Contact.Kind.choices)
    name = NameField(label="Name", max_length=120)
    relation = PlainText(
        label="Relation", max_length=60, required=False, help_text="Such as mother or partner."
    )
    phone = PhoneField(label="Phone", required=False)
    email = EmailField(label="E-mail", required=False)
    may_consent = forms.BooleanField(
        label="May sign consents for the client", required=False, help_text="Guardians only."
    )

    def clean(self) -> dict[str, Any]:
        """An emergency contact has to be reachable; only guardians sign."""
        told = super().clean() or {}
        kind = told.get("kind")
        if kind == Contact.Kind.EMERGENCY and not told.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Write a telephone number: nobody else can be called.")
        if told.get("may_consent") and kind != Contact.Kind.GUARDIAN:
            self.add_error("may_consent", "Only a guardian signs. Choose Guardian, or untick this.")
        return told

    def notices(self) -> list[str]:
        """What was taken out of the texts on the way in."""
        return removed_from(self)


class ReasonForm(forms.Form):
    """A reason in words, for what is written down together with it."""

    reason = PlainText(
        label="Reason", max_length=500, several_lines=True, help_text="It stands in the audit log."
    )

    def clean_reason(self) -> str:
        """Refuse what explains nothing."""
        reason: str = self.cleaned_data["reason"]
        if len(reason) < 10:
            raise ValidationError("Say in a few words why, at least ten letters.", "short")
        return reason


class EmergencyForm(ReasonForm):
    """Whose record is needed at once, and why."""

    number = forms.IntegerField(
        label="Client number",
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages={
            "invalid": "Write the number in digits, such as 1042.",
            "required": "Write the client number: it stands on their papers.",
            "min_value": "Client numbers begin at 1. Check the number.",
            "max_value": "No client has so high a number. Check it.",
        },
    )
    birth_date = BirthDateField(label="Birth date")
    field_order = ("number", "birth_date", "reason")


def removed_from(form: forms.Form) -> list[str]:
    """One sentence for each field that lost characters nobody can see."""
    found = (
        (field.label, field.removed)
        for field in form.fields.values()
        if isinstance(field, PlainText)
    )
    return [
        f"{label}: an invisible character was taken out ({', '.join(removed)}). Check the spelling."
        for label, removed in found
        if removed
    ]
