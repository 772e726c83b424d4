"""A case is read whole or refused with every fault named; nothing is guessed."""

import numpy as np
import pytest
from tests.support import Desk, finding, pain

from palpate.reasoning import CaseError


def problems(desk: Desk, data: object) -> list[str]:
    """Every problem of a case, as "field: message remedy"."""
    with pytest.raises(CaseError) as caught:
        desk.read(data)
    return [str(problem) for problem in caught.value.problems]


def test_an_empty_case_is_a_case(desk: Desk) -> None:
    case = desk.read({})
    assert case.empty
    assert case.intensity.shape == (len(desk.body.patch_ids),)
    assert not case.intensity.any()


def test_null_means_the_same_as_leaving_out(desk: Desk) -> None:
    case = desk.read({"client": None, "pain": None, "history": None, "findings": None})
    assert case.empty


def test_a_region_paints_all_its_patches_and_no_other(desk: Desk) -> None:
    case = desk.read({"pain": pain("temple", intensity=7)})
    np.testing.assert_array_equal(case.painted, desk.body.patches_of("temple", "left"))
    assert set(case.intensity[case.painted]) == {7.0}


def test_both_sides_can_be_written_at_once(desk: Desk) -> None:
    both = desk.read({"pain": pain("temple", side="both")})
    single = desk.read({"pain": pain("temple.left", "temple.right")})
    np.testing.assert_array_equal(both.intensity, single.intensity)


def test_a_midline_region_needs_no_side(desk: Desk) -> None:
    assert desk.read({"pain": [{"region": "sternum_upper", "intensity": 4}]}).painted.size


def test_intensity_is_five_when_it_is_left_out(desk: Desk) -> None:
    case = desk.read({"pain": [{"region": "temple", "side": "left"}]})
    assert set(case.intensity[case.painted]) == {5.0}


def test_single_patches_can_be_painted(desk: Desk) -> None:
    name = desk.body.patch_ids[10]
    case = desk.read({"pain": [{"patches": {name: 8.5}, "qualities": ["burning"]}]})
    assert list(case.painted) == [10]
    assert case.intensity[10] == 8.5
    assert case.qualities == {"burning"}


def test_intensity_zero_paints_nothing(desk: Desk) -> None:
    assert desk.read({"pain": pain("temple", intensity=0)}).empty


def test_a_patch_painted_twice_keeps_the_stronger_pain(desk: Desk) -> None:
    patch = desk.body.patch_ids[int(desk.body.patches_of("temple", "left")[0])]
    case = desk.read({"pain": [*pain("temple", intensity=3), {"patches": {patch: 9}}]})
    assert case.intensity.max() == 9
    assert case.intensity[desk.body.patches_of("temple", "left")].min() == 3


@pytest.mark.parametrize(
    ("sex", "read"),
    [("female", "female"), ("F", "female"), ("M", "male"), ("other", None), (None, None)],
)
def test_sex_is_read_in_words_or_letters(desk: Desk, sex: str | None, read: str | None) -> None:
    assert desk.read({"client": {"age": 40, "sex": sex}}).client.sex == read


def test_answers_that_were_not_given_are_left_out(desk: Desk) -> None:
    case = desk.read({"history": {"fever": None, "chills": False}})
    assert dict(case.history) == {"chills": False}


def test_an_examination_on_both_sides_is_two_findings(desk: Desk) -> None:
    case = desk.read({"findings": [finding("phalen", "negative", "both")]})
    assert [(f.side, f.result) for f in case.findings] == [
        ("left", "negative"),
        ("right", "negative"),
    ]


def test_not_done_is_no_finding(desk: Desk) -> None:
    assert desk.read({"findings": [finding("phalen", "not_done")]}).empty


def test_the_same_finding_twice_counts_once(desk: Desk) -> None:
    case = desk.read({"findings": [finding("phalen", "positive")] * 2})
    assert len(case.findings) == 1


