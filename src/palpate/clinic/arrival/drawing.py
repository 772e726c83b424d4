"""Reading a pain drawing that a page sent."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from django.utils.translation import gettext as _

from palpate.evidence import UserError
from palpate.knowledge.common import QUALITIES

_PATCH: Final = re.compile(r"[a-z][a-z0-9_.]{2,80}")
_MOST_ENTRIES: Final = 64
_MOST_PATCHES: Final = 20_000


def read_pain(value: object) -> list[dict[str, Any]]:
    """Return the drawing as a case holds it; raises UserError for anything else."""
    if isinstance(value, str):
        value = _parsed(value)
    if not isinstance(value, list) or len(value) > _MOST_ENTRIES:
        raise _refused(_("The drawing cannot be read."))
    return [_entry(entry) for entry in value]


def _parsed(text: str) -> object:
    try:
        return json.loads(text) if text.strip() else []
    except (ValueError, RecursionError) as error:
        raise _refused(_("The drawing cannot be read.")) from error


def _entry(entry: object) -> dict[str, Any]:
    patches = entry.get("patches") if isinstance(entry, dict) else None
    qualities = entry.get("qualities", []) if isinstance(entry, dict) else None
    if not isinstance(patches, dict) or not isinstance(qualities, list):
        raise _refused(_("The drawing cannot be read."))
    if len(patches) > _MOST_PATCHES or not all(_is_patch(*pair) for pair in patches.items()):
        raise _refused(_("The drawing names a place that is not known."))
    if not all(isinstance(quality, str) and quality in QUALITIES for quality in qualities):
        raise _refused(_("The drawing names a feeling that is not known."))
    return {"patches": patches, "qualities": qualities}


def _is_patch(name: object, strength: object) -> bool:
    known = isinstance(name, str) and _PATCH.fullmatch(name) is not None
    number = isinstance(strength, (int, float)) and not isinstance(strength, bool)
    return known and number and 0 < float(str(strength)) <= 10


def _refused(problem: str) -> UserError:
    return UserError(problem, _("Paint it again, or write in words where it hurts."), "drawing")
