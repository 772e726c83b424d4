"""Where statements come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from palpate.evidence.tables import Fields, Table, read_tables

CONVENTION = "practice_convention"
"""The entry that stands for "taught, not measured": no publication, so no author and no year."""
FOLDER = Path(__file__).parent / "data" / "references"


@dataclass(frozen=True)
class Reference:
    """One publication. `verified` says that a record of it was really seen."""

    id: str
    authors: str
    title: str
    year: int | None
    container: str
    doi: str
    pmid: str
    verified: bool
    checked: str

    @property
    def short(self) -> str:
        """First author and year, for a line that must stay short."""
        if self.id == CONVENTION:
            return "Taught, not measured"
        first = self.authors.split(",")[0].split(";")[0].strip() or "Authors not seen"
        year = f" {self.year}" if self.year else ""
        return f"{first}{year}{'' if self.verified else ' (not verified)'}"

    @property
    def citation(self) -> str:
        """One line for a reader, with the identifier that finds it."""
        if self.id == CONVENTION:
            return self.title
        year = f" ({self.year})" if self.year else ""
        title = self.title.rstrip(".")
        place = f" {self.container}." if self.container else ""
        locator = f" doi:{self.doi}" if self.doi else f" PMID {self.pmid}" if self.pmid else ""
        flag = "" if self.verified else " [unverified]"
        return f"{self.authors or 'Authors not seen'}{year}. {title}.{place}{locator}{flag}"


def read_reference(table: Table) -> Reference:
    """Turn one `[[reference]]` entry into a Reference; raises DataError."""
    fields = Fields(table)
    year = fields.raw("year", None)
    if year is not None and not isinstance(year, int):
        raise fields.error("year", f"is {year!r}, not a year.", "Write it without quotes.")
    reference = Reference(
        id=fields.text("id"),
        authors=fields.text("authors", ""),
        title=fields.text("title"),
        year=year,
        container=fields.text("container", ""),
        doi=fields.text("doi", ""),
        pmid=fields.text("pmid", ""),
        verified=fields.choice("status", ("verified", "unverified")) == "verified",
        checked=fields.text("checked"),
    )
    fields.done()
    return reference


@lru_cache(maxsize=1)
def load_references(folder: Path = FOLDER) -> Mapping[str, Reference]:
    """Every reference by id; raises DataError at the first entry that breaks the format."""
    found: dict[str, Reference] = {}
    for file in sorted(folder.glob("*.toml")):
        for table in read_tables(file):
            reference = read_reference(table)
            if reference.id in found:
                raise table.fail("id", "stands twice.", "Keep one entry for each publication.")
            found[reference.id] = reference
    return MappingProxyType(found)
