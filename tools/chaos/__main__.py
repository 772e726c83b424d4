"""`python -m tools.chaos`: run everything; 1 unless nothing was lost and nothing broke."""

from __future__ import annotations

import argparse
import multiprocessing
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tools.chaos import kill, power


def main() -> int:
    """Read the options, run, and print what came of it."""
    options = _options()
    tallies: list[power.Tally | kill.Tally] = []
    if options.cuts:
        tallies.append(_told(power.run(options.cuts)))
    if options.rounds:
        tallies += [_told(_apart(options.rounds, url)) for url in options.engines]
    sound = all(tally.is_sound for tally in tallies)
    print("Nothing was lost, nothing broke." if sound else "SOMETHING WAS LOST OR BROKE.")
    return 0 if sound else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.chaos", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="kills on each engine")
    parser.add_argument("--cuts", type=int, default=150, help="power cuts")
    parser.add_argument("--postgres", metavar="URL", help="a server, for kills there too")
    parser.add_argument("--only-postgres", action="store_true", help="no kills on SQLite")
    options = parser.parse_args()
    options.engines = [] if options.only_postgres else [""]
    options.engines += [options.postgres] if options.postgres else []
    return options


def _told(tally: power.Tally | kill.Tally) -> power.Tally | kill.Tally:
    print(tally, flush=True)
    for fault in getattr(tally, "faults", [])[:5]:
        print(f"  {fault}")
    return tally


def _apart(rounds: int, url: str) -> kill.Tally:
    """Each engine in a process of its own, for settings are read once."""
    folder = Path(tempfile.mkdtemp(prefix="palpate-chaos-"))
    try:
        with _database(url) as own, multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(kill.run, (folder, rounds, own))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(url: str) -> Iterator[str]:
    """A database of this run alone on a server."""
    if not url:
        yield ""
        return
    name = f"chaos_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


if __name__ == "__main__":
    sys.exit(main())
