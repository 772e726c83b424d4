"""The page of the documentation that shows how every model does on published numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from palpate.evidence import load_references
from palpate.physiology import MODELS
from palpate.physiology.ladder import LADDER
from palpate.physiology.validation import Result, Target, load_targets, scores

TOP = """# Tissue models and published numbers

What each model of the ladder says of what was measured. Written by
`palpate tissue validate --markdown`. [How tissue answers pressure](../explanation/tissue.md) tells
what the models are.

- **Fit** targets were used to set parameters, so agreement shows that a model *can* say so.
  **Held-out** targets were never used; only they tell whether a model is any good.
- **Interval**: *published* with the study; *exact*, a binomial interval of published counts;
  *direction*, only the sign was seen; *ours*, no interval was seen and the note says what counts as
  agreement. Most are ours, because mostly abstracts were read. Such a row is a weak judge.
- **Does not say**: the model has no such quantity. It counts neither for nor against.
- A model above M2 is promoted only when it agrees with more of the held-out targets of which all
  models speak than each of M0 to M2. Until then it drives nothing and is a hypothesis on show.

Models are allowed to fail. Fitted numbers were set on the fit targets alone. The equations and the
assumed numbers come from a prototype whose author had seen all targets, so held-out ones are
cleaner than fit ones, but not blind. Soreness got its second stage because a prototype without one
failed on soreness; those targets therefore count as fit.
"""
SET_NAMES = {"fit": "Fit", "held_out": "Held out"}


def page(results: Sequence[Result]) -> str:
    """The whole page."""
    return "\n".join([TOP, *_standing(results), *_tables(results), *_studies()]) + "\n"


def verdicts(results: Iterable[Result]) -> Iterator[tuple[str, ...]]:
    """Rows of set, model, observation, what was published, interval, value, unit, verdict."""
    for result in results:
        target = result.target
        yield (
            target.set,
            result.model,
            target.what,
            target.observed,
            f"{target.low:g} to {target.high:g} ({target.interval})",
            value(result),
            target.unit,
            result.verdict,
        )


def standings(results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    """Rows of model, fit, held out, held out of which all speak, standing."""
    for score in scores(results):
        counts = (score.fit, score.held_out, score.shared)
        told = (f"{agreed} of {asked}" for agreed, asked in counts)
        yield (f"{score.model} {LADDER[score.model].name}", *told, score.standing)


def value(result: Result) -> str:
    """What the model says, as it is printed."""
    return "-" if result.value is None else f"{result.value + 0.0:.1f}".replace("-0.0", "0.0")


def _standing(results: Sequence[Result]) -> Iterator[str]:
    yield "## Scores\n"
    heads = ("model", "fit", "held out", "held out, all speak", "standing")
    yield from _table(heads, standings(results))


def _tables(results: Sequence[Result]) -> Iterator[str]:
    said = {(r.model, r.target.id): r for r in results}
    for name, heading in SET_NAMES.items():
        yield f"\n## {heading}\n"
        heads = ("observation", "published", "interval", "unit", *MODELS, "grade", "study")
        rows = (_row(target, said) for target in load_targets() if target.set == name)
        yield from _table(heads, rows)
    yield "\nBold: outside the interval. A dash: the model does not say.\n"


def _row(target: Target, said: dict[tuple[str, str], Result]) -> tuple[str, ...]:
    cells = []
    for model in MODELS:
        result = said[model, target.id]
        cells.append(f"**{value(result)}**" if result.verdict == "fails" else value(result))
    studies = ", ".join(load_references()[source].short for source in target.support.sources)
    return (
        target.what,
        target.observed,
        f"{target.low:g} to {target.high:g}, {target.interval}",
        target.unit,
        *cells,
        str(target.support.grade),
        studies,
    )


def _studies() -> Iterator[str]:
    yield "## What counts as agreement\n"
    for target in load_targets():
        yield f"- **{target.what}**: {target.support.note}"
    yield "\n## Studies\n"
    sources = dict.fromkeys(s for target in load_targets() for s in target.support.sources)
    for source in sources:
        yield f"- {load_references()[source].citation}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
