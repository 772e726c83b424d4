"""A data folder of its own for every test, and files to upload."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from palpate.clinic.consent.models import Consent, ConsentKind, ConsentText
from palpate.clinic.people.models import Client


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def agreed() -> Callable[[Client], Consent]:
    """Let a client agree to photographs."""

    def sign(client: Client) -> Consent:
        text = ConsentText.objects.create(
            practice=client.practice, kind=ConsentKind.PHOTOGRAPHS, version=1, title="P", body="p"
        )
        consent: Consent = Consent.objects.create(
            practice=client.practice,
            client=client,
            text=text,
            signed_name="Maria",
            signed_at=timezone.now(),
            means=Consent.Means.PAPER,
        )
        return consent

    return sign


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **save: object) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (120, 60, 30)).save(out, kind, **save)
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
