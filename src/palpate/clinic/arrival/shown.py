"""Questions and answers as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from palpate.clinic.arrival.answering import DETAIL, LINE, SCALE, TEXT, Refused
from palpate.clinic.arrival.catalogue import Question


@dataclass(frozen=True)
class Option:
    """One answer to tick."""

    id: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """One question on a page, with what was answered."""

    id: str
    kind: str
    ask: str
    help: str
    detail_id: str
    detail: str
    detail_value: str
    options: tuple[Option, ...]
    value: str
    longest: int
    longest_detail: int
    errors: tuple[str, ...]


def asked(
    questions: Iterable[Question],
    language: str,
    values: Mapping[str, Any],
    refused: Sequence[Refused] = (),
    yes_no: tuple[str, str] = ("Yes", "No"),
) -> list[Asked]:
    """The questions of a page."""
    return [_asked(one, language, values, refused, yes_no) for one in questions]


def in_words(
    question: Question,
    answers: Mapping[str, Any],
    language: str = "en",
    yes_no: tuple[str, str] = ("Yes", "No"),
) -> str:
    """An answer as one reads it; empty when there is none."""
    value = answers.get(question.id)
    words = {choice.id: choice.words[language] for choice in question.choices}
    if isinstance(value, list):
        told = ", ".join(words.get(str(each), str(each)) for each in value)
    elif question.kind == "yes_no":
        told = dict(zip(("yes", "no"), yes_no, strict=True)).get(str(value or ""), "")
    else:
        told = words.get(str(value), str(value)) if value else ""
    detail = str(answers.get(question.detail_id) or "") if question.detail else ""
    return f"{told} ({detail})" if told and detail else told or detail


def _asked(
    question: Question,
    language: str,
    values: Mapping[str, Any],
    refused: Sequence[Refused],
    yes_no: tuple[str, str],
) -> Asked:
    value = values.get(question.id, "")
    return Asked(
        id=question.id,
        kind=question.kind,
        ask=question.ask[language],
        help=question.help.get(language, ""),
        detail_id=question.detail_id,
        detail=question.detail.get(language, ""),
        detail_value=str(values.get(question.detail_id, "")),
        options=tuple(_options(question, language, value, yes_no)),
        value=value if isinstance(value, str) else "",
        longest=TEXT if question.kind == "text" else LINE,
        longest_detail=DETAIL,
        errors=tuple(str(one) for one in refused if one.field in (question.id, question.detail_id)),
    )


def _options(
    question: Question, language: str, value: object, yes_no: tuple[str, str]
) -> list[Option]:
    if question.kind == "yes_no":
        pairs = list(zip(("yes", "no"), yes_no, strict=True))
    elif question.kind == "scale":
        pairs = [(step, step) for step in SCALE]
    else:
        pairs = [(choice.id, choice.words[language]) for choice in question.choices]
    chosen = value if isinstance(value, list) else [value]
    return [Option(key, words, key in chosen) for key, words in pairs]
