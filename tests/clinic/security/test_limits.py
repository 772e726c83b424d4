"""What is too large or not what it says is refused, and leaves nothing behind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from PIL import Image
from tests.clinic.access.objects import Objects
from tests.clinic.security.watching import written

from palpate.clinic.files.models import StoredFile

NOT_WHAT_THEY_SAY = {
    "a page": ("x.pdf", b"<!doctype html><script>alert(1)</script>"),
    "a drawing with a script": ("x.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"),
    "a program": ("x.pdf", b"\x7fELF" + b"\0" * 200),
    "an archive": ("x.pdf", b"PK\x03\x04" + b"\0" * 200),
    "a packed archive": ("x.jpg", b"\x1f\x8b\x08\0" + b"\0" * 200),
    "a PDF that runs something": (
        "x.pdf",
        b"%PDF-1.7\n/OpenAction /JavaScript (app.alert(1))\n%%EOF",
    ),
    "a PDF in another spelling": ("x.pdf", b"%PDF-1.7\n/#4aavaScript (app.alert(1))\n%%EOF"),
    "a cut-off picture": ("x.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
    "nothing": ("x.pdf", b""),
}


def picture(width: int = 8, height: int = 8) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


def upload(browser: Browser, objects: Objects, name: str, data: bytes) -> int:
    """Status of the answer to an upload."""
    sent = SimpleUploadedFile(name, data)
    address = f"/clients/{objects.client.pk}/files/"
    return browser.post(address, {"kind": "report", "file": sent}).status_code


@pytest.mark.parametrize("what", list(NOT_WHAT_THEY_SAY))
def test_what_is_not_what_it_says_is_refused(what: str, full: Browser, here: Objects) -> None:
    with written() as tables:
        assert upload(full, here, *NOT_WHAT_THEY_SAY[what]) == 422
    assert tables == set()


def test_an_upload_that_is_too_large_is_refused_and_nothing_kept(
    full: Browser, here: Objects
) -> None:
    before = kept()
    with written() as tables:
        assert upload(full, here, "x.pdf", b"%PDF-1.7" + b"x" * 15_000_001) == 422
    assert tables == set()
    assert kept() == before


def kept() -> int:
    """Number of files in the folder of the record."""
    return sum(1 for path in Path(settings.DATA).rglob("*") if path.is_file())


def test_a_picture_with_too_many_points_is_refused(full: Browser, here: Objects) -> None:
    assert upload(full, here, "x.png", picture(8000, 6000)) == 422


def test_a_file_is_handed_out_for_keeping_only(full: Browser, here: Objects) -> None:
    name = 'evil"; filename=x.html\u202e.png'
    assert upload(full, here, name, picture()) == 302
    stored = StoredFile.objects.filter(client=here.client).latest("created_at")
    answer = full.get(f"/clients/{here.client.pk}/files/{stored.pk}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    given = answer["Content-Disposition"]
    assert given.startswith("attachment; filename*=UTF-8''")
    assert '"' not in given
    assert "\u202e" not in given
    assert given.endswith(".png")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_body_that_is_too_large_is_refused(kind: str, full: Browser, here: Objects) -> None:
    full.raise_request_exception = False
    body = b'{"revision": 0, "value": {"x": "' + b"x" * 2_100_000 + b'"}}'
    pages = {
        f"/api/v1/visits/{here.visit.pk}/case": "PUT",
        f"/visits/{here.visit.pk}/note/save/": "POST",
        "/api/reason": "POST",
    }
    for address, method in pages.items():
        with written() as tables:
            answer = full.generic(method, address, body, content_type=kind)
        assert 300 <= answer.status_code < 500, address  # a form of another kind is an empty one
        assert tables == set()


def test_too_many_fields_are_refused(full: Browser) -> None:
    full.raise_request_exception = False
    many = {f"field{number}": "x" for number in range(1500)}
    assert full.post("/clients/new/", many).status_code == 400
