"""Read the rules that raise a serious disease."""

from __future__ import annotations

from collections.abc import Mapping

from palpate.anatomy.regions import SIDES
from palpate.evidence import Fields
from palpate.knowledge import common
from palpate.knowledge.model import Predicate, Rule

# Each predicate is named by its first key; the others refine it.
_REFINEMENTS = {
    "history": ("value", "min", "max"),
    "finding": ("result",),
    "pain_in": ("side", "min_intensity"),
    "quality": (),
    "age_min": (),
    "age_max": (),
    "sex": (),
    "any": (),
    "no": (),
}


def read_rule(fields: Fields, disease: str) -> Rule:
    """One `[[serious.raised_by]]` entry; raises DataError."""
    predicates = tuple(_predicate(fields, value) for value in fields.raw("all"))
    if not predicates:
        raise fields.error("all", "is empty.", "Name at least one predicate.")
    rule = Rule(
        disease=disease,
        all=predicates,
        why=fields.text("why"),
        support=common.support(fields),
        action=fields.choice("action", ("", *common.ACTIONS), ""),
        advice=fields.text("advice", ""),
    )
    fields.done()
    if bool(rule.action) != bool(rule.advice):
        raise fields.error("advice", "and action go together.", "Write both, or neither.")
    return rule


def _predicate(fields: Fields, value: object) -> Predicate:
    if not isinstance(value, Mapping):
        raise fields.error("all", f"holds {value!r}.", "Write tables such as { history = ... }.")
    kind = next((name for name in _REFINEMENTS if name in value), None)
    if kind is None:
        known = ", ".join(_REFINEMENTS)
        raise fields.error("all", f"has no known predicate in {dict(value)}.", f"Known: {known}.")
    for key in value:
        if key != kind and key not in _REFINEMENTS[kind]:
            raise fields.error("all", f"has {key!r} beside {kind!r}.", "Remove it.")
    for key, written in value.items():
        if not _fits(key, written):
            raise fields.error("all", f"has {key} = {written!r}.", "See the knowledge format.")
    parts = value[kind] if kind in ("any", "no") else ()
    return Predicate(kind, dict(value), tuple(_predicate(fields, part) for part in parts))


def _fits(key: str, written: object) -> bool:
    """Whether a value can be judged; a rule with any other would silently never hold."""
    match key:
        case "any" | "no" | "pain_in":
            return isinstance(written, list) and bool(written)
        case "min" | "max" | "age_min" | "age_max" | "min_intensity":
            return isinstance(written, (int, float)) and not isinstance(written, bool)
        case "quality":
            return written in common.QUALITIES
        case "sex":
            return written in ("female", "male")
        case "side":
            return written in ("any", "both", *SIDES)
        case _:
            return isinstance(written, (str, bool))
