from __future__ import annotations

import numpy as np
import pytest

from palpate.anatomy import Body, load_body
from palpate.anatomy.patch_table import edge_pairs
from palpate.anatomy.regions import region_keys
from palpate.evidence import UserError

MIRROR = np.array([-1.0, 1.0, 1.0])


def test_surface_is_closed_and_manifold_when_every_edge_has_two_faces(body: Body) -> None:
    faces = body.faces
    directed = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    there = np.unique(directed, axis=0)
    assert len(there) == len(directed)
    back = np.unique(directed[:, ::-1], axis=0)
    np.testing.assert_array_equal(there, back)


def test_surface_is_one_sphere_like_piece(body: Body) -> None:
    left, _ = edge_pairs(body.faces)
    assert len(body.vertices) - len(left) + len(body.faces) == 2
    assert len(np.unique(body.faces)) == len(body.vertices)


def test_faces_look_outward(body: Body) -> None:
    a, b, c = (body.vertices[body.faces[:, corner]] for corner in range(3))
    assert 0.05 < float((a * np.cross(b, c)).sum() / 6) < 0.09


def test_surface_is_its_own_mirror_image(body: Body) -> None:
    np.testing.assert_array_equal(body.vertices[body.mirror_vertex], body.vertices * MIRROR)
    np.testing.assert_array_equal(body.normals[body.mirror_vertex], body.normals * MIRROR)
    image = {tuple(sorted(face)) for face in body.mirror_vertex[body.faces].tolist()}
    assert image == {tuple(sorted(face)) for face in body.faces.tolist()}


def test_body_has_the_size_of_a_person(body: Body) -> None:
    assert 1.6 <= body.patch_area.sum() <= 2.1
    assert 1.70 < np.ptp(body.vertices[:, 1]) < 1.80
    assert np.abs(body.vertices[:, 1].min()) < 0.01


def test_arrays_are_read_only(body: Body) -> None:
    with pytest.raises(ValueError, match="read-only"):
        body.vertices[0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        body.patch_neighbours[1][0] = 1


def test_load_body_is_cached() -> None:
    assert load_body() is load_body()


def test_region_keys_are_those_of_the_region_file(body: Body) -> None:
    assert body.region_keys == region_keys()


def test_region_areas_mirror(body: Body) -> None:
    for number, (region, side) in enumerate(body.region_keys):
        if side == "left":
            image = body.region_keys.index((region, "right"))
            assert body.region_area[image] == pytest.approx(body.region_area[number], rel=0.01)


def test_nearest_patch_finds_the_patch_that_a_centre_belongs_to(body: Body) -> None:
    for patch in range(0, len(body.patch_ids), 7):
        assert body.nearest_patch(body.patch_centre[patch]) == patch


@pytest.mark.parametrize(
    ("landmark", "region"),
    [
        ("vertex.midline", "vertex"),
        ("nose_tip.midline", "nose"),
        ("menton.midline", "chin"),
        ("c5_spinous.midline", "cervical_spine"),
        ("t4_spinous.midline", "thoracic_spine_upper"),
        ("l3_spinous.midline", "lumbar_spine"),
        ("umbilicus.midline", "umbilical"),
        ("condyle_of_mandible.left", "preauricular"),
        ("nipple.left", "chest_lower"),
        ("clavicle_mid.left", "clavicle"),
        ("scapula_inferior_angle.left", "scapula_lower_angle"),
        ("olecranon.left", "elbow_back"),
        ("medial_epicondyle.left", "elbow_medial"),
        ("lateral_epicondyle.left", "elbow_lateral"),
        ("thumb_tip.left", "thumb_"),
        ("palm_centre.left", "palm"),
        ("pisiform.left", "hypothenar"),
        ("index_pip.left", "index_finger_dorsal"),
        ("greater_trochanter.left", "trochanter"),
        ("ischial_tuberosity.left", "ischium"),
        ("patella_centre.left", "knee_front"),
        ("popliteal_crease_mid.left", "knee_back"),
        ("calf_medial_head.left", "calf_medial"),
        ("medial_malleolus.left", "ankle_medial"),
        ("lateral_malleolus.left", "ankle_lateral"),
        ("calcaneus_plantar_medial.left", "heel_plantar"),
        ("metatarsal_3_head.left", "ball_lateral"),
        ("great_toe_tip.left", "great_toe"),
    ],
)
def test_landmark_lies_in_its_region(body: Body, landmark: str, region: str) -> None:
    found, side = body.region_of(body.nearest_patch(body.landmarks[landmark]))
    assert found.startswith(region)
    assert side in ("midline", "left", "right")


def test_patches_of_and_region_of_agree(body: Body) -> None:
    patches = body.patches_of("temple", "left")
    assert {body.region_of(int(patch)) for patch in patches} == {("temple", "left")}
    assert body.patch_ids[patches[0]] == "temple.left.1"
    assert body.patch_index("temple.left.1") == patches[0]


def test_unknown_region_side_or_patch_is_a_clear_error(body: Body) -> None:
    with pytest.raises(UserError, match="unknown region 'tempel'"):
        body.patches_of("tempel", "left")
    with pytest.raises(UserError, match="left, right"):
        body.patches_of("temple", "midline")
    with pytest.raises(UserError, match="unknown patch"):
        body.patch_index("temple.left.99")
