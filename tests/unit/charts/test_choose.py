import numpy as np
import pytest

from palpate.charts.choose import choose, importance
from palpate.charts.frames import Frame


def frame(part, view, height, holds, clarity):
    return Frame(
        part, view, np.zeros(3), 1.0, height, np.array(holds, bool), np.array(clarity, float),
        np.zeros(0, int),
    )  # fmt: skip


HEAD = [
    frame("head", "front", 0.3, [1, 1, 0], [1, 0, 0]),
    frame("head", "back", 0.3, [1, 1, 0], [0, 1, 0]),
    frame("head", "left", 0.3, [1, 1, 0], [0.3, 0.3, 0]),
]
WHOLE = [
    frame("whole body", "front", 1.8, [1, 1, 1], [1, 0, 1]),
    frame("whole body", "back", 1.8, [1, 1, 1], [0, 1, 0]),
]


@pytest.mark.parametrize(
    ("share", "views"),
    [
        ([0.7, 0.3, 0.0], [("head", "front"), ("head", "back")]),
        ([0.2, 0.8, 0.0], [("head", "back"), ("head", "front")]),
    ],
)
def test_the_closest_part_is_shown_from_where_most_is_seen(share, views):
    chosen = choose(HEAD + WHOLE, np.array(share))
    assert [(each.part, each.view) for each in chosen] == views


def test_what_lies_outside_the_close_part_gets_a_picture():
    chosen = choose(HEAD + WHOLE, np.array([0.6, 0.33, 0.07]))
    assert [(each.part, each.view) for each in chosen][2] == ("whole body", "front")


def test_a_wide_pattern_gets_a_close_up():
    chosen = choose(HEAD + WHOLE, np.array([0.4, 0.0, 0.6]))
    assert [each.part for each in chosen] == ["whole body", "whole body", "head"]


def test_small_regions_count_as_much_as_large_ones():
    class Body:
        patch_area = np.array([1.0, 9.0, 90.0])
        region_area = np.array([10.0, 90.0])
        patch_region = np.array([0, 0, 1])

    share = importance(Body(), np.array([0.5, 0.5, 0.5]), None)
    assert share == pytest.approx([0.05, 0.45, 0.5])
