"""Load every data file into one frozen Knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from palpate.evidence import Table, load_references, read_tables
from palpate.knowledge.atlas import Knowledge
from palpate.knowledge.model import Disease, Examination, Muscle, Origin, Rule
from palpate.knowledge.palpation import palpation_of
from palpate.knowledge.read_conditions import read_condition, read_factor
from palpate.knowledge.read_examinations import read_examination, read_question
from palpate.knowledge.read_muscles import read_muscle
from palpate.knowledge.read_origins import read_origin
from palpate.knowledge.read_satellites import read_satellite
from palpate.knowledge.sources import expand

_ORIGIN_KINDS = ("nerve", "root", "joint", "soft_tissue", "visceral", "serious")
_KINDS = ("muscle", *_ORIGIN_KINDS, "examination", "question", "satellite", "condition", "factor")
FOLDER = Path(__file__).parent / "data"
T = TypeVar("T")


@lru_cache(maxsize=1)
def load_knowledge(folder: Path = FOLDER) -> Knowledge:
    """Everything Palpate knows; raises DataError at the first entry that breaks the format."""
    tables = [table for file in sorted(folder.rglob("*.toml")) for table in read_tables(file)]
    for table in tables:
        if table.kind not in _KINDS:
            raise table.fail("kind", "is not known.", f"Use one of: {', '.join(_KINDS)}.")
    muscles = _by_id(tables, ("muscle",), read_muscle)
    origins, diseases, rules = _origins(tables)
    examinations = _by_id(tables, ("examination",), read_examination)
    questions = _by_id(tables, ("question",), read_question)
    return Knowledge(
        references=load_references(),
        muscles=MappingProxyType(muscles),
        origins=MappingProxyType(origins),
        diseases=MappingProxyType(diseases),
        rules=rules,
        examinations=MappingProxyType(examinations | _palpations(muscles)),
        questions=MappingProxyType(questions),
        satellites=tuple(read_satellite(t) for t in tables if t.kind == "satellite"),
        conditions=MappingProxyType(_by_id(tables, ("condition",), read_condition)),
        factors=MappingProxyType(_by_id(tables, ("factor",), read_factor)),
        sources=tuple(expand(muscles.values(), origins.values())),
    )


def _by_id(tables: list[Table], kinds: tuple[str, ...], read: Callable[[Table], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for table in _unique(tables, kinds):
        found[table.values["id"]] = read(table)
    return found


def _unique(tables: list[Table], kinds: tuple[str, ...]) -> Iterator[Table]:
    """Entries of the kinds, each id once; raises DataError for a second one."""
    seen: set[str] = set()
    for table in tables:
        if table.kind in kinds:
            identity = table.values.get("id")
            if not isinstance(identity, str):
                raise table.fail("id", "is missing, or no text.", 'Write id = "...".')
            if identity in seen:
                raise table.fail("id", f"{identity!r} stands twice.", "Rename or remove one.")
            seen.add(identity)
            yield table


def _origins(
    tables: list[Table],
) -> tuple[dict[str, Origin], dict[str, Disease], tuple[Rule, ...]]:
    origins: dict[str, Origin] = {}
    diseases: dict[str, Disease] = {}
    rules: list[Rule] = []
    for table in _unique(tables, _ORIGIN_KINDS):
        origin, disease, raised_by = read_origin(table)
        origins[origin.id] = origin
        rules += raised_by
        if disease:
            diseases[disease.id] = disease
    return origins, diseases, tuple(rules)


def _palpations(muscles: dict[str, Muscle]) -> dict[str, Examination]:
    return {e.id: e for e in map(palpation_of, muscles.values())}
