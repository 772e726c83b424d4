"""The table of the verification standard is whole, and the tests it names exist."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TABLE = ROOT / "docs" / "reference" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`([\w/.]+\.py)::(\w+)`")
FILE = re.compile(r"`([\w./-]+\.(?:py|md))`")
STATES = {"held", "partly", "not held", "not applicable"}
HOW_MANY = 253
SECTIONS = """
1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1-1 3.2:1-2 3.3:1-4 3.4:1-6
3.5:1-5 3.7:1-2 4.1:1-3 4.2:1-1 4.3:1-2 4.4:1-4 5.1:1-1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12
6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2
8.2:1-3 8.3:1-1 8.4:1-1 9.1:1-3 9.2:1-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2
10.7:1-3 11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1-1 11.6:1-1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1-1
13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2 14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3 15.3:1-7 16.1:1-1 16.2:1-5
16.3:1-4 16.4:1-3 16.5:1-3 17.1:1-1 17.2:1-4 17.3:1-2
"""
"""Requirements of levels 1 and 2 in version 5.0.0, by section: the first and the last."""


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(TABLE.read_text())


def required() -> list[str]:
    found = []
    for section, first, last in re.findall(r"(\S+):(\d+)-(\d+)", SECTIONS):
        found += [f"{section}.{number}" for number in range(int(first), int(last) + 1)]
    return found


@cache
def names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_requirement_stands_in_the_table_once() -> None:
    assert len(required()) == HOW_MANY
    assert [number for number, *_ in rows()] == required()


def test_every_row_has_a_state_and_a_proof_or_a_reason() -> None:
    for number, subject, state, proof in rows():
        assert state in STATES, number
        assert 2 <= len(subject.split()) <= 8, (number, subject)
        if state == "held":
            assert TEST.search(proof) or FILE.search(proof), number
        else:
            assert len(TEST.sub("", proof)) >= 15, f"{number} gives no reason"


def test_every_test_and_file_named_exists() -> None:
    for number, _, _, proof in rows():
        for path, name in TEST.findall(proof):
            assert (ROOT / path).is_file(), (number, path)
            assert name in names_in(ROOT / path), (number, path, name)
        for path in FILE.findall(proof):
            assert (ROOT / path).is_file(), (number, path)


def test_the_sums_above_the_table_are_those_of_the_table() -> None:
    said = dict(re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", TABLE.read_text(), re.MULTILINE))
    counted = Counter(state for _, _, state, _ in rows())
    assert {state: int(number) for state, number in said.items()} == dict(counted)
