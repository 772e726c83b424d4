"""The lexicon names only what the atlas knows, and every region has a name."""

import pytest

from palpate.anatomy import Region, load_regions
from palpate.intake import Reader, unknown_words
from palpate.knowledge import Knowledge
from palpate.reasoning import Reasoner


@pytest.fixture(scope="module")
def reader(reasoner: Reasoner) -> Reader:
    return Reader(reasoner.model.body, reasoner.model.knowledge)


def test_every_word_belongs_to_a_question_or_an_examination(knowledge: Knowledge) -> None:
    assert unknown_words(knowledge) == ()


@pytest.mark.parametrize("region", load_regions(), ids=lambda region: region.id)
def test_some_words_paint_every_region(reader: Reader, region: Region) -> None:
    painted = {r for place in reader.lexicon.places.values() for r in place.regions}
    assert region.id in painted


# "Upper leg" is the thigh in common words, but the upper part of the lower leg in a region's name.
NAMED = [region for region in load_regions() if not region.name.startswith("Upper leg")]


@pytest.mark.parametrize("region", NAMED, ids=lambda region: region.id)
def test_the_name_of_a_region_paints_it(reader: Reader, region: Region) -> None:
    reading = reader.read(f"left {region.name.partition('(')[0]}")
    assert region.id in {mark.region for mark in reading.pain}
