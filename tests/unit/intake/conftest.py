"""One reader for all tests of the intake."""

import pytest

from palpate.anatomy import Body
from palpate.intake import Reader
from palpate.knowledge import load_knowledge


@pytest.fixture(scope="session")
def reader(body: Body) -> Reader:
    """Reads words with everything that is shipped."""
    return Reader(body, load_knowledge())
