"""The pages of conditions and of perpetuating factors."""

from collections.abc import Iterable

from palpate.atlas import Entry, Page, Shelf
from palpate.atlas.wording import LEVELS, sentence
from palpate.clinic.atlas import sections
from palpate.clinic.atlas.parts import (
    Leaf,
    Link,
    Row,
    Section,
    Tags,
    backing,
    find_link,
    link,
    named_links,
)
from palpate.knowledge import Condition, Shift
from palpate.knowledge.read_conditions import LEVELS as STRICTEST_FIRST

NOT_OURS = (
    "A condition is what a client comes with. Palpate never names it from a drawing: it is no "
    "hypothesis of the program and no diagnosis."
)


def condition_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """Everything known of one condition."""
    condition = shelf.knowledge.conditions[entry.id]
    leaf = Leaf(entry, Tags((Link("Condition"), Link(sentence(condition.group)))))
    summary = sections.prose(shelf, "summary", "In short", condition.summary)
    leaf.add(Section(summary.id, summary.title, "prose", summary.data, NOT_OURS))
    leaf.add(_cautions(shelf, condition))
    leaf.add(_likelier(shelf, condition.shifts))
    leaf.add(_to_do(shelf, condition))
    leaf.add(_expectations(shelf, condition))
    leaf.add(sections.evidence(shelf, condition.id))
    return leaf


def factor_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """Everything known of one perpetuating factor."""
    factor = shelf.knowledge.factors[entry.id]
    leaf = Leaf(entry, Tags((Link("Perpetuating factor"), Link(sentence(factor.group)))))
    leaf.add(sections.prose(shelf, "known", "What is known", factor.known))
    leaf.add(sections.prose(shelf, "advice", "What to advise", factor.advice))
    leaf.add(
        sections.rows_section(
            "ask", "What to ask", [Row("Question", sections.words([factor.question]))]
        )
    )
    leaf.add(_likelier(shelf, factor.shifts))
    leaf.add(_conditions_with(shelf, entry.id))
    leaf.add(sections.evidence(shelf, factor.id))
    return leaf


def _likelier(shelf: Shelf, shifts: Iterable[Shift]) -> Section:
    rows = [
        sections.likelier_row(shelf, _targets(shelf, shift), shift)
        for shift in sorted(shifts, key=lambda each: -_strength(each))
    ]
    lead = "Which sources to look for first: measured where somebody counted, otherwise in words."
    return Section("likelier", "What becomes likelier", "likelier", rows, lead)


def _strength(shift: Shift) -> float:
    return 100 + shift.share if shift.share is not None else shift.odds or 0.0


def _targets(shelf: Shelf, shift: Shift) -> tuple[Link, ...]:
    if shift.by == "kind":
        return (Link(f"every {shift.target.replace('_', ' ')}"),)
    return named_links(shelf, [shift.target])


def _cautions(shelf: Shelf, condition: Condition) -> Section:
    ordered = sorted(condition.cautions, key=lambda each: STRICTEST_FIRST.index(each.level))
    rows = [
        {
            "level": each.level,
            "title": LEVELS[each.level],
            "text": each.instruction.text,
            "backing": backing(shelf, each.instruction.support),
        }
        for each in ordered
    ]
    return Section("cautions", "Take care", "levels", rows)


def _expectations(shelf: Shelf, condition: Condition) -> Section:
    rows = [
        {
            "can": each.can,
            "text": each.instruction.text,
            "backing": backing(shelf, each.instruction.support),
        }
        for each in sorted(condition.expectations, key=lambda each: not each.can)
    ]
    title = "What the therapy may and may not be expected to do"
    return Section("expectations", title, "expectations", rows)


def _to_do(shelf: Shelf, condition: Condition) -> Section:
    examine = tuple(find_link(shelf, Page.EXAMINATION, name) for name in condition.examine)
    factors = tuple(find_link(shelf, Page.FACTOR, name) for name in condition.perpetuating)
    rows = (
        Row("Ask", sections.words([condition.question])),
        Row("Examine", examine),
        Row("May keep it going", factors),
    )
    return sections.rows_section("examine", "What to ask and examine", rows)


def _conditions_with(shelf: Shelf, factor: str) -> Section:
    found = tuple(
        link(entry)
        for each in shelf.knowledge.conditions.values()
        if factor in each.perpetuating
        and (entry := shelf.catalogue.find(Page.CONDITION, each.id)) is not None
    )
    return sections.rows_section("conditions", "Conditions", [Row("May keep going", found)])
