"""What may be set, and what is refused."""

import pytest

from palpate.evidence import UserError
from palpate.physiology.guide import Setting, Site
from palpate.physiology.guide.site import level_of


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("band_low", 0),
        ("band_high", 8),
        ("risk", 0.2),
        ("risk", float("nan")),
        ("hold_seconds", 900),
        ("hold_seconds", True),
        ("site_seconds", 1e9),
        ("ramp_newton_per_second", 11),
        ("protocol", "hammering"),
    ],
)
def test_settings_outside_their_limits_are_refused(field: str, value: object) -> None:
    with pytest.raises(UserError) as caught:
        Setting(**{field: value})  # type: ignore[arg-type]
    assert caught.value.field == field
    assert caught.value.remedy


def test_a_band_without_width_is_refused() -> None:
    with pytest.raises(UserError, match="band_high"):
        Setting(band_low=5, band_high=5.5)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("point", "sore"),
        ("complaint", "old"),
        ("tissue", "bone"),
        ("depth_mm", 0),
        ("applicators", ()),
        ("applicators", ("hammer",)),
    ],
)
def test_sites_are_checked(field: str, value: object) -> None:
    with pytest.raises(UserError) as caught:
        Site(**{"name": "calf", field: value})  # type: ignore[arg-type]
    assert caught.value.field == field


def test_the_applicator_is_the_first_that_can_press_so_hard() -> None:
    site = Site("calf", applicators=("thumb", "elbow"))
    assert site.applicator_for(200)[0].id == "thumb"
    elbow, force = site.applicator_for(700)
    assert elbow.id == "elbow"
    assert site.pressure(force, "elbow") == pytest.approx(700)
    strongest, most = site.applicator_for(5000)
    assert strongest.id == "elbow"
    assert most == strongest.most_force_n


def test_levels_rise_with_pressure() -> None:
    names = [level_of(pressure, 143).id for pressure in (50, 140, 185, 240, 320)]
    assert names == ["very_light", "light", "moderate", "firm", "heavy"]
