"""Which questions of the history could raise a red flag for what is drawn."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from palpate.knowledge import Knowledge, Predicate, Rule
from palpate.knowledge.common import ACTIONS
from palpate.reasoning import Case, Model, red_flags

MOST: Final = 8


def questions_to_ask(case: Case, raised: Collection[str], model: Model) -> list[str]:
    """Return the unanswered yes/no questions that would raise a red flag if answered with yes.

    Rules about the place that is drawn come before rules that hold anywhere, then the most urgent
    disease, and for each the rule that needs the fewest answers.
    Empty while nothing is drawn, since then every question would be in the list.

    Args:
        case: what is known so far.
        raised: ids of the diseases whose red flags are up already.
        model: body and knowledge.
    """
    if not case.painted.size:
        return []
    knowledge = model.knowledge
    open_rules = [
        (rule, missing)
        for rule in knowledge.rules
        if rule.disease not in raised
        and (missing := [each for each in _asked(rule, knowledge) if each not in case.history])
    ]
    if_yes = replace(case, history={**_all_yes(knowledge), **case.history})
    holding = _holding([rule for rule, _ in open_rules], if_yes, model)
    found = [
        (
            not _has_place(rule),
            ACTIONS.index(rule.action or knowledge.diseases[rule.disease].action),
            len(missing),
            missing,
        )
        for number, (rule, missing) in enumerate(open_rules)
        if number in holding
    ]
    found.sort(key=lambda each: each[:3])
    return list(dict.fromkeys(one for *_, missing in found for one in missing))[:MOST]


def _holding(rules: Sequence[Rule], case: Case, model: Model) -> set[int]:
    """Return the places of the rules that hold, judged all at once under numbered diseases."""
    known = model.knowledge.diseases
    numbered = replace(
        model.knowledge,
        rules=tuple(replace(rule, disease=str(number)) for number, rule in enumerate(rules)),
        diseases={
            str(number): replace(known[rule.disease], id=str(number))
            for number, rule in enumerate(rules)
        },
    )
    return {int(flag.id) for flag in red_flags(case, model.body, numbered)}


def _has_place(rule: Rule) -> bool:
    """Whether a rule speaks of where it hurts."""
    return any(predicate.kind == "pain_in" for predicate in rule.all)


def _all_yes(knowledge: Knowledge) -> dict[str, bool]:
    return {each.id: True for each in knowledge.questions.values() if each.type == "yes_no"}


def _asked(rule: Rule, knowledge: Knowledge) -> list[str]:
    """Return the yes/no questions whose answer yes helps the rule."""
    ids = [each for predicate in rule.all for each in _histories(predicate)]
    return [each for each in ids if knowledge.questions[each].type == "yes_no"]


def _histories(predicate: Predicate) -> Iterator[str]:
    if predicate.kind == "history":
        yield str(predicate.values["history"])
    elif predicate.kind == "any":
        for part in predicate.parts:
            yield from _histories(part)
