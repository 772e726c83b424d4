"""What may be uploaded, judged by what it is and not by what it is called."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from palpate.evidence import UserError

LARGEST: Final = 15_000_000
"""Bytes of an upload."""
MOST_PIXELS: Final = 40_000_000
"""Of a picture; a telephone's has 12 to 50 million, and each takes three bytes to open."""
PORTRAIT: Final = 640
"""Pixels of the longer side of a portrait."""
FORMATS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
ENDINGS: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}
ALLOWED: Final = "Choose a PDF, or a picture as JPEG, PNG or WebP."
INFLATED: Final = 8_000_000
"""Bytes of one compressed part of a PDF that are looked through."""

_ACTIVE: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b"
)
_STREAM: Final = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPED: Final = re.compile(rb"#([0-9a-fA-F]{2})")


@dataclass(frozen=True)
class Content:
    """What is stored: the bytes, as they were or made anew, and what they are."""

    media_type: str
    data: bytes


def judge(data: bytes, *, is_portrait: bool = False, only_pictures: bool = False) -> Content:
    """Say what an upload is; pictures are made anew without place, time and camera.

    Raises UserError for whatever is not clearly allowed.
    """
    if not data:
        raise UserError(
            "The file is empty.", "Choose it again; it may not have been ready.", "file"
        )
    if len(data) > LARGEST:
        raise too_large()
    if data.startswith(b"%PDF-"):
        if only_pictures:
            raise UserError("This is a PDF.", "Choose a picture as JPEG, PNG or WebP.", "file")
        return Content("application/pdf", _checked_pdf(data))
    return _picture(data, PORTRAIT if is_portrait else None)


def too_large() -> UserError:
    """What is said of an upload beyond the limit."""
    limit = LARGEST // 1_000_000
    return UserError(f"The file is larger than {limit} MB.", "Make it smaller first.", "file")


def _picture(data: bytes, longest: int | None) -> Content:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(FORMATS)) as opened:
                return _made_anew(opened, longest)
    except UnidentifiedImageError:
        raise UserError("This kind of file is not kept here.", ALLOWED, "file") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise _too_many_pixels() from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        zlib.error,
    ):
        raise UserError(
            "The picture is damaged.", "Open it and save it again, then choose that.", "file"
        ) from None


def _made_anew(opened: Image.Image, longest: int | None) -> Content:
    """The pixels alone, upright; nothing else of the file is carried over."""
    kind = str(opened.format)
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many_pixels()
    upright = ImageOps.exif_transpose(opened)
    picture = upright.convert("RGB" if kind == "JPEG" or not _has_alpha(upright) else "RGBA")
    if longest is not None:
        picture.thumbnail((longest, longest))
    out = io.BytesIO()
    # A new image: copies would drag the old one's information along.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    bare.save(out, kind, **({} if kind == "PNG" else {"quality": 90}))
    return Content(FORMATS[kind], out.getvalue())


def _has_alpha(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _too_many_pixels() -> UserError:
    return UserError(
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels.",
        "Make it smaller first.",
        "file",
    )


def _checked_pdf(data: bytes) -> bytes:
    """A PDF that neither runs anything nor carries other files, as far as its text shows."""
    if b"%%EOF" not in data[-2048:]:
        raise UserError("The PDF is cut off.", "Choose the whole file.", "file")
    for part in _legible(data):
        if _ACTIVE.search(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)):
            raise UserError(
                "The PDF holds a program, a form or other files.",
                "Print it into a new PDF, and choose that.",
                "file",
            )
    return data


def _legible(data: bytes) -> Iterator[bytes]:
    """The text of a PDF, and that of its compressed objects."""
    yield data
    for found in _STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(found[1], INFLATED)
        except zlib.error:
            continue
