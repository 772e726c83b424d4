"""`palpate doctor`: say what is wrong with the record and how to mend it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, moment
from palpate.clinic.vault.start import existing_store
from palpate.evidence import PalpateError

if TYPE_CHECKING:
    from palpate.clinic.vault.doctor.checks import Result

MARKS = {"good": "ok", "advice": "--", "wrong": "NO"}


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "doctor", "say what is wrong with the record, and the remedy", run)
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Run every check; 0 when nothing is wrong, else 1."""
    try:
        store = existing_store(options.data)
    except PalpateError as error:
        if not options.json:
            print(f"NO  The record can be opened\n      {error}")
        else:
            print_json({"well": False, "results": [{"check": "record", "says": str(error)}]})
        return 1
    from palpate.clinic.vault.doctor.examine import examine, is_well

    results = examine(store, moment())
    well = is_well(results)
    if options.json:
        print_json({"well": well, "results": [result.to_json() for result in results]})
    else:
        for result in results:
            _print(result)
        print("\nAll is well." if well else "\nSomething is wrong; see the lines marked NO.")
    return 0 if well else 1


def _print(result: Result) -> None:
    print(f"{MARKS[result.level]}  {result.about}")
    if result.says:
        print(f"      {result.says}\n      {result.remedy}")
