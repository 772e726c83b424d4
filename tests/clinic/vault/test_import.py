"""Clients of another program are taken over whole, or not at all, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.clinic.vault.records import NOW, names, within

from palpate.clinic.access.permissions import Role
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.vault.importing import actions, dates, known, reading
from palpate.clinic.vault.importing.columns import PRESETS, mapping, said_by
from palpate.clinic.vault.importing.commands import Wish, bring_in, take_back
from palpate.clinic.vault.importing.planning import Plan, plan
from palpate.clinic.vault.store import Store
from palpate.evidence import UserError

TODAY = date(2026, 11, 22)
GOOD = """First Name,Last Name,Date of Birth,Email,Mobile Phone,City
Anna,Berg,1980-02-29,anna@example.org,555-0101,Oslo
"O'Hara, Jr.",Smith,1990-12-31,,,
"""


def planned(text: str | bytes, order: str = "", **said: str) -> Plan:
    raw = text.encode() if isinstance(text, str) else text
    sheet = reading.read(raw)
    return plan(sheet, mapping(sheet.headings, said), known.Known(), today=TODAY, order=order)


def test_a_plain_file_is_understood() -> None:
    made = planned(GOOD)
    assert [ready.facts["given_name"] for ready in made.ready] == ["Anna", "O'Hara, Jr."]
    assert made.ready[0].facts["birth_date"] == date(1980, 2, 29)
    assert made.ready[0].facts["address"] == "Oslo"
    assert not made.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_found_out(encoding: str, separator: str) -> None:
    text = f"First Name{separator}Last Name\nJürgen{separator}Müller\n"
    made = planned(text.encode(encoding))
    assert made.ready[0].facts["family_name"] == "Müller"


def test_a_full_name_is_taken_apart() -> None:
    made = planned('Name,Email\nAnna Maria Berg,\n"Novak, Zoe",\nCher,\n')
    facts = [(r.facts["given_name"], r.facts["family_name"]) for r in made.ready]
    assert facts == [("Anna Maria", "Berg"), ("Zoe", "Novak"), ("Cher", "")]


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_name_fields_that_exist(preset: str) -> None:
    headings = list(PRESETS[preset])
    assert mapping(headings, preset=preset) == PRESETS[preset]


def test_the_order_of_dates_is_asked_when_it_cannot_be_known() -> None:
    text = "First Name,DOB\nAnna,03/05/1974\n"
    with pytest.raises(UserError, match="could be read"):
        planned(text)
    assert planned(text, "day-first").ready[0].facts["birth_date"] == date(1974, 5, 3)
    assert planned(text, "month-first").ready[0].facts["birth_date"] == date(1974, 3, 5)
    known_by_another = text + "Bo,25/12/1980\n"
    assert planned(known_by_another).ready[0].facts["birth_date"] == date(1974, 5, 3)
    with pytest.raises(UserError, match="partly day first"):
        planned(known_by_another + "Cy,12/25/1980\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1974-05-03", date(1974, 5, 3)), ("1974-05-03T00:00:00", date(1974, 5, 3)),
        ("3 May 1974", date(1974, 5, 3)), ("May 3, 1974", date(1974, 5, 3)),
        ("03.05.74", date(1974, 5, 3)), ("03.05.24", date(2024, 5, 3)), ("31.02.1974", None),
        ("soon", None), ("1974", None),
    ],
)  # fmt: skip
def test_dates(text: str, found: date | None) -> None:
    assert dates.parse(text, dates.Order.DAY_FIRST, TODAY) == found


def test_every_bad_cell_is_told_with_line_column_and_remedy() -> None:
    made = planned(
        "First Name,Last Name,DOB,Email\n"
        "Anna,Berg,1980-13-01,not an address\n"
        '"Two\nlines",X,2080-01-01,\n'
        ",,,lost@example.org\n"
        "Bo,Y,,,extra\n"
    )
    assert [(p.line, p.column) for p in made.problems] == [
        (2, "Email"), (2, "DOB"), (3, "DOB"), (5, "First Name"), (6, "row"),
    ]  # fmt: skip
    assert all(p.says and str(p) for p in made.problems)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty"), (b"PK\x03\x04rest", "spreadsheet"), (b"\x00\x01\x02", "no text"),
        (b"\xff\xfe\x41", "damaged text"), (b"one\ntwo\n", "single column"),
        (b"a,b\n\"x", "No column"), (b"colour,size\nred,2\n", "No column holds a name"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_clients_is_told(raw: bytes, told: str) -> None:
    with pytest.raises(UserError, match=told):
        planned(raw)


def test_a_wrong_mapping_is_told() -> None:
    with pytest.raises(UserError, match="no column 'Surname'"):
        planned(GOOD, Surname="family_name")
    with pytest.raises(UserError, match="no field 'surname'"):
        planned(GOOD, **{"Last Name": "surname"})
    with pytest.raises(UserError, match="Write it as"):
        said_by(["First Name"])


def test_who_is_here_already_is_left_out(file_store: Store) -> None:
    raw = (
        "First Name,Last Name,DOB,Email,Phone\n"
        "Zoe,Novak,1974-05-03,,\n"
        "Zoé,Novak,,ZOE@example.org,\n"
        "Zoe,Novák,,,(1) 555-0100 \n"
        "Anna,Berg,1980-01-01,,\n"
        "anna,BERG,1980-01-01,,\n"
        "Zoe,Novak,1999-05-03,,\n"
    ).encode()
    made, batch = bring_in(file_store, raw, "c.csv", Wish(dry_run=True), now=NOW)
    assert not batch
    assert [d.same_as for d in made.doubles] == ["client 1", "client 1", "client 1", "line 5"]
    assert [r.facts["given_name"] for r in made.ready] == ["Anna", "Zoe"]
    assert names(file_store) == ["Zoë"]


def test_an_import_comes_in_and_goes_out(store: Store) -> None:
    made, batch = bring_in(store, GOOD.encode(), "c.csv", Wish(), now=NOW)
    assert len(made.ready) == 2
    assert names(store) == ["Anna", "O'Hara, Jr.", "Zoë"]
    with within(store):
        anna = Client.objects.get(given_name="Anna")
        anna.occupation = "Baker"
        anna.save()
        assert sorted(Client.objects.values_list("number", flat=True)) == [1, 2, 3]
    from uuid import UUID

    undone = take_back(store, UUID(batch), now=NOW)
    assert (undone.removed, undone.kept) == (1, ["2 Anna Berg"])
    assert names(store) == ["Anna", "Zoë"]
    with pytest.raises(UserError, match="taken back already"):
        take_back(store, UUID(batch), now=NOW)


def test_bad_rows_stop_everything_unless_they_are_skipped(file_store: Store) -> None:
    raw = (GOOD + "Bad,Row,1980-99-99,,,\n").encode()
    made, batch = bring_in(file_store, raw, "c.csv", Wish(), now=NOW)
    assert made.problems
    assert not batch
    assert names(file_store) == ["Zoë"]
    bring_in(file_store, raw, "c.csv", Wish(skip_bad=True), now=NOW)
    assert len(names(file_store)) == 3


def test_only_who_keeps_the_data_may(file_store: Store) -> None:
    from django.core.exceptions import PermissionDenied

    with within(file_store):
        member = Member.objects.get()
        member.roles = [Role.THERAPIST.value]
        with pytest.raises(PermissionDenied):
            actions.take_over(by=member, plan=planned(GOOD), file_name="c.csv")
