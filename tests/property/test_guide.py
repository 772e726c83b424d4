"""What the pressure guide keeps, whatever the client says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from palpate.evidence import UserError
from palpate.physiology.guide import GuideSession, Setting, Site

PAINS = st.one_of(st.none(), st.integers(0, 10))
WORDS = st.sampled_from([None, None, "too much", "too little", "better", "worse", "stop"])
PRESSES = st.lists(
    st.lists(st.tuples(st.floats(0.5, 25), PAINS, WORDS), min_size=1, max_size=4),
    min_size=1,
    max_size=6,
)
SETTINGS = st.builds(
    Setting,
    band_low=st.floats(1, 5),
    band_high=st.floats(6, 7),
    risk=st.floats(0.001, 0.1),
    gauge=st.booleans(),
    protocol=st.sampled_from(["sustained", "alternating", "stepped"]),
    site_seconds=st.floats(20, 600),
)


def driven(
    setting: Setting, presses: list[list[tuple[float, int | None, str | None]]]
) -> GuideSession:
    """A session through every press, checked at every step."""
    session = GuideSession(Site("calf"), setting, seed=1)
    for press in presses:
        try:
            proposal = session.propose()
        except UserError:
            assert session.phase == "stopped" or session.seconds_left < 5
            break
        assert proposal.risk <= setting.risk or proposal.pressure_kpa < 10.5
        assert proposal.seconds <= min(90, session.seconds_left)
        assert proposal.ramp_newton_per_second <= 10
        session.press()
        at = 0.0
        for passed, pain, word in press:
            at = min(at + passed, 90.0)
            advice = session.report(at, pain, word)
            if word == "stop":
                assert session.phase == "stopped"
                break
            if word == "too much":
                assert advice.action == "release"
            if advice.action == "release":
                break
        if session.phase == "pressing":
            session.release(at)
    return session


@settings(max_examples=60, deadline=None)
@given(SETTINGS, PRESSES)
def test_caps_hold_and_a_session_returns_from_json(
    setting: Setting, presses: list[list[tuple[float, int | None, str | None]]]
) -> None:
    session = driven(setting, presses)
    again = GuideSession.from_json(session.to_json())
    assert again.to_json() == session.to_json()
    assert again.phase == session.phase
    if session.phase == "ready" and session.seconds_left >= 5:
        assert again.propose() == session.propose()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 9), st.integers(1, 10))
def test_more_reported_pain_never_raises_the_next_pressure(lower: int, more: int) -> None:
    proposals = []
    for pain in (lower, min(lower + more, 10)):
        session = GuideSession(Site("calf"), Setting(), seed=1)
        session.press()
        session.report(0, pain)
        session.release(60)
        proposals.append(session.propose().pressure_kpa)
    assert proposals[1] <= proposals[0] * 1.02