REFUSED = [
    (None, "case: is None, not an object."),
    ([], "case: is [], not an object."),
    ({"pains": []}, "case.pains: is not a known field. Known: client, pain"),
    ({"client": 3}, "client: is 3, not an object."),
    ({"client": False}, "client: is False, not an object."),
    ({"client": {"weight": 70}}, "client.weight: is not a known field."),
    ({"client": {"age": -1}}, "client.age: is -1. Write a number from 0 to 120."),
    ({"client": {"age": 10**400}}, "client.age: is 1000"),
    ({"client": {"age": float("nan")}}, "client.age: is nan."),
    ({"client": {"age": True}}, "client.age: is True."),
    ({"client": {"sex": "x"}}, "client.sex: is 'x'. Use female, male, other or null."),
    ({"pain": {}}, "pain: is {}, not a list."),
    ({"pain": 0}, "pain: is 0, not a list."),
    ({"pain": ["temple"]}, "pain[0]: is 'temple', not an object."),
    ({"pain": [{}]}, "pain[0].region: unknown region None."),
    ({"pain": [{"region": [], "side": "left"}]}, "pain[0].region: unknown region []."),
    ({"pain": pain("tempel")}, "pain[0].region: unknown region 'tempel'. Did you mean 'temple'?"),
    ({"pain": [{"region": "temple"}]}, "pain[0].side: temple needs a side. Use one of: left"),
    ({"pain": pain("temple.midline")}, "pain[0].side: temple has no side 'midline'."),
    ({"pain": pain("sternum_upper.left")}, "pain[0].side: sternum_upper has no side 'left'."),
    ({"pain": pain("temple", intensity=11)}, "pain[0].intensity: is 11. Write a number from 0"),
    (
        {"pain": [*pain("temple", intensity=3), *pain("temple", intensity=8)]},
        "pain[1]: temple left is 3 and 8 at once. Keep one entry",
    ),
    ({"pain": [{"patches": []}]}, "pain[0].patches: is not an object."),
    ({"pain": [{"patches": {"temple.left": 3}}]}, "pain[0].patches: unknown patch 'temple.left'."),
    ({"pain": [{"patches": {}, "region": "temple"}]}, "pain[0]: has both patches and a region."),
    (
        {"pain": [{"region": "sternum_upper", "qualities": ["itchy"]}]},
        "pain[0].qualities: holds 'itchy'. Use some of: ache, burning",
    ),
    (
        {"pain": [{"region": "sternum_upper", "qualities": "ache"}]},
        "pain[0].qualities: is 'ache', not a",
    ),
    ({"history": []}, "history: is [], not an object."),
    ({"history": {"fevr": True}}, "history.fevr: is not a known question. Did you mean 'fever'?"),
    ({"history": {"fever": "yes"}}, "history.fever: is 'yes'. Write true, false or null."),
    ({"history": {"onset": "slowly"}}, "history.onset: is 'slowly'. Use: sudden, gradual"),
    ({"history": {"duration_days": "3"}}, "history.duration_days: is '3'. Write a number"),
    ({"findings": [{}]}, "findings[0].id: unknown examination None."),
    ({"findings": [finding("falen", "positive")]}, "findings[0].id: unknown examination 'falen'."),
    (
        {"findings": [finding("phalen", "yes")]},
        "findings[0].result: is 'yes'. Use one of: positive, negative, not_done.",
    ),
    (
        {"findings": [finding("phalen", "positive", None)]},
        "findings[0].side: phalen has no side None. Use one of: left, right, both.",
    ),
    (
        {"findings": [finding("valsalva", "positive", "left")]},
        "findings[0].side: valsalva has no sides, but says 'left'.",
    ),
    (
        {"findings": [finding("phalen", "positive"), finding("phalen", "negative")]},
        "findings[1]: phalen left is positive and negative.",
    ),
]


@pytest.mark.parametrize(("data", "message"), REFUSED, ids=[m[:48] for _, m in REFUSED])
def test_a_fault_is_named_with_its_field_and_remedy(desk: Desk, data: object, message: str) -> None:
    (problem,) = problems(desk, data)
    assert problem.startswith(message)


def test_every_fault_is_reported_not_only_the_first(desk: Desk) -> None:
    data = {
        "client": {"age": 300},
        "pain": [*pain("tempel"), *pain("temple", intensity=-1)],
        "findings": [finding("falen", "positive")],
    }
    fields = [problem.partition(":")[0] for problem in problems(desk, data)]
    assert fields == ["client.age", "pain[0].region", "pain[1].intensity", "findings[0].id"]


def test_a_long_value_is_shortened_in_the_message(desk: Desk) -> None:
    (problem,) = problems(desk, {"client": {"sex": "x" * 10_000}})
    assert len(problem) < 120


@pytest.mark.parametrize("name", ["x" * 10_000, "\ud800"])
@pytest.mark.parametrize("place", ["history", "client", "patches"])
def test_a_name_that_cannot_be_shown_is_shortened(desk: Desk, name: str, place: str) -> None:
    data = {"pain": [{"patches": {name: 3}}]} if place == "patches" else {place: {name: 3}}
    with pytest.raises(CaseError) as caught:
        desk.read(data)
    assert len(str(caught.value).encode()) < 400


def test_a_deeply_nested_value_is_refused_like_any_other(desk: Desk) -> None:
    nested: list[object] = []
    for _ in range(5_000):
        nested = [nested]
    (problem,) = problems(desk, {"client": {"sex": nested}})
    assert problem.startswith("client.sex: is [[")
