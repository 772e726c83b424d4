"""JSON Schemas of the files that `palpate reason` and `palpate evaluate` read."""

from __future__ import annotations

from palpate.anatomy import load_regions
from palpate.knowledge import Knowledge, Question
from palpate.knowledge.common import QUALITIES
from palpate.reasoning.parse import LARGEST_ANSWER, OLDEST

Json = dict[str, object]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_INTENSITY: Json = {"type": "number", "minimum": 0, "maximum": 10}
_QUALITIES: Json = {"type": "array", "items": {"enum": list(QUALITIES)}}


def case_schema(knowledge: Knowledge) -> Json:
    """Schema of one case, with every region, question and examination by name."""
    return {"$schema": _DRAFT, "title": "Palpate case", **_case(knowledge)}


def evaluation_schema(knowledge: Knowledge) -> Json:
    """Schema of a set of cases with the sources that count as right."""
    accepted = _object(
        {"structure": {"type": "string"}, "side": {"enum": ["left", "right", "midline", None]}},
        ["structure"],
    )
    entry = _object(
        {
            "id": {"type": "string"},
            "category": {"type": "string"},
            "case": _case(knowledge),
            "accepted": {"type": "array", "items": accepted},
            "red_flag": {"type": "boolean"},
            "citation": {"type": "string"},
            "note": {"type": "string"},
        },
        ["id", "case", "accepted"],
    )
    cases: Json = {"type": "array", "items": entry}
    title = {"$schema": _DRAFT, "title": "Palpate evaluation set"}
    return {**title, **_object({"cases": cases, "note": {"type": "string"}}, ["cases"])}


def _case(knowledge: Knowledge) -> Json:
    age: Json = {"type": ["number", "null"], "minimum": 0, "maximum": OLDEST}
    sexes = ["female", "male", "other", "unknown", "F", "M", None]
    return _object(
        {
            "client": _object({"age": age, "sex": {"enum": sexes}}),
            "pain": {"type": "array", "items": {"anyOf": [_by_region(), _by_patch()]}},
            "history": _object({q.id: _answer(q) for q in knowledge.questions.values()}),
            "findings": {"type": "array", "items": _findings(knowledge)},
            "conditions": {"type": "array", "items": {"enum": list(knowledge.conditions)}},
            "factors": {"type": "array", "items": {"enum": list(knowledge.factors)}},
        }
    )


def _object(properties: Json, required: list[str] | None = None) -> Json:
    shape: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": required} if required else shape


def _by_region() -> Json:
    fields: Json = {
        "region": {"enum": [region.id for region in load_regions()]},
        "side": {"enum": ["left", "right", "midline", "both"]},
        "intensity": _INTENSITY,
        "qualities": _QUALITIES,
    }
    return _object(fields, ["region"])


def _by_patch() -> Json:
    patches: Json = {
        "type": "object",
        "propertyNames": {"pattern": r"^[a-z_]+\.(left|right|midline)\.[0-9]+$"},
        "additionalProperties": _INTENSITY,
    }
    return _object({"patches": patches, "qualities": _QUALITIES}, ["patches"])


def _answer(question: Question) -> Json:
    kinds: dict[str, Json] = {
        "yes_no": {"type": ["boolean", "null"]},
        "choice": {"enum": [*question.choices, None]},
        "number": {"type": ["number", "null"], "minimum": 0, "maximum": LARGEST_ANSWER},
    }
    return {**kinds[question.type], "description": question.text}


def _findings(knowledge: Knowledge) -> Json:
    """One branch for each set of results and sides that occurs."""
    shapes: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for examination in knowledge.examinations.values():
        results = tuple(result.name for result in examination.results)
        shapes.setdefault((results, examination.sides), []).append(examination.id)
    branches = []
    for (results, sides), names in shapes.items():
        either = ["midline", None] if sides == ("midline",) else [*sides, "both"]
        fields: Json = {
            "id": {"enum": names},
            "side": {"enum": either},
            "result": {"enum": [*results, "not_done"]},
        }
        needed = ["id", "result"] if sides == ("midline",) else ["id", "side", "result"]
        branches.append(_object(fields, needed))
    return {"anyOf": branches}
