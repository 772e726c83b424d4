"""What many tests share: the shipped body and knowledge, and a desk that answers cases."""

from __future__ import annotations

import pytest
from hypothesis import settings
from tests.support import Desk

from palpate.anatomy import Body, load_body
from palpate.knowledge import Knowledge
from palpate.reasoning import Reasoner, load_reasoner

settings.register_profile("palpate", deadline=None, derandomize=True)
settings.load_profile("palpate")


@pytest.fixture(scope="session")
def body() -> Body:
    """The canonical body surface."""
    return load_body()


@pytest.fixture(scope="session")
def reasoner() -> Reasoner:
    """The reasoner on everything that is shipped."""
    return load_reasoner()


@pytest.fixture(scope="session")
def knowledge(reasoner: Reasoner) -> Knowledge:
    """Everything that is known, as the reasoner sees it."""
    return reasoner.model.knowledge


@pytest.fixture(scope="session")
def desk(reasoner: Reasoner) -> Desk:
    """Answers cases written as JSON."""
    return Desk(reasoner)
