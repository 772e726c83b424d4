"""The case of a visit: prefilled from the record, read by the library before it is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from palpate.clinic.arrival.corresponding import meaning_of
from palpate.clinic.arrival.models import HealthHistory
from palpate.clinic.people.ages import age_on
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.clock import zone_of
from palpate.clinic.visits.models import Visit
from palpate.clinic.workbench import gateway
from palpate.clinic.workbench.errors import FieldError, RequestError
from palpate.reasoning import Case
from palpate.reasoning.case import Answer

LARGEST: Final = 1_000_000
"""Characters of a case as JSON; every patch of the body painted is well under it."""
OLDEST: Final = 120
RANKED: Final = 8
"""Sources kept with a case."""
CM2: Final = 1e4

Json = dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """A case that was read: what is stored beside it."""

    case: Json
    patches: dict[str, float]
    area_cm2: float
    answer: Json


def judge(data: object) -> Judged:
    """Read a case, measure its drawing and rank its sources.

    Raises RequestError with everything wrong in it.
    """
    if len(_dumped(data)) > LARGEST:
        remedy = "Paint with a wider brush, or leave out what is not needed."
        raise RequestError([FieldError("case", "is larger than can be kept.", remedy)])
    case = gateway.read_case(data)
    return Judged(cast(Json, data), _patches(case), _area(case), _answer(case))


def prefilled(member: Member, visit: Visit) -> Json:
    """A case with what is known of the client before anything is drawn."""
    client = visit.client
    known: Json = {}
    if client.birth_date is not None:
        day = visit.starts_at.astimezone(zone_of(visit.practice)).date()
        age = age_on(client.birth_date, day)
        known |= {"age": age} if 0 <= age <= OLDEST else {}
    if client.sex:
        known["sex"] = client.sex
    health = HealthHistory.objects.for_user(member).filter(client_id=client.pk).first()
    told = health.answers if health is not None else {}
    return {"client": known, "pain": [], "findings": [], **known_before(told)}


def known_before(answers: Mapping[str, Any]) -> Json:
    """What a health history says in the words of a case: history and conditions.

    Only what was answered with yes or no, or ticked: free text is for the therapist to read.
    """
    meaning = meaning_of(answers)
    return {"history": dict(meaning.history), "conditions": list(meaning.conditions)}


def with_told(case: Json, pain: object, history: Mapping[str, Answer]) -> Json:
    """A case with a client's own drawing and answers; what was answered already stands."""
    drawn = {"pain": pain} if pain else {}
    answered = {"history": {**history, **case.get("history", {})}} if history else {}
    return {**case, **drawn, **answered}


def still_told(told: Iterable[str], before: Json, after: Json) -> list[str]:
    """The questions among some whose answers are the same in both cases."""
    former, present = before.get("history", {}), after.get("history", {})
    return [name for name in told if name in present and present[name] == former.get(name)]


def _dumped(data: object) -> str:
    try:
        return json.dumps(data)
    except (ValueError, RecursionError, TypeError) as error:
        remedy = "Send one JSON object, as `palpate schema case` describes it."
        raise RequestError([FieldError("case", "is nested too deeply.", remedy)]) from error


def _patches(case: Case) -> dict[str, float]:
    ids = gateway.reasoner().model.body.patch_ids
    return {ids[patch]: float(case.intensity[patch]) for patch in case.painted}


def _area(case: Case) -> float:
    body = gateway.reasoner().model.body
    return round(float(body.patch_area[case.painted].sum()) * CM2, 1)


def _answer(case: Case) -> Json:
    found = gateway.answer(case)
    return {
        "red_flags": [flag.to_json() for flag in found.red_flags],
        "sources": [
            {
                "source": each.lead.group,
                "name": each.lead.name,
                "side": "" if each.lead.side == "midline" else each.lead.side,
                "kind": each.lead.kind.value.replace("_", " "),
                "grade": each.lead.referral.support.grade.value,
                "probability": round(each.probability, 4),
                "atlas": gateway.atlas_address(each.lead),
                "ruled_out_by": each.lead.ruled_out_by,
            }
            for each in found.sources[:RANKED]
        ],
        "note": found.note or "",
    }
