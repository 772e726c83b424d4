"""Build hook: puts the built front end into the wheel, so that users need no Node."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from tools import frontend


class FrontEndHook(BuildHookInterface):
    """Runs the front-end build before the wheel is packed."""

    def dependencies(self) -> list[str]:
        """Node from a wheel when the system has none."""
        return [] if frontend.system_node() else [frontend.NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build unless this is an editable install, which uses the checkout's own build."""
        del build_data
        if version != "editable" and (Path(self.root) / "frontend").is_dir():
            frontend.build()
