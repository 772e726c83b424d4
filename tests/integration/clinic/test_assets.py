"""The page needs the built front end, and says so before anybody opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from palpate.cli import main
from palpate.clinic.workbench.assets import load_assets


@pytest.fixture
def unbuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A checkout whose front end was not built."""
    load_assets.cache_clear()
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    yield
    load_assets.cache_clear()


@pytest.mark.usefixtures("unbuilt")
def test_serving_without_the_front_end_names_the_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "0"]) == 2
    assert capsys.readouterr().err == (
        "palpate: the front end is not built. Run `make setup` in the checkout.\n"
    )
