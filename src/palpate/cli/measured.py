"""`palpate measured`: compare the atlas with maps of where people really felt pain."""

from __future__ import annotations

import argparse
import statistics
import tomllib
from collections.abc import Callable

from palpate.anatomy import Body, load_body
from palpate.cli.files import print_json, read_json, read_text
from palpate.cli.measured_page import page
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.evidence import UserError
from palpate.intake import Reader
from palpate.knowledge import Knowledge, load_knowledge
from palpate.reasoning.measured import APART, Agreement, Comparison, Sheet, compare
from palpate.reasoning.measured_files import read_measured

SHOWN = 5
"""Suggestions printed for one row; JSON holds them all."""


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "measured", "compare the atlas with measured maps of pain", run)
    parser.add_argument("map", metavar="MAP", help='a map as .toml or .json, or "-" for JSON')
    parser.add_argument("--markdown", action="store_true", help="print the page of the docs")


def run(options: argparse.Namespace) -> int:
    """Read the map, predict every zone, print them beside each other."""
    body, knowledge = load_body(), load_knowledge()
    sheet = read_measured(_data(options.map), body, knowledge, _suggest(body, knowledge))
    found = compare(body, knowledge, sheet.rows)
    if options.json:
        print_json(to_json(sheet, found))
    elif options.markdown:
        print(page(sheet, found, choices(body, knowledge, sheet)), end="")
    else:
        _print(sheet, found)
    return 0


def choices(body: Body, knowledge: Knowledge, sheet: Sheet) -> dict[str, Agreement]:
    """The agreement under other ways of predicting, by what is done."""
    ways = {f"parts apart in {apart:.0%}": apart for apart in (0.0, APART, 0.5, 1.0)}
    found = {name: compare(body, knowledge, sheet.rows, apart) for name, apart in ways.items()}
    mean = compare(body, knowledge, sheet.rows, points=statistics.fmean)
    return {**found, "mean of a muscle's points instead of the best": mean}


def to_json(sheet: Sheet, found: Agreement) -> dict[str, object]:
    """As `palpate measured --json` prints it."""
    return {
        "agreeing": found.rate.to_json(),
        "zones": [_json(entry) for entry in found.counted],
        "in_words": [_json(entry) for entry in found.in_words],
        "not_zones": [vars(entry) for entry in sheet.not_zones],
        "not_understood": [
            {**vars(entry), "suggestions": list(entry.suggestions)}
            for entry in sheet.not_understood
        ],
    }


def _json(entry: Comparison) -> dict[str, object]:
    row = entry.measured
    return {
        "row": row.row,
        "structures": list(row.structures),
        "source": entry.by,
        "zone": row.zone,
        "regions": list(row.regions),
        "side": row.side,
        "people": row.people,
        "felt": row.felt,
        "share": row.share,
        "interval": [round(bound, 4) for bound in row.interval],
        "predicted": round(entry.predicted, 4),
        "agrees": entry.agrees,
        "stimulus": row.stimulus,
        "population": row.population,
        "study": row.study,
        "remark": row.remark,
    }


def _data(path: str) -> object:
    if not path.endswith(".toml"):
        return read_json(path)
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"is not TOML ({error}).", "Mend the file there.", path) from error


def _suggest(body: Body, knowledge: Knowledge) -> Callable[[str], tuple[str, ...]]:
    """What the reader of free text makes of a zone's words."""
    reader: list[Reader] = []

    def suggest(words: str) -> tuple[str, ...]:
        if not reader:
            reader.append(Reader(body, knowledge))
        marks = reader[0].read(words).case().get("pain")
        places = marks if isinstance(marks, list) else []
        return tuple(dict.fromkeys(str(place["region"]) for place in places))

    return suggest


def _print(sheet: Sheet, found: Agreement) -> None:
    rate = found.rate
    if rate.of:
        low, high = rate.interval
        print(f"{rate.hits} of {rate.of} zones agree ({rate.share:.0%}, 95 % {low:.0%}-{high:.0%})")
    heads = ("", "row", "source", "zone", "people", "measured", "predicted")
    print_table(heads, [_line(entry) for entry in (*found.counted, *found.in_words)])
    for none in sheet.not_zones:
        print(f"no zone: {none.row} {none.structure}: {none.what}. {none.reason}")
    for unknown in sheet.not_understood:
        close = ", ".join(unknown.suggestions[:SHOWN])
        hint = f" (perhaps {close})" if close else ""
        print(f"{unknown.why}: {unknown.row} {unknown.what}{hint}")


def _line(entry: Comparison) -> tuple[str, ...]:
    row = entry.measured
    low, high = row.interval
    share = "words" if row.share is None else f"{row.share:.0%}"
    return (
        "agrees" if entry.agrees else "differs",
        row.row,
        entry.by,
        row.zone,
        str(row.people or "-"),
        f"{share} ({low:.0%}-{high:.0%})",
        f"{entry.predicted:.0%}",
    )
