"""All files of one edition of the atlas."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

from palpate.knowledge import Knowledge
from palpate.publishing.citation import citation_file, cite
from palpate.publishing.csv_tables import SEPARATOR, TABLES, csv_tables
from palpate.publishing.document import LICENCE, TITLE, atlas_document
from palpate.publishing.page import page
from palpate.publishing.schema import document_schema

NUMBERS = {"weight", "minutes", "false_positive", "sensitivity", "probability", "odds", "share"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Date of every member of an archive, so that the same content gives the same bytes."""


def export_files(knowledge: Knowledge) -> dict[str, bytes]:
    """Every file by name: JSON and its schema, CSV tables and theirs, page, citation, readme."""
    document = atlas_document(knowledge)
    version = str(document["version"])
    tables = csv_tables(knowledge)
    files = {
        "atlas.json": _json(document),
        "atlas.schema.json": _json(document_schema()),
        **{f"csv/{name}": text for name, text in tables.items()},
        "csv/datapackage.json": _json(_data_package(version)),
        "atlas.html": page(knowledge, version),
        "CITATION.cff": citation_file(version),
        "README.txt": _readme(version),
    }
    encoded = {name: text.encode() for name, text in files.items()}
    return encoded | {"atlas-csv.zip": _archive(encoded)}


def csv_archive(knowledge: Knowledge) -> bytes:
    """The CSV tables with their schema and citation as one zip, the same bytes each time."""
    return export_files(knowledge)["atlas-csv.zip"]


def _archive(files: dict[str, bytes]) -> bytes:
    chosen = {
        name.removeprefix("csv/"): data
        for name, data in files.items()
        if name.startswith("csv/") or name in ("CITATION.cff", "README.txt")
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(chosen.items()):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _data_package(version: str) -> dict[str, Any]:
    """Description of the tables as a Frictionless data package."""
    return {
        "name": "palpate-atlas",
        "title": TITLE,
        "version": version,
        "licenses": [{"name": LICENCE}],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column, "type": "number" if column in NUMBERS else "string"}
                        for column in columns
                    ]
                },
            }
            for name, (columns, _) in TABLES.items()
        ],
    }


def _readme(version: str) -> str:
    return (
        f"{cite(version)}\n\nLicence: {LICENCE}.\n\n"
        "atlas.json holds everything; atlas.schema.json describes it. The folder csv holds the "
        "same as tables, described by csv/datapackage.json; several values in one cell are "
        f'separated by "{SEPARATOR}". atlas.html is the same for reading, with an anchor for each '
        "entry.\n\nWeights are the probability that a person in whom the source is active feels "
        "pain in the region. Patterns are written for one side; same and opposite are read from "
        "there. Grade convention means taught, not measured.\n"
    )
