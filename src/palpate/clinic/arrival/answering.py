"""Reading answers: from a form that was sent, or from a page that saves as one goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from palpate.clinic.arrival.catalogue import Question
from palpate.clinic.people.fields import EmailField, PhoneField, PlainText

LINE, TEXT, DETAIL = 300, 4000, 500
SCALE: Final = tuple(str(number) for number in range(11))
_YES_NO: Final = (("yes", "yes"), ("no", "no"))

Values = dict[str, Any]


@dataclass(frozen=True)
class Refused:
    """One answer that cannot be kept as it is, and what to do."""

    field: str
    message: str
    remedy: str

    def as_error(self) -> dict[str, str]:
        """The form in which the JSON interface names errors."""
        return {"field": self.field, "message": self.message, "remedy": self.remedy}

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


@dataclass(frozen=True)
class Read:
    """Answers that were understood, and those that were not."""

    values: Values
    refused: tuple[Refused, ...]


def read_form(questions: Iterable[Question], data: Mapping[str, Any], *, draft: bool) -> Read:
    """Read the answers to some questions.

    A draft keeps what is still being written, such as half an e-mail address.
    """
    form = _form(questions, data)
    values = dict(form.cleaned_data) if form.is_valid() else _valid_part(form)
    refused = []
    for field, errors in form.errors.as_data().items():
        if draft and isinstance(form.fields[field], (PhoneField, EmailField)):
            values[field] = PlainText(required=False).clean(form.data.get(field, ""))[:LINE]
            continue
        refused += [_told(field, error) for error in errors]
    return Read({name: value for name, value in values.items() if value}, tuple(refused))


def names_of(questions: Iterable[Question]) -> tuple[str, ...]:
    """Names of all fields of some questions."""
    return tuple(name for question in questions for name, _field in _fields(question))


def as_data(value: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """Turn the JSON of a page that saves as one goes into what a form would have sent."""
    lists = {
        name: [_text(each) for each in (given if isinstance(given, list) else [given])]
        for name, given in value.items()
    }
    return MultiValueDict(lists)


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    return str(value).encode("utf-8", "replace").decode()


def _form(questions: Iterable[Question], data: Mapping[str, Any]) -> forms.Form:
    form = forms.Form(data)
    for question in questions:
        form.fields |= dict(_fields(question))
    return form


def _fields(question: Question) -> Iterator[tuple[str, forms.Field]]:
    yield question.id, _field(question)
    if question.detail:
        yield question.detail_id, PlainText(required=False, max_length=DETAIL)


def _field(question: Question) -> forms.Field:
    choices = [(choice.id, choice.id) for choice in question.choices]
    match question.kind:
        case "text":
            return PlainText(required=False, max_length=TEXT, several_lines=True)
        case "phone":
            return PhoneField(required=False)
        case "email":
            return EmailField(required=False)
        case "yes_no":
            return forms.ChoiceField(required=False, choices=_YES_NO)
        case "choice":
            return forms.ChoiceField(required=False, choices=choices)
        case "choices":
            return forms.MultipleChoiceField(required=False, choices=choices)
        case "scale":
            return forms.ChoiceField(required=False, choices=[(step, step) for step in SCALE])
        case _:
            return PlainText(required=False, max_length=LINE)


def _valid_part(form: forms.Form) -> Values:
    return {name: value for name, value in form.cleaned_data.items() if name not in form.errors}


def _told(field: str, error: ValidationError) -> Refused:
    """The refusal in the language of the form; the words of a form field are English."""
    match error.code:
        case "max_length":
            return Refused(field, _("This is too long."), _("Please shorten it."))
        case "invalid_choice" | "invalid_list":
            return Refused(
                field, _("This is none of the answers."), _("Please choose one of those shown.")
            )
        case "phone":
            return Refused(
                field, _("This is no telephone number."), _("Write digits: +1 503 555 0123.")
            )
        case "invalid" | "email":
            return Refused(
                field,
                _("This is no e-mail address."),
                _("Write one such as name@example.org."),
            )
        case _:
            return Refused(field, _("This cannot be read."), _("Please write it again."))
