"""Rows as collections of studies write them: `muscle`, `n` and `zones` with a share or a count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from palpate.evidence import UserError
from palpate.knowledge import snake
from palpate.reasoning.measured import Measured, NotUnderstood, sites_named
from palpate.reasoning.measured_names import Names, need, texts_of


def collected(rows: list[object], names: Names) -> Iterator[Measured | NotUnderstood]:
    """Rows as collections write them: `muscle`, `n` and `zones` with a share or a count."""
    for number, row in enumerate(rows):
        zones = row.get("zones") if isinstance(row, Mapping) else None
        if not isinstance(row, Mapping) or not isinstance(zones, list):
            raise UserError("has no zones.", 'Write "zones": [ ... ].', f"rows[{number}]")
        for place, zone in enumerate(zones):
            if isinstance(zone, Mapping):
                yield from _zone(row, zone, f"{number}.{place}", names)


def _zone(
    row: Mapping[str, object], zone: Mapping[str, object], name: str, names: Names
) -> Iterator[Measured | NotUnderstood]:
    muscle, where = need(row, "muscle", str, name), need(zone, "zone", str, name)
    counts = _counts(row, zone)
    if counts is None:
        return
    called = muscle.partition("(")[0].strip()
    said = texts_of(zone, "regions") or where.split(",")
    regions = tuple(names.regions.get(snake(part), "") for part in said)
    if counts[0] < 1:
        why = "number of people not understood"
        yield NotUnderstood(name, f"{muscle}: {where}", why)
    elif not sites_named(names.knowledge, called):
        yield names.unknown_structure(name, where, muscle)
    elif not all(regions):
        yield names.unknown_zone(name, muscle, where)
    else:
        given = row.get("citation")
        cited: Mapping[str, object] = given if isinstance(given, Mapping) else {}
        study = [cited.get(key) for key in ("authors", "year", "journal", "doi", "pmid")]
        yield Measured(
            row=name,
            structures=(called,),
            zone=where,
            regions=regions,
            side="any",
            people=counts[0],
            felt=counts[1],
            least=0.0,
            most=1.0,
            stimulus=str(row.get("stimulus", "")),
            population=str(row.get("population", "")),
            study=", ".join(str(part) for part in study if part),
            remark="",
        )


def _counts(row: Mapping[str, object], zone: Mapping[str, object]) -> tuple[int, int] | None:
    """People and those who felt pain; None without a number, no people when they are unclear."""
    written = re.search(r"(\d+) ?/ ?(\d+)", str(zone.get("count") or ""))
    if written:
        felt, people = int(written[1]), int(written[2])
        return (people, felt) if felt <= people else (0, 0)
    share = zone.get("share_percent")
    if not isinstance(share, (int, float)):
        return None
    asked = row.get("n")
    if not isinstance(asked, int) or not 0 <= share <= 100:
        return 0, 0
    return asked, round(asked * share / 100)
