"""Charts of regions and areas say what the atlas says, on one or two pages, or name the remedy."""

import re

import pytest

from palpate.anatomy import Body, load_regions
from palpate.atlas import referring_to
from palpate.charts import place_plates, plates
from palpate.evidence import UserError
from palpate.knowledge import Knowledge, find_source
from palpate.knowledge.common import AREAS
from palpate.publishing import chart_names, find_chart, region_pdf, setting
from palpate.publishing.region_chart import PICTURED

TINY = (80, 88)
Json = dict[str, object]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures small enough to be drawn at once."""
    monkeypatch.setattr("palpate.publishing.pictures.CARD", TINY)
    monkeypatch.setattr("palpate.publishing.pictures.SIZE", TINY)


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """What every template was given."""
    seen: list[Json] = []
    dumps = setting.json.dumps

    def spy(value: Json, **options: bool) -> str:
        seen.append(value)
        return dumps(value, **options)

    monkeypatch.setattr(setting.json, "dumps", spy)
    return seen


def pages(pdf: bytes) -> int:
    return max(int(count) for count in re.findall(rb"/Type/Pages/Count (\d+)", pdf))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_region_has_two_tagged_pages_with_the_list_in_order(
    body: Body, knowledge: Knowledge, paper: str, data: list[Json]
) -> None:
    pdf = region_pdf(body, knowledge, "temple", paper)
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert pages(pdf) == 2
    sheet = data[-1]
    assert sheet["paper"] == setting.PAPERS[paper]
    rows = sheet["rows"]
    assert isinstance(rows, list)
    found = referring_to(body, knowledge.sources, "temple")
    usual = [each for each in found if not each.is_serious]
    assert [row["number"] for row in rows] == list(range(1, len(usual) + 1))
    assert rows[0]["name"] == "Temporalis"
    assert all(row["grade"] for row in rows)
    assert sum(row["picture"] is not None for row in rows) == PICTURED
    serious = sheet["serious"]
    assert isinstance(serious, list)
    assert sum(len(group["names"]) for group in serious) == len(found) - len(usual)
    assert "times how common it is" in str(sheet["order"])


@pytest.mark.usefixtures("small")
def test_an_area_shows_every_muscle_on_one_page(
    body: Body, knowledge: Knowledge, data: list[Json]
) -> None:
    pdf = region_pdf(body, knowledge, "head")
    assert pages(pdf) == 1
    muscles = data[-1]["muscles"]
    assert isinstance(muscles, list)
    known = [muscle.name for muscle in knowledge.muscles.values() if muscle.area == "head"]
    assert [muscle["name"] for muscle in muscles] == known
    assert all(muscle["essential"] and muscle["pictures"] for muscle in muscles)


def test_there_is_a_chart_of_every_region_and_of_every_area_with_muscles(
    knowledge: Knowledge,
) -> None:
    names = chart_names(knowledge)
    assert {region.id for region in load_regions()} <= set(names)
    assert {muscle.area for muscle in knowledge.muscles.values()} <= set(names)
    assert not set(AREAS) & {region.id for region in load_regions()}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("temple", "temple"), ("Lower back", "lower_back"), (" Temple ", "temple"),
     ("upper-back", "upper_back")],
)  # fmt: skip
def test_a_name_may_be_written_as_people_write_it(
    knowledge: Knowledge, said: str, meant: str
) -> None:
    assert find_chart(knowledge, said) == meant


@pytest.mark.parametrize(
    ("said", "near"), [("tempel", "temple"), ("sholder", "shoulder"), ("knee", "knee_")]
)
def test_an_unknown_name_is_answered_with_those_that_come_nearest(
    body: Body, knowledge: Knowledge, said: str, near: str
) -> None:
    with pytest.raises(UserError, match=rf"no region or area '{said}'. Did you mean .*{near}"):
        region_pdf(body, knowledge, said)


def test_another_paper_is_refused(body: Body, knowledge: Knowledge) -> None:
    with pytest.raises(UserError, match=r"no paper 'a5'. Use one of: a4, letter"):
        region_pdf(body, knowledge, "temple", "a5")


def test_a_place_is_shown_close_by_and_on_the_whole_body(body: Body) -> None:
    patches = body.patch_region == body.patch_region[int(body.patches_of("temple", "left")[0])]
    near, far = place_plates(body, patches, TINY)
    assert near.title.startswith("Head and neck")
    assert far.title.startswith("Whole body")


def test_a_picture_turns_towards_what_the_reader_looks_at(body: Body, knowledge: Knowledge) -> None:
    source = find_source(knowledge, "trapezius_upper.1.left")
    temple = body.patch_region == body.patch_region[int(body.patches_of("temple", "left")[0])]
    plate = plates(body, [source], TINY, most=1, towards=temple)[0]
    assert plate.title.endswith(("left", "front"))
