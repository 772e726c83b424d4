"""What the drawing, the signature and the saving line say on a page in another language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"


@lru_cache
def island_words(language: str) -> Mapping[str, str]:
    """The words of a language by their English; none in English."""
    path = DATA / f"islands.{language}.toml"
    if language == "en":
        return {}
    with path.open("rb") as file:
        return tomllib.load(file)
