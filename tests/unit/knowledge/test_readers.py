"""Each kind of entry is read whole, and a fault in it names the field and the remedy."""

from pathlib import Path

import pytest
from tests.unit.knowledge.entries import EXAMINATION, MUSCLE, QUESTION, SERIOUS, table

from palpate.evidence import DataError
from palpate.knowledge import Kind
from palpate.knowledge.read_examinations import read_examination, read_question
from palpate.knowledge.read_muscles import read_muscle
from palpate.knowledge.read_origins import read_origin
from palpate.knowledge.read_satellites import read_satellite


def test_a_muscle_keeps_its_points_with_their_zones(tmp_path: Path) -> None:
    muscle = read_muscle(table(tmp_path, MUSCLE))
    first, second = muscle.trigger_points
    assert (first.name, second.name) == ("belly", "end")
    assert [(z.region, z.weight, z.side, z.essential) for z in first.referral.zones] == [
        ("temple", 0.8, "same", True),
        ("ear", 0.2, "opposite", False),
    ]
    assert muscle.origin.landmarks == ("c7_spinous",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('area = "neck"', 'area = "knee"', r":4: .*area: is 'knee'\. Use one of: head"),
        ("weight = 0.8", "weight = 0.99", r"weight: is 0\.99\. Keep it between 0\.03 and 0\.95"),
        ('side = "opposite"', 'side = "far"', r"side: is 'far'\. Use one of: same, opposite"),
        ('at = "c7_spinous"', 'at = "c77_spinous"', r"site: unknown landmark .*Did you mean"),
        ('depth = "deep"', 'depth = "low"', "depth: is 'low'"),
        ('stretch = "Bend away."', 'strech = "Bend away."', "stretch: is missing"),
        ('name = "belly"', 'name = "belly"\nsize = 3', "size: is not a known key"),
        ('grade = "convention"', 'grade = "certain"', "grade: is 'certain'"),
    ],
)
def test_a_fault_in_a_muscle_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_muscle(table(tmp_path, MUSCLE.replace(old, new)))


def test_a_muscle_without_trigger_points_is_refused(tmp_path: Path) -> None:
    text = MUSCLE.partition("[[muscle.trigger_point]]")[0]
    with pytest.raises(DataError, match="trigger_point: has no entry"):
        read_muscle(table(tmp_path, text))


def test_serious_disease_brings_its_advice_and_rules(tmp_path: Path) -> None:
    origin, disease, rules = read_origin(table(tmp_path, SERIOUS))
    assert origin.kind is Kind.SERIOUS
    assert origin.structure == "bad_thing"
    assert disease is not None
    assert (disease.action, disease.advice) == ("urgent", "Send on.")
    assert [p.kind for p in rules[0].all] == ["history", "any"]
    assert [p.kind for p in rules[0].all[1].parts] == ["age_min", "pain_in"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('action = "urgent"', 'action = "soon"', "action: is 'soon'"),
        ('sides = ["midline"]', 'sides = ["middle"]', r"sides: is \['middle'\]"),
        ('{ history = "fever" }', '{ mood = "bad" }', "no known predicate"),
        ('{ history = "fever" }', '{ history = "fever", often = 3 }', "'often' beside 'history'"),
        ('{ history = "fever" }', '"fever"', "holds 'fever'"),
        ('pain_in = ["temple"]', 'pain_in = "temple"', "has pain_in = 'temple'"),
        ('side = "left"', 'side = "lft"', "has side = 'lft'"),
        ("age_min = 50", 'age_min = "50"', "has age_min = '50'"),
        ('history = "fever"', 'quality = "hot"', "has quality = 'hot'"),
        ('history = "fever"', 'sex = "F"', "has sex = 'F'"),
        ("[serious.palpation]", 'signs = { moter = "weak" }\n[serious.palpation]', "moter: is not"),
        ('ruled_out_by = "A test."', "", "ruled_out_by: is missing"),
        ("[serious.palpation]", 'qualities = ["odd"]\n[serious.palpation]', "holds 'odd'"),
    ],
)
def test_a_fault_in_a_disease_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_origin(table(tmp_path, SERIOUS.replace(old, new)))


