"""The page of the documentation that lists every measured zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from palpate.reasoning.measured import Agreement, Comparison, Sheet

TOP = """# Measured referral

Where people felt pain when a structure was pressed, injected or blocked, beside what the atlas
predicts. Written by `palpate measured evaluation/measured_referral.toml --markdown`.

## How a share is predicted

- **One region**: its weight, the probability that a person in whom the source is active feels pain
  there.
- **A zone of several regions**: three people in four feel the parts together, so that the largest
  weight counts; one in four feels them independently (noisy-or). It is one number for all zones,
  chosen by judgement. The neck's weights of the upper trapezius were set with it in mind, so the
  other choices of the last table would do worse than they must.
- **A muscle with several points**: the point that the study names, otherwise the one that reaches
  the zone best. So a zero is hard: no point may reach there.
- **Agreement**: the predicted share lies in the exact 95 % interval (Clopper and Pearson) of the
  measured one. Small studies have wide intervals and are easily agreed with.

The atlas speaks of people in whom the source is active. Healthy volunteers under brief pressure
feel referral less often and less far; such rows are counted all the same and may differ. Many
weights were taken from these very studies: agreement then shows that they are kept, not that they
were foreseen. A map nobody has looked at yet is the real test.
"""
OTHER = """
## Other maps

Write `[[measured]]` tables like those in `evaluation/measured_referral.toml`, in any file:

```toml
[[measured]]
structure = "gluteus_minimus"          # or structures = [...], or one point: "gluteus_minimus.1"
zone = "outer thigh"
regions = ["thigh_lateral_upper"]      # or anywhere_but = [...]
side = "same"                          # same, opposite or any (usual)
people = 20
felt = 9                               # or share = 0.45, or least and most when told in words
stimulus = "saline"
population = "healthy people"
study = "Who 2026, where, doi"
```

`[areas]` may name several regions at once. JSON is read too: the same fields under `measured`, or a
collection of studies:

```json
{"rows": [{"muscle": "temporalis", "n": 20, "zones": [{"zone": "temple", "share_percent": 45}]}]}
```

Its zones are called by the id or name of one of our regions, or several with commas between, or
have a list of `regions` beside the words. What is not understood is listed with suggestions and
counted nowhere; zones without a number are left out.
"""


def page(sheet: Sheet, found: Agreement, choices: Mapping[str, Agreement]) -> str:
    """The whole page."""
    return "\n".join([TOP, *_counted(found), *_words(found), *_none(sheet), *_choices(choices)]) + (
        "\n" + OTHER
    )


def _counted(found: Agreement) -> Iterator[str]:
    low, high = found.rate.interval
    yield "## Zones with a number\n"
    yield (
        f"{found.rate.hits} of {found.rate.of} agree: {found.rate.share or 0:.0%} "
        f"(95 % interval {low:.0%} to {high:.0%}).\n"
    )
    heads = ("row", "source", "zone", "people", "felt", "measured", "predicted", "", "study")
    yield from _table(heads, (_row(entry) for entry in found.counted))


def _row(entry: Comparison) -> tuple[str, ...]:
    row = entry.measured
    low, high = row.interval
    return (
        row.row,
        f"`{entry.by}`",
        f"{row.zone}. {row.remark}" if row.remark else row.zone,
        row.population,
        f"{row.felt} of {row.people}",
        f"{row.share or 0:.0%} ({low:.0%} to {high:.0%})",
        f"{entry.predicted:.0%}",
        "agrees" if entry.agrees else "**differs**",
        row.study,
    )


def _words(found: Agreement) -> Iterator[str]:
    yield "\n## Zones told in words or as a range\n"
    yield "The bounds are our reading of the words, so these are not counted.\n"
    heads = ("row", "source", "zone", "people", "bounds", "predicted", "", "study")
    yield from _table(heads, (_word(entry) for entry in found.in_words))


def _word(entry: Comparison) -> tuple[str, ...]:
    row = entry.measured
    return (
        row.row,
        f"`{entry.by}`",
        row.zone,
        row.population,
        f"{row.least:.0%} to {row.most:.0%}",
        f"{entry.predicted:.0%}",
        "agrees" if entry.agrees else "**differs**",
        row.study,
    )


def _none(sheet: Sheet) -> Iterator[str]:
    yield "\n## Numbers that are no zones\n"
    lines = ((n.row, n.structure, n.what, n.reason) for n in sheet.not_zones)
    yield from _table(("row", "structure", "number", "why"), lines)


def _choices(choices: Mapping[str, Agreement]) -> Iterator[str]:
    yield "\n## What the choices do\n"
    lines = (
        (name, f"{a.rate.hits} of {a.rate.of}", f"{a.rate.share or 0:.0%}")
        for name, a in choices.items()
    )
    yield from _table(("choice", "agree", ""), lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
