"""How the threshold of each particle moves under a press, at rest, and between visits.

Central inhibition, as in the model M2: pressing raises the threshold by a share that depends on
pressure over threshold, and the gain fades after release.
"""

from __future__ import annotations

import numpy as np

from palpate.physiology.guide.belief import ONSET, RELIEF, Belief, Floats


def hold(belief: Belief, pressure: Floats, seconds: Floats) -> None:
    """Move the raised share through `seconds` (clients,) under a pressure (clients,) in kPa."""
    ratio = (pressure[:, None] / belief.threshold()) ** belief.prior.inhibition_power
    most = np.exp(belief.values[:, :, RELIEF]) * ratio / (1 + ratio)
    left = np.exp(-seconds[:, None] / np.exp(belief.values[:, :, ONSET]))
    belief.raised = most + (belief.raised - most) * left


def rest(belief: Belief, seconds: Floats) -> None:
    """Let the raised share fade for `seconds` (clients,)."""
    belief.raised = belief.raised * np.exp(-seconds[:, None] / belief.prior.inhibition_off)
