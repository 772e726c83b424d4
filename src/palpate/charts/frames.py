"""Frames: named parts of the body seen from one side, and where points fall in the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body, load_regions
from palpate.anatomy.picture import VIEWS, find_view, project, visible

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Size = tuple[int, int]

DIRECTIONS = ("front", "back", "left", "right")
NOTHING: Floats = np.zeros(0)
MARGIN = 0.07
"""Room around a part of the body, as a share of its size."""
LIFT_M = 0.004
"""Points are lifted off the skin by this much before asking whether a view shows them."""
PROBE_HEIGHT = 400
"""Pixels of the picture in which visibility is probed."""
DEEP = 0.48
"""Enlarged depths beyond this (metres) are squeezed, or the view would cut them off."""

HEAD = frozenset({"head", "face", "neck"})
TRUNK = frozenset({"shoulder", "chest", "upper_back"})
FOREARM = frozenset({"elbow", "forearm", "hand"})
ARM = frozenset({"shoulder", "arm", "hand"})
BELLY = frozenset({"abdomen", "low_back", "pelvis"})
LEG = frozenset({"knee", "leg", "foot"})
WHOLE_LEG = LEG | {"thigh"}
MIDDLE, LEFT, RIGHT = ("left", "right", "midline"), ("left",), ("right",)
PARTS: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {
    "head and neck": (HEAD, MIDDLE),
    "neck and shoulders": (HEAD | TRUNK, MIDDLE),
    "left forearm and hand": (FOREARM, LEFT),
    "right forearm and hand": (FOREARM, RIGHT),
    "left arm": (ARM, LEFT),
    "right arm": (ARM, RIGHT),
    "upper body": (HEAD | TRUNK | ARM, MIDDLE),
    "trunk": (TRUNK | BELLY, MIDDLE),
    "back, belly and hips": (BELLY | {"thigh"}, MIDDLE),
    "left leg below the knee": (LEG, LEFT),
    "right leg below the knee": (LEG, RIGHT),
    "left leg": (WHOLE_LEG, LEFT),
    "right leg": (WHOLE_LEG, RIGHT),
    "lower body": (BELLY | WHOLE_LEG, MIDDLE),
}
"""Parts of the body: the areas, or families of regions ("forearm"), and the sides they hold.

