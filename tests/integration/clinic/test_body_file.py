"""The body as the page reads it."""

from __future__ import annotations

import gzip
import json
import struct
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from django.test import Client

from palpate.anatomy import Body

KINDS = {"int8": "<i1", "int16": "<i2", "uint16": "<u2", "uint32": "<u4"}
MOST_FACES = 80_000


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """Read the header and the arrays."""
    (length,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + length])
    arrays = {}
    for name, place in header["arrays"].items():
        start = 4 + length + place["offset"]
        assert start % 4 == 0
        count = int(np.prod(place["shape"]))
        flat = np.frombuffer(data, KINDS[place["dtype"]], count, start)
        arrays[name] = flat.reshape(place["shape"])
    return header, arrays


@pytest.fixture(scope="module")
def sent() -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """The file as a browser without compression gets it."""
    return unpack(Client().get("/api/body.bin").content)


def test_patches_are_those_of_the_library(sent: Any, body: Body) -> None:
    header, arrays = sent
    assert [each["id"] for each in header["patches"]] == list(body.patch_ids)
    assert set(arrays["face_patch"]) == set(range(len(body.patch_ids)))


def test_the_surface_is_light_and_keeps_its_shape(sent: Any, body: Body) -> None:
    header, arrays = sent
    points = arrays["positions"] * header["quantum_m"]
    assert len(arrays["faces"]) <= MOST_FACES
    assert arrays["faces"].max() < len(points)
    np.testing.assert_allclose(points.min(axis=0), body.vertices.min(axis=0), atol=0.004)
    np.testing.assert_allclose(points.max(axis=0), body.vertices.max(axis=0), atol=0.004)
    a, b, c = (points[arrays["faces"][:, corner]] for corner in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    by_patch = np.bincount(arrays["face_patch"], area, len(body.patch_ids))
    ratio = by_patch / body.patch_area
    assert np.median(np.abs(ratio - 1)) < 0.05
    assert (by_patch > 0).all()


def test_normals_point_outwards(sent: Any) -> None:
    header, arrays = sent
    points = arrays["positions"] * header["quantum_m"]
    a, b, c = (arrays["faces"][:, corner] for corner in range(3))
    facing = np.cross(points[b] - points[a], points[c] - points[a])
    agree = np.einsum("ij,ij->i", facing, arrays["normals"][a].astype(float)) > 0
    assert agree.mean() > 0.97


def test_it_is_packed_and_kept(client: Client) -> None:
    plain = client.get("/api/body.bin")
    packed = client.get("/api/body.bin", headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    etag = plain.headers["ETag"]
    named = client.get(f"/api/body.bin?v={etag.strip(chr(34))}")
    assert "immutable" in named.headers["Cache-Control"]
    assert plain.headers["Cache-Control"] == "no-cache"
    again = client.get("/api/body.bin", headers={"if-none-match": etag})
    assert again.status_code == 304
    assert not again.content
