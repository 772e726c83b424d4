"""Score the ranking on published cases, beside a baseline that only measures overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from palpate.anatomy import Body
from palpate.anatomy.regions import SIDES
from palpate.evidence import UserError
from palpate.knowledge import Knowledge, Source, snake
from palpate.reasoning.case import Case
from palpate.reasoning.model import Model
from palpate.reasoning.parse import CaseError, Problem, parse_case
from palpate.reasoning.reasoner import Reasoner
from palpate.reasoning.red_flags import red_flags

DEPTHS = (1, 3, 5)


@dataclass(frozen=True)
class Accepted:
    """A structure that counts as right, on one side, or on any when `side` is None."""

    structure: str
    side: str | None

    def matches(self, source: Source) -> bool:
        """Whether a source is this structure, under any name it is known by."""
        side_fits = self.side is None or source.side in (self.side, "midline")
        return side_fits and snake(self.structure) in source.aliases


@dataclass(frozen=True)
class ScoredCase:
    """One published case with what its authors confirmed.

    A case that is not `ranked` counts for the red flags only. Of a case read from words,
    `not_understood` holds the words left over, and `unmatched` the labels that name nothing known.
    """

    id: str
    category: str
    case: Case
    accepted: tuple[Accepted, ...]
    red_flag: bool
    ranked: bool = True
    not_understood: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """Where the first accepted source stood (1 is first, None not found), and what was raised."""

    id: str
    category: str
    rank: int | None
    baseline_rank: int | None
    red_flag: bool
    raised: tuple[str, ...]
    first: tuple[str, ...]
    ranked: bool = True
    not_understood: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rate:
    """A share with its exact (Clopper-Pearson) 95 % interval."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Hits divided by cases; None when there are none."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Exact 95 % interval of Clopper and Pearson (1934); (0, 1) without cases."""
        from scipy.special import betaincinv  # slow to import, and only scores need it

        missed = self.of - self.hits
        low = float(betaincinv(self.hits, missed + 1, 0.025)) if self.hits else 0.0
        high = float(betaincinv(self.hits + 1, missed, 0.975)) if missed else 1.0
        return low, high

    def to_json(self) -> dict[str, object]:
        """As `palpate evaluate --json` prints it."""
        if not self.of:
            return {"hits": 0, "of": 0, "share": None, "interval": None}
        bounds = [round(bound, 4) for bound in self.interval]
        return {"hits": self.hits, "of": self.of, "share": self.share, "interval": bounds}


@dataclass(frozen=True)
class Evaluation:
    """All outcomes and the rates that summarise them."""

    outcomes: tuple[Outcome, ...]

    def hit_at(self, depth: int, category: str | None = None, baseline: bool = False) -> Rate:
        """Share of cases with an accepted source among the first `depth`."""
        chosen = [o for o in self.outcomes if o.ranked and category in (None, o.category)]
        ranks = [o.baseline_rank if baseline else o.rank for o in chosen]
        return Rate(sum(rank is not None and rank <= depth for rank in ranks), len(ranks))

    def recall(self, category: str | None = None) -> Rate:
        """Share of the serious cases in which at least one red flag was raised."""
        return self._raised(True, category)

    def false_alarms(self, category: str | None = None) -> Rate:
        """Share of the other cases in which a red flag was raised."""
        return self._raised(False, category)

    def _raised(self, serious: bool, category: str | None) -> Rate:
        chosen = [
            o for o in self.outcomes if o.red_flag == serious and category in (None, o.category)
        ]
        return Rate(sum(bool(o.raised) for o in chosen), len(chosen))

    def to_json(self) -> dict[str, object]:
        """As `palpate evaluate --json` prints it."""
        categories = dict.fromkeys(o.category for o in self.outcomes)
        return {
            **self._summary(None),
            "categories": {name: self._summary(name) for name in categories},
            "cases": [
                {
                    "id": o.id,
                    "category": o.category,
                    "rank": o.rank,
                    "baseline_rank": o.baseline_rank,
                    "red_flag": o.red_flag,
                    "red_flags": list(o.raised),
                    "first": list(o.first),
                    "ranked": o.ranked,
                    "not_understood": list(o.not_understood),
                    "unmatched": list(o.unmatched),
                }
                for o in self.outcomes
            ],
        }

    def _summary(self, category: str | None) -> dict[str, object]:
        return {
            **{f"hit@{k}": self.hit_at(k, category).to_json() for k in DEPTHS},
            "red_flag_recall": self.recall(category).to_json(),
            "false_alarms": self.false_alarms(category).to_json(),
            "baseline": {f"hit@{k}": self.hit_at(k, category, True).to_json() for k in DEPTHS},
        }


def parse_evaluation(data: object, body: Body, knowledge: Knowledge) -> tuple[ScoredCase, ...]:
    """Read an evaluation set; raises CaseError with every problem of every case."""
    if not isinstance(data, Mapping) or not isinstance(data.get("cases"), list):
        raise UserError("has no list of cases.", 'Write { "cases": [ ... ] }.', "evaluation set")
    problems: list[Problem] = []
    read = []
    for number, entry in enumerate(data["cases"]):
        try:
            read.append(_scored(entry, number, body, knowledge))
        except CaseError as error:
            name = entry.get("id", number) if isinstance(entry, Mapping) else number
            problems += [Problem(f"{name}: {p.field}", p.message, p.remedy) for p in error.problems]
    if problems:
        raise CaseError(problems)
    return tuple(read)


def _scored(entry: object, number: int, body: Body, knowledge: Knowledge) -> ScoredCase:
    if not isinstance(entry, Mapping) or "case" not in entry:
        raise CaseError([Problem(f"cases[{number}]", "has no case.", 'Add "case": { ... }.')])
    serious = entry.get("red_flag", False)
    if not isinstance(serious, bool):
        raise CaseError([Problem("red_flag", f"is {serious!r}.", "Write true or false.")])
    return ScoredCase(
        id=str(entry.get("id", number)),
        category=str(entry.get("category", "all")),
        case=parse_case(entry["case"], body, knowledge),
        accepted=_accepted(entry.get("accepted", [])),
        red_flag=serious,
    )


def _accepted(entries: object) -> tuple[Accepted, ...]:
    remedy = 'Write [{ "structure": "temporalis", "side": "left" }]; the side may be null.'
    if not isinstance(entries, list):
        raise CaseError([Problem("accepted", "is not a list of structures.", remedy)])
    accepted = []
    for entry in entries:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("structure"), str):
            raise CaseError([Problem("accepted", "holds no structure.", remedy)])
        if entry.get("side") not in (*SIDES, None):
            raise CaseError([Problem("accepted.side", f"is {entry['side']!r}.", remedy)])
        accepted.append(Accepted(entry["structure"], entry.get("side")))
    return tuple(accepted)


def evaluate(reasoner: Reasoner, cases: Iterable[ScoredCase]) -> Evaluation:
    """Rank every case and note where the accepted sources stand."""
    return Evaluation(tuple(_outcome(reasoner, scored) for scored in cases))


def _outcome(reasoner: Reasoner, scored: ScoredCase) -> Outcome:
    leads = [entry.lead for entry in reasoner.ranking(scored.case)]
    flags = red_flags(scored.case, reasoner.model.body, reasoner.model.knowledge)
    return Outcome(
        id=scored.id,
        category=scored.category,
        rank=_rank(leads, scored.accepted),
        baseline_rank=_rank(overlap_ranking(reasoner.model, scored.case), scored.accepted),
        red_flag=scored.red_flag,
        raised=tuple(flag.id for flag in flags),
        first=tuple(f"{s.structure} {s.side}" for s in leads[:3]),
        ranked=scored.ranked,
        not_understood=scored.not_understood,
        unmatched=scored.unmatched,
    )


def _rank(ranked: Sequence[Source], accepted: tuple[Accepted, ...]) -> int | None:
    for place, source in enumerate(ranked, start=1):
        if any(entry.matches(source) for entry in accepted):
            return place
    return None


def overlap_ranking(model: Model, case: Case) -> list[Source]:
    """Baseline: sources by the overlap (soft Dice) of their pattern with the drawing.

    One entry for each group, that of its best site.
    """
    painted = (case.intensity > 0).astype(np.float64)
    score = np.zeros(len(model.sources))
    for number in range(len(model.sources)):
        columns, q = model.network.links.row(number)
        drawn = columns < model.layout.patches
        overlap = float(q[drawn] @ painted[columns[drawn]])
        score[number] = 2 * overlap / (q[drawn].sum() + painted.sum() + 1e-9)
    best: dict[str, Source] = {}
    for number in np.argsort(-score, kind="stable"):
        source = model.sources[int(number)]
        best.setdefault(source.group, source)
    return list(best.values())
