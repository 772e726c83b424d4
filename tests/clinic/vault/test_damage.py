"""A backup that is not whole, not ours or not honest gets a clear answer, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.clinic.vault.records import NOW, names

from palpate.clinic.database.key import Keyring
from palpate.clinic.vault import backup, restore
from palpate.clinic.vault.container.chunks import ChunkWriter
from palpate.clinic.vault.container.header import FORMAT, MAGIC, Header, write_header
from palpate.clinic.vault.container.keys import wraps_for
from palpate.clinic.vault.container.records import write_line
from palpate.clinic.vault.store import Store
from palpate.clinic.vault.verify import verify
from palpate.evidence import UserError


@pytest.fixture
def good(file_store: Store) -> Path:
    return backup.make(file_store, now=NOW).path


def changed(path: Path, raw: bytes) -> Path:
    other = path.with_name("changed.palpate")
    other.write_bytes(raw)
    return other


def refused(store: Store, path: Path) -> str:
    with pytest.raises(UserError) as error:
        verify(path, store.ring)
    assert error.value.message
    assert error.value.remedy
    return str(error.value)


def test_a_flipped_byte_is_found_wherever_it_is(file_store: Store, good: Path) -> None:
    raw = good.read_bytes()
    start = len(MAGIC) + 4
    end_of_head = start + int.from_bytes(raw[len(MAGIC) : start], "big")
    places = [*range(0, end_of_head + 8, 7), *range(end_of_head, len(raw), len(raw) // 150)]
    for place in [*places, len(raw) - 1]:
        flipped = bytearray(raw)
        flipped[place] ^= 0x01
        refused(file_store, changed(good, bytes(flipped)))


def test_a_cut_is_found_wherever_it_is(file_store: Store, good: Path) -> None:
    raw = good.read_bytes()
    for length in [0, 1, 10, 18, 19, 40, *range(60, len(raw), len(raw) // 60), len(raw) - 1]:
        refused(file_store, changed(good, raw[:length]))


def test_something_added_is_found(file_store: Store, good: Path) -> None:
    assert "added after its end" in refused(file_store, changed(good, good.read_bytes() + b"x"))


def test_a_damaged_backup_is_never_restored(file_store: Store, good: Path) -> None:
    raw = bytearray(good.read_bytes())
    raw[-40] ^= 1
    with pytest.raises(UserError, match="damaged"):
        restore.restore(file_store, changed(good, bytes(raw)), now=NOW, confirm=lambda _: None)
    assert names(file_store) == ["Zoë"]
    assert not list(file_store.folder.glob(".restore-*"))


def test_another_key_is_told_by_its_name(file_store: Store, good: Path, tmp_path: Path) -> None:
    other = Keyring(tmp_path / "other", {"PALPATE_KEY": "11" * 32})
    with pytest.raises(UserError, match=f"needs the key named {file_store.ring.current.name}"):
        verify(good, other)


def test_a_former_key_still_opens(good: Path, tmp_path: Path) -> None:
    environ = {"PALPATE_KEY": "11" * 32, "PALPATE_OLD_KEYS": "5a" * 32}
    assert verify(good, Keyring(tmp_path / "other", environ)).is_good


def test_a_newer_format_is_told_with_its_version(file_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "future.palpate"
    with path.open("wb") as file:
        write_header(file, Header(FORMAT + 1, "9.0.0", NOW.isoformat(), "aa", []))
    assert "9.0.0" in refused(file_store, path)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"SQLite format 3\0", b"x" * 5000])
def test_another_file_is_told_to_be_none(file_store: Store, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "letter.palpate"
    path.write_bytes(raw)
    assert "is not a Palpate backup" in refused(file_store, path)


def forged(store: Store, path: Path, *lines: object) -> Path:
    """A backup that was sealed with the right key and holds what it should not."""
    key = bytes(32)
    head = Header(
        FORMAT, "0.1.0", NOW.isoformat(), store.ring.current.name,
        wraps_for(key, store.ring.current),
    )  # fmt: skip
    with path.open("wb") as file:
        writer = ChunkWriter(file, key, write_header(file, head))
        for line in lines:
            write_line(writer, line)
        writer.finish()
    return path


MANIFEST = {
    "version": "0.1.0", "made_at": NOW.isoformat(), "engine": "sqlite", "migrations": [],
    "tables": {}, "practices": [], "files": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["../key", "/etc/passwd", "files/../../key", "files//x", ".hidden", "files\\x", "a" * 300, ""],
)
def test_a_file_name_that_leads_elsewhere_is_refused(
    file_store: Store, tmp_path: Path, name: str
) -> None:
    path = forged(file_store, tmp_path / "f.palpate", MANIFEST, {"file": name, "size": 0})
    assert "forbidden name" in refused(file_store, path)


def test_a_file_outside_the_files_is_not_restored(file_store: Store, tmp_path: Path) -> None:
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    lines = [{"file": "key", "size": 0}, {"sha256": digest}, {"end": True}]
    path = forged(file_store, tmp_path / "f.palpate", MANIFEST | {"files": 1}, *lines)
    with pytest.raises(UserError, match="outside the clients' files"):
        restore.restore(file_store, path, now=NOW, confirm=lambda _: None)
    assert names(file_store) == ["Zoë"]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [{"table": "people.client", "fields": []}],
        ["text"],
        [{"what": 1}],
        [{**MANIFEST, "practices": [{"id": 1}]}],
        [MANIFEST],
        [MANIFEST, {"what": 1}],
        [MANIFEST, {"end": True}, {"end": True}],
        [{**MANIFEST, "migrations": [["people", "9999_future"]]}],
    ],
    ids=lambda lines: json.dumps(lines)[:40],
)
def test_contents_that_make_no_sense_are_told(
    file_store: Store, tmp_path: Path, lines: list[object]
) -> None:
    refused(file_store, forged(file_store, tmp_path / "f.palpate", *lines))


def test_wrong_counts_are_told(file_store: Store, tmp_path: Path) -> None:
    manifest = {**MANIFEST, "tables": {"people.client": 3}, "files": 2}
    report = verify(
        forged(file_store, tmp_path / "f.palpate", manifest, {"end": True}), file_store.ring
    )
    assert report.problems == [
        "people.client has 0 rows, and should have 3",
        "0 files are there, and 2 should be",
    ]
