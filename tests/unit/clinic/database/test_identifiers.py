"""Identifiers sort by time."""

from concurrent.futures import ThreadPoolExecutor
from time import time_ns
from uuid import RFC_4122

from palpate.clinic.database.identifiers import uuid7


def test_an_identifier_says_what_it_is_and_when_it_was_made() -> None:
    before = time_ns() // 1_000_000
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)
    assert before <= made.int >> 80 <= time_ns() // 1_000_000


def test_each_is_greater_than_the_one_before() -> None:
    made = [uuid7() for _ in range(5_000)]
    assert made == sorted(set(made))


def test_threads_never_make_the_same() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: uuid7(), range(4_000)))
    assert len(set(made)) == 4_000
    assert len({one.int >> 64 for one in made}) == 4_000
