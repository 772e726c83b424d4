"""What all commands declare alike."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = argparse._SubParsersAction
Run = Callable[[argparse.Namespace], int]


def command(
    commands: Commands,
    name: str,
    purpose: str,
    run: Run,
    json: bool = True,
) -> argparse.ArgumentParser:
    """Add one command with its help, its function and, by default, `--json`."""
    description = f"{purpose[0].upper()}{purpose[1:]}."
    parser = commands.add_parser(name, help=purpose, description=description)
    parser.set_defaults(run=run)
    if json:
        parser.add_argument("--json", action="store_true", help="print JSON")
    return parser
