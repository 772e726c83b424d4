"""The whole evaluation: every model, every way of reporting, every rule, in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palpate.physiology.guide.prior import Prior, prior_for
from palpate.physiology.guide.setting import Setting
from palpate.physiology.guide.trial.patients import Patients
from palpate.physiology.guide.trial.reporters import REPORTERS, Voice
from palpate.physiology.guide.trial.rules import rules
from palpate.physiology.guide.trial.run import Score, merge, visit

BATCH = 500
MATCHED = ("M2", "honest")
MATCHED_BAR, MISMATCHED_BAR = 0.02, 0.04


class Row(NamedTuple):
    """One model, one way of reporting, one rule, and what came of it."""

    model: str
    reporter: str
    rule: str
    score: Score

    @property
    def bar(self) -> float:
        """The largest share of presses above 8 that is accepted here."""
        return MATCHED_BAR if (self.model, self.reporter) == MATCHED else MISMATCHED_BAR


def simulate(
    clients: int,
    seed: int,
    models: Sequence[str],
    reporters: Sequence[str],
    setting: Setting,
    point: str = "active",
) -> Iterator[Row]:
    """Rows for every model, reporter and rule; the same clients and reports meet every rule."""
    prior = prior_for(point)
    for model in models:
        for reporter in reporters:
            for rule in rules(1, prior, setting, seed):
                score = _score(clients, seed, model, reporter, rule, setting, prior, point)
                yield Row(model, reporter, rule, score)


def _score(
    clients: int,
    seed: int,
    model: str,
    reporter: str,
    rule: str,
    setting: Setting,
    prior: Prior,
    point: str,
) -> Score:
    scores = []
    for start in range(0, clients, BATCH):
        count = min(BATCH, clients - start)
        here = (seed, start)
        patients = Patients(model, count, (*here, 1), point)
        voice = Voice(REPORTERS[reporter], count, (*here, 2))
        made = rules(count, prior, setting, seed + start)[rule]()
        scores.append(visit(patients, voice, made, setting, count, (*here, 3)))
    return merge(scores)
