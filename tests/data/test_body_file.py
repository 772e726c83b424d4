from __future__ import annotations

from palpate.anatomy import load_landmarks, load_regions
from palpate.anatomy.regions import SIDES
from palpate.anatomy.store import FILE, read_half

LARGEST = 1_500_000


def test_body_file_is_small_enough_to_ship() -> None:
    assert FILE.stat().st_size <= LARGEST


def test_body_file_holds_what_the_data_files_name() -> None:
    half = read_half(FILE)
    regions = {region.id for region in load_regions()}
    assert {name.split(".")[0] for name in half.patch_ids} == regions
    marks = {f"{mark.id}.{mark.sides[0]}" for mark in load_landmarks().values()}
    assert set(half.landmarks) == marks


def test_regions_are_named_and_sided() -> None:
    regions = load_regions()
    assert len(regions) == len({region.id for region in regions})
    assert len(regions) == len({region.name for region in regions})
    assert sum(len(region.sides) == 2 for region in regions) >= 125
    assert all(set(region.sides) <= set(SIDES) for region in regions)


def test_landmarks_are_named_and_defined() -> None:
    marks = load_landmarks().values()
    assert len(marks) == len({mark.name for mark in marks})
    for mark in marks:
        assert mark.definition.endswith("."), mark.id
        assert len(mark.definition) > 15, mark.id
