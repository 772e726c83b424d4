"""What the guide says: one sentence for each proposal and each piece of advice."""

from __future__ import annotations

COMPARED: tuple[tuple[float, str], ...] = (
    (0.8, "much lighter than"),
    (0.96, "a little lighter than"),
    (1.04, "the same as"),
    (1.25, "a little firmer than"),
    (float("inf"), "clearly firmer than"),
)

REASONS = {
    "aim": "the reports so far place this near {pain:.0f} of 10",
    "risk": "more could pass 8 of 10, as far as the reports can tell",
    "step": "one press is not made more than half again as strong as the last",
    "ceiling": "a firmer press was too much",
    "silence": "nothing was heard during the last press, so this one is no firmer",
    "sore": "the last visit left soreness, so every press of this one is lighter",
    "start": "it is the level to begin with at this kind of point, which is taught, not measured",
}


def proposal_sentence(
    what: str, bound: str, pain: float, seconds: float, compared: str, first: bool
) -> str:
    """Why this pressure, this applicator and this long, in one sentence."""
    reason = REASONS[bound].format(pain=pain)
    if first and bound in ("aim", "risk"):
        reason = "nothing is known of this client yet, and more could pass 8 of 10"
    return f"{what}{compared}, up to {seconds:.0f} s: {reason}."


def compared_with_last(pressure: float, last: float | None) -> str:
    """How the pressure compares with that of the last press, for hands without a gauge."""
    if last is None or last <= 0:
        return ""
    ratio = pressure / last
    words = next(words for most, words in COMPARED if ratio < most)
    return f", {words} last time"


ADVICE = {
    "hold": "Hold: the report has not fallen enough yet.",
    "deepen": "Sink in {words}: the report is below the band.",
    "fallen": "Release: the report has fallen by two points or more.",
    "too much": "Release now: that was too much.",
    "worse": "Release now: the client says it gets worse.",
    "time": "Release: the time for this hold is over.",
    "stop": "Stop: take the hand away; nothing more here until the client says so.",
}
