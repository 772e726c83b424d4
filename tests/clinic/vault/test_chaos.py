"""A short form of `make chaos`; and it can tell when something is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.clinic.vault.records import ROOT
from tools.chaos import power


def test_power_cuts_lose_nothing() -> None:
    tally = power.run(10)
    assert tally.acknowledged > 50
    assert tally.is_sound, str(tally)


@pytest.mark.parametrize(("mode", "harm"), [("NORMAL", "lost"), ("OFF", "corrupt")])
def test_the_simulated_disk_punishes_a_careless_setting(mode: str, harm: str) -> None:
    assert getattr(power.run(12, synchronous=mode), harm)


def test_killed_servers_lose_nothing() -> None:
    command = [sys.executable, "-m", "tools.chaos", "--rounds", "3", "--cuts", "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 lost, 0 corrupt" in done.stdout
