"""Lists of entries, for the index and for browsing."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from palpate.atlas import Entry, Page, Shelf
from palpate.atlas.wording import sentence
from palpate.clinic.atlas.parts import Link, link

AREAS = (
    "head", "face", "neck", "shoulder", "upper_back", "chest", "arm", "forearm", "hand",
    "lower_back", "abdomen", "pelvis", "hip", "thigh", "knee", "leg", "foot", "whole_body",
)  # fmt: skip
_SAME = {"low_back": "lower_back"}
"""Areas of the body surface that go by another name in the knowledge."""
BROWSED = (
    Page.MUSCLE, Page.NERVE, Page.JOINT, Page.ORGAN, Page.SERIOUS, Page.CONDITION, Page.FACTOR,
    Page.EXAMINATION,
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Entries under a heading."""

    id: str
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of entry, how many there are, and where they are listed."""

    page: str
    title: str
    count: int
    href: str


def area_of(entry: Entry) -> str:
    """The area under which an entry is listed."""
    return _SAME.get(entry.area, entry.area)


def area_title(area: str) -> str:
    """The name of an area."""
    return sentence(area)


def listed(shelf: Shelf, page: Page) -> tuple[Entry, ...]:
    """The entries of a kind that are browsed; palpations stand with their muscles."""
    return tuple(each for each in shelf.catalogue.of(page) if each.label != "Palpation")


def kinds(shelf: Shelf) -> list[Kind]:
    """Every kind that has entries."""
    found = ((page, len(listed(shelf, page))) for page in BROWSED)
    return [
        Kind(page.value, page.heading, count, reverse("atlas:browse", args=(page.value,)))
        for page, count in found
        if count
    ]


def areas(shelf: Shelf) -> list[Kind]:
    """Every area that has entries."""
    counts: dict[str, int] = {}
    for entry in shelf.catalogue.entries.values():
        if entry.area:
            counts[area_of(entry)] = counts.get(area_of(entry), 0) + 1
    return [
        Kind(area, area_title(area), counts[area], reverse("atlas:area", args=(area,)))
        for area in AREAS
        if area in counts
    ]


def region_groups(shelf: Shelf) -> list[Group]:
    """The regions of the body by area, from head to foot."""
    return _grouped(shelf.catalogue.of(Page.REGION))


def by_area(shelf: Shelf, page: Page) -> list[Group]:
    """The entries of a kind by area; those without one by their label."""
    return _grouped(listed(shelf, page))


def by_kind(shelf: Shelf, area: str) -> list[Group]:
    """What lies in an area, by kind."""
    found = []
    for page in (Page.REGION, *BROWSED):
        here = [entry for entry in listed(shelf, page) if area_of(entry) == area]
        if here:
            found.append(Group(page.value, page.heading, _links(here)))
    return found


def _grouped(entries: tuple[Entry, ...]) -> list[Group]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(area_of(entry) or entry.label, []).append(entry)
    order = [area for area in AREAS if area in found]
    order += [name for name in found if name not in order]
    return [
        Group(name.lower().replace(" ", "-"), area_title(name), _links(found[name]))
        for name in order
    ]


def _links(entries: list[Entry]) -> tuple[Link, ...]:
    if entries and entries[0].page is Page.REGION:
        return tuple(link(entry) for entry in entries)
    ordered = sorted(entries, key=lambda entry: entry.name.casefold())
    return tuple(link(entry, entry.latin) for entry in ordered)
