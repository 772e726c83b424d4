"""The page of a reference: what it is, and what rests on it."""

from palpate.atlas import Entry, Page, Shelf
from palpate.clinic.atlas import sections
from palpate.clinic.atlas.parts import Leaf, Link, Row, Section, Tags, backing, find_link, link
from palpate.clinic.atlas.sections import Statement

MOST = 300
"""Statements named one by one."""


def reference_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """Where to find a publication, how it was checked, and what rests on it."""
    reference = shelf.knowledge.references[entry.id]
    status = "Verified: a record of it was seen" if reference.verified else "Not verified"
    leaf = Leaf(entry, Tags((Link("Reference"), Link(status))), workbench=False)
    rows = (
        Row("Authors", sections.words([reference.authors])),
        Row("Title", sections.words([reference.title])),
        Row("In", sections.words([reference.container])),
        Row("Year", sections.words([str(reference.year or "")])),
        Row("DOI", _out("https://doi.org/", reference.doi)),
        Row("PubMed", _out("https://pubmed.ncbi.nlm.nih.gov/", reference.pmid)),
        Row("Checked", sections.words([reference.checked])),
    )
    leaf.add(sections.rows_section("reference", "Publication", rows))
    leaf.add(_rests(shelf, entry.id))
    return leaf


def _out(place: str, identity: str) -> tuple[Link, ...]:
    return (Link(identity, place + identity),) if identity else ()


def _rests(shelf: Shelf, reference: str) -> Section:
    """Statements that name it, by the entry they are about."""
    found = shelf.relations.cited.get(reference, ())
    rows = [
        {
            "link": _owner(shelf, fact.owner),
            "statement": Statement(fact.about.replace("_", " "), backing(shelf, fact.support)),
        }
        for fact in found[:MOST]
    ]
    data = {"rows": rows, "more": max(len(found) - MOST, 0)} if rows else None
    return Section("rests", "What rests on it", "rests", data)


def _owner(shelf: Shelf, owner: str) -> Link:
    for entry in shelf.catalogue.called(owner):
        return link(entry)
    for page in (Page.EXAMINATION, Page.CONDITION, Page.FACTOR):
        if shelf.catalogue.find(page, owner):
            return find_link(shelf, page, owner)
    asked = shelf.knowledge.questions.get(owner)
    return Link(f"Question: {asked.name}" if asked else owner.replace("_", " "))
