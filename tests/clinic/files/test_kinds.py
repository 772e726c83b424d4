"""What is uploaded is judged by what it is."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.clinic.files.conftest import PDF, picture

from palpate.clinic.files.kinds import LARGEST, PORTRAIT, judge
from palpate.clinic.files.names import harmless
from palpate.evidence import UserError

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def _bomb(width: int, height: int) -> bytes:
    """A PNG that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (HTML, "not kept here"),
        (SVG, "not kept here"),
        (b"GIF89a" + b"\0" * 40, "not kept here"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "kept here|damaged"),
        (b"PK\x03\x04" + b"\0" * 40, "not kept here"),
        (b"MZ" + b"\0" * 100, "not kept here"),
        (picture()[:60], "damaged"),
        (_bomb(60_000, 60_000), "million pixels"),
        (_bomb(9000, 9000), "million pixels"),
        (PDF.replace(b"%%EOF", b""), "cut off"),
        (b" " + PDF, "not kept here"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x) >>"), "program"),
        (PDF.replace(b"/Catalog", b"/Catalog /S /J#61vaScript"), "program"),
        (PDF.replace(b"/Catalog", b"/Catalog /Names << /EmbeddedFiles 3 0 R >>"), "program"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (LARGEST + 1), "larger than 15 MB"),
    ],
)
def test_what_is_not_clearly_allowed_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        judge(data)


def test_a_program_in_a_compressed_part_of_a_pdf_is_found() -> None:
    packed = zlib.compress(b"<< /S /JavaScript /JS (app.alert) >>")
    part = b"<< /Type /ObjStm /Length 9 >>\nstream\n" + packed + b"\nendstream"
    with pytest.raises(UserError, match="program"):
        judge(PDF.replace(b"endobj", part + b"\nendobj"))


def test_a_pdf_is_kept_as_it_is() -> None:
    assert judge(PDF).data == PDF


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_made_anew(kind: str) -> None:
    found = judge(picture(kind))
    assert found.media_type == f"image/{kind.lower()}"
    assert Image.open(io.BytesIO(found.data)).size == (40, 30)


def test_place_and_camera_are_lost_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Maria"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)
    found = judge(picture("JPEG", exif=exif))
    made = Image.open(io.BytesIO(found.data))
    assert made.size == (30, 40)
    assert not made.getexif()
    assert b"Camera of Maria" not in found.data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_hides_behind_a_picture_is_lost(kind: str) -> None:
    found = judge(picture(kind) + HTML + b"PK\x03\x04")
    assert b"<script" not in found.data
    assert b"PK\x03\x04" not in found.data


def test_text_in_a_png_is_lost() -> None:
    data = picture()
    text = _chunk(b"tEXt", b"Comment\0<script>alert(1)</script>")
    assert b"script" not in judge(data[:33] + text + data[33:]).data


def test_a_portrait_is_made_small() -> None:
    found = judge(picture("JPEG", (2000, 1000)), is_portrait=True)
    assert max(Image.open(io.BytesIO(found.data)).size) == PORTRAIT


def test_a_portrait_is_no_pdf() -> None:
    with pytest.raises(UserError, match="PDF"):
        judge(PDF, only_pictures=True)


@given(st.binary(max_size=400))
def test_nothing_makes_it_fail_otherwise(data: bytes) -> None:
    for start in (
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"%PDF-",
    ):
        with suppress(UserError):
            judge(start + data)


@given(st.data())
def test_a_damaged_picture_never_makes_it_fail(data: st.DataObject) -> None:
    whole = bytearray(picture(data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    with suppress(UserError):
        judge(bytes(whole))


@pytest.mark.parametrize(
    ("name", "harmless_name"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\boot.ini", "boot.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x=1.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("CON.pdf", "report.pdf"),
        ("...", "report.pdf"),
        ("", "report.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
        ("page.html", "page.pdf"),
        ("Befund Größe.pdf", "Befund Größe.pdf"),
    ],
)
def test_names_are_made_harmless(name: str, harmless_name: str) -> None:
    assert harmless(name, ".pdf", "report") == harmless_name


@given(st.text(max_size=300))
def test_no_name_leads_elsewhere(name: str) -> None:
    found = harmless(name, ".pdf", "report")
    assert found.endswith(".pdf")
    assert not set(found) & set('/\\:\0\r\n"')
    assert 4 < len(found) <= 124
    assert not found.startswith(".")
