"""All files of a folder are loaded into one frozen whole."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from tests.unit.knowledge.entries import EXAMINATION, MUSCLE, QUESTION, SERIOUS

from palpate.evidence import DataError
from palpate.knowledge import Knowledge, load_knowledge

load = load_knowledge.__wrapped__


def test_files_of_any_name_and_depth_are_read(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.toml").write_text(MUSCLE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(SERIOUS + EXAMINATION + QUESTION, encoding="utf-8")
    known = load(tmp_path)
    assert list(known.muscles) == ["testor"]
    assert list(known.diseases) == ["bad_thing"]
    assert set(known.examinations) == {"poke", "palpate_testor"}
    assert list(known.questions) == ["ever"]
    assert [s.id for s in known.sources][-1] == "bad_thing.midline"


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MUSCLE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(MUSCLE, encoding="utf-8")
    with pytest.raises(DataError, match=r"b\.toml:2: .*'testor' stands twice"):
        load(tmp_path)


def test_an_entry_without_an_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MUSCLE.replace('id = "testor"\n', ""), encoding="utf-8")
    with pytest.raises(DataError, match="id: is missing"):
        load(tmp_path)


def test_an_entry_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MUSCLE.replace("muscle", "muscel"), encoding="utf-8")
    with pytest.raises(DataError, match=r"kind: is not known\. Use one of: muscle"):
        load(tmp_path)


def test_what_is_loaded_cannot_be_changed(knowledge: Knowledge) -> None:
    with pytest.raises(FrozenInstanceError):
        knowledge.rules = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        knowledge.muscles["x"] = None  # type: ignore[index]
