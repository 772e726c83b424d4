"""The gate lets one writer in at a time, and nobody waits for ever."""

from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from palpate.clinic.database.gate import GateClosed, WriteGate


def test_one_writer_is_inside_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "gate"
    seen: list[str] = []

    def write(name: str) -> None:
        gate = WriteGate(path)
        for _ in range(20):
            gate.enter()
            gate.enter()  # who is inside does not wait for itself
            seen.append(f"in {name}")
            sleep(0.0005)
            seen.append(f"out {name}")
            gate.leave()
            gate.leave()

    threads = [Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 160
    for entered, left in zip(seen[::2], seen[1::2], strict=True):
        assert entered.removeprefix("in ") == left.removeprefix("out ")


def test_who_waits_too_long_gives_up_and_blocks_nobody_later(tmp_path: Path) -> None:
    first, late, next_one = (WriteGate(tmp_path / "gate", 0.05) for _ in range(3))
    first.enter()
    with pytest.raises(GateClosed):
        late.enter()
    assert first.held
    assert not late.held
    first.leave()
    for _ in range(100):  # whoever gave up still gets the lock once, and lets it go
        try:
            next_one.enter()
        except GateClosed:
            continue
        break
    assert next_one.held
    next_one.leave()
    late.enter()
    late.leave()
