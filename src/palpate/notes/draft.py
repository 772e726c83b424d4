"""A note drafted from the record of a visit: every sentence names what it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from palpate.notes.record import Considered, Examined, Flag, Measured, Record

PARTS: Final = ("subjective", "objective", "assessment", "plan")
"""Told, found, made of it, planned."""


@dataclass(frozen=True)
class Sentence:
    """One line of a note, the part it stands in, and the thing recorded that it repeats."""

    part: str
    source: str
    text: str


@dataclass(frozen=True)
class Draft:
    """The sentences of a note in their order."""

    sentences: tuple[Sentence, ...]

    @property
    def parts(self) -> Mapping[str, str]:
        """Text of each of the four parts, one sentence a line."""
        return {
            part: "\n".join(each.text for each in self.sentences if each.part == part)
            for part in PARTS
        }


def draft(record: Record) -> Draft:
    """Write down what was recorded, and nothing else."""
    return Draft((*_told(record), *_found(record), *_made_of_it(record), *_planned(record)))


def _sentence(part: str, source: str, text: str) -> Sentence:
    """One line, closed: what was written over several lines is set in one."""
    return Sentence(part, source, _one_line(text))


def _told(record: Record) -> Iterator[Sentence]:
    if reason := _one_line(record.reason):
        yield _sentence("subjective", "reason", f"Reason: {reason}{_same(record, 'reason')}")
    if changed := _one_line(record.changed):
        yield _sentence("subjective", "changed", f"Since last time: {changed}")
    if record.pain:
        places = ", ".join(f"{each.place} (intensity {each.intensity:g})" for each in record.pain)
        felt = f"; felt as {', '.join(record.qualities)}" if record.qualities else ""
        text = f"Drawing: pain in {places}{felt}{_same(record, 'pain')}"
        yield _sentence("subjective", "drawing", _closed(text))
    for each in record.answers:
        text = f"History: {_one_line(each.question)} {_one_line(each.answer)}"
        yield _sentence("subjective", "history", _closed(text + _same(record, "history")))


def _found(record: Record) -> Iterator[Sentence]:
    for examined in record.examined:
        yield _sentence("objective", "examination", _examined(examined))
    for measured in record.measured:
        yield _sentence("objective", "measurement", _measured(measured))


def _made_of_it(record: Record) -> Iterator[Sentence]:
    for flag in record.flags:
        yield _sentence("assessment", "red flags", _flag(flag))
    if record.judged and not record.flags:
        text = "Red flags: what was recorded raised none; an answer of no clears nothing."
        yield _sentence("assessment", "red flags", text)
    for considered in sorted(record.considered, key=lambda each: not each.accepted):
        yield _sentence("assessment", "hypotheses", _considered(considered))


def _planned(record: Record) -> Iterator[Sentence]:
    if treatment := _one_line(record.treatment):
        text = f"Treatment: {treatment}{_same(record, 'treatment')}"
        yield _sentence("plan", "treatment", text)
    if plan := _one_line(record.plan):
        yield _sentence("plan", "plan", f"Plan: {plan}{_same(record, 'plan')}")


def _examined(each: Examined) -> str:
    side = f", {each.side}" if each.side else ""
    return _closed(f"Examined: {each.name}{side}: {each.result}")


def _measured(each: Measured) -> str:
    error = ""
    if each.error is not None:
        error = f"; changes up to {each.error:g} {each.unit} are within its error"
    again = ", ".join(f"{value:g}" for value in each.repetitions)
    repetitions = f" (repetitions {again})" if again else ""
    verdict = f"; {each.verdict}" if each.verdict else ""
    moment = f" {each.moment}" if each.moment else ""
    value = f"{each.value:g} {each.unit}".strip()
    return _closed(f"Measured{moment}: {each.name}: {value}{repetitions}{error}{verdict}")


def _flag(flag: Flag) -> str:
    why = f" because of {flag.why}" if flag.why else ""
    return _closed(f"Red flag: {flag.name}{why}") + f" {flag.advice}".rstrip()


def _considered(each: Considered) -> str:
    word = "Working hypothesis" if each.accepted else "Hypothesis rejected"
    weighed = [f"{each.percent} %"] if each.percent else []
    weighed += [f"evidence: {each.grade}"] if each.grade else []
    brackets = f" ({'; '.join(weighed)})" if weighed else ""
    why = f". Therapist: {_one_line(each.why)}" if each.why.strip() else ""
    return _closed(f"{word}: {each.name}{brackets}{why}")


def _same(record: Record, what: str) -> str:
    """The mark of what was carried forward and not touched since."""
    return f" [unchanged since {record.unchanged_since}]" if what in record.unchanged else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?", "]")) else f"{text}."
