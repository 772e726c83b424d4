"""The atlas as a reader meets it: entries, search, what refers where, and what is mistaken."""

from palpate.atlas.alike import Alike, look_alikes
from palpate.atlas.catalogue import Catalogue, build_catalogue
from palpate.atlas.entry import PAGES, Entry, Page, page_of
from palpate.atlas.referring import Referring, referring_to
from palpate.atlas.relations import Relations, build_relations
from palpate.atlas.search import Found, SearchIndex, build_index
from palpate.atlas.shelf import Shelf, load_shelf

__all__ = [
    "PAGES",
    "Alike",
    "Catalogue",
    "Entry",
    "Found",
    "Page",
    "Referring",
    "Relations",
    "SearchIndex",
    "Shelf",
    "build_catalogue",
    "build_index",
    "build_relations",
    "load_shelf",
    "look_alikes",
    "page_of",
    "referring_to",
]
