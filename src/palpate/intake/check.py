"""Which ids of the lexicon the atlas does not know."""

from __future__ import annotations

from palpate.evidence import read_tables
from palpate.intake import questions, tests_done
from palpate.knowledge import Knowledge


def unknown_words(knowledge: Knowledge) -> tuple[str, ...]:
    """Every question and examination that has words, but no entry of its own."""
    found = []
    for folder, kind, known in (
        (questions.FOLDER, "question", knowledge.questions),
        (tests_done.FOLDER, "examination", knowledge.examinations),
    ):
        for file in sorted(folder.glob("*.toml")):
            for table in read_tables(file):
                names = [table.values[key] for key in ("id", "arm", "leg") if key in table.values]
                found += [
                    f"{file.name}:{table.line}: unknown {kind} {name}"
                    for name in names
                    if name not in known
                ]
    return tuple(found)
