"""The exported atlas is valid, complete, versioned by its content, and the same in every form."""

import csv
import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO
from types import MappingProxyType

import pytest
from jsonschema import Draft202012Validator

from palpate.knowledge import Knowledge, facts
from palpate.publishing import (
    atlas_document,
    csv_archive,
    csv_tables,
    document_schema,
    document_version,
    export_files,
)


@pytest.fixture(scope="module")
def exported(knowledge: Knowledge) -> dict[str, bytes]:
    """Every file of one edition."""
    return export_files(knowledge)


def rows(tables: dict[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(tables[f"{name}.csv"])))


def test_the_document_is_what_its_schema_says(exported: dict[str, bytes]) -> None:
    schema = json.loads(exported["atlas.schema.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(exported["atlas.json"]))


def test_the_schema_refuses_a_weight_in_words() -> None:
    definitions = document_schema()["$defs"]
    assert definitions["Zone"]["properties"]["weight"] == {"type": "number"}
    assert definitions["Zone"]["additionalProperties"] is False


def test_every_entry_is_in_the_document(knowledge: Knowledge) -> None:
    document = atlas_document(knowledge)
    for name in ("muscles", "origins", "examinations", "questions", "conditions", "references"):
        assert [entry["id"] for entry in document[name]] == list(getattr(knowledge, name))


def test_the_version_changes_with_the_content_only(knowledge: Knowledge) -> None:
    version = document_version(knowledge)
    assert version == document_version(knowledge) == atlas_document(knowledge)["version"]
    muscle = next(iter(knowledge.muscles.values()))
    changed = replace(muscle, stretch="Otherwise.")
    other = replace(knowledge, muscles=MappingProxyType({**knowledge.muscles, muscle.id: changed}))
    assert document_version(other) != version


def test_a_table_of_zones_holds_every_weight_with_its_support(knowledge: Knowledge) -> None:
    zones = rows(csv_tables(knowledge), "referral_zones")
    drawn = [zone for zone in zones if zone["extent"] != "absent"]
    points = [p for m in knowledge.muscles.values() for p in m.trigger_points]
    origins = knowledge.origins.values()
    assert len(drawn) == sum(len(x.referral.zones) for x in (*points, *origins))
    assert all(zone["grade"] for zone in zones)
    assert {float(zone["weight"]) for zone in zones if zone["extent"] == "absent"} <= {0.0}


def test_every_fact_stands_in_the_table_of_facts(knowledge: Knowledge) -> None:
    assert len(rows(csv_tables(knowledge), "facts")) == len(list(facts(knowledge)))


def test_the_archive_is_the_same_bytes_each_time_and_describes_its_tables(
    knowledge: Knowledge,
) -> None:
    first = csv_archive(knowledge)
    assert first == csv_archive(knowledge)
    with zipfile.ZipFile(BytesIO(first)) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            head = archive.read(resource["path"]).decode().splitlines()[0].split(",")
            assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_the_citation_names_the_version(exported: dict[str, bytes], knowledge: Knowledge) -> None:
    text = exported["CITATION.cff"].decode()
    assert f'version: "{document_version(knowledge)}"' in text
    assert text.startswith("cff-version: 1.2.0\n")


def test_every_link_of_the_page_has_its_anchor(exported: dict[str, bytes]) -> None:
    text = exported["atlas.html"].decode()
    anchors = re.findall(r' id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)
    assert "<script" not in text


def test_the_page_shows_the_grade_of_a_muscle(exported: dict[str, bytes]) -> None:
    text = exported["atlas.html"].decode()
    _, _, entry = text.partition('<h3 id="muscle-infraspinatus">')
    entry, _, _ = entry.partition("<h3 ")
    assert "Infraspinatus" in entry
    assert "[convention: " in entry
