"""One site's guide, as a treatment page drives it."""

import json
import time

import pytest

from palpate.evidence import UserError
from palpate.physiology.guide import Advice, GuideSession, Setting, Site


def opened(**values: object) -> GuideSession:
    return GuideSession(Site("left upper trapezius"), Setting(**values), seed=7)  # type: ignore[arg-type]


def pressed(session: GuideSession, *reports: tuple[float, float]) -> Advice:
    """One whole press with reports (seconds, pain)."""
    session.press()
    advice = Advice("hold", "", 0.0, None)
    for at, pain in reports:
        advice = session.report(at, pain)
    session.release(reports[-1][0] if reports else 30)
    return advice


def test_the_first_proposal_is_no_firmer_than_the_level_to_begin_with() -> None:
    for complaint, most in (("acute", "very light"), ("subacute", "light")):
        session = GuideSession(Site("calf", complaint=complaint), Setting())
        proposal = session.propose()
        assert proposal.level == most
        assert proposal.bound == "start"
        assert "taught, not measured" in proposal.sentence


def test_every_proposal_is_one_sentence() -> None:
    session = opened(gauge=True)
    for pain in (1, 3, 8, 5, 4):
        sentence = session.propose().sentence
        assert sentence.endswith(".")
        assert ". " not in sentence
        pressed(session, (0, pain), (15, pain))


def test_without_a_gauge_it_speaks_in_levels() -> None:
    proposal = opened().propose()
    assert proposal.force_n is None
    assert proposal.level in proposal.sentence.lower()
    assert " N)" not in proposal.sentence


def test_with_a_gauge_it_names_the_force() -> None:
    session = opened(gauge=True)
    proposal = session.propose()
    assert proposal.force_n is not None
    assert session.site.pressure(proposal.force_n, proposal.applicator) == pytest.approx(
        proposal.pressure_kpa
    )
    assert f"({proposal.force_n:.0f} N)" in proposal.sentence


def test_too_much_ends_the_press_and_lowers_the_next() -> None:
    session = opened()
    before = session.propose().pressure_kpa
    session.press()
    advice = session.report(3, word="too much")
    assert advice.action == "release"
    session.release(3)
    assert session.propose().pressure_kpa <= 0.85 * before + 1e-9


def test_too_little_raises_the_next() -> None:
    session = opened()
    session.press()
    assert session.report(5, word="too little").action != "release"
    held = session.events[0]["pressure_kpa"]
    session.release(10)
    assert session.propose().pressure_kpa > held


def test_silence_never_raises_pressure() -> None:
    session = opened()
    first = session.propose().pressure_kpa
    pressed(session)
    second = session.propose()
    assert second.pressure_kpa <= first


def test_a_hold_ends_when_the_report_has_fallen_by_two() -> None:
    session = opened()
    session.press()
    assert session.report(0, 6).action == "hold"
    assert session.report(20, 5).action == "hold"
    advice = session.report(40, 4)
    assert advice.action == "release"
    assert "fallen" in advice.sentence


def test_worse_ends_the_hold() -> None:
    session = opened()
    session.press()
    session.report(0, 5)
    assert session.report(10, word="worse").action == "release"


def test_a_report_below_the_band_sinks_in_within_the_press() -> None:
    session = opened(gauge=True)
    start = session.propose()
    session.press()
    advice = session.report(0, 1)
    assert advice.action == "deepen"
    assert start.pressure_kpa < advice.pressure_kpa <= 1.5 * start.pressure_kpa + 1e-9
    assert advice.force_n is not None


def test_time_ends_a_hold() -> None:
    session = opened(hold_seconds=30)
    session.press()
    session.report(0, 5)
    assert session.report(30, 5).action == "release"


def test_the_site_has_a_cap() -> None:
    session = opened(site_seconds=45, hold_seconds=30)
    pressed(session, (30, 5))
    assert session.propose().seconds == 15
    pressed(session, (15, 5))
    with pytest.raises(UserError, match="site_seconds"):
        session.propose()


@pytest.mark.parametrize("during", [True, False])
def test_stop_wins_until_the_client_says_otherwise(during: bool) -> None:
    session = opened()
    before = session.propose().pressure_kpa
    if during:
        session.press()
    advice = session.stop(2) if during else session.report(0, word="stop")
    assert advice.action == "release"
    for forbidden in (session.propose, session.press):
        with pytest.raises(UserError, match="Ask the client"):
            forbidden()
    session.new_visit(7)
    with pytest.raises(UserError, match="Ask the client"):
        session.propose()
    session.go_on()
    if not during:
        assert session.propose().pressure_kpa == pytest.approx(before, rel=0.2)


