"""Choose the builder of a page."""

from collections.abc import Callable, Mapping
from typing import Final

from palpate.atlas import Entry, Page, Shelf
from palpate.clinic.atlas.leaves.condition import condition_leaf, factor_leaf
from palpate.clinic.atlas.leaves.examination import examination_leaf
from palpate.clinic.atlas.leaves.muscle import muscle_leaf
from palpate.clinic.atlas.leaves.origin import origin_leaf
from palpate.clinic.atlas.leaves.reference import reference_leaf
from palpate.clinic.atlas.leaves.region import region_leaf
from palpate.clinic.atlas.parts import Leaf

_BUILDERS: Final[Mapping[Page, Callable[[Shelf, Entry], Leaf]]] = {
    Page.MUSCLE: muscle_leaf,
    Page.CONDITION: condition_leaf,
    Page.FACTOR: factor_leaf,
    Page.EXAMINATION: examination_leaf,
    Page.REGION: region_leaf,
    Page.REFERENCE: reference_leaf,
}


def build_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """Everything that the page of an entry shows."""
    return _BUILDERS.get(entry.page, origin_leaf)(shelf, entry)
