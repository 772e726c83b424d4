"""Places on the skin that are described between landmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from palpate.anatomy.body import Body
from palpate.anatomy.landmarks import load_landmarks, unknown_landmark
from palpate.anatomy.mirror import ACROSS
from palpate.anatomy.regions import SIDES
from palpate.anatomy.surface import Floats, Surface
from palpate.evidence import UserError

SURFACES = ("anterior", "posterior", "lateral", "medial", "superior", "inferior", "nearest")
DIRECTIONS = ("up", "down", "forward", "back", "lateral", "medial")
_WAYS: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {
        "anterior": (0, 0, 1),
        "posterior": (0, 0, -1),
        "superior": (0, 1, 0),
        "inferior": (0, -1, 0),
        "lateral": (1, 0, 0),
        "medial": (-1, 0, 0),
        "forward": (0, 0, 1),
        "back": (0, 0, -1),
        "up": (0, 1, 0),
        "down": (0, -1, 0),
    }
)
_PREFIXES = ("opposite", "left", "right")
_LONGEST_CM = 60.0
_STRIDE = 0.01
_FLAT = 0.35


@dataclass(frozen=True)
class Offset:
    """A walk along the skin: which way and how far."""

    direction: str
    cm: float


@dataclass(frozen=True)
class Site:
    """A place: `fraction` of the way from `start` to `end`, brought to the skin, then offset.

    A sided landmark is understood on the source's own side; "opposite:", "left:" or "right:"
    before its name says otherwise. `surface` says which way to go from the point between the
    landmarks to the skin.
    """

    start: str
    end: str
    fraction: float = 0.0
    surface: str = "nearest"
    offset: tuple[Offset, ...] = ()


def parse_site(values: Mapping[str, Any]) -> Site:
    """Return the site written as `{at}` or `{from, to, fraction}`. Raises UserError."""
    if not isinstance(values, Mapping):
        raise UserError(f"{values!r} is not a table.", 'Write { at = "landmark" }.', "site")
    known = {"at", "from", "to", "fraction", "surface", "offset"}
    for key in values:
        if key not in known:
            raise UserError(f"unknown key {key!r}.", f"Known: {', '.join(sorted(known))}.", "site")
    start, end, fraction = _ends(values)
    surface = values.get("surface", "nearest")
    if surface not in SURFACES:
        raise UserError(f"is {surface!r}.", f"Use one of: {', '.join(SURFACES)}.", "site.surface")
    offset = values.get("offset", ())
    if not isinstance(offset, (list, tuple)):
        raise UserError("is not a list.", "Write [{ direction, cm }].", "site.offset")
    return Site(start, end, fraction, surface, tuple(_offset(step) for step in offset))


def place(body: Body, site: Site, side: str) -> Floats:
    """Return the point (3,) of a site on the skin, in metres.

    The right side is computed as the mirror image of the left. Raises UserError for an unknown
    landmark, a sided landmark on a midline source, or a sideways step on one.
    """
    if side not in SIDES:
        raise UserError(f"unknown side {side!r}.", f"Use one of: {', '.join(SIDES)}.", "side")
    turn = ACROSS if side == "right" else np.ones(3)
    start = _landmark(body, site.start, side) * turn
    end = _landmark(body, site.end, side) * turn
    point = _to_skin(body.surface, start + site.fraction * (end - start), site.surface)
    for step in site.offset:
        if side == "midline" and step.direction in ("lateral", "medial"):
            raise UserError("a midline site cannot go sideways.", "Name a side.", "site.offset")
        point = _walk(body.surface, point, np.array(_WAYS[step.direction]), step.cm / 100)
    return np.asarray(point * turn)


def _ends(values: Mapping[str, Any]) -> tuple[str, str, float]:
    if "at" in values:
        if {"from", "to", "fraction"} & values.keys():
            raise UserError("has both `at` and `from`.", "Write one of them.", "site")
        name = _name(values["at"], "site.at")
        return name, name, 0.0
    if "from" not in values or "to" not in values:
        raise UserError("is not complete.", "Write `at`, or `from` and `to`.", "site")
    fraction = values.get("fraction", 0.5)
    if isinstance(fraction, bool) or not isinstance(fraction, (int, float)):
        raise UserError(f"is {fraction!r}.", "Write a number from 0 to 1.", "site.fraction")
    if not -0.5 <= fraction <= 1.5:
        raise UserError(f"is {fraction}.", "Keep it between -0.5 and 1.5.", "site.fraction")
    ends = _name(values["from"], "site.from"), _name(values["to"], "site.to")
    return ends[0], ends[1], float(fraction)


def _name(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise UserError(f"is {value!r}.", "Write the id of a landmark.", field)
    prefix, _, name = value.rpartition(":")
    if prefix and prefix not in _PREFIXES:
        raise UserError(f"unknown prefix {prefix!r}.", f"Use: {', '.join(_PREFIXES)}.", field)
    landmarks = load_landmarks()
    if name not in landmarks:
        raise unknown_landmark(name, landmarks, field)
    return value


def _offset(values: object) -> Offset:
    if not isinstance(values, Mapping) or set(values) != {"direction", "cm"}:
        raise UserError(f"is {values!r}.", "Write { direction, cm }.", "site.offset")
    direction, cm = values["direction"], values["cm"]
    if direction not in DIRECTIONS:
        known = ", ".join(DIRECTIONS)
        raise UserError(f"is {direction!r}.", f"Use one of: {known}.", "site.offset.direction")
    if isinstance(cm, bool) or not isinstance(cm, (int, float)) or not 0 <= cm <= _LONGEST_CM:
        raise UserError(f"is {cm!r}.", f"Keep it from 0 to {_LONGEST_CM:g}.", "site.offset.cm")
    return Offset(direction, float(cm))


def _landmark(body: Body, written: str, side: str) -> Floats:
    """Point of a landmark as seen from the source's side."""
    prefix, _, name = written.rpartition(":")
    if (midline := body.landmarks.get(f"{name}.midline")) is not None:
        return np.array(midline)
    if f"{name}.left" not in body.landmarks:
        raise unknown_landmark(name, {key.rpartition(".")[0] for key in body.landmarks}, "site")
    if prefix in ("left", "right"):
        side = prefix
    elif side == "midline":
        remedy = f'Write "left:{name}" or "right:{name}".'
        raise UserError(f"{name!r} needs a side on a midline source.", remedy, "site")
    elif prefix == "opposite":
        side = "right" if side == "left" else "left"
    return np.array(body.landmarks[f"{name}.{side}"])


def _to_skin(surface: Surface, point: Floats, way: str) -> Floats:
    """Bring a point to the skin, along a direction or the shortest way."""
    if way != "nearest":
        direction = np.array(_WAYS[way], dtype=np.float64)
        distance, _ = surface.crossings(point, direction)
        if len(distance):
            return np.asarray(point + distance[np.argmin(np.abs(distance))] * direction)
    return surface.nearest(point)[0]


def _walk(surface: Surface, point: Floats, direction: Floats, length: float) -> Floats:
    """Walk along the skin in small steps; where the way points into the skin, go straight."""
    steps = max(1, round(length / _STRIDE))
    point, face = surface.nearest(point)
    for _ in range(steps):
        normal = surface.normal_at(face)
        along = direction - (direction @ normal) * normal
        size = float(np.linalg.norm(along))
        way = along / size if size > _FLAT else direction
        point, face = surface.nearest(point + way * (length / steps))
    return point
