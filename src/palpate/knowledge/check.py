"""Cross-file rules: every id that a file names must exist, and every claim be supported."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from palpate.anatomy import load_landmarks, load_regions
from palpate.knowledge.atlas import Knowledge
from palpate.knowledge.condition import Condition, Factor
from palpate.knowledge.facts import facts
from palpate.knowledge.load import FOLDER
from palpate.knowledge.model import Predicate, Referral
from palpate.knowledge.places import Places


def check(knowledge: Knowledge, folder: Path = FOLDER) -> list[str]:
    """All problems found, each one naming file and line, the entry, the field and the remedy.

    `folder` holds the files that the knowledge was read from.
    """
    problems = [
        *_support(knowledge),
        *_patterns(knowledge),
        *_attachments(knowledge),
        *_names(knowledge),
        *_links(knowledge),
        *_rules(knowledge),
        *_satellites(knowledge),
        *_conditions(knowledge),
    ]
    if not problems:
        return []
    places = Places(folder)
    return [places.located(problem) for problem in problems]


def _support(knowledge: Knowledge) -> Iterator[str]:
    for fact in facts(knowledge):
        known = [knowledge.references.get(source) for source in fact.support.sources]
        for source, reference in zip(fact.support.sources, known, strict=True):
            if reference is None:
                yield f"{fact.owner}, {fact.about}: no reference {source!r}. Add it, or mend it."
        grade = fact.support.grade
        supported = any(reference and reference.verified for reference in known)
        if grade.needs_support and not supported:
            yield (
                f"{fact.owner}, {fact.about}: grade {grade} without a verified reference. "
                "Name one, or grade it convention."
            )


def _patterns(knowledge: Knowledge) -> Iterator[str]:
    regions = {region.id: region for region in load_regions()}
    landmarks = set(load_landmarks())
    for owner, referral in _referrals(knowledge):
        for region in (*(zone.region for zone in referral.zones), *referral.absent):
            if region not in regions:
                yield f"{owner}, referral: no region {region!r}. Use an id of regions.toml."
        for zone in referral.zones:
            for name in zone.focus:
                if name.rpartition(":")[2] not in landmarks:
                    yield f"{owner}, referral of {zone.region}: no landmark {name!r}."
            sides = regions[zone.region].sides if zone.region in regions else ()
            if zone.side == "midline" and "midline" not in sides:
                yield f"{owner}: {zone.region} has no midline. Use left, right or both."
        twice = {zone.region for zone in referral.zones} & set(referral.absent)
        if twice:
            yield f"{owner}: {sorted(twice)} both painful and absent. Keep one."
    yield from _one_sided(knowledge)
    for origin in knowledge.origins.values():
        if origin.sides == ("midline",):
            for zone in origin.referral.zones:
                sided = zone.region in regions and "left" in regions[zone.region].sides
                if sided and zone.side in ("same", "opposite"):
                    yield f"{origin.id}: {zone.region} needs side left, right or both."


def _one_sided(knowledge: Knowledge) -> Iterator[str]:
    """Left and right come from one line, so a pattern of both must not name one of them."""
    for owner, referral in _referrals(knowledge):
        origin = knowledge.origins.get(owner)
        if origin is None or origin.sides == ("left", "right"):
            for zone in referral.zones:
                if zone.side in ("left", "right"):
                    yield (
                        f"{owner}, referral of {zone.region}: side {zone.side!r} makes left and "
                        "right differ. Use same, opposite or both."
                    )


def _referrals(knowledge: Knowledge) -> Iterator[tuple[str, Referral]]:
    for muscle in knowledge.muscles.values():
        for point in muscle.trigger_points:
            yield f"{muscle.id}.{point.id}", point.referral
    for origin in knowledge.origins.values():
        yield origin.id, origin.referral


def _attachments(knowledge: Knowledge) -> Iterator[str]:
    landmarks = set(load_landmarks())
    for muscle in knowledge.muscles.values():
        for name in (*muscle.origin.landmarks, *muscle.insertion.landmarks):
            if name not in landmarks:
                yield f"{muscle.id}, attachments: no landmark {name!r}. See landmarks.toml."


def _names(knowledge: Knowledge) -> Iterator[str]:
    muscles = _muscle_names(knowledge)
    nerves = {name for origin in knowledge.origins.values() for name in _names_of(origin)}
    for muscle in knowledge.muscles.values():
        yield from _missing(muscle.id, "synergists", muscle.synergists, muscles)
        yield from _missing(muscle.id, "antagonists", muscle.antagonists, muscles)
        yield from _missing(muscle.id, "pain_on", muscle.pain_on, set(knowledge.examinations))
        yield from _missing(muscle.id, "entraps", muscle.entraps, nerves)
    for origin in knowledge.origins.values():
        yield from _missing(origin.id, "pain_on", origin.pain_on, set(knowledge.examinations))
        yield from _missing(origin.id, "entrapped_by", origin.entrapped_by, muscles)


def _muscle_names(knowledge: Knowledge) -> set[str]:
    return {
        name
        for muscle in knowledge.muscles.values()
        for name in (muscle.id, muscle.part_of)
        if name
    }


def _names_of(origin: object) -> set[str]:
    names = (getattr(origin, key) for key in ("id", "structure", "part_of"))
    return {name for name in names if name}


def _missing(owner: str, field: str, names: Iterable[str], known: Container[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{owner}, {field}: nothing is called {name!r}. Add it, or mend the name."


def _links(knowledge: Knowledge) -> Iterator[str]:
    known = _targets(knowledge)
    asked = [q.examination for q in knowledge.questions.values() if q.examination]
    for examination in (*knowledge.examinations.values(), *asked):
        for link in examination.links:
            yield from _missing(examination.id, link.by, (link.target,), known[link.by])


def _targets(knowledge: Knowledge) -> dict[str, set[str]]:
    """What an entry may point at, by the way it points."""
    return {
        "structure": {name for source in knowledge.sources for name in source.aliases},
        "source": set(knowledge.origins),
        "kind": {source.kind.value for source in knowledge.sources},
    }


def _conditions(knowledge: Knowledge) -> Iterator[str]:
    known = _targets(knowledge)
    for condition in knowledge.conditions.values():
        yield from _missing(condition.id, "examine", condition.examine, knowledge.examinations)
        yield from _missing(condition.id, "perpetuating", condition.perpetuating, knowledge.factors)
        yield from _shifts(condition, known)
    for factor in knowledge.factors.values():
        yield from _shifts(factor, known)


def _shifts(owner: Condition | Factor, known: dict[str, set[str]]) -> Iterator[str]:
    for shift in owner.shifts:
        yield from _missing(owner.id, "likelier", (shift.target,), known[shift.by])


def _rules(knowledge: Knowledge) -> Iterator[str]:
    for rule in knowledge.rules:
        for predicate in rule.all:
            yield from _predicate(knowledge, rule.disease, predicate)


def _predicate(knowledge: Knowledge, disease: str, predicate: Predicate) -> Iterator[str]:
    for part in predicate.parts:
        yield from _predicate(knowledge, disease, part)
    value = predicate.values[predicate.kind]
    if predicate.kind == "history":
        yield from _missing(disease, "raised_by", (str(value),), set(knowledge.questions))
        question = knowledge.questions.get(str(value))
        answer = predicate.values.get("value")
        if question and question.type == "choice" and answer not in question.choices:
            yield f"{disease}, raised_by: {value} has no answer {answer!r}."
    elif predicate.kind == "finding":
        yield from _missing(disease, "raised_by", (str(value),), set(knowledge.examinations))
        examination = knowledge.examinations.get(str(value))
        result = predicate.values.get("result", "positive")
        if examination and result not in {r.name for r in examination.results}:
            yield f"{disease}, raised_by: {value} has no result {result!r}."
    elif predicate.kind == "pain_in":
        regions = {region.id for region in load_regions()}
        yield from _missing(disease, "raised_by", predicate.names, regions)


def _satellites(knowledge: Knowledge) -> Iterator[str]:
    muscles = set(knowledge.muscles)
    below: dict[str, list[str]] = {}
    for satellite in knowledge.satellites:
        names = (satellite.key, satellite.satellite)
        yield from _missing(satellite.key, "satellite", names, muscles)
        below.setdefault(satellite.key, []).append(satellite.satellite)
    for key in below:
        if _reaches(below, key, key):
            yield f"{key}, satellite: leads back to itself. Remove one link of the ring."


def _reaches(below: dict[str, list[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    queue = list(below.get(start, ()))
    while queue:
        name = queue.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            queue += below.get(name, ())
    return False
