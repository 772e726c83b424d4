"""Write docs/reference/published-facts.md: published figures beside those of the network.

Run `python -m evaluation.published_facts`. The page lists what the atlas must give back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evaluation.arithmetic import alone, expected, figures, left, moved, pressed_links, ratio
from palpate.knowledge.palpation import RECOGNISED_KAPPA, RESULTS, TENDER_KAPPA, ceiling
from palpate.reasoning import Model, Reasoner, load_reasoner
from palpate.reasoning.population import BaseRate, all_base_rates

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "published-facts.md"
SEED = 20260


def page(reasoner: Reasoner) -> str:
    """The whole page."""
    model = reasoner.model
    parts = (_ratios(reasoner), _tests(reasoner), _healthy(model), _rates(model))
    lines = [line for part in (*parts, _reliability(model)) for line in part]
    return "\n".join([TOP, *lines])


TOP = """# Published facts

What papers counted, and what the network makes of its own tables. Written by
`python -m evaluation.published_facts`; a fact that the network does not reproduce stands here as
**no**. Figures that were put into the tables come out again: these checks show that the arithmetic
keeps them, not that they are true of another clinic.
"""


def _ratios(reasoner: Reasoner) -> Iterator[str]:
    """Nerve or muscle in the hand."""
    yield "## Nerve or muscle in the hand\n"
    yield "What one result multiplies the odds by, in the whole network.\n"
    lines = []
    for row in figures()["ratio"]:
        found = ratio(reasoner, row)
        fits = abs(found / row["ratio"] - 1) <= 0.01
        what = f"not `{row['source']}`" if row.get("against") else f"`{row['source']}`"
        lines.append((f"`{row['examination']}`", row["result"], what, f"{row['ratio']:.2f}",
                      f"{found:.2f}", _yes(fits), row["citation"]))  # fmt: skip
    heads = ("examination", "result", "for", "published", "ours", "within 1 %", "source")
    yield from _table(heads, lines)
    yield (
        "\nQerama and Meder disagree. A trigger point in infraspinatus was commoner when\n"
        "conduction was normal (Qerama); pressing infraspinatus brought the hand's symptoms\n"
        "mostly in carpal tunnel syndrome (Meder, whose figures are for the syndrome, not against\n"
        "it). Both stand.\n"
    )


def _tests(reasoner: Reasoner) -> Iterator[str]:
    model = reasoner.model
    yield "## Tests\n"
    yield (
        "Published sensitivity and specificity; ours, with the likelihood ratio of a positive\n"
        "result when the source stands alone; and in the whole network, where other sources turn\n"
        "the same test positive, beside Bayes' arithmetic for that.\n"
    )
    lines = []
    for row in figures()["published"]:
        examination = model.knowledge.examinations[row["examination"]]
        source = left(model, row["source"])
        lone = moved(alone(model, source, examination), source, examination, examination.positive)
        whole = moved(reasoner, source, examination, examination.positive, fine=True)
        bayes = expected(model, source, examination, examination.positive)
        specificity = 1 - examination.false_positive
        lines.append((
            f"`{examination.id}`", f"`{row['source']}`", _range(row["sensitivity"]),
            _range(row["specificity"]), f"{lone * examination.false_positive:.2f}",
            f"{specificity:.2f}", f"{lone:.2f}", f"{whole:.2f}", f"{bayes:.2f}", row["citation"],
        ))  # fmt: skip
    heads = ("test", "for", "sensitivity", "specificity", "ours", "ours", "alone", "network",
             "Bayes", "source")  # fmt: skip
    yield from _table(heads, lines)
    yield (
        "\nThe network's column is from a search to the last set. The everyday search leaves out\n"
        "the last thousandth of the mass; its ratios were within 3 % of these.\n"
    )


def _healthy(model: Model) -> Iterator[str]:
    yield "\n## False positives in healthy people\n"
    yield "The range is over what was counted as positive: pulse, pain, tingling.\n"
    lines = []
    for row in figures()["healthy"]:
        low, high = row["false_positive"]
        ours = model.knowledge.examinations[row["examination"]].false_positive
        lines.append((f"`{row['examination']}`", f"{low:.0%} to {high:.0%} of {row['people']}",
                      f"{ours:.0%}", _yes(low <= ours <= high), row["citation"]))  # fmt: skip
    yield from _table(("test", "published", "ours", "within", "source"), lines)


def _rates(model: Model) -> Iterator[str]:
    yield "\n## Base rates\n"
    yield (
        "Simulated populations of 4000 people with each condition, beside what a study counted.\n"
        "*Expected* is the measured share drawn towards the general prior, a small study more\n"
        "than a large one. The ceiling that a background has in the ranking is left out here: it\n"
        "keeps a known condition from outweighing the drawing, and says nothing of how often a\n"
        "point is found. Of low back pain the review prints ranges over studies; the share kept\n"
        "is one within them.\n"
    )
    heads = ("condition", "found in", "measured", "expected", "simulated", "within", "source")
    yield from _table(heads, (_rate(rate) for rate in all_base_rates(model, SEED)))


def _rate(rate: BaseRate) -> tuple[str, ...]:
    low, high = rate.measured.interval
    counted = f"{rate.measured.hits} of {rate.measured.of} ({low:.0%} to {high:.0%})"
    return (
        f"`{rate.condition}`",
        f"`{rate.target}`",
        counted,
        f"{rate.expected:.0%}",
        f"{rate.simulated.share or 0:.0%}",
        _yes(rate.reproduced),
        ", ".join(rate.sources),
    )


def _reliability(model: Model) -> Iterator[str]:
    yield "\n## Reliability of palpation\n"
    yield (
        f"Raters agree on recognised pain with kappa {RECOGNISED_KAPPA} and on tenderness with\n"
        f"{TENDER_KAPPA}: no single result may multiply the odds by more than\n"
        f"{ceiling(RECOGNISED_KAPPA):.1f} and {ceiling(TENDER_KAPPA):.1f}, or divide by more.\n"
    )
    shares = [
        (result.name.replace("_", " "), f"{result.if_present / result.if_absent:.2f}")
        for result in RESULTS
    ]
    yield from _table(("palpation of a muscle", "likelihood ratio"), shares)
    strongest = sorted({(-r, t, s.structure) for t, s, r in pressed_links(model)})
    yield "\nThe strongest tests by pressing that reach a trigger point:\n"
    cap = ceiling(TENDER_KAPPA)
    lines = [(f"`{t}`", f"`{s}`", f"{-r:.1f}", _yes(-r <= cap)) for r, t, s in strongest[:8]]
    yield from _table(("test", "muscle", "likelihood ratio", "within"), lines)
    both = -strongest[0][0] * RESULTS[0].if_present / RESULTS[0].if_absent
    yield (
        "\nNot bounded: palpation of a muscle and a test that presses the same muscle are taken\n"
        "for two witnesses, though they are the same fingers. Together they may multiply the odds\n"
        f"by up to {both:.0f}.\n"
    )


def _range(pair: Sequence[float]) -> str:
    low, high = pair
    return f"{low:.2f}" if low == high else f"{low:.2f} to {high:.2f}"


def _yes(fits: bool) -> str:
    return "yes" if fits else "**no**"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    PAGE.write_text(page(load_reasoner()), encoding="utf-8")
