"""Names of files: what people called them, made harmless."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 120
FORBIDDEN: Final = frozenset('<>:"/\\|?*')
RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def harmless(name: str, ending: str, instead: str) -> str:
    """The last part of a name without signs that any system takes amiss, with its true ending.

    >>> harmless("../../etc/passwd", ".pdf", "report")
    'passwd.pdf'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign if _is_plain(sign) else " " for sign in last)
    stem = " ".join(kept.rsplit(".", 1)[0].split()).strip(" .")[:LONGEST].strip(" .")
    if not stem or stem.casefold().split(".")[0] in RESERVED:
        stem = instead
    return f"{stem}{ending}"


def _is_plain(sign: str) -> bool:
    return sign not in FORBIDDEN and unicodedata.category(sign)[0] != "C"
