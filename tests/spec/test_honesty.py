"""What Palpate says, and what it never says."""

import json
import re
from collections.abc import Iterator

import numpy as np
import pytest
from tests.support import Desk, Json, finding, pain

from palpate.knowledge import Knowledge
from palpate.reasoning import RankedSource

CLAIMS = re.compile(
    r"flush\w*|toxin\w*|detox\w*|lactic|lactate|\bcures?\b|\bproves?\b|guarantee\w*", re.IGNORECASE
)
DENIED = re.compile(r"diagnos\w*", re.IGNORECASE)


def everything(desk: Desk) -> Json:
    """A drawing of the whole body."""
    return {
        "pain": [
            {"region": region, "side": side, "intensity": 5}
            for region, side in desk.body.region_keys
        ]
    }


def words(value: object) -> Iterator[str]:
    """Every text inside a record, a mapping or a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from words(part)
    elif isinstance(value, (list, tuple, frozenset)):
        for part in value:
            yield from words(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from words(getattr(value, name))


def product_texts(knowledge: Knowledge) -> Iterator[str]:
    """All words that a reader of the product can meet, but for the titles of publications."""
    for part in (knowledge.muscles, knowledge.origins, knowledge.diseases, knowledge.questions):
        yield from words(tuple(part.values()))
    yield from words(tuple(knowledge.examinations.values()))
    yield from words(knowledge.rules)


def test_an_empty_drawing_gives_the_priors_and_says_so(desk: Desk) -> None:
    """With nothing painted the list shows only how common each source is, and says so."""
    answer = desk.answer({})
    assert "how common" in answer.note
    model = desk.reasoner.model
    np.testing.assert_allclose(
        desk.reasoner.probabilities(desk.read({})), prior_with_satellites(desk), atol=2e-3
    )
    assert answer.sources[0].probability < 0.2
    assert len(model.sources) > 300


def prior_with_satellites(desk: Desk) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Prior of each source, raised by the key points that may have awakened it."""
    model = desk.reasoner.model
    quiet = np.array([1 - source.prior for source in model.sources])
    for row, source in enumerate(model.sources):
        columns, chance = model.network.satellites.row(row)
        quiet[columns] *= 1 - source.prior * chance
    return 1 - quiet


def test_a_drawing_of_everything_says_that_it_says_little(desk: Desk) -> None:
    """With the whole body painted the answer warns that single sources cannot be told apart."""
    answer = desk.answer(everything(desk))
    assert "says little about single sources" in answer.note
    assert 0 < answer.sources[0].probability <= 1


def test_a_drawing_of_one_patch_is_answered(desk: Desk) -> None:
    """One painted spot is a drawing too, and the answer says how little it tells."""
    patch = desk.body.patch_ids[int(desk.body.patches_of("temple", "left")[0])]
    answer = desk.answer({"pain": [{"patches": {patch: 4}}]})
    assert "Nothing stands out yet" in answer.note
    assert [p.region for p in answer.sources[0].explains] == ["temple"]


def test_a_drawing_that_fits_a_source_well_needs_no_such_note(desk: Desk) -> None:
    """The note goes when something stands out."""
    data = {
        "pain": pain("temple", "upper_teeth"),
        "findings": [finding("palpate_temporalis", "recognised_pain")],
    }
    assert desk.answer(data).note == ""


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"pain": pain("temple", "upper_teeth")},
        {"pain": pain("chest_upper"), "client": {"age": 66}, "history": {"exertional_pain": True}},
        {"findings": [finding("phalen", "positive")]},
    ],
    ids=str,
)
def test_the_answer_never_says_diagnosis(desk: Desk, data: Json) -> None:
    """The output is a list of hypotheses to examine; the word "diagnosis" stands nowhere in it."""
    assert not DENIED.search(json.dumps(desk.answer(data, None).to_json()))


def test_no_shipped_text_says_diagnosis(knowledge: Knowledge) -> None:
    """No text of the atlas says "diagnosis"; the titles of publications are quoted as printed."""
    assert [text for text in product_texts(knowledge) if DENIED.search(text)] == []


def test_no_shipped_text_makes_a_forbidden_claim(knowledge: Knowledge) -> None:
    """Massage flushes nothing and releases no toxins; no image and no posture explains pain."""
    assert [text for text in product_texts(knowledge) if CLAIMS.search(text)] == []


def test_every_hypothesis_can_be_ruled_out(knowledge: Knowledge) -> None:
    """Each source says what would speak against it and how to examine it."""
    for source in knowledge.sources:
        assert source.ruled_out_by, source.id
        assert source.palpation.text, source.id


def test_every_hypothesis_carries_the_grade_of_its_pattern(desk: Desk) -> None:
    """A reader sees how well the referral pattern behind each hypothesis is supported."""
    sources = desk.answer({"pain": pain("temple")}).to_json()["sources"]
    assert isinstance(sources, list)
    assert all(source["grade"] for source in sources)


def test_no_source_is_ever_certain(desk: Desk) -> None:
    """However well everything fits, no hypothesis is shown as certain or as impossible."""
    convincing = {
        "pain": pain("temple", "upper_teeth"),
        "findings": [finding("palpate_temporalis", "recognised_pain")],
    }
    chances = desk.groups(convincing)
    assert chances.max() < 0.999
    assert chances.min() >= 0


def test_reasons_speak_for_and_against(desk: Desk) -> None:
    """The list of reasons shows what speaks against a source as well as what speaks for it."""
    second: RankedSource = desk.answer({"pain": pain("temple", "upper_teeth")}).sources[1]
    values = [reason.log_odds for reason in second.evidence]
    assert max(values) > 0
    assert min(values) < 0
