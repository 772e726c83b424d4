"""Leaving a slow import out must not leave it out for good."""

import importlib
import sys

from palpate.cli.quick_start import UNUSED, without_linear_algebra


def test_linear_algebra_can_be_imported_afterwards() -> None:
    loaded = {name: sys.modules.pop(name) for name in list(sys.modules) if name == UNUSED}
    try:
        with without_linear_algebra():
            assert sys.modules[UNUSED] is None
        assert UNUSED not in sys.modules
    finally:
        sys.modules.update(loaded)
    assert importlib.import_module(UNUSED).inv is not None


def test_what_is_loaded_already_stays() -> None:
    before = importlib.import_module(UNUSED)
    with without_linear_algebra():
        assert sys.modules[UNUSED] is before
    assert sys.modules[UNUSED] is before
