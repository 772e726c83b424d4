"""A client's record as a page and as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from palpate.clinic.notes.models import PARTS

Rows = Sequence[Mapping[str, Any]]

_STYLE: Final = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:0 0 1.5rem}"
    "th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;font-weight:600}"
    "td{padding:.2rem 0;white-space:pre-wrap}h2{margin-top:2.5rem;border-bottom:1px solid #999}"
)
_TECHNICAL: Final = ("id", "practice_id", "client_id", "sort_name", "phone_digits", "revision")


def html(title: str, sections: Mapping[str, Rows]) -> str:
    """The whole record of a client as one page."""
    parts = [
        "<!doctype html>",
        f'<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1>",
    ]
    for heading, rows in sections.items():
        if rows:
            parts.append(f"<h2>{escape(heading)}</h2>")
            parts += [_table(row) for row in rows]
    return "\n".join(parts) + "\n"


def notes(notes_found: Rows, versions: Rows) -> str:
    """Every note of a client as text, with its versions."""
    return "\n".join(_notes(notes_found, versions)) + "\n"


def _notes(notes_found: Rows, versions: Rows) -> Iterator[str]:
    for note in notes_found:
        yield f"NOTE of {str(note['created_at'])[:16]} ({note['state']})"
        if note["signed_as"]:
            yield f"Signed {str(note['signed_at'])[:16]} UTC by {note['signed_as']}"
        yield from _parts(note)
        for version in versions:
            if version["note_id"] == note["id"]:
                when = version["created_at"][:16]
                yield f"  VERSION {version['number']}: {version['kind']}, {when}"
                if version["why"]:
                    yield f"  Why: {version['why']}"
                yield from (f"  {line}" for line in _parts(version["parts"]))
        yield "-" * 72


def _parts(holder: Mapping[str, Any]) -> Iterator[str]:
    for part in PARTS:
        yield f"{part.capitalize()}: {holder.get(part) or '-'}"


def _table(row: Mapping[str, Any]) -> str:
    lines = (
        f"<tr><th>{escape(name.replace('_', ' '))}</th><td>{escape(text)}</td></tr>"
        for name, text in _told(row)
    )
    return f"<table>{''.join(lines)}</table>"


def _told(row: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, value in row.items():
        if name in _TECHNICAL or value in (None, "", [], {}):
            continue
        yield name, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_text(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "\n".join(_text(inner) for inner in value)
    return str(value)
