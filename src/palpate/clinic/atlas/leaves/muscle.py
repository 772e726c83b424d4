"""The page of a muscle."""

from collections.abc import Iterable

from palpate.atlas import Entry, Page, Shelf
from palpate.clinic.atlas import sections
from palpate.clinic.atlas.leaves.common import points, source_leaf
from palpate.clinic.atlas.parts import (
    Leaf,
    Link,
    Row,
    Section,
    backing,
    find_link,
    named_links,
)
from palpate.knowledge import Muscle
from palpate.knowledge.model import Satellite, Support

FELT_LEAD = (
    "The share is how many of those in whom the point is active are taken to feel pain there. "
    "Main zones are typical; spillover is felt by some."
)


def muscle_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """Everything known of one muscle."""
    muscle = shelf.knowledge.muscles[entry.id]
    leaf = source_leaf(shelf, entry, muscle.commonness)
    leaf.add(Section("felt", "Where it is felt", "felt", points(shelf, entry), FELT_LEAD))
    leaf.add(_cautions(muscle))
    leaf.add(sections.prose(shelf, "palpation", "How to palpate it", muscle.palpation))
    leaf.add(sections.alike(shelf, *entry.key))
    leaf.add(_anatomy(shelf, muscle))
    leaf.add(_keeps_going(shelf, muscle))
    leaf.add(_satellites(shelf, muscle))
    leaf.add(sections.moved(shelf, *entry.key))
    leaf.add(sections.likelier_in(shelf, *entry.key))
    elsewhere = sections.said_elsewhere(shelf, *entry.key)
    leaf.add(sections.evidence(shelf, muscle.id, beside=elsewhere))
    return leaf


def _cautions(muscle: Muscle) -> Section:
    return Section("cautions", "Take care", "cautions", muscle.cautions)


def _anatomy(shelf: Shelf, muscle: Muscle) -> Section:
    behind = backing(shelf, muscle.anatomy_support)
    entraps = shelf.relations.entrapped.get(muscle.id, ())
    rows = (
        Row("Attaches above or inside", sections.words([muscle.origin.text])),
        Row("Attaches below or outside", sections.words([muscle.insertion.text])),
        Row("Nerve", sections.words(muscle.innervation)),
        Row("What it does", sections.words(muscle.actions)),
        Row("Works with", named_links(shelf, muscle.synergists)),
        Row("Works against", named_links(shelf, muscle.antagonists)),
        Row("Can entrap", tuple(find_link(shelf, Page.NERVE, name) for name in entraps)),
    )
    return sections.rows_section("anatomy", "Anatomy and function", rows, behind=behind)


def _keeps_going(shelf: Shelf, muscle: Muscle) -> Section:
    movements = tuple(find_link(shelf, Page.EXAMINATION, name) for name in muscle.pain_on)
    rows = (
        Row("Movements that hurt", movements),
        Row("Said to keep it going", sections.words(muscle.perpetuating)),
        Row("Stretch", sections.words([muscle.stretch])),
    )
    lead = "What is said here without a grade is taught in practice; no measurement is known to us."
    return sections.rows_section("practice", "In practice", rows, lead)


def _satellites(shelf: Shelf, muscle: Muscle) -> Section:
    known = shelf.relations
    awakens = known.awakens.get(muscle.id, ())
    awakened = known.awakened_by.get(muscle.id, ())
    rows = (
        *_each(shelf, "Awakens", awakens, [each.satellite for each in awakens]),
        *_each(shelf, "Awakened by", awakened, [each.key for each in awakened]),
    )
    lead = "A trigger point here tends to awaken others, or is awakened by them, on the same side."
    return sections.rows_section("satellites", "Key and satellite points", rows, lead)


def _each(
    shelf: Shelf, label: str, satellites: Iterable[Satellite], names: list[str]
) -> Iterable[Row]:
    """One row for each way the links are supported."""
    found: dict[Support, list[Link]] = {}
    behind = {}
    for satellite, name in zip(satellites, names, strict=True):
        found.setdefault(satellite.support, []).append(find_link(shelf, Page.MUSCLE, name))
        behind[satellite.support] = backing(shelf, satellite.support)
    return [Row(label, tuple(found[key]), behind[key]) for key in behind]
