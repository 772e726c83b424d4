"""Readers shared by all kinds of entries."""

from __future__ import annotations

from palpate.anatomy import parse_site
from palpate.anatomy.regions import SIDES
from palpate.anatomy.site import Site
from palpate.evidence import Fields, Grade, UserError
from palpate.knowledge.model import Instruction, Referral, Support, Zone

GRADES = tuple(grade.value for grade in Grade)
COMMONNESS = ("very_common", "common", "occasional", "rare")
ZONE_SIDES = ("same", "opposite", "both", "left", "right", "midline")
ACTIONS = ("emergency", "urgent", "refer")
"""What to do when a serious disease is raised, the most urgent first."""
QUALITIES = ("ache", "burning", "stabbing", "tingling", "numb", "tight")


AREAS = (
    "head", "face", "neck", "shoulder", "upper_back", "chest", "arm", "forearm", "hand",
    "lower_back", "abdomen", "pelvis", "hip", "thigh", "leg", "foot", "whole_body",
)  # fmt: skip


def support(fields: Fields, sources: str = "sources", grade: str = "grade") -> Support:
    """The references and the grade of one statement."""
    return Support(fields.texts(sources), Grade(fields.choice(grade, GRADES)))


def site(fields: Fields) -> Site:
    """A place between landmarks; raises DataError when it is missing or names an unknown one."""
    place = fields.raw("site")
    try:
        return parse_site(place)
    except UserError as error:
        raise fields.error("site", error.message, error.remedy) from error


def referral(fields: Fields) -> Referral:
    """A referral pattern: essential and spillover zones."""
    zones = [_zone(entry, True) for entry in fields.tables_at("essential")]
    zones += [_zone(entry, False) for entry in fields.tables_at("spillover")]
    pattern = Referral(
        zones=tuple(zones),
        absent=fields.texts("absent", ()),
        support=support(fields),
        note=fields.text("note", ""),
    )
    fields.done()
    return pattern


def _zone(fields: Fields, essential: bool) -> Zone:
    zone = Zone(
        region=fields.text("region"),
        weight=fields.number("weight", 0.03, 0.95),
        side=fields.choice("side", ZONE_SIDES, "same"),
        focus=fields.texts("focus", ()),
        essential=essential,
    )
    fields.done()
    return zone


def sides(fields: Fields) -> tuple[str, ...]:
    """The sides on which something exists."""
    named = fields.texts("sides")
    if not named or any(side not in SIDES for side in named):
        raise fields.error("sides", f"is {list(named)}.", f"Use some of: {', '.join(SIDES)}.")
    return named


def instruction(fields: Fields) -> Instruction:
    """Words a therapist follows, with their support."""
    read = Instruction(fields.text("text"), support(fields))
    fields.done()
    return read


def target(fields: Fields) -> tuple[str, str]:
    """What an entry points at: by structure, source or kind, and its name."""
    by = next((key for key in ("structure", "source", "kind") if key in fields.values), None)
    if by is None:
        raise fields.error("structure", "is missing.", "Name a structure, a source or a kind.")
    return by, fields.text(by)
