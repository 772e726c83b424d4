"""Time zones, and the one this machine is in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

LOCAL: Final = Path("/etc/localtime")
NONE: Final = "UTC"


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """What this machine knows of; finding out reads many files."""
    return frozenset(available_timezones())


def choices() -> list[tuple[str, str]]:
    """Time zones by place; the abbreviations of old are left out."""
    names = sorted(name for name in _known() if "/" in name and "Etc" not in name)
    return [(NONE, NONE), *((name, name.replace("_", " ")) for name in names)]


def here() -> str:
    """The time zone of this machine; UTC when it does not say."""
    name = "/".join(LOCAL.resolve().parts[-2:])
    return name if name in _known() else NONE