The whole body and the close-ups of hands and feet are added to these.
"""

WHOLE = "whole body"
ARMLESS = frozenset(
    {
        "back, belly and hips", "left leg", "right leg", "left leg below the knee",
        "right leg below the knee", "lower body",
    }
)  # fmt: skip
"""Parts that are drawn without the arms, which hang in front of them."""


@dataclass(frozen=True, eq=False)
class Frame:
    """One view of a part of the body.

    `view` is a view of the picture module. The body is moved so that `centre` (3,) lies in the
    middle and enlarged by `zoom` before it is drawn; `clarity` (P,) says how squarely each patch
    of the part is seen, from 0 (hidden, or outside the part) to 1 (face on). `faces` numbers the
    faces that are drawn: arms are left out where they would hide hips and legs.
    """

    part: str
    view: str
    centre: Floats
    zoom: float
    height_m: float
    holds: Flags
    clarity: Floats
    faces: npt.NDArray[np.int64]

    @property
    def title(self) -> str:
        """What the frame shows, for a reader."""
        return f"{self.part.capitalize()}, {self.view.rpartition('_')[2]}"

    def moved(self, points: npt.ArrayLike) -> Floats:
        """Points (N, 3) of the body where the view draws them."""
        camera = find_view(self.view)
        towards = camera.axes()[2]
        away = self.zoom * (np.atleast_2d(np.asarray(points)) - self.centre)
        depth = away @ towards
        flatter = (_compressed(depth) - depth)[:, None] * towards
        return np.asarray(np.array(camera.centre) + away + flatter)

    def locate(
        self, body: Body, size: Size, points: Floats, normals: Floats
    ) -> tuple[Floats, Flags]:
        """Pixels (N, 2) of skin points (N, 3), and whether the frame shows them (N,)."""
        lifted = self.moved(points + LIFT_M * normals)
        shown = body.faces[self.faces]
        seen = visible(self.moved(body.vertices), shown, self.view, size, lifted)
        return project(self.view, size, self.moved(points))[0], seen


def _compressed(depth: Floats) -> Floats:
    """Depths drawn together beyond DEEP: order is kept, and all stay in the box of the view."""
    beyond = np.maximum(np.abs(depth) - DEEP, 0.0)
    squeezed = DEEP * (1 - np.exp(-beyond / DEEP))
    return np.asarray(np.sign(depth) * (np.minimum(np.abs(depth), DEEP) + squeezed))


@lru_cache(maxsize=2)
def frames(body: Body, size: Size) -> tuple[Frame, ...]:
    """Every frame for pictures of `size` (width, height), close-ups first."""
    height = PROBE_HEIGHT
    probe = (max(1, round(height * size[0] / size[1])), height)
    found = [_close_up(body, view, probe) for view in VIEWS if view.startswith(("hand_", "foot_"))]
    for part, (areas, sides) in PARTS.items():
        found += [_part(body, part, _members(body, areas, sides), way, probe) for way in DIRECTIONS]
    everything = np.ones(len(body.patch_ids), bool)
    found += [_part(body, WHOLE, everything, way, probe) for way in DIRECTIONS]
    return tuple(sorted(found, key=lambda frame: frame.height_m))


def _members(body: Body, areas: frozenset[str], sides: tuple[str, ...]) -> Flags:
    area = {region.id: region.area for region in load_regions()}
    keep = np.array(
        [
            side in sides and bool({area[region], region.split("_")[0]} & areas)
            for region, side in body.region_keys
        ]
    )
    return np.asarray(keep[body.patch_region])


def _without_arms(body: Body) -> npt.NDArray[np.int64]:
    """Numbers of the faces that belong to neither arm nor hand."""
    arms = _members(body, frozenset({"arm", "hand"}), ("left", "right"))
    return np.flatnonzero(~arms[body.face_patch])


def _part(body: Body, part: str, members: Flags, view: str, probe: Size) -> Frame:
    """Fit a view to a part: the box around its faces, with a margin."""
    held = np.unique(body.faces[members[body.face_patch]])
    low, high = body.vertices[held].min(axis=0), body.vertices[held].max(axis=0)
    camera = find_view(view)
    local = np.abs(camera.axes() @ (high - low)) * (1 + 2 * MARGIN)
    aspect = probe[0] / probe[1]
    height_m = float(max(local[1], local[0] / aspect))
    fitted = max(camera.extent[1], camera.extent[0] / aspect)
    zoom = fitted / height_m
    drawn = _without_arms(body) if part in ARMLESS else np.arange(len(body.faces))
    frame = Frame(part, view, (low + high) / 2, zoom, height_m, members, NOTHING, drawn)
    return _with_sight(body, frame, probe)


def _close_up(body: Body, view: str, probe: Size) -> Frame:
    """A hand or a foot, as the view of the picture module shows it."""
    limb, side, _ = view.split("_")
    members = _members(body, frozenset({limb}), (side,))
    camera = find_view(view)
    height_m = max(camera.extent[1], camera.extent[0] * probe[1] / probe[0])
    centre = np.array(camera.centre)
    drawn = np.arange(len(body.faces))
    frame = Frame(f"{side} {limb}", view, centre, 1.0, height_m, members, NOTHING, drawn)
    return _with_sight(body, frame, probe)


def _with_sight(body: Body, frame: Frame, probe: Size) -> Frame:
    """Fill in how squarely the frame shows each patch of its part."""
    _, seen = frame.locate(body, probe, body.patch_centre, body.patch_normal)
    facing = body.patch_normal @ find_view(frame.view).axes()[2]
    return replace(frame, clarity=np.clip(facing, 0, 1) * (seen & frame.holds))
