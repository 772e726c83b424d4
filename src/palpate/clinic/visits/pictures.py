"""Small pictures of drawings, for lists: the two views that show most of the pain."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image

from palpate.clinic.workbench import gateway
from palpate.clinic.workbench.pictures import drawing_picture

TALL: Final = 220
"""Pixels."""
WHOLE: Final = ("front", "back")
HEAD: Final = ("head_right", "head_left")
HEAD_AREAS: Final = frozenset({"head", "face", "neck"})
MOSTLY: Final = 0.6
"""Share of the painted patches from which the head is shown larger."""


def small_picture(patches: Mapping[str, float]) -> bytes:
    """Return two views side by side as PNG: of the head where most of the pain is there."""
    body = gateway.reasoner().model.body
    known = {body.patch_index(patch): level for patch, level in patches.items()}
    intensity = np.zeros(len(body.patch_ids))
    for patch, level in known.items():
        intensity[patch] = level
    areas = gateway.areas()
    on_head = [areas[body.region_of(patch)[0]] in HEAD_AREAS for patch in known]
    views = HEAD if known and sum(on_head) >= MOSTLY * len(on_head) else WHOLE
    return _beside([drawing_picture(view, TALL, intensity) for view in views])


def _beside(pictures: list[Image.Image]) -> bytes:
    width = sum(each.width for each in pictures)
    whole = Image.new("RGB", (width, max(each.height for each in pictures)), "white")
    left = 0
    for each in pictures:
        whole.paste(each, (left, 0), each.getchannel("A") if each.mode == "RGBA" else None)
        left += each.width
    buffer = BytesIO()
    whole.quantize(64).save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()
