"""Files lie encrypted, and any change to one is noticed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palpate.clinic.files import vaulting
from palpate.clinic.files.vaulting import CHUNK, HEADER, TAG, Damaged


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_what_goes_in_comes_out(size: int) -> None:
    file_id, data = uuid4(), bytes(index % 251 for index in range(size))
    vaulting.write(file_id, [data[:100], data[100:]])
    assert b"".join(vaulting.read(file_id)) == data


def test_nothing_of_it_can_be_read_on_the_disk() -> None:
    file_id = uuid4()
    vaulting.write(file_id, [b"prescription for Maria Novak " * 50])
    raw = vaulting.path_of(file_id).read_bytes()
    assert b"Maria" not in raw
    assert vaulting.path_of(file_id).stat().st_mode & 0o077 == 0


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    file_id = uuid4()
    vaulting.write(file_id, [b"x" * (2 * CHUNK + 9)])
    path = vaulting.path_of(file_id)
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 + data.draw(st.integers(0, 254))
    path.write_bytes(raw)
    with pytest.raises(Exception, match=r"not the one|not at hand"):
        b"".join(vaulting.read(file_id))


def test_parts_that_were_cut_off_or_swapped_are_noticed() -> None:
    file_id = uuid4()
    vaulting.write(file_id, [b"a" * CHUNK, b"b" * CHUNK, b"c"])
    path = vaulting.path_of(file_id)
    raw = path.read_bytes()
    first, second = (raw[HEADER + n * (CHUNK + TAG) :][: CHUNK + TAG] for n in (0, 1))
    for changed in (
        raw[: HEADER + 2 * (CHUNK + TAG)],
        raw[:HEADER] + second + first + raw[HEADER + 2 * (CHUNK + TAG) :],
        raw[:HEADER],
        b"",
    ):
        path.write_bytes(changed)
        with pytest.raises(Damaged):
            b"".join(vaulting.read(file_id))


def test_a_file_in_the_place_of_another_is_noticed() -> None:
    mine, other = uuid4(), uuid4()
    for file_id in (mine, other):
        vaulting.write(file_id, [b"report"])
    vaulting.path_of(mine).write_bytes(vaulting.path_of(other).read_bytes())
    with pytest.raises(Damaged):
        b"".join(vaulting.read(mine))


def test_a_missing_file_is_said_to_be_damaged() -> None:
    with pytest.raises(Damaged):
        b"".join(vaulting.read(uuid4()))


def test_an_interrupted_write_leaves_nothing_behind() -> None:
    def breaks_off() -> object:
        yield b"x" * CHUNK * 2
        raise OSError("the cable")

    with pytest.raises(OSError, match="cable"):
        vaulting.write(uuid4(), breaks_off())  # type: ignore[arg-type]
    assert [path for path in vaulting.root().rglob("*") if path.is_file()] == []
