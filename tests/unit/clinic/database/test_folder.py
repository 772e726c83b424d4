"""The data folder is its owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from palpate.clinic.database.folder import data_folder, open_folder, read_private, write_once
from palpate.evidence.errors import UserError


def test_the_folder_is_the_one_asked_for_or_the_platforms_own(tmp_path: Path) -> None:
    home = Path.home()
    assert data_folder({"PALPATE_DATA": str(tmp_path)}) == tmp_path
    assert data_folder({"PALPATE_DATA": "~/x"}) == home / "x"
    assert data_folder({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "palpate"
    assert data_folder({"XDG_DATA_HOME": "relative"}) == home / ".local" / "share" / "palpate"
    assert data_folder({}) == home / ".local" / "share" / "palpate"


def test_asking_for_the_folder_makes_nothing(tmp_path: Path) -> None:
    data_folder({"PALPATE_DATA": str(tmp_path / "data")})
    assert not (tmp_path / "data").exists()


def test_a_new_folder_is_closed_to_others_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = open_folder(tmp_path / "far" / "data")
        write_once(folder / "secret", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600
    assert open_folder(folder) == folder


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_folder_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    with pytest.raises(UserError, match="chmod 700") as told:
        open_folder(tmp_path)
    assert told.value.field == "PALPATE_DATA"


def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(UserError, match="belongs to another user"):
        open_folder(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("x")
    with pytest.raises(UserError, match="is a file"):
        open_folder(file)
    with pytest.raises(UserError, match=r"cannot be made or opened|is a file"):
        open_folder(file / "below")


def test_a_secret_open_to_others_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("x")
    secret.chmod(0o640)
    with pytest.raises(UserError, match="chmod 600"):
        read_private(secret)


def test_of_two_who_write_a_secret_the_first_one_counts(tmp_path: Path) -> None:
    assert write_once(tmp_path / "key", b"first") == b"first"
    assert write_once(tmp_path / "key", b"second") == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
