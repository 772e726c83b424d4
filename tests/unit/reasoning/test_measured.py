"""Predicted shares of measured zones, and the rows they are compared with."""

import statistics
from dataclasses import replace
from typing import Any

import pytest
from tests.support import Desk

from palpate.evidence import UserError
from palpate.knowledge import Source, Zone
from palpate.reasoning.measured import Measured, compare, predicted_share, sites_named
from palpate.reasoning.measured_files import read_measured

ROW: dict[str, Any] = {
    "row": "a",
    "structure": "temporalis",
    "zone": "temple",
    "regions": ["temple"],
    "people": 20,
    "felt": 15,
}


def with_zones(desk: Desk, *zones: tuple[str, float, str], side: str = "left") -> Source:
    """Temporalis with these zones instead of its own."""
    (source, *_) = sites_named(desk.knowledge, "temporalis")
    made = tuple(Zone(region, weight, at, (), True) for region, weight, at in zones)
    return replace(source, side=side, referral=replace(source.referral, zones=made))


def read(desk: Desk, **changes: Any) -> Any:
    """One row, changed, as a sheet."""
    row = {key: value for key, value in {**ROW, **changes}.items() if value is not None}
    return read_measured({"measured": [row]}, desk.body, desk.knowledge)


def test_of_one_region_the_weight_is_predicted(desk: Desk) -> None:
    source = with_zones(desk, ("temple", 0.6, "same"), ("eyebrow", 0.4, "same"))
    assert predicted_share(desk.body, source, ["temple"]) == pytest.approx(0.6)
    assert predicted_share(desk.body, source, ["chin"]) == 0


def test_of_several_regions_it_lies_between_the_largest_and_the_noisy_or(desk: Desk) -> None:
    source = with_zones(desk, ("temple", 0.6, "same"), ("eyebrow", 0.4, "same"))
    both = ["temple", "eyebrow"]
    assert predicted_share(desk.body, source, both, apart=0.0) == pytest.approx(0.6)
    assert predicted_share(desk.body, source, both, apart=1.0) == pytest.approx(1 - 0.4 * 0.6)
    assert predicted_share(desk.body, source, both) == pytest.approx(0.6 + 0.25 * 0.16)


def test_a_region_that_stands_twice_is_one_region(desk: Desk) -> None:
    source = with_zones(desk, ("temple", 0.6, "same"), ("temple", 0.4, "opposite"))
    assert predicted_share(desk.body, source, ["temple"]) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("at", "asked", "felt"),
    [
        ("same", "same", True),
        ("same", "opposite", False),
        ("same", "any", True),
        ("opposite", "same", False),
        ("opposite", "opposite", True),
        ("both", "same", True),
        ("both", "opposite", True),
    ],
)
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_zone_counts_on_the_side_where_the_study_looked(
    desk: Desk, side: str, at: str, asked: str, felt: bool
) -> None:
    source = with_zones(desk, ("temple", 0.6, at), side=side)
    assert predicted_share(desk.body, source, ["temple"], asked) == (0.6 if felt else 0)


@pytest.mark.parametrize("asked", ["same", "opposite"])
def test_a_midline_region_lies_on_either_side(desk: Desk, asked: str) -> None:
    source = with_zones(desk, ("chin", 0.3, "same"))
    assert predicted_share(desk.body, source, ["chin"], asked) == 0.3


def test_of_several_points_the_best_counts_unless_one_is_named(desk: Desk) -> None:
    points = sites_named(desk.knowledge, "temporalis")
    shares = [predicted_share(desk.body, point, ["temple"]) for point in points]
    assert len(set(shares)) > 1

    def found(points: Any = max, **changes: Any) -> Any:
        rows = read(desk, **changes).rows
        return compare(desk.body, desk.knowledge, rows, points=points).comparisons[0]

    assert found().predicted == max(shares)
    assert found().by == points[shares.index(max(shares))].id.removesuffix(".left")
    assert found(statistics.fmean).predicted == pytest.approx(statistics.fmean(shares))
    assert found(structure="temporalis.4").predicted == shares[3]
    assert found(structure=None, structures=["temporalis.4", "temporalis.1"]).predicted == shares[0]


def test_agreement_is_the_exact_interval(desk: Desk) -> None:
    """Of 20 people 15: 51 to 91 %."""
    (row,) = read(desk).rows
    assert row.interval == pytest.approx((0.509, 0.913), abs=1e-3)
    assert row.share == 0.75
    agrees = compare(desk.body, desk.knowledge, [row])
    assert (agrees.rate.hits, agrees.rate.of) == (1, 1)
    never = compare(desk.body, desk.knowledge, [replace(row, felt=0)])
    assert never.rate.hits == 0


