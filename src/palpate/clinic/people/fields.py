"""Form fields for names, telephone numbers, addresses and birth dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from palpate.clinic.people.names import cleaned, digits

if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Any]
else:
    _ModelChoiceField = forms.ModelChoiceField

EARLIEST: Final = date(1900, 1, 1)
_PHONE_SIGNS: Final = set("+()-./ x#,;")
_FEWEST, _MOST = 5, 18


class PlainText(forms.CharField):
    """One line, or several, without characters that nobody can see.

    What is taken out is told in ``removed``, so that the page can say so.
    """

    def __init__(self, *, several_lines: bool = False, **options: Any) -> None:
        self.several_lines = several_lines
        self.removed: tuple[str, ...] = ()
        if several_lines:
            options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)
        # A null character is taken out like every other that cannot be seen.
        self.validators = [v for v in self.validators if "Null" not in type(v).__name__]

    def to_python(self, value: Any) -> str:
        """Return the text without what is invisible."""
        text = super().to_python(value)
        text = "" if text is None else str(text)
        lines = [cleaned(line) for line in text.splitlines()] if self.several_lines else []
        found = lines or [cleaned(text)]
        self.removed = tuple(dict.fromkeys(one for part in found for one in part.removed))
        return "\n".join(part.text for part in found).strip()

    def validate(self, value: Any) -> None:
        """Refuse a required text of which nothing visible is left."""
        if self.required and not value:
            if self.removed:
                raise ValidationError(
                    "Only characters that cannot be seen were written. Type the text again.",
                    code="invisible",
                )
            raise ValidationError(f"Write {(self.label or 'this').lower()}.", code="required")

    def run_validators(self, value: Any) -> None:
        """Say how long the text is and how long it may be."""
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                f"This has {len(value)} characters; there is room for {self.max_length}."
                " Shorten it.",
                code="max_length",
            )
        super().run_validators(value)


class NameField(PlainText):
    """A name in any script: at least one letter."""

    def clean(self, value: Any) -> str:
        """Refuse what holds no letter at all."""
        name: str = super().clean(value)
        if name and not any(sign.isalpha() for sign in name):
            raise ValidationError("This holds no letter. Write the name in letters.", "letters")
        return name


class PhoneField(PlainText):
    """A telephone number as people write it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"})
        super().__init__(**{"max_length": 40, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        """Refuse letters, and too few or too many digits."""
        phone: str = super().clean(value)
        if not phone:
            return phone
        count = len(digits(phone))
        strange = [s for s in phone if not s.isdigit() and s.lower() not in _PHONE_SIGNS]
        if strange or not _FEWEST <= count <= _MOST:
            raise ValidationError(
                "This is no telephone number. Write digits, such as +1 503 555 0123.", "phone"
            )
        return phone


class EmailField(forms.EmailField):
    """An e-mail address, kept in lower case."""

    default_error_messages: ClassVar[Any] = {
        "invalid": "This is no e-mail address. Write one such as name@example.org.",
        "max_length": "This has %(show_value)d characters; an address has at most %(limit_value)d."
        " Write one such as name@example.org.",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        told = self.default_error_messages["invalid"]
        for validator in self.validators:
            if hasattr(validator, "message"):
                validator.message = told

    def clean(self, value: Any) -> str:
        """Return the address in lower case."""
        address: str = super().clean(cleaned(str(value or "")).text)
        return address.lower()


class Boxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, whose group an error can point to."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of the group."""
        return id_ if index is None else super().id_for_label(id_, index)


class Dots(forms.RadioSelect):
    """One of several, whose group an error can point to."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of the group."""
        return id_ if index is None else super().id_for_label(id_, index)


class RowField(_ModelChoiceField):
    """One row of a list; an id that is none is as wrong as one that is not in the list."""

    def to_python(self, value: Any) -> Any:
        """Return the row."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(
                "This is not in the list. Select a valid choice.", code="invalid_choice"
            ) from error


class BirthDateField(forms.DateField):
    """A day between 1900 and today."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"})
        told = {
            "invalid": "This is no date. Write year, month and day, such as 1974-05-03.",
            "required": "Write the birth date, such as 1974-05-03.",
        }
        super().__init__(**{"widget": widget, "error_messages": told, **options})

    def clean(self, value: Any) -> date | None:
        """Refuse days to come and years nobody alive was born in."""
        day: date | None = super().clean(value)
        if day is None:
            return None
        if day > timezone.localdate():
            raise ValidationError("This day has not come yet. Check the year.", "future")
        if day < EARLIEST:
            raise ValidationError(
                "This is before 1900. Check the year, or leave the date empty.", "early"
            )
        return day
