"""One thing the atlas has a page for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from palpate.knowledge import Kind, Source


class Page(StrEnum):
    """The kinds of pages; the value stands in the address."""

    MUSCLE = "muscle"
    NERVE = "nerve"
    JOINT = "joint"
    ORGAN = "organ"
    SERIOUS = "serious"
    CONDITION = "condition"
    FACTOR = "factor"
    EXAMINATION = "examination"
    REGION = "region"
    REFERENCE = "reference"

    @property
    def heading(self) -> str:
        """The name of the kind, for a heading over many."""
        return _TITLES[self]

    @property
    def can_send_pain(self) -> bool:
        """Whether entries of this kind have a referral pattern."""
        return self in _SENDERS


PAGES: Mapping[Kind, Page] = MappingProxyType(
    {
        Kind.TRIGGER_POINT: Page.MUSCLE,
        Kind.NERVE: Page.NERVE,
        Kind.ROOT: Page.NERVE,
        Kind.JOINT: Page.JOINT,
        Kind.SOFT_TISSUE: Page.JOINT,
        Kind.VISCERAL: Page.ORGAN,
        Kind.SERIOUS: Page.SERIOUS,
    }
)
"""The page on which each kind of source is found."""

_SENDERS = frozenset(PAGES.values())
_TITLES = {
    Page.MUSCLE: "Muscles",
    Page.NERVE: "Nerves and roots",
    Page.JOINT: "Joints and soft tissues",
    Page.ORGAN: "Inner organs",
    Page.SERIOUS: "Serious diseases",
    Page.CONDITION: "Conditions",
    Page.FACTOR: "Perpetuating factors",
    Page.EXAMINATION: "Examinations",
    Page.REGION: "Regions of the body",
    Page.REFERENCE: "References",
}


@dataclass(frozen=True)
class Entry:
    """A name with a page: `label` says in a word or two what it is.

    `names` are all others it goes by. `rank` orders entries that fit equally well: the smaller,
    the earlier.
    """

    page: Page
    id: str
    name: str
    label: str
    area: str = ""
    latin: str = ""
    names: tuple[str, ...] = ()
    rank: float = 0.0

    @property
    def key(self) -> tuple[Page, str]:
        """What tells it from every other entry."""
        return self.page, self.id


def page_of(source: Source) -> tuple[Page, str]:
    """Return the page of a source: its muscle, or itself without a side."""
    page = PAGES[source.kind]
    if page is Page.MUSCLE:
        return page, source.structure
    return page, source.id.rpartition(".")[0]
