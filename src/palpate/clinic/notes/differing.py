"""What an amendment changed, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from palpate.clinic.notes.models import PARTS

MOST_WORDS = 4000
"""Longer texts are compared line by line."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: str
    text: str


def differences(
    before: Mapping[str, str], after: Mapping[str, str]
) -> list[tuple[str, list[Piece]]]:
    """The parts that differ, each with its pieces in reading order."""
    return [
        (part, list(_pieces(before.get(part, ""), after.get(part, ""))))
        for part in PARTS
        if before.get(part, "") != after.get(part, "")
    ]


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for what, start, end, begin, stop in matcher.get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(old[start:end]))
            continue
        if start < end:
            yield Piece("old", "".join(old[start:end]))
        if begin < stop:
            yield Piece("new", "".join(new[begin:stop]))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)
