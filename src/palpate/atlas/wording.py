"""Rules, places and numbers in words that a therapist reads without a key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from palpate.anatomy import Site, load_landmarks, load_regions
from palpate.evidence import Grade
from palpate.knowledge import Knowledge, Predicate

FEW = 5
"""Regions that are named one by one."""
COMMONNESS = {
    "very_common": "very common source of pain",
    "common": "common source of pain",
    "occasional": "occasional source of pain",
    "rare": "rare source of pain",
}
GRADE_WORDS = {
    Grade.CONVENTION: "taught, not measured",
    Grade.LIMITED: "limited evidence",
    Grade.MODERATE: "moderate evidence",
    Grade.STRONG: "strong evidence",
    Grade.CONTESTED: "contested",
    Grade.CONTRADICTED: "contradicted",
}
LEVELS = {
    "do_not_treat": "Do not treat",
    "ask_doctor_first": "Ask the doctor first",
    "avoid_locally": "Avoid the place",
    "adapt": "Adapt the treatment",
}
ACTIONS = {
    "emergency": "Emergency: call for help now",
    "urgent": "Urgent: to a doctor the same day",
    "refer": "Refer to a doctor",
}


_SIDES = ("left", "right")


@dataclass(frozen=True)
class Clause:
    """One condition of a rule, with the clauses it is made of."""

    text: str
    parts: tuple[Clause, ...] = ()


def sentence(name: str) -> str:
    """ "lower_back" -> "Lower back"."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def percent(share: float) -> str:
    """ "75 %", and never 0 % for what is possible."""
    return "under 1 %" if 0 < share < 0.01 else f"{share * 100:.0f} %"


def odds_words(odds: float) -> str:
    """How much likelier a source becomes."""
    if odds < 1:
        return "less likely" if odds > 0.5 else "much less likely"
    return (
        "much likelier" if odds >= 4 else "clearly likelier" if odds >= 2 else "a little likelier"
    )


def alike_words(overlap: float) -> str:
    """How alike two patterns are."""
    return "very alike" if overlap >= 0.5 else "alike" if overlap >= 0.3 else "partly alike"


def site_words(site: Site) -> str:
    """ "A third of the way from C7 to the acromion; then 2 cm down"."""
    start, end = _landmark(site.start), _landmark(site.end)
    if site.start == site.end or site.fraction == 0:
        place = f"At: {start}"
    else:
        place = f"{_fraction(site.fraction)} from {start} to {end}"
    steps = [f"{step.cm:g} cm {_WAYS.get(step.direction, step.direction)}" for step in site.offset]
    return "; then ".join([place, *steps])


_WAYS = {"lateral": "outwards", "medial": "towards the midline", "forward": "forwards"}
_SHARES = (
    (1 / 4, "A quarter of the way"),
    (1 / 3, "A third of the way"),
    (1 / 2, "Halfway"),
    (2 / 3, "Two thirds of the way"),
    (3 / 4, "Three quarters of the way"),
)


def _fraction(share: float) -> str:
    for known, words in _SHARES:
        if abs(share - known) < 0.02:
            return words
    return f"{share * 100:.0f} % of the way"


def _landmark(name: str) -> str:
    side, _, plain = name.rpartition(":")
    known = load_landmarks().get(plain)
    words = known.name if known else plain.replace("_", " ")
    if len(words) > 1 and words[1].islower():
        words = words[0].lower() + words[1:]
    return f"{words} ({side} side)" if side else words


def clause(predicate: Predicate, knowledge: Knowledge) -> Clause:
    """Say when a condition of a red-flag rule holds."""
    parts = tuple(clause(part, knowledge) for part in predicate.parts)
    match predicate.kind:
        case "any" | "no":
            if len(parts) == 1 and predicate.kind == "any":
                return parts[0]
            return Clause("One of these:" if predicate.kind == "any" else "And none of:", parts)
        case "history":
            return Clause(_history(predicate, knowledge))
        case "finding":
            return Clause(_finding(predicate, knowledge))
        case "pain_in":
            return Clause(_pain_in(predicate))
        case "quality":
            return Clause(f"the pain is {predicate.values['quality']}")
        case "age_min":
            return Clause(f"aged {predicate.values['age_min']} or more")
        case "age_max":
            return Clause(f"aged {predicate.values['age_max']} or less")
        case _:
            return Clause(f"{predicate.kind}: {predicate.values[predicate.kind]}")


def _history(predicate: Predicate, knowledge: Knowledge) -> str:
    asked = knowledge.questions.get(str(predicate.values["history"]))
    name = asked.name if asked else sentence(str(predicate.values["history"]))
    unit = f" {asked.unit}" if asked and asked.unit else ""
    limits = [
        f"{words} {predicate.values[key]}{unit}"
        for key, words in (("min", "at least"), ("max", "at most"))
        if key in predicate.values
    ]
    value = predicate.values.get("value")
    if value is not None and not isinstance(value, bool):
        limits.append(str(value).replace("_", " "))
    if value is False:
        limits.append("answered no")
    return f"{name}: {', '.join(limits)}" if limits else name


def _finding(predicate: Predicate, knowledge: Knowledge) -> str:
    found = knowledge.examinations.get(str(predicate.values["finding"]))
    name = found.name if found else sentence(str(predicate.values["finding"]))
    return f"{name}: {str(predicate.values.get('result', 'positive')).replace('_', ' ')}"


def _pain_in(predicate: Predicate) -> str:
    names = {region.id: region for region in load_regions()}
    regions = [names[each] for each in predicate.names if each in names]
    least = predicate.number("min_intensity", 0)
    strong = f", at least {least:g} of 10" if least else ""
    side = predicate.values.get("side")
    where = f", {side} sides" if side == "both" else f", {side}" if side in _SIDES else ""
    if len(regions) <= FEW:
        return f"pain in {_either(region.name for region in regions)}{where}{strong}"
    areas = _either(dict.fromkeys(sentence(region.area).lower() for region in regions))
    return f"pain in one of {len(regions)} regions of the {areas}{where}{strong}"


def _either(names: Iterable[str]) -> str:
    *most, last = [name[:1].lower() + name[1:] for name in names]
    return f"{', '.join(most)} or {last}" if most else last
