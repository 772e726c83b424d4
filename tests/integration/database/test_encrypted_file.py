"""The record on one machine: an encrypted file that stands power cuts and many writers."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

from .conftest import Engine, migrate

WORD = "sternocleidomastoid"


def write_word(folder: str) -> None:
    from tests.integration.database.ledger.models import Word

    Word.objects.create(text=WORD)
    everything = b"".join(path.read_bytes() for path in Path(folder).iterdir())
    assert WORD.encode() not in everything
    assert b"ledger_word" not in everything


def read_word() -> None:
    from tests.integration.database.ledger.models import Word

    assert Word.objects.filter(text=WORD).exists()


def test_no_file_of_the_record_can_be_read_without_its_key(sqlcipher: Engine) -> None:
    sqlcipher.run(write_word, sqlcipher.folder)
    sqlcipher.run(read_word)
    assert not sqlcipher.file.read_bytes().startswith(b"SQLite format 3")
    assert WORD.encode() not in sqlcipher.file.read_bytes()


def test_another_key_is_refused_in_plain_words(sqlcipher: Engine) -> None:
    sqlcipher.run(write_word, sqlcipher.folder)
    told = sqlcipher.fails(read_word, PALPATE_KEY="ab" * 32)
    assert "This is not the key of the record" in told
    assert "ab" * 32 not in told
    sqlcipher.run(read_word)


def test_a_file_of_another_record_is_refused_in_plain_words(
    sqlcipher: Engine, tmp_path: Path
) -> None:
    other = Engine("sqlcipher", tmp_path / "data")
    other.run(migrate)
    other.file.write_bytes(sqlcipher.file.read_bytes())
    told = other.fails(read_word)
    assert told.startswith("django.db.utils.DatabaseError: The key does not open the database")
    assert "restore a backup" in told


def test_a_file_without_encryption_is_refused(tmp_path: Path) -> None:
    engine = Engine("sqlcipher", tmp_path / "data")
    engine.run(migrate)
    import sqlite3

    engine.file.unlink()
    with sqlite3.connect(engine.file) as plain:
        plain.execute("CREATE TABLE word (text)")
    plain.close()
    assert "without encryption" in engine.fails(read_word)


def test_only_the_owner_can_open_folder_and_files(sqlcipher: Engine) -> None:
    sqlcipher.run(write_word, sqlcipher.folder)
    assert stat.S_IMODE(sqlcipher.folder.stat().st_mode) == 0o700
    for path in sqlcipher.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def say_settings() -> None:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "mmap_size"):
            row = cursor.execute(f"PRAGMA {name}").fetchone()
            print(name, "" if row is None else row[0])
    connection.connection.set_trace_callback(print)
    with transaction.atomic():
        assert connection.gate.held
        assert connection.connection.in_transaction
        with transaction.atomic():
            pass
        assert connection.gate.held
    assert not connection.gate.held
    assert connection.Database.sqlite_version_info >= (3, 51, 3)


def test_every_commit_is_on_the_disk_before_it_is_acknowledged(sqlcipher: Engine) -> None:
    said = sqlcipher.run(say_settings)
    assert "journal_mode wal" in said
    assert "synchronous 2" in said  # FULL
    assert "foreign_keys 1" in said
    assert "busy_timeout 20000" in said
    assert "mmap_size 0" in said or re.search(r"mmap_size $", said, re.M)
    assert "BEGIN IMMEDIATE" in said


def leave_after_errors() -> None:
    from django.db import IntegrityError, connection, transaction
    from tests.integration.database.ledger.models import Word

    for _ in range(2):
        try:
            with transaction.atomic():
                Word.objects.create(id=7, text="first")
                Word.objects.create(id=7, text="second").save(force_insert=True)
        except IntegrityError:
            pass
        assert not connection.gate.held
    with transaction.atomic():
        connection.close()
        assert not connection.gate.held
        transaction.set_rollback(True)
    connection.close()
    assert not Word.objects.filter(id=7).exists()


def test_the_gate_is_free_after_an_error_and_after_a_lost_connection(sqlcipher: Engine) -> None:
    sqlcipher.run(leave_after_errors)


def write_many(writer: str, count: str) -> None:
    """Read, then write, as a record does; print what was acknowledged."""
    from django.db import transaction
    from tests.integration.database.ledger.models import Event, Word

    for number in range(int(count)):
        what = f"{writer}.{number}"
        with transaction.atomic():
            Event.objects.order_by("-id").first()
            Event.objects.create(practice_id="0" * 32, what=what)
            Word.objects.create(text=what)
        if number % 5 == 0:
            Word.objects.create(text=f"alone {what}")
        print(what, flush=True)


def count_rows(expected: str) -> None:
    from tests.integration.database.ledger.models import Event, Word

    assert Event.objects.filter(what__contains=".").count() == int(expected)
    assert Word.objects.filter(text__regex=r"^\d+\.\d+$").count() == int(expected)


def test_many_writing_processes_never_find_the_database_locked(tmp_path: Path) -> None:
    engine = Engine("sqlcipher", tmp_path / "data")
    engine.run(migrate)
    writers, count = 6, 60
    processes = [engine.start(write_many, writer, count) for writer in range(writers)]
    acknowledged: list[str] = []
    for process in processes:
        said, told = process.communicate(timeout=240)
        assert process.returncode == 0, told
        acknowledged += said.split()
    assert len(set(acknowledged)) == writers * count
    engine.run(count_rows, writers * count)


def hold_the_gate() -> None:
    import signal

    from django.db import transaction

    with transaction.atomic():
        print("inside", flush=True)
        signal.pause()


def write_impatiently() -> None:
    import pytest
    from django.db import OperationalError, connection
    from tests.integration.database.ledger.models import Word

    Word.objects.count()
    connection.gate.patience = 0.2
    for _ in range(2):
        with pytest.raises(OperationalError, match="Nothing was written"):
            Word.objects.create(text="late")


def test_a_writer_that_hangs_is_named_and_reading_goes_on(sqlcipher: Engine) -> None:
    sqlcipher.run(write_word, sqlcipher.folder)
    with sqlcipher.start(hold_the_gate) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "inside\n"
            sqlcipher.run(write_impatiently)
            sqlcipher.run(read_word)
        finally:
            holder.kill()
    sqlcipher.run(write_word, sqlcipher.folder)  # the kernel opened the gate


def test_two_processes_may_start_first_at_the_same_time(tmp_path: Path) -> None:
    engine = Engine("sqlcipher", tmp_path / "data")
    processes: list[Any] = [engine.start(open_it) for _ in range(4)]
    for process in processes:
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told
    engine.run(migrate)


def open_it() -> None:
    from django.db import connection

    connection.ensure_connection()


def lose_no_lock(folder: str) -> None:
    """A second connection of the same process must not end the locks of the first."""
    from pathlib import Path

    from django.db import connection

    def locks() -> set[str]:
        inode = str((Path(folder) / "palpate.db").stat().st_ino)
        lines = Path("/proc/locks").read_text().splitlines()
        return {line.split(":", 1)[1] for line in lines if f":{inode} " in line}

    connection.ensure_connection()
    before = locks()
    assert before
    connection.copy().ensure_connection()
    assert locks() >= before


def test_a_second_connection_keeps_the_locks_of_the_first(sqlcipher: Engine) -> None:
    sqlcipher.run(lose_no_lock, sqlcipher.folder)


def hold_rows(*expected: str) -> None:
    from django.db import connection
    from tests.integration.database.ledger.models import Event, Word

    found = set(Event.objects.values_list("what", flat=True))
    assert found >= set(expected)
    assert found == set(
        Word.objects.exclude(text__startswith="alone").values_list("text", flat=True)
    )
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert cursor.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_what_was_acknowledged_survives_the_death_of_its_writers(tmp_path: Path) -> None:
    engine = Engine("sqlcipher", tmp_path / "data")
    engine.run(migrate)
    processes = [engine.start(write_many, writer, 100_000) for writer in range(3)]
    acknowledged: list[str] = []
    for process in processes:
        assert process.stdout is not None
        acknowledged += [process.stdout.readline().strip() for _ in range(15)]
        process.kill()
        said, _ = process.communicate()
        whole_lines = said.splitlines(keepends=True)
        acknowledged += [line.strip() for line in whole_lines if line.endswith("\n")]
    engine.run(hold_rows, *acknowledged)
    engine.run(write_many, 9, 3)  # and the gate is open
