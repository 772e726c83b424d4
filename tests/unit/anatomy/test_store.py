from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from palpate.anatomy import Body
from palpate.anatomy.store import FILE, STEP, read_body, read_half, write_body
from palpate.evidence import DataError


def test_body_survives_the_round_trip(tmp_path: Path, body: Body) -> None:
    half = read_half(FILE)
    copy = tmp_path / "body.npz"
    write_body(copy, half)
    again = read_body(copy)
    for name, value in vars(body).items():
        if isinstance(value, np.ndarray):
            np.testing.assert_array_equal(value, getattr(again, name), err_msg=name)
    assert again.patch_ids == body.patch_ids
    assert again.landmarks == body.landmarks


def test_the_same_body_gives_the_same_bytes(tmp_path: Path) -> None:
    half = read_half(FILE)
    for name in ("one.npz", "two.npz"):
        write_body(tmp_path / name, half)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_coordinates_are_whole_steps(body: Body) -> None:
    steps = body.vertices / STEP
    np.testing.assert_array_equal(steps, np.round(steps))


def test_missing_or_broken_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="palpate body build"):
        read_body(tmp_path / "none.npz")
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"not a body")
    with pytest.raises(DataError, match="cannot be read"):
        read_body(broken)


def test_file_of_another_version_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.npz"
    np.savez(other, format=np.array([99]))
    with pytest.raises(DataError, match="another version"):
        read_body(other)
