"""The drawing, the signature and the saving line speak the language of the form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client as Browser
from tests.clinic.arrival.support import Phone, link_in

from palpate.anatomy.regions import load_regions
from palpate.clinic.arrival.catalogue import LANGUAGES
from palpate.clinic.arrival.island_words import island_words
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member

SOURCE = Path(__file__).parents[3] / "frontend/src"
SAID = re.compile(r'(?<![.\w])say\(((?:"[^"]*"|[^")])*)')
QUOTED = re.compile(r'"([^"]+)"')
NAMED = re.compile(r'\bname: "([^"]+)"')
GAP = re.compile(r"{\w+}")
GIVEN = re.compile(r'<script id="island-words" type="application/json">(.*?)</script>', re.DOTALL)
OTHERS = [language for language in LANGUAGES if language != "en"]

Of = Callable[[Member], Browser]


def _said_in_source() -> set[str]:
    """Every word that the front end asks for, as far as it stands there in quotes."""
    found: set[str] = set()
    for file in SOURCE.rglob("*.ts"):
        text = file.read_text(encoding="utf-8")
        if "state/speech" in text or "./speech" in text:
            found.update(each for asked in SAID.findall(text) for each in QUOTED.findall(asked))
    return found


def _names() -> set[str]:
    """Names that stand in tables of the front end, and those of the regions."""
    names = {region.name for region in load_regions()}
    names |= {region.area.replace("_", " ").capitalize() for region in load_regions()}
    for path in ("state/qualities.ts", "ui/tool-dock.ts"):
        names.update(NAMED.findall((SOURCE / path).read_text(encoding="utf-8")))
    views = (SOURCE / "body/views.ts").read_text(encoding="utf-8")
    names.update(re.findall(r'turned\("\w+", "([^"]+)"', views))
    close_ups = (SOURCE / "body/close-ups.ts").read_text(encoding="utf-8")
    names.update(re.findall(r'closeUp\("\w+", "([^"]+)"', close_ups))
    names.update(re.findall(r'^  "([^"]+)": \[', close_ups, re.MULTILINE))
    for name in re.findall(r'pair\("\w+", "([^"]+)"', close_ups):
        names |= {f"{name}, left", f"{name}, right"}
    return names | {"left", "right", "Whole body"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_islands_is_translated_and_none_is_left_over(language: str) -> None:
    words = island_words(language)
    wanted = _said_in_source() | _names()
    assert len(wanted) > 200
    assert wanted - set(words) == set()
    assert set(words) - wanted == set()
    for english, other in words.items():
        assert other.strip(), english
        assert set(GAP.findall(english)) == set(GAP.findall(other)), english


def test_english_needs_no_words() -> None:
    assert island_words("en") == {}


@pytest.fixture
def spanish(client_of: Of, therapist: Member, a_client: Callable[..., Client]) -> Phone:
    path = f"/clients/{a_client().pk}/intakes/new/"
    return Phone(link_in(client_of(therapist).post(path, {"language": "es", "days": "7"})))


def _words_of(page: str) -> dict[str, str]:
    found = GIVEN.search(page)
    assert found, "no words on the page"
    words: dict[str, str] = json.loads(found.group(1))
    return words


@pytest.mark.parametrize(("path", "island"), [("2/", "pain-drawing"), ("7/", "signature-pad")])
def test_a_spanish_page_carries_the_spanish_words(spanish: Phone, path: str, island: str) -> None:
    page = spanish.get(path).content.decode()
    assert f"<{island}" in page
    assert '<html lang="es"' in page
    assert "Ir al contenido" in page
    assert "Skip to content" not in page
    words = _words_of(page)
    assert words["Paint"] == "Pintar"
    assert words["Sign here"] == "Firme aquí"
    assert words["Saving …"] == "Guardando …"
    assert words["Temple"] == "Sien"
    assert page.index("island-words") < page.index('type="module"')


def test_a_stranger_is_met_in_spanish_too(spanish: Phone) -> None:
    spanish.fill_in()
    stranger = Phone(spanish.token)
    page = stranger.get("2/").content.decode()
    assert "¿Es usted?" in page
    assert _words_of(page)["Dim"] == "Atenuar"


def test_an_english_page_and_the_practice_carry_none(
    client_of: Of, therapist: Member, spanish: Phone
) -> None:
    spanish.post("", {"language": "en"})
    assert "island-words" not in spanish.get("2/").content.decode()
    page = client_of(therapist).get("/clients/").content.decode()
    assert "island-words" not in page
    assert "Skip to content" in page
