"""Read measured maps: our own rows, or rows as study collections write them in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from palpate.anatomy import Body
from palpate.evidence import UserError
from palpate.knowledge import Knowledge
from palpate.reasoning.measured import Measured, NotAZone, NotUnderstood, Sheet, sites_named
from palpate.reasoning.measured_collection import collected
from palpate.reasoning.measured_names import Names, Suggest, need, replaced, share_of, texts_of

SIDES = ("same", "opposite", "any")
ROW_FIELDS = frozenset((
    "row", "structure", "structures", "zone", "regions", "anywhere_but", "side", "people", "felt",
    "share", "least", "most", "stimulus", "population", "study", "remark",
))  # fmt: skip


def read_measured(
    data: object, body: Body, knowledge: Knowledge, suggest: Suggest | None = None
) -> Sheet:
    """Read `{measured: [...], not_a_zone: [...]}`, or `{rows: [...]}` of a study collection.

    A row whose structure or zone is not ours is kept apart with suggestions: close names, or what
    `suggest` makes of the words. Raises UserError where a row cannot be meant at all.
    """
    names = Names(body, knowledge, suggest, _areas(data))
    if isinstance(data, Mapping) and isinstance(data.get("measured"), list):
        return _sorted(_own(data, names))
    if isinstance(data, Mapping) and isinstance(data.get("rows"), list):
        return _sorted(collected(data["rows"], names))
    raise UserError("has no measured zones.", "Write [[measured]] tables.", "measured maps")


Entry = Measured | NotAZone | NotUnderstood


def _sorted(entries: Iterator[Entry]) -> Sheet:
    found = list(entries)
    return Sheet(
        tuple(e for e in found if isinstance(e, Measured)),
        tuple(e for e in found if isinstance(e, NotAZone)),
        tuple(e for e in found if isinstance(e, NotUnderstood)),
    )


def _areas(data: object) -> dict[str, tuple[str, ...]]:
    """A file's own names for several regions; one may use those before it."""
    areas = data.get("areas") if isinstance(data, Mapping) else None
    if not isinstance(areas, Mapping):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for name in areas:
        found[str(name)] = replaced(texts_of(areas, name), found)
    return found


def _own(data: Mapping[str, object], names: Names) -> Iterator[Entry]:
    for number, entry in enumerate(_tables(data, "measured")):
        yield _measured(entry, str(entry.get("row", number)), names)
    for number, entry in enumerate(_tables(data, "not_a_zone")):
        yield _not_a_zone(entry, str(entry.get("row", number)))


def _tables(data: Mapping[str, object], kind: str) -> Iterator[Mapping[str, object]]:
    entries = data.get(kind, [])
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        if not isinstance(entry, Mapping):
            raise UserError("is no table.", f"Write [[{kind}]].", f"{kind}[{number}]")
        yield entry


def _measured(entry: Mapping[str, object], row: str, names: Names) -> Entry:
    for key in entry.keys() - ROW_FIELDS:
        raise UserError(f"{key!r} is unknown.", f"Known: {', '.join(sorted(ROW_FIELDS))}.", row)
    structures = texts_of(entry, "structures") or (need(entry, "structure", str, row),)
    zone = need(entry, "zone", str, row)
    for name in structures:
        if not sites_named(names.knowledge, name):
            return names.unknown_structure(row, zone, name)
    regions = names.opened(texts_of(entry, "regions"))
    apart = names.opened(texts_of(entry, "anywhere_but"))
    for region in (*regions, *apart):
        if region not in names.ids:
            return names.unknown_zone(row, structures[0], region)
    if not regions:
        regions = tuple(region for region in names.ids if region not in apart)
    side = str(entry.get("side", "any"))
    if side not in SIDES:
        raise UserError(f"is {side!r}.", f"Write {' or '.join(SIDES)}.", f"{row}, side")
    people, felt = _counted(entry, row)
    return Measured(
        row=row,
        structures=structures,
        zone=zone,
        regions=regions,
        side=side,
        people=people,
        felt=felt,
        least=share_of(entry, "least", 0.0, row),
        most=share_of(entry, "most", 1.0, row),
        **{key: str(entry.get(key, "")) for key in ("stimulus", "population", "study", "remark")},
    )


def _counted(entry: Mapping[str, object], row: str) -> tuple[int, int | None]:
    """People, and those who felt pain; None when only words are given."""
    if not entry.keys() & {"felt", "share"}:
        if not entry.keys() & {"least", "most"}:
            raise UserError("has no number.", "Give felt, share, least or most.", row)
        return int(share_of(entry, "people", 0, row, 1e9)), None
    people = need(entry, "people", int, row)
    if people < 1:
        raise UserError(f"is {people}.", "Give at least one.", f"{row}, people")
    felt = entry.get("felt", round(share_of(entry, "share", 0, row) * people))
    if not isinstance(felt, int) or not 0 <= felt <= people:
        raise UserError(f"is {felt!r} of {people}.", "Count people.", f"{row}, felt")
    return people, felt


def _not_a_zone(entry: Mapping[str, object], row: str) -> Entry:
    texts = [need(entry, key, str, row) for key in ("structure", "what", "reason")]
    return NotAZone(row, *texts)
