"""A wall chart: all muscles of one area of the body, with their main zones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from palpate.anatomy import Body, load_regions
from palpate.atlas.wording import GRADE_WORDS, sentence
from palpate.charts import plates
from palpate.evidence import Grade
from palpate.knowledge import Knowledge, Muscle, Zone, find_source
from palpate.publishing import pictures
from palpate.publishing.pictures import write_plate
from palpate.publishing.setting import set_pdf

NAMED = 4
"""Main zones that are named below a picture."""
ROOMY = 6
"""Up to so many muscles have two pictures each."""
LAYOUTS = ((ROOMY, 2, 62), (12, 4, 62), (20, 5, 48))
"""Up to so many muscles: columns, and the height of a picture in millimetres."""
CROWDED = (99, 6, 40)
LEGEND = (
    "Red: main zone, named below the picture. Light with dots: spillover. Numbered crosses: "
    "trigger points. Drawn on the left; the right side mirrors it. Unless the card says more, the "
    "pattern is taught, not measured. Pain that fits a muscle does not rule out disease.",
)


def area_pdf(body: Body, knowledge: Knowledge, area: str, paper: str) -> bytes:
    """All muscles of an area on one sheet where they fit. `area` has muscles."""
    muscles = [muscle for muscle in knowledge.muscles.values() if muscle.area == area]
    layout = next((layout for layout in LAYOUTS if len(muscles) <= layout[0]), CROWDED)

    def data(folder: Path) -> dict[str, Any]:
        return {
            "title": f"Trigger points: {sentence(area)}",
            "name": sentence(area),
            "count": f"{len(muscles)} muscle{'s' * (len(muscles) > 1)}",
            "columns": layout[1],
            "tall": layout[2],
            "legend": list(LEGEND),
            "muscles": [_card(body, knowledge, muscle, folder, len(muscles)) for muscle in muscles],
        }

    return set_pdf(knowledge, "area.typ", paper, data)


def _card(
    body: Body, knowledge: Knowledge, muscle: Muscle, folder: Path, count: int
) -> dict[str, Any]:
    points = muscle.trigger_points
    sources = [find_source(knowledge, f"{muscle.id}.{point.id}.left") for point in points]
    size = pictures.SIZE if count <= LAYOUTS[-1][0] else pictures.CARD
    drawn = plates(body, sources, size, 2 if count <= ROOMY else 1, numbers=len(sources) > 1)
    zones = [zone for point in points for zone in point.referral.zones if zone.essential]
    grades = {point.referral.support.grade for point in points} - {Grade.CONVENTION}
    return {
        "name": muscle.name,
        "grade": ", ".join(GRADE_WORDS[grade] for grade in Grade if grade in grades),
        "essential": _named(zones),
        "pictures": [
            write_plate(plate, folder, f"{muscle.id}-{number}", muscle.name)
            for number, plate in enumerate(drawn)
        ],
    }


def _named(zones: list[Zone]) -> list[str]:
    """The regions of zones, the strongest first."""
    names = {region.id: region.name for region in load_regions()}
    ordered = sorted(zones, key=lambda zone: -zone.weight)
    found = list(dict.fromkeys(names[zone.region] for zone in ordered))
    more = [f"and {len(found) - NAMED} more"] if len(found) > NAMED else []
    return found[:NAMED] + more
