"""A restore that is killed at any step leaves the old record or the new one, never half."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.clinic.vault.records import NOW, add_client, at, names, within

from palpate.clinic.vault import backup, restore, swap
from palpate.clinic.vault.store import Store

DIED = 17


def die_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """End the process, with nothing cleaned up, before the given rename or removal."""
    left = [step]
    rename, unlink = Path.rename, Path.unlink

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            os._exit(DIED)

    def renaming(path: Path, target: Path) -> Path:
        count()
        return rename(path, target)

    def unlinking(path: Path, missing_ok: bool = False) -> None:
        if path.name == swap.PLAN:
            count()
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "rename", renaming)
    monkeypatch.setattr(Path, "unlink", unlinking)


def in_a_process_that_dies(work: object) -> int:
    """Run in a fork; say how it ended."""
    child = os.fork()
    if child == 0:
        try:
            work()  # type: ignore[operator]
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_crash_at_any_step_leaves_one_or_the_other(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = backup.make(file_store, now=NOW).path
    add_client(file_store, "Later")
    store = at(file_store.folder)
    seen: list[list[str]] = []
    for step in range(12):

        def work(step: int = step) -> None:
            with monkeypatch.context() as patched:
                die_at(step, patched)
                restore.restore(store, path, now=NOW, confirm=lambda _: None)

        ended = in_a_process_that_dies(work)
        assert ended in (0, DIED)
        swap.finish(store)
        found = names(store)
        assert found in (["Later", "Zoë"], ["Zoë"])
        with within(store):
            assert list(store.files.rglob("*"))
        seen.append(found)
        if ended == 0:
            break
    assert ended == 0
    assert seen[0] == ["Later", "Zoë"]
    assert seen[-1] == ["Zoë"]
    assert not swap.is_unfinished(store.folder)
