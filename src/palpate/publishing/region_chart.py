"""Charts to print: what sends pain to one region, and all muscles of one area of the body."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body, load_regions
from palpate.anatomy.regions import Region
from palpate.atlas import Catalogue, Page, Referring, build_catalogue, referring_to
from palpate.atlas.referring import ORDER
from palpate.atlas.wording import ACTIONS, GRADE_WORDS, percent, sentence
from palpate.charts import place_plates, plates
from palpate.evidence import UserError
from palpate.knowledge import Knowledge
from palpate.knowledge.common import AREAS
from palpate.publishing import pictures
from palpate.publishing.area_chart import area_pdf
from palpate.publishing.pictures import write_plate
from palpate.publishing.setting import set_pdf

PICTURED = 12
"""Sources of a region that are shown in pictures."""
LEGEND = (
    "Red: main zone. Light with dots: spillover. Cross: trigger point. Ring: where to examine. "
    "The pictures show the left side, or the middle. The percentage is how many of those in whom "
    "the source is active are taken to feel pain in this region.",
    "Taught, not measured, means what it says. The sheet says what could send pain here; it does "
    "not know your client, and pain that fits a muscle does not rule out disease.",
)


def region_pdf(body: Body, knowledge: Knowledge, region: str, paper: str = "a4") -> bytes:
    """What sends pain to a region, or all muscles of an area ("shoulder"), as sheets to print.

    Raises UserError for an unknown name, with those that come nearest, and for another paper.
    """
    name = find_chart(knowledge, region)
    if name in AREAS:
        return area_pdf(body, knowledge, name, paper)
    found = next(each for each in load_regions() if each.id == name)

    def data(folder: Path) -> dict[str, Any]:
        return _sheet(body, knowledge, found, folder)

    return set_pdf(knowledge, "region.typ", paper, data)


def chart_names(knowledge: Knowledge) -> dict[str, str]:
    """Every id there is a chart of, with its name: the areas that have muscles, the regions."""
    muscular = {muscle.area for muscle in knowledge.muscles.values()}
    areas = {area: sentence(area) for area in AREAS if area in muscular}
    return areas | {region.id: region.name for region in load_regions()}


def find_chart(knowledge: Knowledge, name: str) -> str:
    """The id that somebody means. Raises UserError naming those that come nearest."""
    names = chart_names(knowledge)
    by_name = {shown.casefold(): identity for identity, shown in names.items()}
    snake = name.strip().casefold().replace(" ", "_").replace("-", "_")
    found = by_name.get(name.strip().casefold(), snake)
    if found in names:
        return found
    close = difflib.get_close_matches(snake, list(names), n=3, cutoff=0.5)
    within = [identity for identity in names if len(snake) > 2 and snake in identity]
    nearest = list(dict.fromkeys([*close, *within]))[:3]
    remedy = f"Did you mean {' or '.join(nearest)}? " if nearest else ""
    areas = ", ".join(identity for identity in names if identity in AREAS)
    raise UserError(
        f"no region or area {name!r}.",
        f"{remedy}See `palpate regions`; areas are {areas}.",
        "region",
    )


def _sheet(body: Body, knowledge: Knowledge, region: Region, folder: Path) -> dict[str, Any]:
    catalogue = build_catalogue(knowledge)
    side = "midline" if body.is_midline(region.id) else "left"
    patches = np.zeros(len(body.patch_ids), bool)
    patches[body.patches_of(region.id, side)] = True
    found = referring_to(body, knowledge.sources, region.id)
    rows = [each for each in found if not each.is_serious]
    return {
        "title": f"What sends pain here: {region.name}",
        "name": region.name,
        "order": ORDER,
        "legend": list(LEGEND),
        "place": [
            write_plate(plate, folder, f"place-{number}", region.name)
            for number, plate in enumerate(place_plates(body, patches, pictures.CARD))
        ],
        "serious": _serious(knowledge, [each for each in found if each.is_serious]),
        "rows": [
            _row(catalogue, number, each)
            | {
                "picture": _picture(body, each, patches, folder, number)
                if number <= PICTURED
                else None
            }
            for number, each in enumerate(rows, start=1)
        ],
    }


def _serious(knowledge: Knowledge, found: list[Referring]) -> list[dict[str, Any]]:
    """The serious diseases by what to do, the most urgent first."""
    named: dict[str, list[str]] = {action: [] for action in ACTIONS}
    for each in found:
        disease = knowledge.diseases[each.key[1]]
        named[disease.action].append(knowledge.origins[each.key[1]].name)
    return [{"action": ACTIONS[action], "names": names} for action, names in named.items() if names]


def _row(catalogue: Catalogue, number: int, each: Referring) -> dict[str, Any]:
    entry = catalogue.entries[each.key]
    return {
        "number": number,
        "name": entry.name,
        "label": "" if entry.page is Page.MUSCLE else entry.label,
        "sites": list(each.sites),
        "share": each.weight,
        "percent": percent(each.weight),
        "essential": each.essential,
        "other_side": each.other_side,
        "grade": GRADE_WORDS[each.grade],
    }


def _picture(
    body: Body, each: Referring, patches: npt.NDArray[np.bool_], folder: Path, number: int
) -> dict[str, Any]:
    plate = plates(body, each.sources, pictures.CARD, most=1, towards=patches)[0]
    return write_plate(plate, folder, f"source-{number}", each.sources[0].name)
