"""What the pages of all sources have in common."""

from django.urls import reverse

from palpate.atlas import Entry, Shelf
from palpate.atlas.wording import COMMONNESS, sentence
from palpate.clinic.atlas.parts import Leaf, Link, Tags
from palpate.clinic.atlas.sections import FeltPoint, felt_point
from palpate.knowledge import Source


def source_leaf(shelf: Shelf, entry: Entry, commonness: str, stop: str = "") -> Leaf:
    """The head of a page about something that can send pain."""
    tags = (
        Link(entry.label),
        Link(sentence(entry.area), reverse("atlas:area", args=(entry.area,))),
        Link(COMMONNESS[commonness]),
    )
    sources = one_side(shelf, entry)
    return Leaf(
        entry,
        Tags(tags, stop),
        figure=reverse("atlas:figure", args=(entry.page.value, entry.id)),
        picture=reverse("atlas:picture", args=(sources[0].id,)),
    )


def one_side(shelf: Shelf, entry: Entry) -> tuple[Source, ...]:
    """The sources of an entry on the left, or in the middle."""
    return tuple(source for source in shelf.sources[entry.key] if source.side != "right")


def points(shelf: Shelf, entry: Entry) -> list[FeltPoint]:
    """Where each site of an entry is felt."""
    return [
        felt_point(shelf, source, number)
        for number, source in enumerate(one_side(shelf, entry), start=1)
    ]
