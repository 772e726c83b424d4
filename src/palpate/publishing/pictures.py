"""Pictures of entries, written beside a document that is being set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from palpate.anatomy import Body
from palpate.charts import plates
from palpate.knowledge import Source

SIZE = (420, 584)
"""Pixels of one picture: about 190 to the inch when three stand side by side on A4."""
QUALITY = 84
"""Of JPEG: the figure is a soft shaded picture, edges stay clean."""


def write_pictures(
    body: Body, sources: list[Source], folder: Path, name: str, most: int = 3
) -> list[dict[str, Any]]:
    """Draw the union of the sources' patterns; a record for each picture written."""
    found = []
    for number, plate in enumerate(plates(body, sources, SIZE, most, numbers=len(sources) > 1)):
        file = f"{name}-{number}.jpg"
        plate.picture.save(folder / file, "JPEG", quality=QUALITY)
        alt = f"{sources[0].name}: {plate.title}. The regions are listed below the picture."
        found.append({"file": file, "title": plate.title, "alt": alt})
    return found
