"""Muscles and other origins become sources, one for each site and side."""

from pathlib import Path

import pytest
from tests.unit.knowledge.entries import MUSCLE, SERIOUS, table

from palpate.evidence import UserError
from palpate.knowledge import Kind, Knowledge, find_source, snake
from palpate.knowledge.read_muscles import read_muscle
from palpate.knowledge.read_origins import read_origin
from palpate.knowledge.sources import PRIORS, SERIOUS_FACTOR, expand


def test_every_point_stands_on_both_sides_and_shares_the_group_of_its_muscle(
    tmp_path: Path,
) -> None:
    sources = list(expand([read_muscle(table(tmp_path, MUSCLE))], []))
    assert [(s.id, s.group) for s in sources] == [
        ("testor.1.left", "testor.left"),
        ("testor.2.left", "testor.left"),
        ("testor.1.right", "testor.right"),
        ("testor.2.right", "testor.right"),
    ]


def test_the_points_of_a_muscle_share_its_prior(tmp_path: Path) -> None:
    sources = list(expand([read_muscle(table(tmp_path, MUSCLE))], []))
    assert sum(s.prior for s in sources if s.side == "left") == pytest.approx(PRIORS["common"])


def test_a_muscle_answers_to_its_parent_and_its_synonyms(tmp_path: Path) -> None:
    source = next(expand([read_muscle(table(tmp_path, MUSCLE))], []))
    assert source.aliases == {"testor", "examinator", "tester_muscle"}


def test_serious_disease_starts_lower_than_its_commonness(tmp_path: Path) -> None:
    origin, _, _ = read_origin(table(tmp_path, SERIOUS))
    (source,) = expand([], [origin])
    assert source.prior == PRIORS["rare"] * SERIOUS_FACTOR
    assert (source.id, source.kind) == ("bad_thing.midline", Kind.SERIOUS)


def test_commoner_sources_start_higher() -> None:
    levels = [PRIORS[word] for word in ("very_common", "common", "occasional", "rare")]
    assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Upper trapezius", "upper_trapezius"), ("  C2-3 joint ", "c2_3_joint"), ("", "")],
)
def test_names_become_lower_snake_case(name: str, id_: str) -> None:
    assert snake(name) == id_


def test_a_source_is_found_by_its_id_and_by_its_group(knowledge: Knowledge) -> None:
    assert find_source(knowledge, "temporalis.2.right").id == "temporalis.2.right"
    assert find_source(knowledge, "temporalis.right").id == "temporalis.1.right"


@pytest.mark.parametrize("name", ["temporalis", "temporalis.2.rigt", "temporalis.9.left"])
def test_an_unknown_source_is_answered_with_the_nearest(knowledge: Knowledge, name: str) -> None:
    with pytest.raises(UserError, match=r"unknown source .*Did you mean temporalis\."):
        find_source(knowledge, name)


def test_a_name_like_no_source_is_answered_with_the_list(knowledge: Knowledge) -> None:
    with pytest.raises(UserError, match=r"See `palpate sources`"):
        find_source(knowledge, "qqqqqqq")
