"""What stands behind one number or rule: its grade, its sources, a note."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.evidence import Fields, Grade, load_references


@dataclass(frozen=True)
class Support:
    """Grade, ids of references, and one or two sentences on how the number was got."""

    grade: Grade
    sources: tuple[str, ...]
    note: str

    @property
    def citations(self) -> tuple[str, ...]:
        """The publications, one line each."""
        references = load_references()
        return tuple(references[source].citation for source in self.sources)


def read_support(fields: Fields) -> Support:
    """Read `grade`, `sources` and `note` of one entry.

    Raises DataError: above `convention` at least one verified reference is needed.
    """
    grade = Grade(fields.choice("grade", tuple(grade.value for grade in Grade)))
    sources = fields.texts("sources", ())
    references = load_references()
    for source in sources:
        if source not in references:
            raise fields.error("sources", f"holds {source!r}.", "Add it to the references.")
    if grade.needs_support and not any(references[source].verified for source in sources):
        raise fields.error("sources", "names no verified reference.", "Use grade convention.")
    return Support(grade, sources, fields.text("note"))
