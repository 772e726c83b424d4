"""The forms of planning, episodes and measurements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from palpate.anatomy import load_regions
from palpate.assessment import DEVICES, WAYS
from palpate.clinic.people.fields import PlainText
from palpate.clinic.people.models import Contact
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.measuring import RATINGS, Reading, movements
from palpate.clinic.visits.models import Episode, Measurement
from palpate.clinic.visits.planning import LONGEST, SHORTEST

SIDES = (("left", "Left"), ("right", "Right"), ("midline", "No side"))
PRESSURES = ("kgf/cm2", "N/cm2", "kPa", "kgf", "N")
NOTHING = "Write a number."


class PlanForm(forms.Form):
    """When, how long, with whom, for what."""

    day = forms.DateField(label="Day", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    time = forms.TimeField(label="Time", widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"class": "input-short", "step": "5"}),
    )
    therapist = forms.ModelChoiceField(label="Therapist", queryset=Member.objects.none())
    episode = forms.ModelChoiceField(
        label="Episode", queryset=Episode.objects.none(), required=False, empty_label="None"
    )

    def __init__(self, *arguments: Any, therapists: Any, episodes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, rows in (("therapist", therapists), ("episode", episodes)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
        if episodes is None:  # not for those who may not see why a client comes
            del self.fields["episode"]


class EpisodeForm(forms.Form):
    """What an episode of care is about and for."""

    title = PlainText(label="Complaint", max_length=160, help_text="In a few words.")
    care_mode = forms.ChoiceField(label="Care", choices=Episode.CareMode.choices)
    origin = forms.ChoiceField(label="Came", choices=Episode.Origin.choices)
    phase = forms.ChoiceField(label="Phase", choices=Episode.Phase.choices)
    goals = PlainText(
        label="Goals",
        max_length=2000,
        required=False,
        several_lines=True,
        help_text="What the client wants to do again.",
    )
    referrer = forms.ModelChoiceField(
        label="Referrer", queryset=Contact.objects.none(), required=False, empty_label="Nobody"
    )

    def __init__(self, *arguments: Any, referrers: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["referrer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = referrers


class MeasurementForm(forms.Form):
    """What every measurement says."""

    kind = ""
    moment = forms.ChoiceField(label="When", choices=Measurement.Moment.choices)

    def reading(self) -> Reading:
        """The measurement in the form of the library."""
        given = self.cleaned_data
        return Reading(
            kind=self.kind,
            place=given["place"],
            side=given.get("side", ""),
            unit=given.get("unit", ""),
            readings=self.values(),
            moment=given["moment"],
            setting=self.setting(),
        )

    def values(self) -> list[float]:
        """The numbers that were read off."""
        return [self.cleaned_data["value"]]

    def setting(self) -> dict[str, Any]:
        """How it was measured."""
        return {}


class AlgometerForm(MeasurementForm):
    """Three presses at one place under a tip of known area."""

    kind = Measurement.Kind.ALGOMETER
    place = forms.ChoiceField(label="Place")
    side = forms.ChoiceField(label="Side", choices=SIDES)
    first = forms.FloatField(label="First")
    second = forms.FloatField(label="Second")
    third = forms.FloatField(label="Third")
    unit = forms.ChoiceField(label="Unit", choices=[(each, each) for each in PRESSURES])
    tip_area_cm2 = forms.FloatField(label="Tip, cm²", initial=1.0)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _choices(self, "place", [(each.id, each.name) for each in load_regions()])

    def values(self) -> list[float]:
        """Three repetitions."""
        return [self.cleaned_data[name] for name in ("first", "second", "third")]

    def setting(self) -> dict[str, Any]:
        """Area of the tip."""
        return {"tip_area_cm2": self.cleaned_data["tip_area_cm2"]}


class MotionForm(MeasurementForm):
    """One range of one movement."""

    kind = Measurement.Kind.RANGE_OF_MOTION
    place = forms.ChoiceField(label="Movement")
    side = forms.ChoiceField(label="Side", choices=SIDES)
    value = forms.FloatField(label="Degrees")
    way = forms.ChoiceField(label="Way", choices=[(each, each.capitalize()) for each in WAYS])
    device = forms.ChoiceField(
        label="Device", choices=[(each, each.capitalize()) for each in DEVICES]
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _choices(self, "place", movements())

    def setting(self) -> dict[str, Any]:
        """Way and device."""
        return {"way": self.cleaned_data["way"], "device": self.cleaned_data["device"]}


class RatingForm(MeasurementForm):
    """What the client rates from 0 to 10."""

    kind = Measurement.Kind.RATING
    place = forms.ChoiceField(label="What", choices=list(RATINGS.items()))
    value = forms.FloatField(label="0 to 10")


MEASUREMENT_FORMS: dict[str, type[MeasurementForm]] = {
    each.kind: each for each in (AlgometerForm, MotionForm, RatingForm)
}


def _choices(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
