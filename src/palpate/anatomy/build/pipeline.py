"""Build the body file: surface, landmarks, regions and patches, in one deterministic run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import numpy.typing as npt

from palpate.anatomy.build.borders import smooth_borders
from palpate.anatomy.build.geodesic import FaceGraph
from palpate.anatomy.build.landmarks.all import find_landmarks
from palpate.anatomy.build.landmarks.finder import Finder
from palpate.anatomy.build.meshing import build_mesh
from palpate.anatomy.build.patches import cut_patches
from palpate.anatomy.build.regions import assign_regions
from palpate.anatomy.build.skeleton import find_joints
from palpate.anatomy.mirror import mirror_faces, mirror_vertices
from palpate.anatomy.store import HalfBody, quantise, whole_body, write_body
from palpate.anatomy.surface import Floats, Ints, Point, Surface


@dataclass(frozen=True)
class BuildReport:
    """What was built: counts, skin area in square metres, size of the file and time taken."""

    vertices: int
    faces: int
    patches: int
    regions: int
    landmarks: int
    area: float
    bytes: int
    seconds: float


def build(path: Path) -> BuildReport:
    """Build the body and write it to `path`; the same code gives the same bytes.

    Raises ValueError when a landmark or region cannot be placed on the surface.
    """
    start = perf_counter()
    half = build_half(*build_mesh())
    write_body(path, half)
    body = whole_body(half)
    return BuildReport(
        vertices=len(body.vertices),
        faces=len(body.faces),
        patches=len(body.patch_ids),
        regions=len(body.region_keys),
        landmarks=len(body.landmarks),
        area=float(body.patch_area.sum()),
        bytes=path.stat().st_size,
        seconds=perf_counter() - start,
    )


def build_half(vertices: npt.NDArray[np.float64], faces: npt.NDArray[np.int32]) -> HalfBody:
    """Return the left half of a mesh, mirrored in x = 0, with its landmarks and patches."""
    vertices, faces = left_half(vertices, faces)
    whole_vertices, image = mirror_vertices(vertices)
    whole = Surface(whole_vertices, mirror_faces(faces, image))
    joints = find_joints()
    marks = find_landmarks(Finder(whole, joints))
    graph = FaceGraph(Surface(vertices, faces))
    labels = assign_regions(graph, marks, joints)
    patch, names = cut_patches(graph, labels)
    vertices = quantise(smooth_borders(graph, labels, patch))
    return HalfBody(vertices, faces, patch, names, _on_skin(vertices, faces, marks))


def _on_skin(vertices: Floats, faces: Ints, marks: Mapping[str, Floats]) -> dict[str, Point]:
    """Landmarks brought onto the final mesh; the midline's edges have not moved."""
    surface = Surface(vertices, faces)
    placed: dict[str, Point] = {}
    for name, mark in marks.items():
        x, y, z = mark if name.endswith(".midline") else surface.nearest(mark)[0]
        placed[name] = (float(x), float(y), float(z))
    return placed


def left_half(
    vertices: npt.NDArray[np.float64], faces: npt.NDArray[np.int32]
) -> tuple[Floats, Ints]:
    """Return the quantised half with x >= 0 of a mesh whose middle edges lie on x = 0."""
    mine = (vertices[faces][:, :, 0] >= 0).all(axis=1)
    used, local = np.unique(faces[mine], return_inverse=True)
    return quantise(vertices[used]), local.reshape(-1, 3).astype(np.int32)
