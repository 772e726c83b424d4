"""How to cite the atlas."""

from __future__ import annotations

import json

from palpate.publishing.document import LICENCE, TITLE


def cite(version: str) -> str:
    """One line to put into a list of references."""
    return f"Palpate contributors. {TITLE}. Version {version}."


def citation_file(version: str) -> str:
    """The content of CITATION.cff (Citation File Format 1.2.0)."""
    quoted = {name: json.dumps(text) for name, text in (("title", TITLE), ("version", version))}
    return "\n".join(
        (
            "cff-version: 1.2.0",
            'message: "If you use this atlas, please cite it with its version."',
            "type: dataset",
            f"title: {quoted['title']}",
            f"version: {quoted['version']}",
            f"license: {LICENCE}",
            "authors:",
            '  - name: "Palpate contributors"',
            "keywords: [trigger points, referred pain, entrapment neuropathy, body chart]",
            "",
        )
    )
