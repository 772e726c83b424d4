"""The check finds every broken reference between files, and says how to mend it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from tests.unit.knowledge.entries import MUSCLE

from palpate.evidence import Grade
from palpate.knowledge import Knowledge, Predicate, check, counts, facts
from palpate.knowledge.load import FOLDER, load_knowledge
from palpate.knowledge.model import Link, Satellite, Support, Zone

CONVENTION = Support(("practice_convention",), Grade.CONVENTION)


def swapped(entries: Mapping[str, Any], key: str, **changes: object) -> Mapping[str, Any]:
    """The entries with one of them changed."""
    return MappingProxyType({**entries, key: replace(entries[key], **changes)})


def with_muscle(knowledge: Knowledge, **changes: object) -> Knowledge:
    return replace(knowledge, muscles=swapped(knowledge.muscles, "temporalis", **changes))


def with_zone(knowledge: Knowledge, zone: Zone, **changes: object) -> Knowledge:
    muscle = knowledge.muscles["temporalis"]
    first = muscle.trigger_points[0]
    referral = replace(first.referral, zones=(*first.referral.zones, zone), **changes)
    return with_muscle(knowledge, trigger_points=(replace(first, referral=referral),))


def zone(region: str = "temple", side: str = "same", focus: tuple[str, ...] = ()) -> Zone:
    return Zone(region, 0.5, side, focus, True)


def problem_of(knowledge: Knowledge) -> str:
    """The problems found, joined; the shipped knowledge has none."""
    return "\n".join(check(knowledge))


def test_what_is_shipped_has_no_problem(knowledge: Knowledge) -> None:
    assert check(knowledge) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"synergists": ("masetter",)}, "temporalis, synergists: nothing is called 'masetter'"),
        ({"antagonists": ("x",)}, "temporalis, antagonists: nothing is called 'x'"),
        ({"pain_on": ("whistling",)}, "temporalis, pain_on: nothing is called 'whistling'"),
        ({"entraps": ("x_nerve",)}, "temporalis, entraps: nothing is called 'x_nerve'"),
        (
            {"anatomy_support": Support(("nobody_1900",), Grade.STRONG)},
            "temporalis, anatomy: no reference 'nobody_1900'",
        ),
        (
            {"anatomy_support": Support(("practice_convention",), Grade.STRONG)},
            "temporalis, anatomy: grade strong without a verified reference",
        ),
    ],
)
def test_a_broken_name_in_a_muscle_is_found(
    knowledge: Knowledge, changes: dict[str, object], message: str
) -> None:
    assert message in problem_of(with_muscle(knowledge, **changes))


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (zone("temples"), "no region 'temples'"),
        (zone(focus=("nowhere",)), "no landmark 'nowhere'"),
        (zone(side="midline"), "temple has no midline"),
    ],
)
def test_a_broken_zone_is_found(knowledge: Knowledge, added: Zone, message: str) -> None:
    assert message in problem_of(with_zone(knowledge, added))


def test_a_region_cannot_be_painful_and_never_painful(knowledge: Knowledge) -> None:
    found = problem_of(with_zone(knowledge, zone(), absent=("temple",)))
    assert "['temple'] both painful and absent" in found


def test_a_landmark_of_an_attachment_must_exist(knowledge: Knowledge) -> None:
    origin = replace(knowledge.muscles["temporalis"].origin, landmarks=("nowhere",))
    assert "attachments: no landmark 'nowhere'" in problem_of(with_muscle(knowledge, origin=origin))


def test_an_unsided_source_must_say_on_which_side_it_is_felt(knowledge: Knowledge) -> None:
    heart = knowledge.origins["heart"]
    referral = replace(heart.referral, zones=(zone("chest_upper"),))
    broken = replace(knowledge, origins=swapped(knowledge.origins, "heart", referral=referral))
    assert "heart: chest_upper needs side left, right or both" in problem_of(broken)


def test_an_examination_must_name_sources_that_exist(knowledge: Knowledge) -> None:
    links = (Link("median_nerv", "structure", 0.5, CONVENTION),)
    changed = swapped(knowledge.examinations, "phalen", links=links)
    found = problem_of(replace(knowledge, examinations=changed))
    assert "phalen, structure: nothing is called 'median_nerv'" in found


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (Predicate("history", {"history": "hunger"}), "nothing is called 'hunger'"),
        (Predicate("finding", {"finding": "phallen"}), "nothing is called 'phallen'"),
        (Predicate("finding", {"finding": "phalen", "result": "blue"}), "has no result 'blue'"),
        (Predicate("history", {"history": "onset", "value": "odd"}), "has no answer 'odd'"),
        (Predicate("pain_in", {"pain_in": ["temples"]}), "nothing is called 'temples'"),
    ],
)
def test_a_rule_must_name_what_exists_at_any_depth(
    knowledge: Knowledge, predicate: Predicate, message: str
) -> None:
    nested = Predicate("any", {"any": []}, (Predicate("no", {"no": []}, (predicate,)),))
    rule = replace(knowledge.rules[0], all=(nested,))
    assert message in problem_of(replace(knowledge, rules=(rule,)))


def test_satellites_must_not_run_in_a_ring(knowledge: Knowledge) -> None:
    names = ("temporalis", "digastric", "platysma")
    ring = tuple(Satellite(key, names[(k + 1) % 3], 0.1, CONVENTION) for k, key in enumerate(names))
    found = problem_of(replace(knowledge, satellites=ring))
    assert "temporalis, satellite: leads back to itself" in found
    assert "leads back" not in problem_of(replace(knowledge, satellites=ring[:2]))


def test_counts_agree_with_what_is_loaded(knowledge: Knowledge) -> None:
    sizes = counts(knowledge)
    sites = sum(s.kind == "trigger_point" and s.side == "left" for s in knowledge.sources)
    assert sizes["trigger_point_sites_per_side"] == sites
    assert sizes["facts"] == len(list(facts(knowledge)))
    by_grade = sizes["facts_by_grade"]
    assert isinstance(by_grade, dict)
    assert sum(by_grade.values()) == sizes["facts"]


def test_a_problem_names_file_and_line(knowledge: Knowledge) -> None:
    """The line is that of the wrong word where it is written, else that of the entry."""
    support = Support(("rathbone_2017", "nobody_1900"), Grade.MODERATE)
    (problem,) = check(with_muscle(knowledge, commonness_support=support))
    file, line, rest = problem.split(":", 2)
    entry = (FOLDER / "muscles" / file).read_text(encoding="utf-8").splitlines()
    assert entry[int(line) - 1] == "[[muscle]]"
    assert 'id = "temporalis"' in entry[int(line)]
    assert rest.startswith(" temporalis, commonness: no reference 'nobody_1900'")


def test_a_wrong_word_is_found_on_its_own_line(tmp_path: Path) -> None:
    text = MUSCLE.replace('region = "ear"', 'region = "eer"')
    (tmp_path / "neck.toml").write_text("# A comment.\n" + text, encoding="utf-8")
    known = load_knowledge.__wrapped__(tmp_path)
    wrong = [problem for problem in check(known, tmp_path) if "eer" in problem]
    number = text.splitlines().index(
        'spillover = [{ region = "eer", weight = 0.2, side = "opposite" }]'
    )
    assert [problem.split(" ")[0] for problem in wrong] == [f"neck.toml:{number + 2}:"]