def test_an_empty_rule_is_refused_because_it_would_hold_for_everybody(tmp_path: Path) -> None:
    before, _, after = SERIOUS.partition("all = [")
    text = before + "all = []\n" + after.partition("\n")[2]
    with pytest.raises(DataError, match="all: is empty"):
        read_origin(table(tmp_path, text))


def test_an_examination_knows_the_likelihood_of_each_result(tmp_path: Path) -> None:
    examination = read_examination(table(tmp_path, EXAMINATION))
    assert [(r.name, r.if_present, r.if_absent) for r in examination.results] == [
        ("positive", 1.0, 0.0),
        ("unclear", 0.2, 0.3),
        ("negative", 0.0, 1.0),
    ]
    assert examination.positive == "positive"
    assert (examination.links[0].by, examination.links[0].target) == ("structure", "testor")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("false_positive = 0.1", "false_positive = 0.0", "false_positive: is 0.0"),
        ("sensitivity = 0.7", "sensitivity = 1.0", "sensitivity: is 1.0"),
        ('structure = "testor"', "", "Name a structure, a source or a kind"),
        ("[0.2, 0.3]", "[0.2, 1.3]", "unclear is"),
        ("[0.2, 0.3]", "0.2", "unclear is 0.2"),
        ("unclear = [", "unclaer = [", "unclaer: is not a known key"),
        ('sides = ["left", "right"]', 'sides = ["lft"]', r"sides: is \['lft'\]"),
        ('kind = "test"', 'kind = "test"\npositive = "yes"', "'yes' is not a result"),
    ],
)
def test_a_fault_in_an_examination_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        read_examination(table(tmp_path, EXAMINATION.replace(old, new)))


def test_a_question_without_links_only_feeds_rules(tmp_path: Path) -> None:
    assert read_question(table(tmp_path, QUESTION)).examination is None


def test_a_question_with_links_moves_sources_as_an_examination(tmp_path: Path) -> None:
    links = EXAMINATION.partition("[[examination.raised_by]]")[2]
    backed = 'sources = []\ngrade = "convention"\n[[question.raised_by]]' + links
    question = read_question(table(tmp_path, QUESTION + backed))
    assert question.examination is not None
    assert [r.name for r in question.examination.results] == ["yes", "no"]
    assert question.examination.sides == ("midline",)


def test_links_of_a_question_need_support(tmp_path: Path) -> None:
    links = "[[question.raised_by]]" + EXAMINATION.partition("[[examination.raised_by]]")[2]
    with pytest.raises(DataError, match="Links need sources and a grade"):
        read_question(table(tmp_path, QUESTION + links))


def test_only_an_answer_of_yes_or_no_can_move_sources(tmp_path: Path) -> None:
    links = EXAMINATION.partition("[[examination.raised_by]]")[2]
    backed = 'sources = []\ngrade = "convention"\n[[question.raised_by]]' + links
    with pytest.raises(DataError, match="raised_by: needs a yes or no"):
        read_question(table(tmp_path, QUESTION.replace("yes_no", "number") + backed))


def test_an_examination_without_results_is_refused(tmp_path: Path) -> None:
    before, _, after = EXAMINATION.partition("results = ")
    text = before + "results = []\n" + after.partition("\n")[2]
    with pytest.raises(DataError, match="results: is empty"):
        read_examination(table(tmp_path, text))


def test_a_choice_needs_its_choices(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="choices: is empty"):
        read_question(table(tmp_path, QUESTION.replace("yes_no", "choice")))


def test_a_satellite_is_never_more_than_an_even_chance(tmp_path: Path) -> None:
    text = '[[satellite]]\nkey = "a"\nsatellite = "b"\nprobability = 0.6\nsources = []\n'
    with pytest.raises(DataError, match=r"probability: is 0\.6\. Keep it between 0\.01 and 0\.5"):
        read_satellite(table(tmp_path, text + 'grade = "convention"\n'))
