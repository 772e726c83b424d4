"""Virtual clients of any model of the ladder, pressed by a thumb at a depth of their own."""

from __future__ import annotations

import numpy as np

from palpate.physiology.clients import draw_clients
from palpate.physiology.contact import MOST_KPA, PROBE_CM2, transfer
from palpate.physiology.guide.belief import Floats
from palpate.physiology.guide.prior import THUMB_CM2
from palpate.physiology.parameters import load_parameters
from palpate.physiology.stepping import hold, wait


class Patients:
    """`clients` drawn of one model. The guide takes the typical depth; they have their own.

    Pressures are those that a 1 cm2 tip would need at the typical depth, kPa (clients,).
    """

    def __init__(
        self, model: str, clients: int, seed: int | tuple[int, ...], point: str = "active"
    ) -> None:
        drawn = draw_clients(model, clients, np.random.default_rng(seed), point)
        self._state = drawn.rest()
        own = transfer(THUMB_CM2, drawn.values["depth"]) / transfer(
            PROBE_CM2, drawn.values["depth"]
        )
        typical = load_parameters()["depth"].values[point]
        self._factor = own / (transfer(THUMB_CM2, typical) / transfer(PROBE_CM2, typical))

    def pain(self, pressure: Floats) -> Floats:
        """Pain at once, 0-10 (clients,)."""
        return self._state.pain(np.minimum(pressure * self._factor, MOST_KPA))

    def hold(self, pressure: Floats, seconds: float) -> None:
        """Press for some seconds; a pressure of 0 is rest."""
        self._state = hold(self._state, np.minimum(pressure * self._factor, MOST_KPA), seconds)

    def wait(self, seconds: float) -> None:
        """Rest."""
        self._state = wait(self._state, seconds)
