"""Networks and evidence refuse what makes no sense, and say where."""

import numpy as np
import pytest

from palpate.reasoning.engine import LEAK_FLOOR, LINK_CEILING, Evidence, Network, TestBank


def build(**changes):
    values = {
        "prior": [0.1, 0.2],
        "leak": [0.01, 0.02, 0.03],
        "weight": [1.0, 1.0, 1.0],
        "indptr": [0, 2, 3],
        "indices": [1, 0, 2],
        "q": [0.5, 0.6, 0.7],
    }
    return Network(**{name: np.array(value) for name, value in (values | changes).items()})


def test_links_are_sorted_and_frozen():
    network = build()
    np.testing.assert_array_equal(network.indices, [0, 1, 2])
    np.testing.assert_array_equal(network.q, [0.6, 0.5, 0.7])
    assert (network.source_count, network.finding_count, network.coupled) == (2, 3, False)
    with pytest.raises(ValueError, match="read-only"):
        network.prior[0] = 0.5


def test_extremes_are_softened():
    network = build(leak=[0.0, 0.02, 1.0], q=[1.0, 0.6, 0.7])
    assert network.leak[0] == LEAK_FLOOR
    assert network.leak[2] == 1.0 - LEAK_FLOOR
    assert network.q.max() == LINK_CEILING


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"prior": [0.1, 1.2]}, r"prior\[1\] = 1.2 is not a probability"),
        ({"prior": [0.0, 0.2]}, r"prior\[0\] must lie strictly between"),
        ({"prior": [[0.1, 0.2]]}, "one-dimensional"),
        ({"leak": [0.01, np.nan, 0.03]}, r"leak\[1\]"),
        ({"weight": [1.0, -1.0, 1.0]}, "weight"),
        ({"indptr": [0, 2]}, "indptr must have 3 entries"),
        ({"indptr": [0, 2, 4]}, "indptr must rise from 0"),
        ({"indices": [1, 0, 3]}, r"out of range: must be 0..2"),
        ({"indices": [1, 1, 2]}, r"link \(0, 1\) is given twice"),
        ({"q": [0.5, 1.5, 0.7]}, "link value 1.5 at 1"),
        ({"q": [0.5, 0.6]}, "3 indices but 2 values"),
    ],
)
def test_faults_are_named(changes, message):
    with pytest.raises(ValueError, match=message):
        build(**changes)


def test_a_cycle_among_satellites_is_refused():
    with pytest.raises(ValueError, match="cycle through source"):
        build(
            satellite_indptr=[0, 1, 2],
            satellite_indices=np.array([1, 0]),
            satellite_r=[0.1, 0.1],
        )


def test_parents_come_before_satellites():
    network = build(satellite_indptr=[0, 0, 1], satellite_indices=np.array([0]), satellite_r=[0.3])
    np.testing.assert_array_equal(network.order, [1, 0])
    assert network.coupled


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1.0], [1.0, 0.0]), "one length"),
        (([-1.0], [1.0]), r"l1\[0\]"),
        (([1.0], [np.inf]), r"l0\[0\]"),
        (([0.0], [0.0]), "impossible"),
    ],
)
def test_impossible_evidence_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        Evidence(*arguments)


def test_a_finding_cannot_be_both_seen_and_absent():
    with pytest.raises(ValueError, match="impossible"):
        Evidence.of(3, present=[1], absent=[1])
    with pytest.raises(ValueError, match="states"):
        Evidence.of_states([0, 2])


def test_evidence_can_be_changed_one_finding_at_a_time():
    evidence = Evidence.of(3, present=[0], absent=[2])
    np.testing.assert_array_equal(evidence.observed, [True, False, True])
    softer = evidence.with_likelihood(0, 1.0, 0.5, strength=0.5)
    assert (softer.l0[0], softer.strength[0]) == (0.5, 0.5)
    assert not evidence.without(2).observed[2]
    assert evidence.seed() == Evidence.of(3, present=[0], absent=[2]).seed()
    assert evidence.seed() != softer.seed()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1.5], [0, 1], [0], [0.5]), "leak"),
        (([0.1], [0, 1], [1], [0.5]), "out of range"),
        (([0.1], [0, 1], [0], [0.5], [[1.0, 0.0]]), "together"),
        (([0.1], [0, 1], [0], [0.5], [[0.5, 0.2]], [[0.5, 0.5]]), r"if_present\[0\]"),
        (([0.1], [0, 1], [0], [0.5], [[1.0]], [[0.5, 0.5]]), "shape"),
    ],
)
def test_test_banks_are_checked(arguments, message):
    with pytest.raises(ValueError, match=message):
        TestBank(*(np.array(value) for value in arguments))
