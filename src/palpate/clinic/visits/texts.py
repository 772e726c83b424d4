"""What a written text must be before it is stored."""

from __future__ import annotations

from palpate.evidence import UserError

LONGEST = 10_000


def clean(text: object, field: str, longest: int = LONGEST) -> str:
    """Return a text with plain line ends. Raises UserError for what no database can keep."""
    if not isinstance(text, str):
        raise UserError("is not a text.", "Write words.", field)
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        remedy = "Write it again; what was pasted held characters that cannot be kept."
        raise UserError("holds a character that is none.", remedy, field)
    if len(text) > longest:
        raise UserError(f"is longer than {longest} characters.", "Shorten it.", field)
    return text.replace("\r\n", "\n").replace("\r", "\n")
