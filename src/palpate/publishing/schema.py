"""JSON Schema of the atlas document, derived from the records themselves."""

from __future__ import annotations

from typing import Any

from palpate.publishing.document import TITLE, AtlasDocument
from palpate.publishing.plain import Shapes


def document_schema() -> dict[str, Any]:
    """Schema (draft 2020-12) of what `palpate atlas export` writes."""
    shapes = Shapes()
    top = shapes.of(AtlasDocument)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        **top,
        "$defs": shapes.definitions,
    }
