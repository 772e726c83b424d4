"""The one place where the clinic calls the library."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from django.urls import reverse

from palpate.anatomy import load_body, load_regions, place
from palpate.atlas import page_of
from palpate.clinic.workbench.body_file import BodyBlob, pack_body
from palpate.clinic.workbench.errors import FieldError, RequestError
from palpate.clinic.workbench.questions import questions_to_ask
from palpate.evidence import UserError
from palpate.knowledge import Condition, Factor, Source, find_source
from palpate.knowledge.common import QUALITIES
from palpate.reasoning import Answer, Case, CaseError, Reasoner, load_reasoner, parse_case, pattern

Json = dict[str, object]

RANKED: Final = 12
"""Sources returned with their reasons."""


@cache
def body_blob() -> BodyBlob:
    """Return the body surface as the page reads it."""
    return pack_body(load_body())


@cache
def reasoner() -> Reasoner:
    """Return the reasoner on the shipped body and knowledge."""
    return load_reasoner()


@cache
def areas() -> dict[str, str]:
    """Return the area of the body, such as "face", in which each region lies."""
    return {each.id: each.area for each in load_regions()}


def warm() -> None:
    """Load everything and answer once, so that nobody waits for it later."""
    body_blob()
    vocabulary()
    reason({"pain": [{"region": "temple", "side": "left", "intensity": 5}]})


@cache
def vocabulary() -> Json:
    """Everything a case may name: regions, examinations, questions and pain qualities."""
    knowledge = reasoner().model.knowledge
    return {
        "regions": [
            {"id": each.id, "name": each.name, "area": each.area, "sides": list(each.sides)}
            for each in load_regions()
        ],
        "examinations": [
            {
                "id": each.id,
                "name": each.name,
                "kind": each.kind,
                "sides": list(each.sides),
                "results": [result.name for result in each.results],
                "instruction": each.instruction,
                "minutes": each.minutes,
            }
            for each in knowledge.examinations.values()
        ],
        "questions": [
            {
                "id": each.id,
                "name": each.name,
                "text": each.text,
                "type": each.type,
                "choices": list(each.choices),
                "unit": each.unit,
            }
            for each in knowledge.questions.values()
        ],
        "qualities": list(QUALITIES),
        "conditions": _named("condition", knowledge.conditions.values()),
        "factors": _named("factor", knowledge.factors.values()),
    }


def _named(page: str, entries: Iterable[Condition | Factor]) -> list[Json]:
    """What a client can be known to have, by name."""
    return [
        {
            "id": each.id,
            "name": each.name,
            "synonyms": list(each.synonyms),
            "question": each.question,
            "atlas": reverse("atlas:entry", args=(page, each.id)),
        }
        for each in entries
    ]


def read_case(data: object) -> Case:
    """Turn decoded JSON into a case.

    Raises:
        RequestError: with every problem found in it.
    """
    model = reasoner().model
    try:
        return parse_case(data, model.body, model.knowledge)
    except CaseError as error:
        problems = [FieldError(each.field, each.message, each.remedy) for each in error.problems]
        raise RequestError(problems) from error


def answer(case: Case) -> Answer:
    """Rank the sources of a case."""
    return reasoner().answer(case, top=RANKED)


def reason(data: object) -> Json:
    """Rank the sources of a case given as decoded JSON; raises RequestError."""
    case = read_case(data)
    found = answer(case)
    result = found.to_json()
    result["red_flags"] = [
        {**flag.to_json(), "why": "; ".join(flag.why)} for flag in found.red_flags
    ]
    result["sources"] = [
        {**ranked.to_json(), "group": ranked.lead.group, "atlas": atlas_address(ranked.lead)}
        for ranked in found.sources
    ]
    raised = {flag.id for flag in found.red_flags}
    result["questions_to_ask"] = questions_to_ask(case, raised, reasoner().model)
    return result


def atlas_address(source: Source) -> str:
    """Return the address of the page on which everything known of a source stands."""
    page, identity = page_of(source)
    return reverse("atlas:entry", args=(page.value, identity))


def source_detail(source_id: str) -> Json:
    """Where one source sends pain, where to palpate it, and what is known of it.

    Raises:
        KeyError: there is no such source.
    """
    model = reasoner().model
    try:
        source = find_source(model.knowledge, source_id)
    except UserError as error:
        raise KeyError(source_id) from error
    zones = pattern(model.body, source)
    weight = zones.weight
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "structure": source.structure,
        "side": source.side,
        "grade": source.referral.support.grade.value,
        "references": _references(source),
        "patches": {str(patch): round(float(weight[patch]), 3) for patch in weight.nonzero()[0]},
        "essential": zones.essential.nonzero()[0].tolist(),
        "spillover": zones.spillover.nonzero()[0].tolist(),
        "sites": _sites(source),
        "palpation": {
            "text": source.palpation.text,
            "grade": source.palpation.support.grade.value,
        },
        "cautions": list(source.cautions),
        "ruled_out_by": source.ruled_out_by,
        "qualities": list(source.qualities),
    }


def _sites(source: Source) -> list[Json]:
    """Every place of the source's group that has one: the points of a muscle, or the one site."""
    model = reasoner().model
    return [
        {
            "id": each.id,
            "name": each.site_name or each.name,
            "point": [round(float(x), 4) for x in place(model.body, each.site, each.side)],
            "depth": each.depth,
        }
        for each in model.sources
        if each.group == source.group and each.site is not None
    ]


def _references(source: Source) -> list[Json]:
    known = reasoner().model.knowledge.references
    cited = dict.fromkeys((*source.referral.support.sources, *source.palpation.support.sources))
    return [
        {
            "text": known[each].citation,
            "status": "verified" if known[each].verified else "unverified",
        }
        for each in cited
    ]
