"""A broken data file is refused with its line and the remedy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from palpate.evidence import DataError
from palpate.physiology import catalogue, parameters

SUPPORT = 'grade = "convention"\nnote = "Taught."\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    caches = (catalogue.load_techniques, parameters.load_parameters)
    for module in (catalogue, parameters):
        monkeypatch.setattr(module, "DATA", tmp_path)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


def test_phases_must_fill_the_cycle(folder: Path) -> None:
    entry = '[[technique]]\nid = "a"\nname = "a"\nphases = [{ share = 0.5, force = 1.0 }]\n'
    (folder / "techniques.toml").write_text(entry + SUPPORT, encoding="utf-8")
    with pytest.raises(DataError, match=r"techniques.toml:4: technique a, phases: do not fill"):
        catalogue.load_techniques()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("value = 1", "value = 9"), "Keep it between 0.0 and 2.0"),
        (('grade = "convention"', 'grade = "limited"'), "names no verified reference"),
        (('origin = "assumed"', 'origin = "dreamt"'), "Use one of: measured, derived"),
        (('note = "Taught."', 'note = "Taught."\nsources = ["nobody_1900"]'), "Add it to the ref"),
    ],
)
def test_a_number_needs_its_range_origin_and_source(
    folder: Path, change: tuple[str, str], message: str
) -> None:
    entry = '[[parameter]]\nid = "a"\nname = "a"\nunit = "1"\nvalue = 1\nlow = 0\nhigh = 2\n'
    text = (entry + 'origin = "assumed"\n' + SUPPORT).replace(*change)
    (folder / "parameters.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        parameters.load_parameters()
