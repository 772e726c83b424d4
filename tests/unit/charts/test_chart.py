import numpy as np
import pytest

from palpate.charts.chart import compose
from palpate.charts.figure import body_picture
from palpate.charts.frames import frames
from palpate.charts.scene import Mark, Picture, Text
from palpate.charts.words import felt, references, subtitle
from palpate.knowledge import find_source

SIZE = (118, 164)


@pytest.fixture(scope="module")
def small(monkeypatch_module):
    monkeypatch_module.setattr("palpate.charts.chart.FIGURE", SIZE)


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def of_kind(scene, kind):
    return [item for item in scene.items if isinstance(item, kind)]


@pytest.mark.usefixtures("small")
def test_a_temporalis_chart_shows_the_head_and_its_point(body, knowledge):
    scene = compose(body, knowledge, find_source(knowledge, "temporalis.1.left"))
    pictures = of_kind(scene, Picture)
    assert 2 <= len(pictures) <= 3
    assert all("Head" in picture.words for picture in pictures)
    assert any(mark.shape == "cross" and mark.y < 900 for mark in of_kind(scene, Mark))
    words = " ".join(text.text for text in of_kind(scene, Text))
    assert "Temple" in words
    assert "Evidence for this pattern: limited" in words


@pytest.mark.usefixtures("small")
def test_items_stay_on_the_page(body, knowledge):
    scene = compose(body, knowledge, find_source(knowledge, "c6_root.left"))
    assert all(0 <= item.x <= scene.width and 0 <= item.y <= scene.height for item in scene.items)


def test_zones_tell_apart_without_colour(body):
    frame = next(f for f in frames(body, SIZE) if (f.part, f.view) == ("head and neck", "left"))
    none = np.zeros(len(body.patch_ids))
    zone = none.copy()
    zone[body.patches_of("parietal", "left")] = 0.5
    plain, solid, light = (
        body_picture(body, *pair, frame, SIZE).astype(float)[..., :3].mean(axis=2)
        for pair in ((none, none), (zone, none), (none, zone))
    )
    inside = (plain - solid) > 40
    assert inside.sum() > 200
    assert solid[inside].mean() < light[inside].mean() - 20 < plain[inside].mean() - 20
    assert (light - plain)[inside].std() > 1.5 * (solid - plain)[inside].std()


def test_hidden_side_shows_no_zone(body):
    frame = next(f for f in frames(body, SIZE) if (f.part, f.view) == ("head and neck", "right"))
    assert frame.clarity[body.patches_of("temple", "left")].max() == 0
    assert frame.clarity[body.patches_of("temple", "right")].max() > 0.5


def test_words_name_place_side_and_first_authors(knowledge):
    heart = find_source(knowledge, "heart.midline")
    assert subtitle(heart) == "Inner organ"
    assert any(place.endswith("(left)") for place in felt(heart, essential=True))
    assert references(knowledge, heart)
