"""The command line: one module for each command."""

from palpate.cli.main import main

__all__ = ["main"]
