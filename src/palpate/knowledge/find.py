"""Find a source by the name somebody gives it."""

from __future__ import annotations

import difflib

from palpate.evidence import UserError
from palpate.knowledge.atlas import Knowledge
from palpate.knowledge.model import Source


def find_source(knowledge: Knowledge, name: str) -> Source:
    """The source with this id, or the first one of a group ("temporalis.left").

    Raises UserError naming the closest ids.
    """
    for source in knowledge.sources:
        if name in (source.id, source.group):
            return source
    known = [source.id for source in knowledge.sources]
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    starts = [source for source in known if source.startswith(name + ".")][:3]
    remedy = f"Did you mean {' or '.join(starts or close)}?" if starts or close else ""
    raise UserError(
        f"unknown source {name!r}.", f"{remedy} See `palpate sources`.".strip(), "source"
    )
