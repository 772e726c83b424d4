"""Set a document from a template and its data, as tagged PDF."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from palpate.evidence import UserError
from palpate.knowledge import Knowledge
from palpate.publishing.citation import cite
from palpate.publishing.document import LICENCE, TITLE, document_version

PAPERS = {"a4": "a4", "letter": "us-letter"}


Data = Callable[[Path], dict[str, Any]]
"""Gives what a template reads; its pictures are written into the folder."""


def set_pdf(knowledge: Knowledge, template: str, paper: str, data: Data) -> bytes:
    """Set one document on one of PAPERS. Raises UserError for another paper."""
    if paper not in PAPERS:
        raise UserError(f"no paper {paper!r}.", f"Use one of: {', '.join(PAPERS)}.", "--paper")
    import typst  # large, and only this needs it

    version = document_version(knowledge)
    with TemporaryDirectory() as name:
        folder = Path(name)
        common = {
            "title": TITLE,
            "foot": TITLE,
            "author": "Palpate contributors",
            "keywords": ["trigger points", "referred pain"],
            "version": version,
            "paper": PAPERS[paper],
            "cite": cite(version),
            "licence": LICENCE,
        }
        whole = json.dumps(common | data(folder), ensure_ascii=False)
        (folder / "data.json").write_text(whole, encoding="utf-8")
        for each in files("palpate.publishing").joinpath("typst").iterdir():
            (folder / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
        made = typst.compile(
            folder / template, root=folder, format="pdf", ignore_system_fonts=True, timestamp=0
        )
        return bytes(made)
