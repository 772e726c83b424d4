"""Read `[[examination]]` and `[[question]]` entries."""

from __future__ import annotations

from palpate.evidence import Fields, Table
from palpate.knowledge import common
from palpate.knowledge.model import Examination, Link, Question, Result

KINDS = ("test", "movement", "sign")
TYPES = ("yes_no", "choice", "number")


def read_examination(table: Table) -> Examination:
    """Turn one `[[examination]]` entry into an Examination; raises DataError."""
    fields = Fields(table)
    names = fields.texts("results")
    if not names:
        raise fields.error("results", "is empty.", "Name the results, the worst first.")
    positive = fields.text("positive", names[0])
    examination = Examination(
        id=fields.text("id"),
        name=fields.text("name"),
        kind=fields.choice("kind", KINDS),
        sides=common.sides(fields),
        minutes=fields.number("minutes", 0.05, 30),
        instruction=fields.text("instruction"),
        results=_results(fields, names, positive),
        positive=positive,
        false_positive=fields.number("false_positive", 0.0001, 0.95),
        links=tuple(_link(entry) for entry in fields.tables_at("raised_by")),
        support=common.support(fields),
        error=fields.text("error", ""),
    )
    fields.done()
    return examination


def read_question(table: Table) -> Question:
    """Turn one `[[question]]` entry into a Question; raises DataError."""
    fields = Fields(table)
    kind = fields.choice("type", TYPES)
    question = Question(
        id=fields.text("id"),
        name=fields.text("name"),
        text=fields.text("text"),
        type=kind,
        choices=fields.texts("choices", ()),
        unit=fields.text("unit", ""),
        examination=_as_examination(fields),
    )
    if kind != "yes_no" and question.examination:
        raise fields.error("raised_by", "needs a yes or no.", 'Use type = "yes_no".')
    if kind == "choice" and not question.choices:
        raise fields.error("choices", "is empty.", "List the answers to choose from.")
    fields.done()
    return question


def _as_examination(fields: Fields) -> Examination | None:
    """A question that moves sources is an examination with the results yes and no."""
    minutes = fields.number("minutes", 0.05, 30, 0.2)
    links = tuple(_link(entry) for entry in fields.tables_at("raised_by"))
    false_positive = fields.number("false_positive", 0.0001, 0.95, 0.1)
    backing = common.support(fields) if fields.has("sources") else None
    error = fields.text("error", "")
    if not links:
        return None
    if backing is None:
        raise fields.error("sources", "is missing.", "Links need sources and a grade.")
    return Examination(
        id=fields.text("id"),
        name=fields.text("name"),
        kind="question",
        sides=("midline",),
        minutes=minutes,
        instruction=fields.text("text"),
        results=(Result("yes", 1.0, 0.0), Result("no", 0.0, 1.0)),
        positive="yes",
        false_positive=false_positive,
        links=links,
        support=backing,
        error=error,
    )


def _results(fields: Fields, names: tuple[str, ...], positive: str) -> tuple[Result, ...]:
    if positive not in names:
        raise fields.error("positive", f"{positive!r} is not a result.", "Name one of them.")
    shares = fields.table_at("result_likelihoods", {})
    results = []
    for name in names:
        pair = shares.raw(name, [1.0, 0.0] if name == positive else [0.0, 1.0])
        if not _is_pair_of_shares(pair):
            raise fields.error("result_likelihoods", f"{name} is {pair}.", "Give two shares.")
        results.append(Result(name, float(pair[0]), float(pair[1])))
    shares.done()
    return tuple(results)


def _is_pair_of_shares(pair: object) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(share, (int, float)) and 0 <= share <= 1 for share in pair)
    )


def _link(fields: Fields) -> Link:
    by, target = common.target(fields)
    link = Link(
        target=target,
        by=by,
        sensitivity=fields.number("sensitivity", 0.01, 0.999),
        support=common.support(fields),
    )
    fields.done()
    return link
