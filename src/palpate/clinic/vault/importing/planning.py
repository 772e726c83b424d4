"""What an import would do: each row made into a client, or a problem with a remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from palpate.clinic.people.fields import EARLIEST, NameField, PhoneField, PlainText
from palpate.clinic.people.models import Sex
from palpate.clinic.vault.importing import dates
from palpate.clinic.vault.importing.known import Known
from palpate.clinic.vault.importing.reading import Line, Sheet
from palpate.evidence.errors import UserError

_ADDRESS: Final = ("address", "street", "street_2", "city", "region", "postcode", "country")
_SEXES: Final[Mapping[str, str]] = {
    "f": Sex.FEMALE, "female": Sex.FEMALE, "woman": Sex.FEMALE, "w": Sex.FEMALE,
    "m": Sex.MALE, "male": Sex.MALE, "man": Sex.MALE,
    "x": Sex.OTHER, "other": Sex.OTHER, "non-binary": Sex.OTHER, "nonbinary": Sex.OTHER,
}  # fmt: skip
_FORM_FIELDS: Final[Mapping[str, forms.Field]] = {
    "given_name": NameField(max_length=120, required=False),
    "family_name": NameField(max_length=120, required=False),
    "preferred_name": NameField(max_length=120, required=False),
    "pronouns": PlainText(max_length=40, required=False),
    "email": forms.EmailField(required=False),
    "phone": PhoneField(required=False),
    "address": PlainText(several_lines=True, max_length=500, required=False),
    "occupation": PlainText(max_length=120, required=False),
    "desk_note": PlainText(several_lines=True, max_length=1000, required=False),
}


@dataclass(frozen=True)
class Problem:
    """One cell that cannot be taken over."""

    line: int
    column: str
    says: str
    remedy: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.says} {self.remedy}".rstrip()

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


@dataclass(frozen=True)
class Ready:
    """A row that can become a client."""

    line: int
    facts: dict[str, Any]


@dataclass(frozen=True)
class Double:
    """A row whose person is here already, or stands in the file before."""

    line: int
    name: str
    same_as: str


@dataclass
class Plan:
    """Everything an import would do."""

    mapping: dict[str, str]
    left_out: list[str]
    ready: list[Ready] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    order: str = ""

    @property
    def bad_lines(self) -> int:
        """How many rows cannot be taken over."""
        return len({problem.line for problem in self.problems})

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "mapping": self.mapping,
            "left_out": self.left_out,
            "clients": len(self.ready),
            "problems": [problem.to_json() for problem in self.problems],
            "duplicates": [asdict(double) for double in self.doubles],
            "dates": self.order,
        }


def plan(
    sheet: Sheet, mapping: dict[str, str], known: Known, *, today: date, order: str = ""
) -> Plan:
    """Look at every row. Raises UserError when the order of dates must be said."""
    chosen = _order(sheet, mapping, order)
    made = Plan(mapping, [name for name in sheet.headings if name not in mapping], order=chosen)
    for line in sheet.lines:
        reader = _Row(sheet, mapping, line, chosen, today)
        facts = reader.facts()
        if reader.problems:
            made.problems += reader.problems
        elif same := known.same(facts):
            name = f"{facts['given_name']} {facts['family_name']}".strip()
            made.doubles.append(Double(line.number, name, same))
        else:
            known.add(facts, f"line {line.number}")
            made.ready.append(Ready(line.number, facts))
    return made


def _order(sheet: Sheet, mapping: Mapping[str, str], said: str) -> dates.Order:
    if said:
        try:
            return dates.Order(said)
        except ValueError:
            raise UserError(
                f"is {said!r}.", f"Say one of {', '.join(dates.Order)}.", "--dates"
            ) from None
    texts = [text for name, text in _cells(sheet, mapping) if name == "birth_date"]
    possible = dates.orders(texts)
    if not possible:
        raise UserError(
            "The birth dates are written partly day first and partly month first.",
            "Write them all as 1974-05-03, or say --dates and mend the lines that do not fit.",
            "--dates",
        )
    if dates.is_ambiguous(texts):
        raise UserError(
            "The birth dates could be read with the day or with the month first.",
            "Say which: --dates day-first or --dates month-first.",
            "--dates",
        )
    return min(possible)


def _cells(sheet: Sheet, mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for line in sheet.lines:
        for heading, text in zip(sheet.headings, line.cells, strict=False):
            if heading in mapping:
                yield mapping[heading], text


class _Row:
    """One row on its way to become a client."""

    def __init__(
        self, sheet: Sheet, mapping: Mapping[str, str], line: Line, order: dates.Order, today: date
    ) -> None:
        self._line = line
        self._order = order
        self._today = today
        self._texts: dict[str, str] = {}
        self._headings: dict[str, str] = {}
        self.problems: list[Problem] = []
        if len(line.cells) > len(sheet.headings):
            self._tell("", "The row has more cells than there are headings.", "Mend the line.")
        for heading, text in zip(sheet.headings, line.cells, strict=False):
            if heading in mapping:
                self._texts[mapping[heading]] = text.strip()
                self._headings[mapping[heading]] = heading

    def facts(self) -> dict[str, Any]:
        """The client's facts; what is wrong is in ``problems``."""
        given, family = self._names()
        self._texts |= {"given_name": given, "family_name": family, "address": self._address()}
        facts: dict[str, Any] = {
            name: self._clean(name, form.clean) for name, form in _FORM_FIELDS.items()
        }
        facts["birth_date"] = self._birth_date()
        facts["sex"] = self._sex()
        if not facts["given_name"] and not self.problems:
            self._tell("given_name", "There is no name.", "Write one, or delete the row.")
        return facts

    def _clean(self, name: str, clean: Callable[[str], Any]) -> Any:
        try:
            return clean(self._texts.get(name, "")) or ""
        except ValidationError as error:
            self._tell(name, " ".join(error.messages), "")
            return ""

    def _names(self) -> tuple[str, str]:
        """Given and family name; who has only one goes by it."""
        given = self._texts.get("given_name", "")
        family = self._texts.get("family_name", "")
        if not given and not family and (whole := self._texts.get("full_name", "")):
            if "," in whole:
                family, _, given = (part.strip() for part in whole.partition(","))
            else:
                given, _, family = whole.rpartition(" ")
        return (given, family) if given else (family, "")

    def _address(self) -> str:
        parts = [self._texts.get(name, "") for name in _ADDRESS]
        return "\n".join(part for part in parts if part)

    def _birth_date(self) -> date | None:
        text = self._texts.get("birth_date", "")
        if not text:
            return None
        found = dates.parse(text, self._order, self._today)
        if found is None:
            self._tell("birth_date", f"{text[:30]!r} is no date.", "Write it as 1974-05-03.")
        elif not EARLIEST <= found <= self._today:
            self._tell("birth_date", f"{found} cannot be a birth date.", "Write the right one.")
        return found

    def _sex(self) -> str:
        text = self._texts.get("sex", "").casefold()
        return _SEXES.get(text, "")

    def _tell(self, name: str, says: str, remedy: str) -> None:
        column = self._headings.get(name, name or "row")
        self.problems.append(Problem(self._line.number, column, says, remedy))
