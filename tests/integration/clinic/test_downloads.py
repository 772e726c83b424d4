"""Every file of the atlas that can be downloaded: its type, its name, its tag, and its absence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from django.http import HttpResponseBase
from django.test import Client

from palpate.clinic.atlas import counting, press, shelves
from palpate.clinic.atlas.downloads import EXPORTS
from palpate.clinic.atlas.press import Press, PressError

PDF = "/atlas/chart/temple.pdf"


class Workshop:
    """Stands in for the process that makes files; `go` lets it finish."""

    def __init__(self) -> None:
        self.made: list[Sequence[str]] = []
        self.go = Event()
        self.go.set()
        self.fails = False

    def __call__(self, words: Sequence[str]) -> None:
        self.made.append(words)
        assert self.go.wait(10)
        if self.fails:
            raise PressError("the ink is dry")
        place = Path(words[-1])
        if "export" in words:
            place.mkdir()
            for name in EXPORTS:
                (place / name).write_text(name, encoding="utf-8")
        else:
            place.write_bytes(b"%PDF-1.7 " + " ".join(words).encode())


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    work = Workshop()
    held = Press(tmp_path, work)
    monkeypatch.setattr(press, "press", lambda: held)
    yield work
    work.go.set()


def content(answer: HttpResponseBase) -> bytes:
    return answer.getvalue() if hasattr(answer, "getvalue") else b""


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_has_its_type_and_the_version_in_its_name(
    client: Client, workshop: Workshop, name: str
) -> None:
    answer = client.get(f"/atlas/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == EXPORTS[name][0]
    version = counting.version(shelves.shelf())
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=")
    assert version in disposition
    assert content(answer).decode() == name
    assert len(workshop.made) == 1


def test_all_exports_are_made_together_once(client: Client, workshop: Workshop) -> None:
    for name in EXPORTS:
        content(client.get(f"/atlas/export/{name}"))
    assert len(workshop.made) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "address", ["/atlas/atlas.pdf", PDF, "/atlas/chart/shoulder.pdf", "/atlas/chart/Temple.pdf"]
)
def test_every_pdf_opens_in_the_browser_on_the_paper_asked_for(
    client: Client, workshop: Workshop, address: str, paper: str
) -> None:
    answer = client.get(address, {"paper": paper})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    disposition = answer.headers["Content-Disposition"]
    assert re.match(rf'inline; filename="palpate-\w+-.*-{paper}\.pdf"', disposition)
    assert content(answer).startswith(b"%PDF-")
    assert workshop.made[0][workshop.made[0].index("--paper") + 1] == paper


def test_those_who_have_it_are_told_so_and_nothing_is_made(
    client: Client, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(PDF)
    content(first)
    assert "max-age" in first.headers["Cache-Control"]
    empty = Press(tmp_path / "other", workshop)
    monkeypatch.setattr(press, "press", lambda: empty)
    again = client.get(PDF, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    other = client.get(f"{PDF}?paper=a4", headers={"if-none-match": '"another"'})
    content(other)
    assert len(workshop.made) == 2


def test_a_book_that_is_being_set_says_so_and_asks_again(
    client: Client, workshop: Workshop
) -> None:
    workshop.go.clear()
    waiting = client.get("/atlas/atlas.pdf")
    assert waiting.status_code == 202
    assert waiting.headers["Refresh"] == waiting.headers["Retry-After"]
    assert "no-store" in waiting.headers["Cache-Control"]
    assert "ETag" not in waiting.headers
    assert "The book is being set" in waiting.content.decode()
    workshop.go.set()
    answer = client.get("/atlas/atlas.pdf")
    assert answer.status_code == 200
    content(answer)
    assert len(workshop.made) == 1


def test_never_two_at_once(tmp_path: Path) -> None:
    at_once, most = 0, 0

    def work(words: Sequence[str]) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        Event().wait(0.02)
        Path(words[-1]).write_text("", encoding="utf-8")
        at_once -= 1

    held = Press(tmp_path, work)
    for name in "abc":
        held.ask(name, (press.PLACE,), 0)
    assert all(held.ask(name, (press.PLACE,), 10) for name in "abc")
    assert most == 1


def test_a_fault_is_told_and_the_next_one_tries_again(client: Client, workshop: Workshop) -> None:
    client.raise_request_exception = False
    workshop.fails = True
    assert client.get(PDF).status_code == 500
    workshop.fails = False
    answer = client.get(PDF)
    assert answer.status_code == 200
    content(answer)


@pytest.mark.parametrize("address", ["/atlas/chart/tempel.pdf", "/atlas/export/passwd"])
def test_what_there_is_not_is_answered_with_what_comes_nearest(
    client: Client, workshop: Workshop, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "These come nearest" in answer.content.decode()
    if "tempel" in address:
        assert "/atlas/region/temple/" in answer.content.decode()
    assert workshop.made == []


def test_a_paper_that_there_is_not_is_refused(client: Client, workshop: Workshop) -> None:
    assert client.get("/atlas/atlas.pdf?paper=a9").status_code == 400
    assert client.post("/atlas/atlas.pdf").status_code == 405
    assert workshop.made == []


def test_pages_lead_to_their_files(client: Client) -> None:
    data = client.get("/atlas/data/").content.decode()
    for name in EXPORTS:
        assert f'href="/atlas/export/{name}"' in data
    assert 'href="/atlas/atlas.pdf?paper=letter"' in data
    assert 'href="/atlas/chart/shoulder.pdf?paper=a4"' in data
    region = client.get("/atlas/region/temple/").content.decode()
    assert "Print this chart" in region
    assert 'href="/atlas/chart/temple.pdf?paper=letter"' in region
    assert "/atlas/chart/" not in client.get("/atlas/muscle/temporalis/").content.decode()
    assert (
        'href="/atlas/chart/neck.pdf?paper=a4"' in client.get("/atlas/area/neck/").content.decode()
    )
    assert "/atlas/chart/" not in client.get("/atlas/area/knee/").content.decode()


def test_a_real_process_makes_a_real_file(tmp_path: Path) -> None:
    made = Press(tmp_path).ask("edition", ("atlas", "export", "--to", press.PLACE), 120)
    assert made is not None
    assert set(EXPORTS) <= {each.name for each in made.iterdir()}
    with pytest.raises(PressError, match="no region or area"):
        Press(tmp_path).ask("x", ("atlas", "chart", "nowhere", "-o", press.PLACE), 120)
