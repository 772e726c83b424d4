"""`palpate warm`: compile what is compiled at first use, so that the first answer is quick."""

from __future__ import annotations

import argparse

from palpate.cli.options import Commands, command
from palpate.reasoning import load_reasoner, parse_case


def add(commands: Commands) -> None:
    """Declare the command."""
    command(commands, "warm", "compile ahead, so that the first answer is quick", run, json=False)


def run(options: argparse.Namespace) -> int:
    """Fill the cache of compiled code by answering once."""
    del options
    reasoner = load_reasoner()
    model = reasoner.model
    drawn = {"pain": [{"region": "temple", "side": "left", "intensity": 5}]}
    reasoner.answer(parse_case(drawn, model.body, model.knowledge))
    return 0
