"""`palpate`: dispatch to one command, and turn errors into messages with a remedy."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from palpate import __version__
from palpate.cli import (
    atlas,
    backup,
    body,
    calibrate,
    chart,
    doctor,
    evaluate,
    examinations,
    export,
    guide,
    import_,
    knowledge,
    measured,
    move,
    read,
    reason,
    regions,
    restore,
    schema,
    serve,
    sources,
    tissue,
    upgrade,
    verify,
    warm,
)
from palpate.evidence import PalpateError
from palpate.reasoning import CaseError

COMMANDS = (
    serve,
    backup,
    verify,
    restore,
    upgrade,
    doctor,
    export,
    import_,
    move,
    read,
    reason,
    regions,
    sources,
    examinations,
    schema,
    chart,
    atlas,
    evaluate,
    measured,
    calibrate,
    tissue,
    guide,
    knowledge,
    body,
    warm,
)
USAGE_ERROR = 2


def parser() -> argparse.ArgumentParser:
    """The whole command line, as `palpate --help` prints it."""
    top = argparse.ArgumentParser(
        prog="palpate",
        description="From a drawing of pain to the muscle, nerve or joint that could send it.",
    )
    top.add_argument("--version", action="version", version=f"palpate {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 after an error that the reader can mend."""
    options = parser().parse_args(arguments)
    try:
        result: int = options.run(options)
    except CaseError as error:
        for problem in error.problems:
            print(f"palpate: {problem}", file=sys.stderr)
        return USAGE_ERROR
    except PalpateError as error:
        print(f"palpate: {error}", file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:
        return 0
    except OSError as error:
        print(
            f"palpate: {error.strerror or error}. Check the disk and its rights.", file=sys.stderr
        )
        return USAGE_ERROR
    return result
