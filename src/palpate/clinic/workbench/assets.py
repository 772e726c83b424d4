"""Where the front-end build put its files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from palpate.evidence import UserError

ENTRY: Final = "src/main.ts"
PRINT_ENTRY: Final = "src/styles/paper.css"
FOLDER: Final = "palpate"


class AssetsMissingError(UserError):
    """The front end has not been built."""


@dataclass(frozen=True)
class Assets:
    """Addresses of the page's script and style sheets, and of those for plain and printed pages."""

    script: str
    styles: Sequence[str]
    print_styles: Sequence[str]


@cache
def load_assets(entry: str = ENTRY) -> Assets:
    """Read where the build put the files of one entry, once.

    Raises:
        AssetsMissingError: there is no manifest, so the front end was not built.
    """
    manifest = Path(settings.STATIC_ROOT) / FOLDER / "manifest.json"
    if not manifest.is_file():
        raise AssetsMissingError("the front end is not built.", "Run `make setup` in the checkout.")
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    prefix = f"{settings.STATIC_URL}{FOLDER}/"
    return Assets(
        script=prefix + entries[entry]["file"],
        styles=tuple(prefix + name for name in _styles(entries, entry)),
        print_styles=(prefix + entries[PRINT_ENTRY]["file"],),
    )


def _styles(entries: dict[str, Any], entry: str) -> list[str]:
    """Style sheets of an entry, after those of what it shares with others."""
    shared = [_styles(entries, name) for name in entries[entry].get("imports", ())]
    own = [*(name for names in shared for name in names), *entries[entry].get("css", ())]
    return list(dict.fromkeys(own))
