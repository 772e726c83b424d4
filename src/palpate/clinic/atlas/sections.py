"""Sections that several kinds of pages share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from palpate.atlas import Alike, Page, Shelf
from palpate.atlas.examining import shares
from palpate.atlas.relations import Shifted
from palpate.atlas.wording import alike_words, odds_words, percent, site_words
from palpate.clinic.atlas.parts import (
    Backing,
    Link,
    Row,
    Section,
    backing,
    find_link,
    link,
)
from palpate.knowledge import Condition, Referral, Shift, Source
from palpate.knowledge.model import Instruction, Support, Zone


@dataclass(frozen=True)
class FeltZone:
    """One region of a pattern."""

    place: Link
    side: str
    share: float
    percent: str
    essential: bool


@dataclass(frozen=True)
class FeltPoint:
    """One site, and where it is felt."""

    id: str
    number: int
    name: str
    depth: str
    where: str
    zones: tuple[FeltZone, ...]
    absent: tuple[Link, ...]
    note: str
    backing: Backing


def felt_point(shelf: Shelf, source: Source, number: int) -> FeltPoint:
    """Where one site is felt, the strongest region first."""
    referral = source.referral
    zones = sorted(referral.zones, key=lambda zone: (not zone.essential, -zone.weight))
    return FeltPoint(
        id=source.id.split(".")[1] if source.site_name else "1",
        number=number,
        name=source.site_name,
        depth=source.depth if source.site_name else "",
        where=site_words(source.site) if source.site else "",
        zones=tuple(_zone(shelf, zone) for zone in zones),
        absent=_absent(shelf, referral),
        note=referral.note,
        backing=backing(shelf, referral.support),
    )


_SIDES = {"same": "", "opposite": "other side", "both": "both sides", "midline": ""}


def _zone(shelf: Shelf, zone: Zone) -> FeltZone:
    side = _SIDES.get(zone.side, zone.side)
    place = find_link(shelf, Page.REGION, zone.region)
    return FeltZone(place, side, zone.weight, percent(zone.weight), zone.essential)


def _absent(shelf: Shelf, referral: Referral) -> tuple[Link, ...]:
    return tuple(find_link(shelf, Page.REGION, region) for region in referral.absent)


def prose(shelf: Shelf, identity: str, title: str, told: Instruction) -> Section:
    """A paragraph with what stands behind it."""
    data = {"text": told.text, "backing": backing(shelf, told.support)}
    return Section(identity, title, "prose", data)


@dataclass(frozen=True)
class AlikeRow:
    """An entry with a similar pattern."""

    link: Link
    label: str
    serious: bool
    words: str
    percent: str
    share: float
    regions: tuple[Link, ...]


def alike(shelf: Shelf, page: Page, identity: str) -> Section:
    """What may be mistaken for the entry."""
    rows = [_alike(shelf, each) for each in shelf.look_alikes(page, identity)]
    lead = (
        "Sources felt in much the same regions, by overlap of the patterns. "
        "A pain drawing alone does not tell these apart: examine."
    )
    return Section("mistaken", "Mistaken for", "alike", rows, lead)


def _alike(shelf: Shelf, each: Alike) -> AlikeRow:
    entry = shelf.catalogue.entries[each.key]
    return AlikeRow(
        link(entry),
        entry.label,
        each.serious,
        alike_words(each.overlap),
        percent(each.overlap),
        each.overlap,
        tuple(find_link(shelf, Page.REGION, region) for region in each.regions),
    )


@dataclass(frozen=True)
class MovedRow:
    """An examination that speaks for the entry, with its error."""

    link: Link
    label: str
    sensitivity: str
    false_positive: str
    ratio: float
    backing: Backing


def moved(shelf: Shelf, page: Page, identity: str) -> Section:
    """Examinations and answers that make the entry likelier."""
    rows = []
    for each in shelf.relations.moved_by.get((page, identity), ()):
        done = each.examination
        found_in = shares(done, each.link)
        is_answer = done.kind == "question"
        found = Link(done.name) if is_answer else find_link(shelf, Page.EXAMINATION, done.id)
        rows.append(
            MovedRow(
                found,
                "answer" if is_answer else done.kind,
                percent(found_in.with_it),
                percent(found_in.without),
                found_in.ratio,
                backing(shelf, each.link.support),
            )
        )
    rows.sort(key=lambda row: (row.label == "answer", row.label != "palpation", -row.ratio))
    lead = "Of 100 people with this source, and of 100 without it, how many show the sign."
    return Section("examinations", "Examinations that speak for it", "moved", rows, lead)


@dataclass(frozen=True)
class LikelierRow:
    """A condition and a source, and how much likelier the one makes the other."""

    links: tuple[Link, ...]
    measured: str
    words: str
    share: float | None
    why: str
    backing: Backing


def likelier_row(shelf: Shelf, links: tuple[Link, ...], shift: Shift) -> LikelierRow:
    """Say how much likelier, measured where somebody measured."""
    measured = ""
    if shift.share is not None:
        measured = f"found in {percent(shift.share)} of {shift.count} people"
    words = odds_words(shift.odds) if shift.odds is not None else ""
    return LikelierRow(
        links, measured, words, shift.share, shift.why, backing(shelf, shift.support)
    )


def likelier_in(shelf: Shelf, page: Page, identity: str) -> Section:
    """Conditions and factors in which the entry is likelier."""
    found = shelf.relations.likelier_in.get((page, identity), ())
    rows = [likelier_row(shelf, (_owner(shelf, each),), each.shift) for each in found]
    return Section("likelier", "Likelier with", "likelier", rows)


def _owner(shelf: Shelf, each: Shifted) -> Link:
    page = Page.CONDITION if isinstance(each.by, Condition) else Page.FACTOR
    return find_link(shelf, page, each.by.id)


@dataclass(frozen=True)
class Statement:
    """One graded statement of the page."""

    about: str
    backing: Backing


def said_elsewhere(shelf: Shelf, page: Page, identity: str) -> tuple[Support, ...]:
    """Support of what examinations, conditions and other muscles say of the entry."""
    known, key = shelf.relations, (page, identity)
    return (
        *(each.link.support for each in known.moved_by.get(key, ())),
        *(each.shift.support for each in known.likelier_in.get(key, ())),
        *(each.support for each in known.awakened_by.get(identity, ())),
    )


def evidence(shelf: Shelf, *owners: str, beside: Iterable[Support] = ()) -> Section:
    """Every statement with its grade, and every reference of the page in full."""
    by_owner = shelf.relations.facts
    known = [fact for owner in dict.fromkeys(owners) for fact in by_owner.get(owner, ())]
    rows = [Statement(_about(fact.about), backing(shelf, fact.support)) for fact in known]
    behind = [*(row.backing for row in rows), *(backing(shelf, each) for each in beside)]
    cited = {ref.id: ref for each in behind for ref in each.references}
    data = {"rows": rows, "references": sorted(cited.values(), key=lambda each: each.citation)}
    lead = (
        "Every statement of this page with its grade. A reference that was not seen counts for "
        "nothing and is marked."
    )
    return Section("evidence", "Evidence", "evidence", data if rows else None, lead)


def _about(text: str) -> str:
    return (text[:1].upper() + text[1:]).replace("_", " ")


def rows_section(
    identity: str,
    title: str,
    rows: Iterable[Row],
    lead: str = "",
    behind: Backing | None = None,
) -> Section:
    """Labelled lines; those without anything to say are left out."""
    return Section(identity, title, "rows", [row for row in rows if row.items], lead, behind)


def words(texts: Iterable[str]) -> tuple[Link, ...]:
    """Words that lead nowhere."""
    return tuple(Link(text) for text in texts if text)
