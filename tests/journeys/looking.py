"""The widths at which pages are looked at, and what axe-core finds on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

AXE: Final = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDTHS: Final = {"phone": (390, 844), "tablet": (820, 1180), "desk": (1440, 900)}
THEMES: Final = {"phone": ("day", "dim"), "tablet": ("dim",), "desk": ("day",)}
"""Themes that are looked at in each width: colours do not depend on it."""


def violations(page: Page) -> list[str]:
    """What axe-core finds, run past the content security policy through the debugger."""
    session = page.context.new_cdp_session(page)
    options = json.dumps({"runOnly": {"type": "tag", "values": TAGS}})
    if not page.evaluate("'axe' in window"):
        session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    run = {"expression": f"axe.run({options})", "awaitPromise": True, "returnByValue": True}
    answer: dict[str, Any] = session.send("Runtime.evaluate", run)
    session.detach()
    return [
        f"{found['id']}: {node['target']} {node.get('failureSummary', '')}"
        for found in answer["result"]["value"]["violations"]
        for node in found["nodes"]
    ]
