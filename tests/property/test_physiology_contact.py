"""Pressure spreads as it sinks: less arrives deeper, more under a larger area, never above all."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from palpate.physiology import equivalent_kpa, force_for, transfer

AREAS, DEPTHS = st.floats(0.2, 100), st.floats(0, 60)


@given(area=AREAS, depth=DEPTHS, wider=st.floats(1, 3), deeper=st.floats(0, 20))
def test_the_share_falls_with_depth_and_rises_with_area(
    area: float, depth: float, wider: float, deeper: float
) -> None:
    share = transfer(area, depth)
    assert 0 <= share <= 1
    assert transfer(area, min(depth + deeper, 60)) <= share + 1e-12
    assert transfer(min(area * wider, 100), depth) >= share - 1e-12


@given(force=st.floats(0, 250), area=AREAS, depth=DEPTHS)
def test_equivalent_pressure_gives_the_force_back(force: float, area: float, depth: float) -> None:
    felt = float(equivalent_kpa(force, area, depth))
    if felt <= 12_000:
        np.testing.assert_allclose(force_for(felt, area, depth), force, rtol=1e-9, atol=1e-9)


@given(force=st.floats(1, 250), area=AREAS, depth=DEPTHS, wider=st.floats(1, 3))
def test_the_same_force_on_more_skin_is_never_felt_more(
    force: float, area: float, depth: float, wider: float
) -> None:
    wide = equivalent_kpa(force, min(area * wider, 100), depth)
    assert wide <= equivalent_kpa(force, area, depth) * (1 + 1e-9)
