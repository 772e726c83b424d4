"""Plates, contact sheets and the book show every pattern, small enough to print."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from palpate.anatomy import Body
from palpate.charts import plates
from palpate.evidence import UserError
from palpate.knowledge import Knowledge, find_source
from palpate.knowledge.sources import expand
from palpate.publishing import atlas_pdf, contact_sheets
from palpate.publishing.contact_sheet import COLUMNS, MOST_ROWS

SIZE = (96, 134)


@pytest.fixture(scope="module")
def tiny(knowledge: Knowledge) -> Knowledge:
    """One muscle of each half of the body, one nerve, and what they cite."""
    muscles = {name: knowledge.muscles[name] for name in ("temporalis", "infraspinatus")}
    nerve = {"median_nerve_carpal_tunnel": knowledge.origins["median_nerve_carpal_tunnel"]}
    return replace(
        knowledge,
        muscles=MappingProxyType(muscles),
        origins=MappingProxyType(nerve),
        diseases=MappingProxyType({}),
        rules=(),
        examinations=MappingProxyType({}),
        conditions=MappingProxyType({}),
        factors=MappingProxyType({}),
        sources=tuple(expand(muscles.values(), nerve.values())),
    )


def test_a_plate_of_a_muscle_shows_all_its_points(body: Body, knowledge: Knowledge) -> None:
    points = [find_source(knowledge, f"temporalis.{k}.left") for k in (1, 2, 3, 4)]
    together = plates(body, points, SIZE, numbers=True)[0]
    alone = plates(body, points[:1], SIZE)[0]
    assert together.picture.size == SIZE
    assert np.asarray(together.picture).tobytes() != np.asarray(alone.picture).tobytes()


def test_no_more_plates_than_asked(body: Body, knowledge: Knowledge) -> None:
    source = find_source(knowledge, "infraspinatus.1.left")
    assert len(plates(body, [source], SIZE, most=1)) == 1


def test_the_sheets_hold_every_pattern_of_one_side(
    body: Body, tiny: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palpate.publishing.contact_sheet.THUMB", SIZE)
    sheets = list(contact_sheets(body, tiny))
    assert [sheet.name for sheet in sheets] == ["muscles-head-1", "muscles-shoulder-1", "nerve-1"]
    assert COLUMNS * MOST_ROWS >= 4
    assert all(sheet.picture.width > COLUMNS * SIZE[0] for sheet in sheets)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_book_is_a_tagged_pdf_on_the_paper_asked_for(
    body: Body, tiny: Knowledge, monkeypatch: pytest.MonkeyPatch, paper: str
) -> None:
    monkeypatch.setattr("palpate.publishing.pictures.SIZE", SIZE)
    pdf = atlas_pdf(body, tiny, paper)
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert pdf == atlas_pdf(body, tiny, paper), "the same atlas gives the same bytes"


def test_another_paper_is_refused_with_the_papers_there_are(body: Body, tiny: Knowledge) -> None:
    with pytest.raises(UserError, match=r"no paper 'a5'. Use one of: a4, letter"):
        atlas_pdf(body, tiny, "a5")
