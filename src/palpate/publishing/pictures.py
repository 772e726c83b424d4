"""Pictures of entries, written beside a document that is being set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from palpate.anatomy import Body
from palpate.charts import Plate, plates
from palpate.knowledge import Source

SIZE = (420, 584)
"""Pixels of one picture: about 190 to the inch when three stand side by side on A4."""
CARD = (320, 352)
"""Pixels of one picture on a chart: about 190 to the inch when four stand side by side."""
QUALITY = 80
"""Of JPEG: the figure is a soft shaded picture, edges stay clean."""


def write_pictures(
    body: Body, sources: list[Source], folder: Path, name: str, most: int = 3
) -> list[dict[str, Any]]:
    """Draw the union of the sources' patterns; a record for each picture written."""
    found = plates(body, sources, SIZE, most, numbers=len(sources) > 1)
    return [
        write_plate(plate, folder, f"{name}-{number}", sources[0].name)
        for number, plate in enumerate(found)
    ]


def write_plate(plate: Plate, folder: Path, name: str, shown: str) -> dict[str, Any]:
    """Write one picture; its record says what a reader who does not see it must know."""
    file = f"{name}.jpg"
    plate.picture.save(folder / file, "JPEG", quality=QUALITY, optimize=True)
    alt = f"{shown}: {plate.title}. The text beside the picture names the regions."
    return {"file": file, "title": plate.title, "alt": alt}
