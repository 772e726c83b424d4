"""Forms of the practice's side of an intake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from palpate.clinic.arrival.links import DAYS, MOST_DAYS
from palpate.clinic.people.languages import LANGUAGES
from palpate.clinic.visits.models import Visit

_TOLD = f"Write a number of days, 1 to {MOST_DAYS}."


class SendForm(forms.Form):
    """For which visit, in which language, for how long."""

    language = forms.ChoiceField(label="Language", choices=LANGUAGES)
    visit = forms.ChoiceField(label="For the visit", required=False)
    days = forms.IntegerField(
        label="The link works for (days)",
        initial=DAYS,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages=dict.fromkeys(("invalid", "required", "min_value", "max_value"), _TOLD),
    )

    def __init__(self, *arguments: Any, visits: Sequence[Visit], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["visit"]
        if isinstance(field, forms.ChoiceField):
            times = [(str(one.pk), f"{one.starts_at:%-d %b %Y, %H:%M}") for one in visits]
            field.choices = [("", "The next one"), *times]