def test_after_a_stop_the_next_press_of_the_visit_is_much_lighter() -> None:
    session = opened()
    before = session.propose().pressure_kpa
    session.press()
    session.stop(4)
    session.go_on()
    assert session.propose().pressure_kpa <= 0.7 * before + 1e-9


def test_levels_alternate_as_the_protocol_says() -> None:
    session = opened(protocol="alternating", gauge=True)
    for _ in range(6):
        pressed(session, (0, 5), (10, 5))
    firm = session.propose().pressure_kpa
    pressed(session, (0, 5), (10, 5))
    assert session.propose().pressure_kpa < firm
    assert session.propose().seconds == 10


def test_a_low_algometer_reading_makes_the_guide_gentler() -> None:
    proposals = []
    for force in (6.0, 25.0):
        session = opened()
        session.read_algometer(force)
        proposals.append(session.propose())
    tender, tough = proposals
    assert tender.pressure_kpa < tough.pressure_kpa
    assert tender.pain > tough.pain


def test_much_soreness_lowers_the_next_visit() -> None:
    proposals = []
    for soreness in (0.0, 9.0):
        session = opened()
        for _ in range(4):
            pressed(session, (0, 5), (30, 5))
        session.new_visit(2)
        session.report_soreness(soreness)
        proposals.append(session.propose().pressure_kpa)
    assert proposals[1] < 0.8 * proposals[0]
    assert "soreness" in session.propose().sentence


def test_a_session_returns_exactly_from_json() -> None:
    session = opened(gauge=True)
    session.read_algometer(14)
    for pain in (2, 7, 5):
        pressed(session, (0, pain), (15, pain), (30, pain - 1))
    session.new_visit(3)
    session.report_soreness(4)
    again = GuideSession.from_json(session.to_json())
    assert again.to_json() == session.to_json()
    assert again.propose() == session.propose()
    for each in (session, again):
        pressed(each, (0, 6), (20, 5))
    assert again.propose() == session.propose()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"version": 2}, "version"),
        ({"seed": -1}, "seed"),
        ({"events": [{"do": "fly"}]}, "do"),
        ({"events": [{"do": "release", "at_seconds": 3}]}, "phase"),
        ({"events": [{"do": "soreness", "soreness": 11}]}, "soreness"),
        ({"events": [{"do": "soreness"}]}, "events"),
        ({"events": 3}, "record"),
    ],
)
def test_a_record_that_no_session_wrote_is_refused(change: dict[str, object], field: str) -> None:
    data = json.loads(opened().to_json())
    with pytest.raises(UserError) as caught:
        GuideSession.from_json(json.dumps({**data, **change}))
    assert field in caught.value.field


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(UserError, match="to_json"):
        GuideSession.from_json("{")


@pytest.mark.parametrize("pain", [-1, 10.5, float("nan"), "6"])
def test_a_report_outside_the_scale_is_refused(pain: float) -> None:
    session = opened()
    session.press()
    with pytest.raises(UserError, match="0 to 10"):
        session.report(0, pain)


def test_times_run_forward_and_end_at_ninety_seconds() -> None:
    session = opened()
    session.press()
    session.report(20, 5)
    for wrong in (10, 91, 900):
        with pytest.raises(UserError, match="20 to 90 s"):
            session.release(wrong)


def test_unknown_words_and_applicators_are_refused() -> None:
    session = opened()
    with pytest.raises(UserError, match="thumb"):
        session.press(applicator="hammer")
    session.press()
    with pytest.raises(UserError, match="too little"):
        session.report(1, word="ouch")
    with pytest.raises(UserError, match="Release the press"):
        session.propose()


def test_a_step_takes_less_than_five_milliseconds() -> None:
    session = opened()
    session.propose()
    spent = []
    for _ in range(3):
        session.press()
        for at in range(0, 60, 10):
            begun = time.perf_counter()
            session.report(at, 5)
            spent.append(time.perf_counter() - begun)
        session.release(60)
        begun = time.perf_counter()
        session.propose()
        spent.append(time.perf_counter() - begun)
    assert sorted(spent)[len(spent) // 2] < 0.005
