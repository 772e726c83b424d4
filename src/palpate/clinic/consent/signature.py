"""Reading what a signature field sends."""

from __future__ import annotations

import json
from typing import Any, Final

from palpate.clinic.people.names import cleaned
from palpate.evidence import UserError

_LONGEST: Final = 60_000
_MOST_STROKES: Final = 400
_WIDEST: Final = 10_000


def read_signature(text: str) -> dict[str, Any]:
    """Return a drawn or typed signature; raises UserError for anything else."""
    if not text.strip():
        raise _refused("There is no signature.")
    if len(text) > _LONGEST:
        raise _refused("The drawing of the signature is too large.")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused("The signature cannot be read.") from error
    if isinstance(value, dict) and value.get("kind") == "typed":
        return _typed(value)
    if isinstance(value, dict) and value.get("kind") == "drawn":
        return _drawn(value)
    raise _refused("The signature cannot be read.")


def _typed(value: dict[str, Any]) -> dict[str, Any]:
    name = value.get("name")
    plain = cleaned(name).text[:120] if isinstance(name, str) else ""
    if not any(sign.isalpha() for sign in plain):
        raise _refused("The typed signature holds no name.")
    return {"kind": "typed", "name": plain}


def _drawn(value: dict[str, Any]) -> dict[str, Any]:
    strokes = value.get("strokes")
    size: tuple[Any, Any] = (value.get("width"), value.get("height"))
    if not isinstance(strokes, list) or not 0 < len(strokes) <= _MOST_STROKES:
        raise _refused("There is no signature.")
    if not all(_is_whole(side) and 0 < side <= _WIDEST for side in size):
        raise _refused("The signature cannot be read.")
    if not all(_is_stroke(stroke) for stroke in strokes):
        raise _refused("The signature cannot be read.")
    if sum(len(stroke) for stroke in strokes) < 8:
        raise _refused("The signature is only a dot.")
    return {"kind": "drawn", "width": size[0], "height": size[1], "strokes": strokes}


def _is_stroke(stroke: object) -> bool:
    return (
        isinstance(stroke, list)
        and len(stroke) >= 2
        and len(stroke) % 2 == 0
        and all(_is_whole(step) and abs(step) <= _WIDEST for step in stroke)
    )


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _refused(problem: str) -> UserError:
    return UserError(problem, "Sign with a finger, or type your name.", "signature")
