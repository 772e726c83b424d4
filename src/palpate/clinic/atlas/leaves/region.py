"""The page of a region: everything that can be felt there."""

from dataclasses import dataclass

from django.urls import reverse

from palpate.atlas import Entry, Referring, Shelf
from palpate.atlas.referring import ORDER
from palpate.atlas.wording import ACTIONS, GRADE_WORDS, percent
from palpate.clinic.atlas.listing import area_of, area_title
from palpate.clinic.atlas.parts import Leaf, Link, Section, Tags, link
from palpate.evidence import Grade
from palpate.knowledge.common import ACTIONS as MOST_URGENT_FIRST

SERIOUS_LEAD = (
    "Seldom the cause, and the first to think of. Each page says what to ask and what to do."
)


@dataclass(frozen=True)
class ReferringRow:
    """One entry that is felt in the region."""

    number: int
    link: Link
    label: str
    page: str
    share: float
    percent: str
    essential: bool
    other_side: bool
    grade: Grade
    grade_words: str
    sites: tuple[str, ...]


def region_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """Everything that refers to a region, in order."""
    area = Link(area_title(area_of(entry)), reverse("atlas:area", args=(area_of(entry),)))
    leaf = Leaf(
        entry,
        Tags((Link(entry.label), area)),
        figure=reverse("atlas:figure", args=(entry.page.value, entry.id)),
        chart=reverse("atlas:chart", args=(entry.id,)),
    )
    found = shelf.referring_to(entry.id)
    serious = [each for each in found if each.is_serious]
    others = [each for each in found if not each.is_serious]
    leaf.add(
        Section(
            "serious", "Serious disease first", "serious", _serious(shelf, serious), SERIOUS_LEAD
        )
    )
    rows = [_row(shelf, number, each) for number, each in enumerate(others, start=1)]
    data = {"rows": rows, "region": entry.name} if rows else None
    leaf.add(Section("refers", "Everything that refers here", "referring", data, ORDER))
    return leaf


def _serious(shelf: Shelf, found: list[Referring]) -> list[dict[str, object]]:
    known = shelf.knowledge.diseases
    found = sorted(
        found, key=lambda each: (MOST_URGENT_FIRST.index(known[each.key[1]].action), -each.score)
    )
    return [
        {
            "link": link(shelf.catalogue.entries[each.key]),
            "action": ACTIONS[known[each.key[1]].action],
            "percent": percent(each.weight),
        }
        for each in found
    ]


def _row(shelf: Shelf, number: int, each: Referring) -> ReferringRow:
    entry = shelf.catalogue.entries[each.key]
    return ReferringRow(
        number,
        link(entry),
        entry.label,
        entry.page.value,
        each.weight,
        percent(each.weight),
        each.essential,
        each.other_side,
        each.grade,
        GRADE_WORDS[each.grade],
        each.sites,
    )
