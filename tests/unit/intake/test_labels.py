"""Labels of reports find the structures they name, and nothing else."""

import pytest

from palpate.intake import Reader
from palpate.intake.labels import Labels


@pytest.fixture(scope="module")
def labels(reader: Reader) -> Labels:
    return Labels(reader.knowledge)


@pytest.mark.parametrize(
    ("label", "structure"),
    [
        ("infraspinatus left", "infraspinatus"),
        ("right C6 nerve root", "c6_root"),
        ("C7 radiculopathy", "c7_root"),
        ("rhomboids", "rhomboid_major"),
        ("entrapment of the suprascapular nerve", "suprascapular_nerve"),
        ("carpal tunnel syndrome right", "median_nerve_carpal_tunnel"),
        ("red flag: Pancoast tumor", "pancoast_tumour"),
        ("musculus infraspinatus", "musculus_infraspinatus"),
    ],
)
def test_a_label_finds_its_structure(labels: Labels, label: str, structure: str) -> None:
    assert structure in labels.structures(label)


@pytest.mark.parametrize(
    "label", ["", "left", "nerve", "joint pain", "entrapment", "upper", "philtrum dysfunction"]
)
def test_a_label_that_names_nothing_finds_nothing(labels: Labels, label: str) -> None:
    assert labels.structures(label) == ()


def test_one_root_is_not_another(labels: Labels) -> None:
    assert "c7_root" not in labels.structures("C6 radiculopathy")
