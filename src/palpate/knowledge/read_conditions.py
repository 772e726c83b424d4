"""Read `[[condition]]` and `[[factor]]` entries."""

from __future__ import annotations

from palpate.evidence import Fields, Table
from palpate.knowledge import common
from palpate.knowledge.condition import Caution, Condition, Expectation, Factor, Shift

GROUPS = (
    "autoimmune", "injury", "widespread", "systemic", "arthritis", "myofascial", "spine",
    "endocrine", "neurological", "nerve", "headache", "jaw", "shoulder", "elbow", "foot", "pelvis",
    "surgery", "sport",
)  # fmt: skip
FACTOR_GROUPS = (
    "hydration", "nutrition", "breathing", "stress", "sleep", "posture", "gait", "leg_length",
    "load", "work", "sport", "cold", "habit",
)  # fmt: skip
LEVELS = ("do_not_treat", "ask_doctor_first", "avoid_locally", "adapt")
"""How strictly a caution holds, the strictest first."""


def read_condition(table: Table) -> Condition:
    """Turn one `[[condition]]` entry into a Condition; raises DataError."""
    fields = Fields(table)
    condition = Condition(
        id=fields.text("id"),
        name=fields.text("name"),
        latin=fields.text("latin", ""),
        group=fields.choice("group", GROUPS),
        synonyms=fields.texts("synonyms", ()),
        question=fields.text("question"),
        summary=common.instruction(fields.table_at("summary")),
        examine=fields.texts("examine"),
        perpetuating=fields.texts("perpetuating", ()),
        shifts=tuple(_shift(entry) for entry in fields.tables_at("likelier")),
        cautions=tuple(_caution(entry) for entry in fields.tables_at("caution")),
        expectations=tuple(_expectation(entry) for entry in fields.tables_at("expectation")),
    )
    fields.done()
    for key, found in (
        ("likelier", condition.shifts),
        ("caution", condition.cautions),
        ("expectation", condition.expectations),
    ):
        if not found:
            raise table.fail(key, "has no entry.", f"Add [[condition.{key}]].")
    return condition


def read_factor(table: Table) -> Factor:
    """Turn one `[[factor]]` entry into a Factor; raises DataError."""
    fields = Fields(table)
    factor = Factor(
        id=fields.text("id"),
        name=fields.text("name"),
        group=fields.choice("group", FACTOR_GROUPS),
        synonyms=fields.texts("synonyms", ()),
        question=fields.text("question"),
        known=common.instruction(fields.table_at("known")),
        advice=common.instruction(fields.table_at("advice")),
        shifts=tuple(_shift(entry) for entry in fields.tables_at("likelier")),
    )
    fields.done()
    return factor


def _shift(fields: Fields) -> Shift:
    by, target = common.target(fields)
    if fields.has("odds") == fields.has("share"):
        raise fields.error("odds", "or share is needed, not both.", "Write one of them.")
    measured = fields.has("share")
    shift = Shift(
        by=by,
        target=target,
        odds=None if measured else fields.number("odds", 0.1, 10),
        share=fields.number("share", 0, 1) if measured else None,
        count=int(fields.number("n", 1, 1_000_000)) if measured else 0,
        why=fields.text("why", ""),
        support=common.support(fields),
    )
    fields.done()
    return shift


def _caution(fields: Fields) -> Caution:
    level = fields.choice("level", LEVELS)
    return Caution(level, common.instruction(fields))


def _expectation(fields: Fields) -> Expectation:
    can = fields.raw("can")
    if not isinstance(can, bool):
        raise fields.error("can", f"is {can!r}.", "Write true or false.")
    return Expectation(can, common.instruction(fields))
