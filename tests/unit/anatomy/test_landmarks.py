from __future__ import annotations

import numpy as np
import pytest

from palpate.anatomy import Body, load_landmarks
from palpate.anatomy.landmarks import unknown_landmark

SPINE = ("c2", "c7", "t1", "t3", "t7", "t12", "l1", "l4", "l5", "s2")


def test_there_are_at_least_150_landmarks() -> None:
    assert len(load_landmarks()) >= 150


def test_every_landmark_of_the_file_is_on_the_body(body: Body) -> None:
    wanted = {f"{mark.id}.{side}" for mark in load_landmarks().values() for side in mark.sides}
    assert wanted == set(body.landmarks)


def test_every_landmark_is_on_the_surface(body: Body) -> None:
    for name, point in body.landmarks.items():
        nearest, _ = body.surface.nearest(np.array(point))
        assert np.linalg.norm(nearest - point) < 1e-4, name


def test_landmarks_mirror_exactly(body: Body) -> None:
    for name, (x, y, z) in body.landmarks.items():
        if name.endswith(".left"):
            assert x > 0
            assert body.landmarks[name.removesuffix("left") + "right"] == (-x, y, z)
        elif name.endswith(".midline"):
            assert x == 0


def test_spinous_processes_run_down_the_back(body: Body) -> None:
    points = [body.landmarks[f"{name}_spinous.midline"] for name in SPINE]
    heights = [point[1] for point in points]
    assert heights == sorted(heights, reverse=True)
    assert all(point[2] < 0 for point in points)


@pytest.mark.parametrize(
    ("spine", "landmark"),
    [
        ("t3", "scapular_spine_root"),
        ("t7", "scapula_inferior_angle"),
        ("l4", "iliac_crest_top"),
        ("s2", "psis"),
    ],
)
def test_vertebra_is_level_with_its_guide(body: Body, spine: str, landmark: str) -> None:
    level = body.landmarks[f"{spine}_spinous.midline"][1]
    assert abs(level - body.landmarks[f"{landmark}.left"][1]) < 0.01


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("acromion_tip", "deltoid_tuberosity"),
        ("deltoid_tuberosity", "lateral_epicondyle"),
        ("lateral_epicondyle", "radial_styloid"),
        ("radial_styloid", "index_mcp"),
        ("index_mcp", "index_pip"),
        ("index_pip", "index_tip"),
        ("iliac_crest_top", "asis"),
        ("asis", "greater_trochanter"),
        ("patella_upper_pole", "patella_lower_pole"),
        ("patella_lower_pole", "tibial_tuberosity"),
        ("fibular_head", "lateral_malleolus"),
        ("medial_malleolus", "lateral_malleolus"),
    ],
)
def test_one_landmark_is_above_another(body: Body, upper: str, lower: str) -> None:
    assert body.landmarks[f"{upper}.left"][1] > body.landmarks[f"{lower}.left"][1]


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("clavicle_medial_end", "clavicle_lateral_end"),
        ("clavicle_lateral_end", "acromion_tip"),
        ("coracoid", "greater_tubercle"),
        ("medial_epicondyle", "lateral_epicondyle"),
        ("ulnar_styloid", "radial_styloid"),
        ("little_mcp", "index_mcp"),
        ("pisiform", "scaphoid_tubercle"),
        ("index_tip", "thumb_tip"),
        ("medial_malleolus", "lateral_malleolus"),
        ("great_toe_tip", "fifth_toe_tip"),
        ("metatarsal_1_head", "metatarsal_5_head"),
        ("medial_joint_line", "fibular_head"),
    ],
)
def test_one_landmark_is_medial_to_another(body: Body, inner: str, outer: str) -> None:
    assert body.landmarks[f"{inner}.left"][0] < body.landmarks[f"{outer}.left"][0]


def test_unknown_landmark_names_the_nearest_spelling() -> None:
    assert "'tragus'" in str(unknown_landmark("trapus", load_landmarks()))
