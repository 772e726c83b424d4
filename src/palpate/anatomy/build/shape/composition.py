"""The whole body as one sculpture."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from palpate.anatomy.build.shape.arm import add_arm, carve_arm
from palpate.anatomy.build.shape.foot import add_foot, carve_ankle
from palpate.anatomy.build.shape.hand import add_hand
from palpate.anatomy.build.shape.head import add_head
from palpate.anatomy.build.shape.leg import add_leg, carve_leg
from palpate.anatomy.build.shape.neck import add_axilla, add_neck, carve_neck
from palpate.anatomy.build.shape.sculpture import Sculpture
from palpate.anatomy.build.shape.trunk import add_trunk, carve_back, carve_front

ARM_CENTRE, LEG_CENTRE = (0.31, 1.00, 0.0), (0.10, 0.48, 0.0)


def sculpt() -> Sculpture:
    """Return the left half of the body; the right half is its mirror image."""
    body = Sculpture()
    add_trunk(body)
    add_neck(body)
    add_head(body)
    with body.group(LEG_CENTRE, 0.60, 0.075):
        add_leg(body)
        add_foot(body)
    with body.group(ARM_CENTRE, 0.55, 0.045):
        add_arm(body)
        add_hand(body)
    add_axilla(body)
    for carve in (carve_front, carve_back, carve_neck, carve_arm, carve_leg, carve_ankle):
        carve(body)
    return body


@cache
def body_field() -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the compiled sculpture for ``kernel.evaluate``."""
    return sculpt().arrays()
