"""The numbers of the data page."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from palpate.atlas import Shelf
from palpate.atlas.wording import GRADE_WORDS
from palpate.evidence import Grade
from palpate.knowledge import counts, facts
from palpate.publishing import chart_names, cite, document_version

_NAMES = {
    "muscles": "muscles",
    "trigger_point_sites_per_side": "trigger point sites on each side",
    "nerve_sites": "nerve and root sites",
    "joints": "joints",
    "soft_tissues": "soft tissues",
    "visceral": "inner organs",
    "serious": "serious diseases",
    "conditions": "conditions",
    "perpetuating_factors": "perpetuating factors",
    "examinations": "examinations, palpations included",
    "questions": "questions of the history",
}


@lru_cache(maxsize=2)
def version(shelf: Shelf) -> str:
    """The version of program and data together."""
    return document_version(shelf.knowledge)


def data_context(shelf: Shelf) -> dict[str, object]:
    """Version, counts, grades and how to cite."""
    known = counts(shelf.knowledge)
    by_grade = Counter(fact.support.grade for fact in facts(shelf.knowledge))
    total = max(sum(by_grade.values()), 1)
    grades = [
        {
            "grade": grade.value,
            "words": GRADE_WORDS[grade],
            "meaning": grade.meaning,
            "count": by_grade[grade],
            "share": by_grade[grade] / total,
        }
        for grade in Grade
    ]
    return {
        "version": version(shelf),
        "citation": cite(version(shelf)),
        "counts": [(name, known[key]) for key, name in _NAMES.items()],
        "grades": grades,
        "facts": total,
        "references": known["references"],
        "verified": known["references_verified"],
        "verified_percent": f"{float(str(known['share_verified_with_doi_or_pmid'])):.1%}",
        "downloads": True,
        "charts": chart_names(shelf.knowledge),
    }
