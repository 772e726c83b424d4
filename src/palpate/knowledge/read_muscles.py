"""Read `[[muscle]]` entries."""

from __future__ import annotations

from palpate.evidence import Fields, Table
from palpate.knowledge import common
from palpate.knowledge.model import Attachment, Muscle, TriggerPoint

DEPTHS = ("superficial", "intermediate", "deep")


def read_muscle(table: Table) -> Muscle:
    """Turn one `[[muscle]]` entry into a Muscle; raises DataError."""
    fields = Fields(table)
    anatomy = fields.table_at("anatomy")
    muscle = Muscle(
        id=fields.text("id"),
        name=fields.text("name"),
        latin=fields.text("latin", ""),
        area=fields.choice("area", common.AREAS),
        part_of=fields.text("part_of", ""),
        synonyms=fields.texts("synonyms", ()),
        commonness=fields.choice("commonness", common.COMMONNESS),
        commonness_support=common.support(fields, "commonness_sources", "commonness_grade"),
        actions=fields.texts("actions"),
        synergists=fields.texts("synergists", ()),
        antagonists=fields.texts("antagonists", ()),
        pain_on=fields.texts("pain_on", ()),
        entraps=fields.texts("entraps", ()),
        perpetuating=fields.texts("perpetuating", ()),
        stretch=fields.text("stretch"),
        cautions=fields.texts("cautions", ()),
        origin=_attachment(anatomy.table_at("origin")),
        insertion=_attachment(anatomy.table_at("insertion")),
        innervation=anatomy.texts("innervation"),
        anatomy_support=common.support(anatomy),
        palpation=common.instruction(fields.table_at("palpation")),
        trigger_points=tuple(_trigger_point(entry) for entry in fields.tables_at("trigger_point")),
    )
    anatomy.done()
    fields.done()
    if not muscle.trigger_points:
        raise table.fail("trigger_point", "has no entry.", "Add [[muscle.trigger_point]].")
    return muscle


def _attachment(fields: Fields) -> Attachment:
    attachment = Attachment(fields.texts("landmarks"), fields.text("text"))
    fields.done()
    return attachment


def _trigger_point(fields: Fields) -> TriggerPoint:
    point = TriggerPoint(
        id=fields.text("id"),
        name=fields.text("name"),
        depth=fields.choice("depth", DEPTHS),
        site=common.site(fields),
        referral=common.referral(fields.table_at("referral")),
    )
    fields.done()
    return point
