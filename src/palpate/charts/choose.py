"""Choose the two or three frames in which a pattern is best seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body
from palpate.charts.frames import Frame

Floats = npt.NDArray[np.float64]

ENOUGH = 0.90
"""Share of a pattern that the part shown in the first pictures must hold."""
REST = 0.05
"""A picture of what lies outside that part is drawn when it holds this share of the pattern."""
GAIN = 0.06
"""A third direction is drawn when it shows this share of the pattern more squarely."""
CLOSER = 1.8
"""A close-up must enlarge at least this much to be worth a picture."""
CLOSE_SHARE = 0.12
"""Share of the pattern that a close-up must show."""


def importance(body: Body, weight: Floats, site: npt.NDArray[np.float64] | None) -> Floats:
    """Share of a pattern that each patch carries (P,), 1 in all.

    Every region counts by its weight, however small it is. The patch over the `site` (3,) adds
    as much as the strongest region, so that some picture shows the mark.
    """
    share = weight * body.patch_area / body.region_area[body.patch_region]
    if site is not None:
        share = share.copy()
        share[body.nearest_patch(site)] += weight.max()
    return np.asarray(share / max(share.sum(), 1e-12))


def choose(frames: Sequence[Frame], share: Floats) -> tuple[Frame, ...]:
    """Return two or three frames; `frames` come close-ups first, `share` (P,) adds up to 1."""
    part = next((f.part for f in frames if share[f.holds].sum() >= ENOUGH), frames[-1].part)
    views = [frame for frame in frames if frame.part == part]
    first = _best(views, share, np.zeros_like(share))
    second = _best([view for view in views if view is not first], share, first.clarity)
    third = _third(frames, (first, second), share)
    return (first, second) if third is None else (first, second, third)


def _third(frames: Sequence[Frame], shown: tuple[Frame, Frame], share: Floats) -> Frame | None:
    """Return a view of what lies outside the part, of what is still hidden, or a close-up."""
    others = [frame for frame in frames if frame not in shown]
    seen = np.maximum(shown[0].clarity, shown[1].clarity)
    outside = share * ~shown[0].holds
    if outside.sum() >= REST:
        return _best(others, outside, np.zeros_like(share))
    turned = [frame for frame in others if frame.part == shown[0].part]
    if turned and _gain(best := _best(turned, share, seen), share, seen) >= GAIN:
        return best
    near = [frame for frame in others if frame.height_m * CLOSER <= shown[0].height_m]
    if near:
        best = _best(near, share, np.zeros_like(share))
        if _gain(best, share, np.zeros_like(share)) >= CLOSE_SHARE:
            return best
    return None


def _gain(frame: Frame, share: Floats, seen: Floats) -> float:
    """Return the share of the pattern that a frame shows beyond the clarity already `seen`."""
    return float(share @ np.maximum(frame.clarity - seen, 0))


def _best(frames: Sequence[Frame], share: Floats, seen: Floats) -> Frame:
    """Return the frame that shows most; of nearly equal ones the closest."""
    gains = [_gain(frame, share, seen) for frame in frames]
    enough = 0.95 * max(gains)
    good = [frame for frame, gain in zip(frames, gains, strict=True) if gain >= enough]
    return min(good, key=lambda frame: frame.height_m)
