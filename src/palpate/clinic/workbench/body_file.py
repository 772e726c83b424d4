"""The body surface in the form the page reads.

Layout: uint32 (little endian) length of the header, the header as JSON padded with spaces to
four bytes, then the arrays, each starting on four bytes counted from the end of the header.
Positions are int16 multiples of ``quantum_m`` (metres), about 0.05 mm apart;
normals are int8 multiples of 1/127.
"""

import gzip
import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body, load_regions
from palpate.clinic.workbench.thinning import thin

LARGEST_INT16: Final = 32_767
LARGEST_INT8: Final = 127


@dataclass(frozen=True)
class BodyBlob:
    """The file as bytes, plain and gzip-packed, with a digest that changes when it does."""

    plain: bytes
    packed: bytes
    digest: str


def pack_body(body: Body) -> BodyBlob:
    """Write ``body`` in the page's form; the same body gives the same bytes."""
    surface = thin(body)
    quantum = float(np.abs(surface.vertices).max()) / LARGEST_INT16
    arrays = {
        "positions": np.round(surface.vertices / quantum).astype("<i2"),
        "normals": np.round(surface.normals * LARGEST_INT8).astype("<i1"),
        "faces": surface.faces.astype("<u4"),
        "face_patch": surface.face_patch.astype("<u2"),
    }
    places, data = _lay_out(arrays)
    header = {"quantum_m": quantum, "arrays": places, **_names(body)}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    plain = struct.pack("<I", len(text)) + text + data
    digest = hashlib.sha256(plain).hexdigest()[:16]
    return BodyBlob(plain, gzip.compress(plain, 6, mtime=0), digest)


def _lay_out(arrays: Mapping[str, npt.NDArray[Any]]) -> tuple[dict[str, object], bytes]:
    places: dict[str, object] = {}
    data = bytearray()
    for name, array in arrays.items():
        data += b"\0" * (-len(data) % 4)
        places[name] = {
            "dtype": array.dtype.name,
            "shape": list(array.shape),
            "offset": len(data),
        }
        data += array.tobytes()
    return places, bytes(data)


def _names(body: Body) -> dict[str, object]:
    keys = [body.region_keys[index] for index in body.patch_region]
    return {
        "patches": [
            {"id": patch, "region": region, "side": side}
            for patch, (region, side) in zip(body.patch_ids, keys, strict=True)
        ],
        "regions": [
            {"id": each.id, "name": each.name, "area": each.area, "sides": list(each.sides)}
            for each in load_regions()
        ],
        "landmarks": {name: [float(x) for x in at] for name, at in body.landmarks.items()},
    }
