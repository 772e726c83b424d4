"""Forms of consents and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from palpate.clinic.consent.models import Consent
from palpate.clinic.consent.signature import read_signature
from palpate.clinic.people.fields import EARLIEST, Dots, NameField, PlainText
from palpate.clinic.people.models import Contact
from palpate.evidence import UserError

ON_TABLET, ON_PAPER = Consent.Means.TABLET.value, Consent.Means.PAPER.value


class TextForm(forms.Form):
    """One text."""

    title = PlainText(label="Title", max_length=120)
    body = PlainText(
        label="Text",
        max_length=20_000,
        several_lines=True,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Short and plain. An empty line begins a new paragraph.",
    )
    is_required = forms.BooleanField(label="Required before treatment", required=False)


class SignForm(forms.Form):
    """Who signs, and how."""

    signer = forms.ChoiceField(label="Who signs", widget=Dots)
    signed_name = NameField(label="Name as signed", max_length=120)
    means = forms.ChoiceField(
        label="How",
        choices=((ON_TABLET, "Here, on this screen"), (ON_PAPER, "On paper, already signed")),
        widget=Dots,
        initial=ON_TABLET,
    )
    signature = forms.CharField(label="Signature", required=False, strip=True)
    signed_on = forms.DateField(
        label="Signed on paper on",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "This is no date. Write year, month and day: 2026-05-03."},
    )

    def __init__(self, *arguments: Any, guardians: Sequence[Contact], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [("client", "The client")]
        choices += [(str(one.pk), f"{one.name}, {one.relation or 'guardian'}") for one in guardians]
        signer = self.fields["signer"]
        if isinstance(signer, forms.ChoiceField):
            signer.choices = choices

    def clean_signed_on(self) -> date | None:
        """Refuse days to come, and days of another century."""
        day: date | None = self.cleaned_data.get("signed_on")
        if day is not None and day > timezone.localdate():
            raise ValidationError("This day has not come yet. Write the day it was signed.", "late")
        if day is not None and day < EARLIEST:
            raise ValidationError("This is before 1900. Check the year.", "early")
        return day

    def clean(self) -> dict[str, Any]:
        """On the screen a signature is needed, on paper the day."""
        told = super().clean() or {}
        if told.get("means") == ON_PAPER:
            told["signature"] = {}
            if not told.get("signed_on") and "signed_on" not in self.errors:
                self.add_error("signed_on", "Write the day on which the paper was signed.")
        elif told.get("means") == ON_TABLET and "signature" not in self.errors:
            try:
                told["signature"] = read_signature(told.get("signature") or "")
            except UserError as refusal:
                self.add_error("signature", f"{refusal.message} {refusal.remedy}")
        return told
