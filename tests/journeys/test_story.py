"""One practice from an empty folder: the first signed note, the desk outside, a backup put back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.passkeys import give_device
from tests.journeys.programs import Server, started
from tests.journeys.workbench import Workbench

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("practice")]

PASSWORD = "seven green kettles sing"
COMMAND = "import sys; from palpate.cli import main; sys.exit(main(sys.argv[1:]))"
COMPLAINT = "Headache after work"
TREATMENT = "Compression of the left temporalis"


@dataclass
class Story:
    """The practice as the owner left it."""

    server: Server
    page: Page
    record: str
    note: str
    stop: Callable[[], None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty folder."""
    return tmp_path_factory.mktemp("story") / "record"


@pytest.fixture(scope="module")
def story(browser: Browser, folder: Path) -> Iterator[Story]:
    """A new practice whose owner has signed a first note."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    with ExitStack() as stack:
        server = stack.enter_context(started(folder))
        begin(page, server)
        record = first_client(page)
        first_visit(page)
        paint_and_rank(page, server)
        decide_and_measure(page)
        sign(page)
        yield Story(server, page, record, page.url, stack.close)
    context.close()


def begin(page: Page, server: Server) -> None:
    """Go through the one-time link: a practice, a password, a passkey, recovery codes."""
    give_device(page)
    (link,) = server.links
    page.goto(link)
    page.get_by_label("Name of the practice").fill("Elm Street Clinic")
    page.get_by_label("Your name").fill("Anna Berg")
    page.get_by_label("E-mail address").fill("anna@example.org")
    add_password_and_passkey(page, "Make the practice")


def add_password_and_passkey(page: Page, button: str) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name=button).click()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="I kept them").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def first_client(page: Page) -> str:
    """Write down the first client, and give the address of the record."""
    page.get_by_role("link", name="Add a client").click()
    page.get_by_label("Given name").fill("Maria")
    page.get_by_label("Family name").fill("Novak")
    page.get_by_label("Birth date").fill("1974-05-03")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Maria Novak")).to_be_visible()
    return page.url


def first_visit(page: Page) -> None:
    page.get_by_role("link", name="Visits", exact=True).click()
    page.get_by_role("link", name="Plan a visit").click()
    page.get_by_label("Day").fill("2026-11-23")
    page.get_by_label("Time").fill("10:00")
    page.get_by_role("button", name="Plan").click()
    page.get_by_role("button", name="Has arrived").click()
    page.get_by_role("button", name="Begin the visit").click()
    page.get_by_label("Reason for the visit").fill(COMPLAINT)
    expect(page.locator("[data-autosave-state]").first).to_contain_text("Saved")


def paint_and_rank(page: Page, server: Server) -> None:
    page.get_by_role("link", name="Draw and examine").click()
    bench = Workbench(page, server.address)
    bench.until("document.querySelector('body-map')?.workbench?.answer !== undefined")
    bench.view("Head, left")
    bench.paint("temple")
    assert bench.ranking(), "no source is ranked"
    expect(page.locator(".visit-state")).to_have_text("Saved", timeout=10_000)
    page.get_by_role("link", name="To the visit").click()


def decide_and_measure(page: Page) -> None:
    first = page.locator(".hypothesis").first
    first.locator("summary").click()
    first.get_by_label("Why").fill("Pressing it brings the known pain")
    first.get_by_role("button", name="Take up").click()
    page.get_by_role("link", name="Pressure threshold").click()
    page.get_by_label("Place").select_option(label="Temple")
    for name in ("First", "Second", "Third"):
        page.get_by_label(name).fill("2.5")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("are within its error").first).to_be_visible()


def sign(page: Page) -> None:
    page.get_by_label("Treatment given").fill(TREATMENT)
    page.get_by_label("How it goes on").fill("Again in a week")
    page.get_by_role("button", name="Draft the note").click()
    page.get_by_role("button", name="Sign and lock").click()
    expect(page.get_by_text("Signed and locked.")).to_be_visible()


def test_from_an_empty_folder_to_the_first_signed_note(story: Story) -> None:
    page = story.page
    page.goto(story.note)
    for told in (COMPLAINT, TREATMENT, "Working hypothesis: Temporalis, left", "245 kPa"):
        expect(page.get_by_text(told).first).to_be_visible()
    page.goto(f"{story.server.address}notes/")
    expect(page.get_by_text("Everything is signed")).to_be_visible()


def test_the_front_desk_cannot_open_a_note(story: Story, browser: Browser) -> None:
    owner = story.page
    owner.goto(f"{story.server.address}practice/invite/")
    owner.get_by_label("E-mail address").fill("joan@example.org")
    owner.get_by_label("Front desk").check()
    owner.get_by_role("button", name="Make the link").click()
    link = owner.get_by_label("Link", exact=True).input_value()

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    desk = context.new_page()
    give_device(desk)
    desk.goto(link)
    desk.get_by_label("Your name").fill("Joan Whitlock")
    add_password_and_passkey(desk, "Join")
    expect(desk.get_by_role("link", name="Notes", exact=True)).to_have_count(0)
    visit = story.note.removesuffix("note/")
    for address in (story.note, f"{story.note}print/", f"{visit}workbench/", visit + "drawing.png"):
        answer = desk.goto(address)
        assert answer is not None
        assert answer.status in (403, 404), address
        for secret in (COMPLAINT, TREATMENT, "Maria", "Novak"):
            assert secret not in desk.content(), address
    desk.goto(story.record)
    expect(desk.get_by_role("heading", level=1, name="Maria Novak")).to_be_visible()
    assert COMPLAINT not in desk.content()
    context.close()

    owner.goto(f"{story.server.address}audit/")
    row = owner.get_by_role("row").filter(has_text="Joan Whitlock")
    expect(row.filter(has_text="Was refused a page").first).to_be_visible()


def test_a_backup_put_back(story: Story, folder: Path) -> None:
    """The end of the story: the server is stopped."""
    page = story.page
    palpate(folder, "backup")
    page.goto(f"{story.record}edit/")
    page.get_by_label("Family name").fill("Changed")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Maria Changed")).to_be_visible()
    story.stop()
    backup = max((folder / "backups").glob("*.palpate"))
    assert "Everybody must sign in again" in palpate(folder, "restore", str(backup), "--yes")
    with started(folder) as again:
        note = story.note.replace(story.server.address, again.address)
        record = story.record.replace(story.server.address, again.address)
        page.goto(record)
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("heading", level=1, name="Maria Novak")).to_be_visible()
        page.goto(note)
        expect(page.get_by_text(TREATMENT).first).to_be_visible()


def palpate(folder: Path, *words: str) -> str:
    """What a command says. It must succeed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment["PALPATE_DATA"] = str(folder)
    environment.pop("PALPATE_KEY", None)
    command = [sys.executable, "-c", COMMAND, *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout
