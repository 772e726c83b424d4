from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from palpate.anatomy import Body, load_regions
from palpate.anatomy.patch_table import edge_pairs

MIRROR = np.array([-1.0, 1.0, 1.0])


def _pieces(body: Body, labels: np.ndarray) -> int:
    """How many edge-connected pieces of one label there are."""
    left, right = edge_pairs(body.faces)
    same = labels[left] == labels[right]
    shape = (len(labels), len(labels))
    graph = coo_array((np.ones(same.sum()), (left[same], right[same])), shape=shape)
    return int(connected_components(graph, directed=False)[0])


def test_there_are_about_1200_patches(body: Body) -> None:
    assert 1100 <= len(body.patch_ids) <= 1300
    assert len(set(body.patch_ids)) == len(body.patch_ids)


def test_every_patch_is_in_one_piece(body: Body) -> None:
    assert _pieces(body, body.face_patch) == len(body.patch_ids)


def test_every_region_is_in_one_piece(body: Body) -> None:
    assert _pieces(body, body.patch_region[body.face_patch]) == len(body.region_keys)


def test_every_face_is_in_a_patch_and_every_patch_has_faces(body: Body) -> None:
    assert len(body.face_patch) == len(body.faces)
    assert np.array_equal(np.unique(body.face_patch), np.arange(len(body.patch_ids)))


def test_patch_names_say_region_side_and_number_without_gaps(body: Body) -> None:
    count: dict[tuple[str, str], int] = {}
    for patch, name in enumerate(body.patch_ids):
        region, side, number = name.split(".")
        assert body.region_of(patch) == (region, side)
        count[region, side] = count.get((region, side), 0) + 1
        assert int(number) == count[region, side]
    assert set(count) == set(body.region_keys)


def test_patches_mirror_exactly(body: Body) -> None:
    mirror = body.mirror_patch
    np.testing.assert_array_equal(mirror[mirror], np.arange(len(mirror)))
    np.testing.assert_array_equal(body.patch_area[mirror], body.patch_area)
    np.testing.assert_array_equal(body.patch_centre[mirror], body.patch_centre * MIRROR)
    np.testing.assert_array_equal(body.patch_normal[mirror], body.patch_normal * MIRROR)
    for patch, name in enumerate(body.patch_ids):
        if ".left." in name:
            assert body.patch_ids[mirror[patch]] == name.replace(".left.", ".right.")


def test_areas_are_those_of_the_faces(body: Body) -> None:
    own = np.bincount(body.face_patch, body.surface.areas)
    np.testing.assert_allclose(body.patch_area, own, rtol=1e-9)


def test_patches_are_finer_on_face_hands_and_feet(body: Body) -> None:
    areas = {region.id: region.area for region in load_regions()}
    kind = np.array([areas[body.region_of(patch)[0]] for patch in range(len(body.patch_ids))])
    usual = np.median(body.patch_area[kind == "thigh"])
    for fine in ("face", "hand", "foot"):
        assert np.median(body.patch_area[kind == fine]) < usual / 2


def test_patches_are_compact(body: Body) -> None:
    apart = np.linalg.norm(body.surface.centroids - body.patch_centre[body.face_patch], axis=1)
    reach = np.zeros(len(body.patch_ids))
    np.maximum.at(reach, body.face_patch, apart)
    roundness = reach / np.sqrt(body.patch_area / np.pi)
    assert np.median(roundness) < 1.8
    assert roundness.max() < 4.5


def test_neighbours_are_mutual_and_share_an_edge(body: Body) -> None:
    left, right = edge_pairs(body.faces)
    a, b = body.face_patch[left], body.face_patch[right]
    wanted = {(int(p), int(q)) for p, q in zip(a, b, strict=True) if p != q}
    wanted |= {(q, p) for p, q in wanted}
    found = {
        (patch, int(other))
        for patch in range(len(body.patch_ids))
        for other in body.neighbours_of(patch)
    }
    assert found == wanted


@pytest.mark.parametrize("region", ["cervical_spine", "thoracic_spine_upper", "sternum_upper"])
def test_midline_strips_are_three_to_five_centimetres_wide(body: Body, region: str) -> None:
    patches = body.patches_of(region, "midline")
    inside = np.isin(body.face_patch, patches)
    x = body.vertices[body.faces[inside]][:, :, 0]
    assert 0.028 < np.ptp(x) < 0.056
