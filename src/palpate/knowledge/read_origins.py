"""Read `[[nerve]]`, `[[root]]`, `[[joint]]`, `[[soft_tissue]]`, `[[visceral]]`, `[[serious]]`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from palpate.evidence import Fields, Table
from palpate.knowledge import common
from palpate.knowledge.model import Disease, Kind, Origin, Rule
from palpate.knowledge.read_rules import read_rule

_USUAL_QUALITIES = {
    Kind.NERVE: ("burning", "tingling", "numb"),
    Kind.ROOT: ("stabbing", "tingling", "numb"),
    Kind.JOINT: ("ache",),
    Kind.SOFT_TISSUE: ("ache",),
    Kind.VISCERAL: ("ache",),
    Kind.SERIOUS: (),
}


def read_origin(table: Table) -> tuple[Origin, Disease | None, tuple[Rule, ...]]:
    """One entry; serious disease also gives what to do and the rules that raise it."""
    fields = Fields(table)
    kind = Kind(table.kind)
    identity = fields.text("id")
    origin = Origin(
        id=identity,
        kind=kind,
        name=fields.text("name"),
        latin=fields.text("latin", ""),
        structure=fields.text("structure", identity),
        part_of=fields.text("part_of", ""),
        area=fields.choice("area", common.AREAS),
        sides=common.sides(fields),
        synonyms=fields.texts("synonyms", ()),
        commonness=fields.choice("commonness", common.COMMONNESS),
        commonness_support=common.support(fields, "commonness_sources", "commonness_grade"),
        site=common.site(fields) if fields.has("site") else None,
        referral=common.referral(fields.table_at("referral")),
        qualities=_qualities(fields, kind),
        pain_on=fields.texts("pain_on", ()),
        entrapped_by=fields.texts("entrapped_by", ()),
        signs=_signs(fields.table_at("signs", {})),
        ruled_out_by=fields.text("ruled_out_by"),
        palpation=common.instruction(fields.table_at("palpation")),
        cautions=fields.texts("cautions", ()),
        sex=fields.choice("sex", ("", "female", "male"), ""),
    )
    disease = _disease(fields, origin) if kind is Kind.SERIOUS else None
    rules = tuple(read_rule(entry, origin.id) for entry in fields.tables_at("raised_by"))
    fields.done()
    return origin, disease, rules


def _qualities(fields: Fields, kind: Kind) -> tuple[str, ...]:
    qualities = fields.texts("qualities", _USUAL_QUALITIES[kind])
    for quality in qualities:
        if quality not in common.QUALITIES:
            words = ", ".join(common.QUALITIES)
            raise fields.error("qualities", f"holds {quality!r}.", f"Use some of: {words}.")
    return qualities


def _signs(fields: Fields) -> Mapping[str, str]:
    written = {key: fields.text(key, "") for key in ("sensory", "motor", "other")}
    fields.done()
    return MappingProxyType({key: text for key, text in written.items() if text})


def _disease(fields: Fields, origin: Origin) -> Disease:
    return Disease(
        id=origin.id,
        name=origin.name,
        action=fields.choice("action", common.ACTIONS),
        advice=fields.text("advice"),
        question=fields.text("question"),
    )
