"""The page times itself, so that `benchmarks/page.py` can say how quick it is."""

from __future__ import annotations

import pytest
from tests.journeys.workbench import Workbench, first_view_ms, rerank_ms

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_the_page_notes_when_it_was_first_seen(workbench: Workbench) -> None:
    """One moment, after the navigation began."""
    assert first_view_ms(workbench.page) > 0


def test_every_stroke_is_timed_from_finger_up_to_the_new_ranking(workbench: Workbench) -> None:
    """One more duration for one more stroke."""
    before = len(rerank_ms(workbench.page))
    workbench.paint("shoulder_front")
    after = rerank_ms(workbench.page)
    assert len(after) == before + 1
    assert after[-1] > 0
