"""The shelf that the pages read from."""

from palpate.atlas import Shelf, load_shelf


def shelf() -> Shelf:
    """The shipped body and knowledge."""
    return load_shelf()


def warm() -> None:
    """Compute what the first page would wait for."""
    known = shelf()
    _ = known.index, known.relations, known.sources
    for key in list(known.sources)[:1]:
        known.look_alikes(*key)
