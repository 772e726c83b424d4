"""The questions of the intake form: complete, in both languages, with sources for cautions."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from palpate.clinic.arrival import catalogue as module
from palpate.clinic.arrival.catalogue import CAUTIONS, FILE, Catalogue, catalogue
from palpate.clinic.arrival.cautions import WORDS, cautions_in
from palpate.evidence import DataError

LOCALE = FILE.parent.parent / "locale" / "es" / "LC_MESSAGES"
GOOD = FILE.read_text(encoding="utf-8")


def read(tmp_path: Path, text: str) -> Catalogue:
    file = tmp_path / "intake.toml"
    file.write_text(text, encoding="utf-8")
    return catalogue.__wrapped__(file)


def test_everything_the_field_asks_for_is_asked() -> None:
    asked = {one.id for one in catalogue().questions}
    wanted = {
        "onset",
        "qualities",
        "course",
        "aggravating",
        "relieving",
        "medicines",
        "accidents",
        "surgery",
        "autoimmune",
        "endocrine",
        "nerves",
        "work",
        "sport",
        "hydration",
        "nutrition",
        "breathing",
        "stress",
        "sleep_hours",
        "movement",
    }
    assert wanted <= asked
    assert catalogue().steps[-1].id == "check"


def test_every_kind_of_caution_has_its_word_and_its_sources() -> None:
    found = cautions_in(
        {
            "fever": "yes",
            "heart": ["varicose", "high_pressure"],
            "pregnant": "yes",
            "pregnant_detail": "week 20",
            "cancer": "no",
        }
    )
    assert [one.severity for one in found] == ["absolute", "relative", "local"]
    assert set(WORDS) == set(CAUTIONS)
    assert all(one.advice and one.sources for one in found)
    assert found[1].detail == "week 20"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "line"', 'kind = "essay"', "Use one of"),
        ('step = "about"', 'step = "nowhere"', "Use one of"),
        ('caution = "absolute"', 'caution = "grave"', "Use one of"),
        ('sources = ["practice_convention"]', 'sources = ["hearsay"]', "is no reference"),
        ('factor = "hydration"', 'factor = "water"', "is not known"),
        ('id = "new_phone"', 'id = "called"', "stands twice"),
        (', es = "Sobre usted"', "", "is missing"),
        ("record = true", "recorded = true", "is not a known key"),
        ('advice = "No treatment; emergency care."', "", "goes with a caution"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    assert old in GOOD
    with pytest.raises(DataError, match=told) as found:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert re.match(r"intake\.toml:\d+: ", str(found.value))


def test_every_word_of_the_form_is_translated_and_compiled() -> None:
    source = (LOCALE / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"', source, re.MULTILINE)
    with (LOCALE / "django.mo").open("rb") as compiled:
        spanish = gettext.GNUTranslations(compiled)
    assert len(pairs) > 60
    for words, translated in pairs:
        assert translated, words
        assert spanish.gettext(words) == translated
    templates = FILE.parent.parent / "templates" / "arrival"
    known = {words for words, _translated in pairs}
    for template in templates.rglob("*.html"):
        for words in re.findall(r"{% translate [\"'](.+?)[\"'] %}", template.read_text("utf-8")):
            assert words in known, f"{template.name}: {words}"


def test_the_file_is_read_once() -> None:
    assert catalogue() is module.catalogue()
