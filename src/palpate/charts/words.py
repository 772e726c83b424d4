"""The words on a chart."""

from __future__ import annotations

from palpate.anatomy import load_regions
from palpate.knowledge import Kind, Knowledge, Source
from palpate.knowledge.model import Zone

MOST = 4
"""References named on a chart."""
FAINT = 0.1
"""Zones with a smaller weight are left out of a chart."""
NOTE = (
    "Zones felt by fewer than one in ten are left out. A source to examine with your hands: "
    "Palpate ranks hypotheses, it does not name a disease."
)
KINDS = {
    Kind.TRIGGER_POINT: "Trigger point",
    Kind.NERVE: "Nerve",
    Kind.ROOT: "Nerve root",
    Kind.JOINT: "Joint",
    Kind.SOFT_TISSUE: "Soft tissue",
    Kind.VISCERAL: "Inner organ",
    Kind.SERIOUS: "Serious disease",
}


def subtitle(source: Source) -> str:
    """Say what the source is, where in it, and on which side."""
    place = f": {source.site_name}" if source.site_name else ""
    side = "" if source.side == "midline" else f" \N{MIDDLE DOT} {source.side} side"
    return f"{KINDS[source.kind]}{place}{side}"


def felt(source: Source, essential: bool) -> list[str]:
    """Name the regions of one kind of zone that are drawn, strongest first."""
    names = {region.id: region.name for region in load_regions()}
    zones = sorted(
        (
            zone
            for zone in source.referral.zones
            if zone.essential is essential and zone.weight >= FAINT
        ),
        key=lambda zone: -zone.weight,
    )
    return list(dict.fromkeys(_place(zone, names[zone.region], source.side) for zone in zones))


def evidence(source: Source) -> str:
    """Give the grade of the pattern, in words."""
    grade = source.referral.support.grade
    return f"Evidence for this pattern: {grade.value}. {grade.meaning}"


def references(knowledge: Knowledge, source: Source) -> str:
    """Give short references of the pattern: first author and year."""
    known = [knowledge.references[name] for name in source.referral.support.sources]
    named = sorted(known, key=lambda reference: not reference.verified)
    short = [entry.short for entry in named[:MOST]]
    more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
    return "; ".join(short) + more


def mark(source: Source) -> str:
    """Say what the mark on the body stands for."""
    return "Trigger point" if source.kind is Kind.TRIGGER_POINT else "Where to examine"


def _place(zone: Zone, name: str, own: str) -> str:
    if zone.side == "opposite":
        return f"{name} (other side)"
    if zone.side == "both":
        return f"{name} (both sides)"
    return f"{name} ({zone.side})" if zone.side not in ("same", own) else name
