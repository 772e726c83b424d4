"""Score the ladder: what each model says of each target, and who is promoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from palpate.physiology.parameters import MODELS
from palpate.physiology.validation.measures import MEASURES
from palpate.physiology.validation.targets import Target, load_targets

AGREES, FAILS, SILENT = "agrees", "fails", "does not say"
DEFAULTS = ("M0", "M1", "M2")
"""Rungs that need no promotion."""


@dataclass(frozen=True)
class Result:
    """What one model says of one target; `value` is None where it says nothing."""

    model: str
    target: Target
    value: float | None

    @property
    def verdict(self) -> str:
        """Whether the value lies in the interval of the target."""
        if self.value is None:
            return SILENT
        return AGREES if self.target.low <= self.value <= self.target.high else FAILS


@dataclass(frozen=True)
class Score:
    """One model's targets that agree, of those it speaks of; `shared` are those all speak of."""

    model: str
    fit: tuple[int, int]
    held_out: tuple[int, int]
    shared: tuple[int, int]
    standing: str


def validate(models: Sequence[str] = MODELS) -> tuple[Result, ...]:
    """Ask every model for every target; takes some seconds."""
    targets = load_targets()
    return tuple(Result(m, t, MEASURES[t.id](m)) for m in models for t in targets)


def scores(results: Sequence[Result]) -> tuple[Score, ...]:
    """Count agreement by model, `fit` and `held_out` apart.

    A model above M2 is promoted only if it agrees with more held-out targets, among those of which
    every model speaks, than each of M0 to M2.
    """
    models = tuple(dict.fromkeys(result.model for result in results))
    silent = {r.target.id for r in results if r.value is None}
    shared = {
        model: _count(r for r in _held(results, model) if r.target.id not in silent)
        for model in models
    }
    judged = all(model in models for model in DEFAULTS)
    bar = max(shared[model][0] for model in DEFAULTS) if judged else None
    return tuple(
        Score(
            model,
            _count(r for r in results if r.model == model and r.target.set == "fit"),
            _count(_held(results, model)),
            shared[model],
            _standing(model, shared[model][0], bar),
        )
        for model in models
    )


def _standing(model: str, agreed: int, bar: int | None) -> str:
    if model in DEFAULTS:
        return "default"
    if bar is None:
        return "judged only beside M0 to M2"
    return "promoted" if agreed > bar else "hypothesis on show"


def _held(results: Iterable[Result], model: str) -> list[Result]:
    return [r for r in results if r.model == model and r.target.set == "held_out"]


def _count(results: Iterable[Result]) -> tuple[int, int]:
    spoken = [r for r in results if r.value is not None]
    return sum(r.verdict == AGREES for r in spoken), len(spoken)
