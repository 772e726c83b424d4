"""The shelf of the shipped body and knowledge."""

from __future__ import annotations

import pytest

from palpate.anatomy import Body
from palpate.atlas import Shelf
from palpate.knowledge import Knowledge


@pytest.fixture(scope="session")
def shelf(body: Body, knowledge: Knowledge) -> Shelf:
    return Shelf(body, knowledge)
