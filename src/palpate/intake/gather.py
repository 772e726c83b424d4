"""Gather what the passages of one text say into one reading."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from palpate.anatomy import load_regions
from palpate.intake.drawing import Drawing
from palpate.intake.mentions import Mention
from palpate.intake.palpation import Pressed
from palpate.intake.questions import EITHER, Found, Said
from palpate.intake.reading import Reading, Understood
from palpate.intake.sides import Sided
from palpate.intake.tests_done import Result, result_name, sides_of
from palpate.knowledge import Knowledge
from palpate.knowledge.common import QUALITIES
from palpate.knowledge.palpation import RESULTS
from palpate.reasoning import Finding
from palpate.reasoning.case import Answer

KNOWN_RESULTS = tuple(result.name for result in RESULTS)
_ARM = frozenset(("shoulder", "arm", "hand"))
_LEG = frozenset(("thigh", "knee", "leg", "foot"))


class Gathered:
    """Everything said so far; the first word on a matter counts, but a yes outweighs a no."""

    def __init__(self, knowledge: Knowledge, side: Sided | None) -> None:
        self.knowledge = knowledge
        self.default = side.side if side else ""
        self.level: float | None = None
        self.unknown: list[str] = []
        self.left_out: list[str] = []
        self._qualities: dict[str, None] = {}
        self._history: dict[str, Answer] = {}
        self._by_limb: list[tuple[Found, str]] = []
        self._results: list[tuple[Result, str]] = []
        self._pressed: list[tuple[Pressed, str]] = []
        self._understood: dict[Understood, None] = {}
        self._age: float | None = None
        self._sex: str | None = None

    def answer(self, found: Found, text: str) -> None:
        """Enter an answer, if the atlas asks the question."""
        name, answer = found.said.question, found.said.answer
        if EITHER in name:
            self._by_limb.append((found, text))
            return
        question = self.knowledge.questions.get(name)
        if question is None or (question.type == "choice" and answer not in question.choices):
            return
        if name not in self._history or (answer is True and self._history[name] is False):
            self._history[name] = answer
        self._note(text, f"{name} {_yes(answer)}")

    def number(self, name: str, value: float, text: str) -> None:
        """Enter an age, or a number of the history."""
        if name == "age":
            self._age = value if self._age is None else self._age
        elif name in self.knowledge.questions:
            self._history.setdefault(name, value)
            if name == "pack_years" and "smoker" in self.knowledge.questions:
                self._history["smoker"] = True
        else:
            return
        self._note(text, f"{name} {value:g}")

    def sex(self, sex: str | None) -> None:
        """Enter the sex."""
        self._sex = self._sex or sex

    def strength(self, level: float) -> None:
        """Enter the intensity of all places that have none of their own."""
        self.level = level if self.level is None else max(level, self.level)

    def quality(self, values: Sequence[str], text: str) -> None:
        """Enter how the pain feels."""
        self._qualities |= dict.fromkeys(values)
        self._note(text, f"feels {', '.join(values)}")

    def place(self, mention: Mention, text: str) -> None:
        """Note where a place lies."""
        side = mention.side.side if mention.side else ""
        what = ", ".join(mention.regions) + (f" ({side})" if side else "")
        self._note(text, f"no pain in {what}" if mention.denied else what)

    def result(self, result: Result, text: str) -> None:
        """Keep an examination until the sides are known."""
        self._results.append((result, text))

    def press(self, pressed: Pressed, text: str) -> None:
        """Keep a palpation until the sides are known."""
        self._pressed.append((pressed, text))

    def reading(self, drawing: Drawing, stand_in: str) -> Reading:
        """The whole reading; `stand_in` is the side drawn where none is said."""
        self._resolve_limbs(drawing)
        default = self.default or _only_side(drawing, stand_in)
        found: dict[tuple[str, str], Finding] = {}
        for result, text in self._results:
            if result.examination in self.knowledge.examinations:
                name = result_name(self.knowledge, result.examination, result.positive)
                self._find(found, result.examination, name, result.side, default, text)
        for press, text in self._pressed:
            if press.result not in KNOWN_RESULTS:
                self.left_out.append(f"{text} (tender, not said whether it is the known pain)")
                continue
            self._find(found, press.examination, press.result, press.side, default, text)
        return Reading(
            pain=drawing.marks,
            qualities=tuple(q for q in QUALITIES if q in self._qualities),
            age=self._age,
            sex=self._sex,
            history=MappingProxyType(self._history),
            findings=tuple(found.values()),
            understood=tuple(self._understood),
            not_understood=tuple(dict.fromkeys(self.unknown)),
            left_out=tuple(dict.fromkeys(self.left_out)),
            assumed=drawing.assumed,
        )

    def _resolve_limbs(self, drawing: Drawing) -> None:
        """ "Swelling" is of the arm or of the leg, whichever hurts; of neither, it is not read."""
        areas = {region.id: region.area for region in load_regions()}
        painful = {areas[mark.region] for mark in drawing.marks}
        for found, text in self._by_limb:
            arm, _, leg = found.said.question.partition(EITHER)
            limbs = [arm] * bool(painful & _ARM) + [leg] * bool(painful & _LEG)
            if len(limbs) == 1:
                self.answer(Found(Said(limbs[0], found.said.answer, False), found.places), text)
            else:
                self.unknown.append(text)

    def _find(
        self,
        found: dict[tuple[str, str], Finding],
        name: str,
        result: str,
        side: str,
        default: str,
        text: str,
    ) -> None:
        sides = sides_of(self.knowledge.examinations[name], side, default)
        if not sides:
            self.left_out.append(f"{text} (no side)")
        for each in sides:
            found.setdefault((name, each), Finding(name, each, result))
            self._note(text, f"{name} {each}: {result}")

    def _note(self, text: str, meaning: str) -> None:
        self._understood[Understood(text, meaning)] = None


def _yes(answer: Answer) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def _only_side(drawing: Drawing, stand_in: str) -> str:
    """The side on which everything painted lies; both, or nothing when it is the midline."""
    sides = {mark.side for mark in drawing.marks} - {"midline"}
    if (drawing.assumed and stand_in == "both") or not sides:
        return ""
    return sides.pop() if len(sides) == 1 else "both"
