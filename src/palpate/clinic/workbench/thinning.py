"""A lighter copy of the body surface for the page.

The library's surface has a vertex every few millimetres, more than a screen shows. Here vertices
that fall into one small cell and face the same way are joined; the vertex nearest the cell's mean
stays where it was and keeps its normal, so the shading is that of the full surface.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body, load_regions

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FINE_AREAS: Final = frozenset({"face", "head", "hand", "foot"})
FINE_CELL: Final = 0.005
"""Metres: cell on face, head, hands and feet."""
COARSE_CELL: Final = 0.0105
"""Metres: cell elsewhere."""
LEANING: Final = 0.35
"""Surfaces that face apart by more than this along an axis are never joined."""


@dataclass(frozen=True)
class Surface:
    """Vertices (V, 3) in metres, unit normals (V, 3), faces (F, 3) and their patches (F,)."""

    vertices: Floats
    normals: Floats
    faces: Ints
    face_patch: Ints


def thin(body: Body) -> Surface:
    """Return a surface with the same patches and a fraction of the triangles."""
    cluster = _clusters(body)
    keep = _representatives(body.vertices, cluster)
    faces = cluster[body.faces]
    whole = (
        (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    )
    whole &= ~_repeated(faces)
    order = np.argsort(body.face_patch[whole], kind="stable")
    return Surface(
        body.vertices[keep],
        body.normals[keep],
        faces[whole][order],
        body.face_patch[whole][order].astype(np.int64),
    )


def _clusters(body: Body) -> Ints:
    """Return for each vertex (V,) the number of the cell it falls into."""
    cell = np.where(_fine(body), FINE_CELL, COARSE_CELL)
    place = np.floor(body.vertices / cell[:, None]).astype(np.int64)
    way = (body.normals > LEANING).astype(np.int64) - (body.normals < -LEANING)
    key = np.column_stack([cell > FINE_CELL, place, way])
    packed = np.zeros(len(key), np.int64)
    for column in key.T:
        packed = packed * 1024 + (column - column.min())
        _, packed = np.unique(packed, return_inverse=True)
    return packed


def _fine(body: Body) -> npt.NDArray[np.bool_]:
    fine = {region.id for region in load_regions() if region.area in FINE_AREAS}
    of_region = np.array([region in fine for region, _ in body.region_keys])
    of_vertex = np.zeros(len(body.vertices), bool)
    of_vertex[body.faces] = of_region[body.patch_region[body.face_patch]][:, None]
    return of_vertex


def _representatives(vertices: Floats, cluster: Ints) -> Ints:
    """Return the vertex of each cluster that lies nearest its mean."""
    count = np.bincount(cluster)
    mean = np.stack([np.bincount(cluster, axis) / count for axis in vertices.T], axis=1)
    off = np.linalg.norm(vertices - mean[cluster], axis=1)
    order = np.lexsort((off, cluster))
    first = np.searchsorted(cluster[order], np.arange(len(count)))
    return order[first]


def _repeated(faces: Ints) -> npt.NDArray[np.bool_]:
    """Mark the faces whose three corners an earlier face already joins."""
    corners: npt.NDArray[Any] = np.sort(faces, axis=1)
    _, first = np.unique(corners, axis=0, return_index=True)
    repeated = np.ones(len(faces), bool)
    repeated[first] = False
    return repeated
