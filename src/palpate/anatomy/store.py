"""The body in a file: the left half, quantised and delta-coded; the rest is derived on loading.

Coordinates are whole multiples of `STEP`, so that the file loses nothing and the mirrored half
is exact. A half patch belongs to (region, number); patches that meet the midline are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from palpate.anatomy.body import Body
from palpate.anatomy.mirror import ACROSS, mirror_faces, mirror_point, mirror_vertices
from palpate.anatomy.patch_table import full_patches, neighbours
from palpate.anatomy.surface import Floats, Ints, Point, Surface
from palpate.evidence import DataError

FILE = Path(__file__).parent / "data" / "body.npz"
FORMAT = 1
STEP = 2.0**-15


@dataclass(frozen=True, eq=False)
class HalfBody:
    """The left half (x >= 0), its cut edge exactly on x = 0.

    `face_patch` numbers the half's patches, `patch_ids` names each of them: "region.left.n", or
    "region.midline.n" when it crosses the midline and "region.midline.n/m" when it does not and
    its mirror image is number m of the same midline region.
    """

    vertices: Floats
    faces: Ints
    face_patch: Ints
    patch_ids: tuple[str, ...]
    landmarks: Mapping[str, Point]


def quantise(vertices: Floats) -> Floats:
    """Return coordinates rounded to whole multiples of STEP (0.03 mm)."""
    return np.asarray(np.round(vertices / STEP) * STEP)


def write_body(path: Path, half: HalfBody) -> None:
    """Write the half body; the same body always gives the same bytes."""
    grid = np.round(half.vertices / STEP).astype(np.int32)
    np.savez_compressed(
        path,
        format=np.array([FORMAT], dtype=np.int32),
        vertices=_packed(grid),
        faces=_packed(half.faces),
        face_patch=_packed(half.face_patch),
        patch_ids=_text(half.patch_ids),
        landmark_names=_text(half.landmarks),
        landmark_points=np.array(list(half.landmarks.values()), dtype=np.float64),
    )


def read_half(path: Path) -> HalfBody:
    """Read the half body. Raises DataError when the file is missing or of another format."""
    try:
        with np.load(path, allow_pickle=False) as data:
            if int(data["format"][0]) != FORMAT:
                raise _broken(path, "format", "is of another version of Palpate.")
            points = data["landmark_points"].tolist()
            names = _names(data["landmark_names"])
            return HalfBody(
                np.asarray(_unpacked(data["vertices"]) * STEP, dtype=np.float64),
                _unpacked(data["faces"]),
                _unpacked(data["face_patch"]).ravel(),
                _names(data["patch_ids"]),
                {name: tuple(point) for name, point in zip(names, points, strict=True)},
            )
    except FileNotFoundError as error:
        raise _broken(path, "file", "is missing.") from error
    except (OSError, ValueError, KeyError) as error:
        raise _broken(path, "file", "cannot be read.") from error


@lru_cache(maxsize=1)
def load_body() -> Body:
    """Return the body that is shipped with Palpate. Raises DataError when it cannot be read."""
    return read_body(FILE)


def read_body(path: Path) -> Body:
    """Read a body from a file. Raises DataError."""
    return whole_body(read_half(path))


def whole_body(half: HalfBody) -> Body:
    """Mirror the half and derive everything that the file does not hold."""
    surface = Surface(half.vertices, half.faces)
    vertices, mirror_vertex = mirror_vertices(half.vertices)
    table = full_patches(half.patch_ids, half.face_patch, surface)
    body = Body(
        vertices=vertices,
        faces=mirror_faces(half.faces, mirror_vertex),
        normals=_normals(surface),
        face_patch=table.face_patch,
        patch_ids=table.ids,
        patch_region=table.region,
        region_keys=table.region_keys,
        patch_area=table.area,
        patch_centre=table.centre,
        patch_normal=table.normal,
        patch_neighbours=neighbours(table, surface),
        mirror_patch=table.mirror,
        mirror_vertex=mirror_vertex,
        landmarks=_both_sides(half.landmarks),
    )
    for value in vars(body).values():
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    return body


def _normals(half: Surface) -> Floats:
    """Return unit normals of all vertices; those on the midline lie in it."""
    normal = half.normals.copy()
    rim = half.vertices[:, 0] == 0
    normal[rim, 0] = 0.0
    normal[rim] /= np.maximum(np.linalg.norm(normal[rim], axis=1, keepdims=True), 1e-15)
    return np.concatenate([normal, normal[~rim] * ACROSS])


def _both_sides(landmarks: Mapping[str, Point]) -> Mapping[str, Point]:
    """Every landmark of the half, and the mirror image of those of the left side."""
    both: dict[str, Point] = {}
    for name, point in landmarks.items():
        both[name] = point
        if name.endswith(".left"):
            both[name.removesuffix("left") + "right"] = mirror_point(point)
    return MappingProxyType(both)


def _packed(values: Ints) -> Ints:
    """Differences between rows, in the narrowest integers that hold them."""
    steps = np.diff(values.astype(np.int64), axis=0, prepend=0)
    low, high = int(steps.min(initial=0)), int(steps.max(initial=0))
    kind = np.int16 if low >= -(2**15) and high < 2**15 else np.int32
    return np.asarray(steps.astype(kind), dtype=kind)


def _unpacked(steps: npt.NDArray[np.int16 | np.int32]) -> Ints:
    return np.cumsum(steps, axis=0, dtype=np.int32)


def _text(names: Mapping[str, Point] | tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def _names(text: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(text.tobytes().decode().split("\n"))


def _broken(path: Path, field: str, problem: str) -> DataError:
    return DataError(path, 1, field, problem, "Run `palpate body build` to make it again.")
