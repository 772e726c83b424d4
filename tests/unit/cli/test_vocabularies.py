"""The vocabularies are lists that scripts can rely on."""

import pytest
from tests.unit.cli.conftest import Run

from palpate.knowledge import Kind


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("regions", {"id", "name", "sides"}),
        ("sources", {"id", "name", "kind", "structure", "side"}),
        ("examinations", {"id", "name", "sides", "results"}),
    ],
)
def test_a_vocabulary_is_a_list_with_unique_ids(run: Run, command: str, keys: set[str]) -> None:
    done = run(command, "--json")
    assert (done.code, done.err) == (0, "")
    assert all(keys <= set(row) for row in done.json)
    ids = [row["id"] for row in done.json]
    assert len(ids) == len(set(ids)) > 50


@pytest.mark.parametrize("command", ["regions", "sources", "examinations"])
def test_without_json_it_is_a_table_with_a_row_for_each(run: Run, command: str) -> None:
    heads, *rows = run(command).out.splitlines()
    assert heads.startswith("id")
    assert len(rows) == len(run(command, "--json").json)


def test_regions_have_two_sides_or_one_midline(run: Run) -> None:
    sides = {tuple(row["sides"]) for row in run("regions", "--json").json}
    assert sides == {("left", "right"), ("midline",)}


def test_sources_have_a_known_kind_and_side(run: Run) -> None:
    rows = run("sources", "--json").json
    assert {row["kind"] for row in rows} == {kind.value for kind in Kind}
    assert {row["side"] for row in rows} == {"left", "right", "midline"}
    assert "temporalis" in {row["structure"] for row in rows}


def test_every_muscle_can_be_palpated(run: Run) -> None:
    muscles = {
        r["structure"] for r in run("sources", "--json").json if r["kind"] == "trigger_point"
    }
    ids = {row["id"] for row in run("examinations", "--json").json}
    assert {f"palpate_{muscle}" for muscle in muscles} <= ids


@pytest.mark.parametrize("name", ["case", "evaluation"])
def test_a_schema_is_json_with_or_without_asking(run: Run, name: str) -> None:
    plain, asked = run("schema", name), run("schema", name, "--json")
    assert plain.json == asked.json
    assert plain.json["$schema"].startswith("https://json-schema.org/")


def test_the_atlas_is_counted_and_without_error(run: Run) -> None:
    done = run("knowledge", "check", "--json")
    assert done.code == 0
    assert done.json["errors"] == []
    assert {
        "muscles",
        "trigger_point_sites_per_side",
        "nerve_sites",
        "joints",
        "visceral",
        "serious",
        "conditions",
        "examinations",
        "references",
        "references_verified",
        "references_verified_with_doi_or_pmid",
        "facts",
        "facts_by_grade",
    } <= set(done.json["counts"])


def test_the_check_prints_counts_for_people_too(run: Run) -> None:
    out = run("knowledge", "check").out
    assert "muscles: " in out
    assert out.rstrip().endswith("0 errors")
