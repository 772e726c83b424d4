"""The atlas as a printed book, as tagged PDF."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from palpate.anatomy import Body, load_regions
from palpate.evidence import Grade
from palpate.knowledge import Knowledge, Referral, Zone, find_source
from palpate.knowledge.model import Support
from palpate.publishing.document import TITLE
from palpate.publishing.entries import Chapter, Entry, chapters
from palpate.publishing.pictures import write_pictures
from palpate.publishing.setting import set_pdf

GUIDE = (
    "Each picture shows where people feel pain when the marked places are active: essential zones "
    "are filled, spillover zones are lighter and dotted, a cross marks a trigger point and a ring "
    "another place to examine. The number beside a region is the share of people who feel it "
    "there, as far as it is known. Patterns are drawn on the left; the right side mirrors them.",
    "Every statement ends in its grade and its references. Convention means that it is taught and "
    "that no measurement is known to us; most charts of trigger points rest on that.",
    "The atlas lists what could send pain to a place and how to examine it. It names no disease "
    "of a person, and it is no substitute for training.",
)


def atlas_pdf(body: Body, knowledge: Knowledge, paper: str = "a4") -> bytes:
    """The whole atlas on one of PAPERS. Raises UserError for another paper."""

    def data(folder: Path) -> dict[str, Any]:
        made = [_chapter(body, knowledge, each, folder) for each in chapters(knowledge)]
        references = knowledge.references.values()
        return {
            "cover": TITLE.partition(":")[0],
            "lead": TITLE.partition(": ")[2].capitalize(),
            "guide": list(GUIDE),
            "grades": [{"grade": g.value, "meaning": g.meaning} for g in Grade],
            "hero": _hero(made),
            "chapters": made,
            "references": [{"id": r.id, "citation": r.citation} for r in references],
        }

    return set_pdf(knowledge, "atlas.typ", paper, data)


def _hero(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Three pictures for the cover."""
    pictures = [entry["pictures"][0] for c in made for entry in c["entries"] if entry["pictures"]]
    return pictures[:: max(1, len(pictures) // 3)][:3]


def _chapter(body: Body, knowledge: Knowledge, chapter: Chapter, folder: Path) -> dict[str, Any]:
    return {
        "title": chapter.title,
        "entries": [_entry(body, knowledge, entry, folder) for entry in chapter.entries],
    }


def _entry(body: Body, knowledge: Knowledge, entry: Entry, folder: Path) -> dict[str, Any]:
    sources = [find_source(knowledge, name) for name in entry.sources]
    pictures = write_pictures(body, sources, folder, entry.anchor) if sources else []
    return {
        "name": entry.name,
        "latin": entry.latin,
        "subtitle": entry.subtitle,
        "pictures": pictures,
        "patterns": [{"title": p.title, **_pattern(p.referral)} for p in entry.patterns],
        "statements": [
            {"label": label, "text": "; ".join(s.text for s in said), "support": _support(support)}
            for (label, support), said in groupby(
                entry.statements, key=lambda s: (s.label, s.support)
            )
        ],
    }


def _pattern(referral: Referral) -> dict[str, Any]:
    zones = sorted(referral.zones, key=lambda zone: -zone.weight)
    return {
        "essential": [_zone(zone) for zone in zones if zone.essential],
        "spillover": [_zone(zone) for zone in zones if not zone.essential],
        "note": referral.note,
        "support": _support(referral.support),
    }


def _zone(zone: Zone) -> dict[str, str]:
    names = {region.id: region.name for region in load_regions()}
    side = "" if zone.side == "same" else f" ({zone.side.replace('opposite', 'other')} side)"
    return {"region": names[zone.region] + side, "share": f"{zone.weight:.0%}"}


def _support(support: Support | None) -> dict[str, Any] | None:
    return None if support is None else {
        "grade": support.grade.value, "sources": list(support.sources)
    }  # fmt: skip
