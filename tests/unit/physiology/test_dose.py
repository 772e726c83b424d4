"""What a dose is, how it reaches depth, and what is refused."""

from math import inf, nan

import numpy as np
import pytest

from palpate.evidence import Grade, UserError
from palpate.physiology import (
    HOLD_S,
    Press,
    Session,
    Technique,
    equivalent_kpa,
    force_for,
    load_applicators,
    load_levels,
    load_techniques,
    starting_level,
    transfer,
)


@pytest.mark.parametrize(
    ("area", "depth", "share"),
    [(1, 10.4, 0.32), (3, 10.4, 0.61), (6, 10.4, 0.78), (1, 5, 0.71), (3, 15, 0.41)],
)
def test_a_disc_on_a_half_space_passes_on_what_the_reference_worked_out(
    area: float, depth: float, share: float
) -> None:
    # 1-(z/sqrt(a2+z2))3 by hand; the printed shares of the reference round area and depth.
    assert transfer(area, depth) == pytest.approx(share, abs=0.11)
    radius = 10 * (area / np.pi) ** 0.5
    assert transfer(area, depth) == pytest.approx(1 - (depth**2 / (radius**2 + depth**2)) ** 1.5)


def test_at_the_skin_all_of_the_pressure_arrives_whatever_the_area() -> None:
    np.testing.assert_allclose(transfer([1, 3, 6], 0.0), 1.0)
    assert equivalent_kpa(30, 3, 0) == pytest.approx(100)


def test_force_and_equivalent_pressure_undo_each_other() -> None:
    force = np.array([5.0, 20.0, 60.0])
    felt = equivalent_kpa(force, 3.0, 10.4)
    np.testing.assert_allclose(force_for(felt, 3.0, 10.4), force)
    assert equivalent_kpa(20, 1, 10.4) == pytest.approx(200)


def test_the_same_force_on_a_larger_area_reaches_less_deep() -> None:
    finger, elbow = equivalent_kpa(40, 1.5, 10.4), equivalent_kpa(40, 6, 10.4)
    assert finger > elbow


REFUSED = [
    ({"force_n": -1}, "force_n"),
    ({"force_n": nan}, "force_n"),
    ({"force_n": inf}, "force_n"),
    ({"force_n": 251}, "force_n"),
    ({"force_n": "30"}, "force_n"),
    ({"force_n": True}, "force_n"),
    ({"area_cm2": 0}, "area_cm2"),
    ({"seconds": 900}, "seconds"),
    ({"seconds": 0}, "seconds"),
    ({"rest_s": -1}, "rest_s"),
    ({"technique": "hammer"}, "technique"),
]


@pytest.mark.parametrize(("wrong", "field"), REFUSED)
def test_a_dose_outside_its_range_names_the_field_and_the_remedy(
    wrong: dict[str, object], field: str
) -> None:
    given: dict[str, object] = {"force_n": 30.0, "area_cm2": 3.0, "seconds": 60.0}
    with pytest.raises(UserError) as caught:
        Press(**{**given, **wrong})  # type: ignore[arg-type]
    assert caught.value.field == field
    assert caught.value.remedy


def test_an_applicator_sets_the_area() -> None:
    press = Press.by("thumb", 30, 60)
    assert press.area_cm2 == load_applicators()["thumb"].area_cm2
    assert press.pressure_kpa == pytest.approx(100)
    with pytest.raises(UserError, match="applicator: is 'foot'"):
        Press.by("foot", 30, 60)


def test_a_session_lasts_as_long_as_its_rests_and_presses() -> None:
    presses = (Press(30, 3, 60), Press(30, 3, 30, rest_s=20))
    assert Session(presses).seconds == 110


@pytest.mark.parametrize("technique", load_techniques().values(), ids=lambda t: t.id)
def test_the_pieces_of_a_technique_fill_the_press(technique: Technique) -> None:
    for seconds in (0.3, 7, 33, HOLD_S):
        pieces = technique.pieces(seconds)
        assert sum(lasting for lasting, _ in pieces) == pytest.approx(seconds)
        assert all(0 <= share <= 1 for _, share in pieces)
    assert technique.presses == (technique.id not in ("contract_relax", "stretch"))


def test_levels_rise_from_very_light_to_heavy() -> None:
    names = [level.id for level in load_levels()]
    assert names == ["very_light", "light", "moderate", "firm", "heavy"]
    shares = [level.share_of_threshold for level in load_levels()]
    assert shares == sorted(shares)


def test_the_start_follows_stage_and_tissue_and_is_graded_as_convention() -> None:
    assert starting_level("active", "acute", "tendon").level.id == "very_light"
    assert starting_level("active", "chronic", "muscle").level.id == "moderate"
    start = starting_level("latent", "chronic", "muscle")
    assert (start.level.id, start.grade) == ("firm", Grade.CONVENTION)
    assert start.reason == "Begin firm (chronic, latent, muscle)."
    with pytest.raises(UserError, match="tissue"):
        starting_level("active", "acute", "bone")