def test_a_row_in_words_has_bounds_and_is_not_counted(desk: Desk) -> None:
    (row,) = read(desk, felt=None, people=None, least=0.5).rows
    found = compare(desk.body, desk.knowledge, [row])
    assert row.interval == (0.5, 1.0)
    assert found.rate.of == 0
    assert [entry.agrees for entry in found.in_words] == [True]
    (row,) = read(desk, felt=None, people=None, most=0.1).rows
    assert not compare(desk.body, desk.knowledge, [row]).in_words[0].agrees


def test_a_share_becomes_the_nearest_count(desk: Desk) -> None:
    assert read(desk, felt=None, share=0.86, people=15).rows[0].felt == 13


def test_areas_stand_for_several_regions(desk: Desk) -> None:
    data = {
        "areas": {"jaw": ["chin", "jaw_body"], "low": ["jaw", "cheek"]},
        "measured": [{**ROW, "regions": ["low"]}, {**ROW, "regions": [], "anywhere_but": ["low"]}],
    }
    wanted, rest = read_measured(data, desk.body, desk.knowledge).rows
    assert wanted.regions == ("chin", "jaw_body", "cheek")
    every = {region for region, _ in desk.body.region_keys}
    assert set(rest.regions) == every - set(wanted.regions)


def test_what_is_not_ours_is_set_apart_with_names_that_come_close(desk: Desk) -> None:
    (structure,) = read(desk, structure="temporalus").not_understood
    assert structure.why == "structure not understood"
    assert "temporalis" in structure.suggestions
    (zone,) = read(desk, regions=["tempel"]).not_understood
    assert zone.why == "zone not understood"
    assert "temple" in zone.suggestions


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"felt": 21}, "a, felt"),
        ({"felt": -1}, "a, felt"),
        ({"felt": True, "people": 0}, "a, people"),
        ({"people": None}, "a, people"),
        ({"side": "left"}, "a, side"),
        ({"felt": None}, "a"),
        ({"felt": None, "share": 86}, "a, share"),
        ({"zone": None}, "a, zone"),
        ({"structure": None}, "a, structure"),
        ({"colour": "red"}, "a"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(
    desk: Desk, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError) as refused:
        read(desk, **changes)
    assert refused.value.field == field
    assert refused.value.remedy


@pytest.mark.parametrize("data", [[], {}, {"measured": {}}, {"rows": [3]}, {"measured": [3]}])
def test_a_file_of_another_form_is_refused(desk: Desk, data: object) -> None:
    with pytest.raises(UserError):
        read_measured(data, desk.body, desk.knowledge)


COLLECTED = {
    "rows": [
        {
            "muscle": "Temporalis (front)",
            "n": 20,
            "stimulus": "saline",
            "population": "healthy",
            "zones": [
                {"zone": "Temple", "share_percent": 85, "count": None},
                {"zone": "upper teeth, lower teeth", "share_percent": 99, "count": "7/18"},
                {"zone": "where it ached", "share_percent": 50, "regions": ["temple", "eyebrow"]},
                {"zone": "somewhere", "share_percent": None, "count": None},
                {"zone": "behind the moon", "share_percent": 5},
            ],
            "citation": {"authors": "Who", "year": 2020, "journal": "Where", "doi": "10.1/x"},
        },
        {"muscle": "temporalis", "n": "20 + 20", "zones": [{"zone": "temple", "share_percent": 5}]},
        {"muscle": "wing muscle", "n": 9, "zones": [{"zone": "temple", "share_percent": 5}]},
    ]
}


def test_rows_of_a_collection_are_read_by_name(desk: Desk) -> None:
    sheet = read_measured(COLLECTED, desk.body, desk.knowledge)
    assert [(row.row, row.regions, row.people, row.felt) for row in sheet.rows] == [
        ("0.0", ("temple",), 20, 17),
        ("0.1", ("upper_teeth", "lower_teeth"), 18, 7),
        ("0.2", ("temple", "eyebrow"), 20, 10),
    ]
    assert sheet.rows[0].study == "Who, 2020, Where, 10.1/x"
    assert [(entry.row, entry.why) for entry in sheet.not_understood] == [
        ("0.4", "zone not understood"),
        ("1.0", "number of people not understood"),
        ("2.0", "structure not understood"),
    ]


def test_a_reader_of_words_may_suggest_the_zone(desk: Desk) -> None:
    sheet = read_measured(COLLECTED, desk.body, desk.knowledge, lambda words: (words.upper(),))
    assert sheet.not_understood[0].suggestions == ("BEHIND THE MOON",)


def test_a_measurement_keeps_what_was_written(desk: Desk) -> None:
    (row,) = read(desk, study="Who 2020", stimulus="saline", population="well", remark="r").rows
    assert isinstance(row, Measured)
    assert (row.study, row.stimulus, row.population, row.remark) == (
        "Who 2020", "saline", "well", "r",
    )  # fmt: skip
