"""Read `[[satellite]]` entries: which key trigger points awaken which others."""

from __future__ import annotations

from palpate.evidence import Fields, Table
from palpate.knowledge import common
from palpate.knowledge.model import Satellite


def read_satellite(table: Table) -> Satellite:
    """Turn one `[[satellite]]` entry into a Satellite; raises DataError."""
    fields = Fields(table)
    satellite = Satellite(
        key=fields.text("key"),
        satellite=fields.text("satellite"),
        probability=fields.number("probability", 0.01, 0.5),
        support=common.support(fields),
    )
    fields.done()
    return satellite
