"""Draw triangles into a depth buffer."""

import numpy as np
from numpy.typing import NDArray

from palpate.anatomy.jit import compiled

Floats = NDArray[np.float64]
Faces = NDArray[np.int32]
EMPTY = -1.0e9


@compiled
def rasterise(
    pixels: Floats, depth: Floats, faces: Faces, width: int, height: int
) -> tuple[Floats, NDArray[np.int32], Floats]:
    """Return the depth buffer (H, W), nearest face (H, W; -1 = none) and its weights (H, W, 2).

    ``pixels`` (V, 2) and ``depth`` (V,) come from ``project``; larger depth is nearer.
    """
    near = np.full((height, width), EMPTY)
    face = np.full((height, width), -1, np.int32)
    weights = np.zeros((height, width, 2))
    for t in range(len(faces)):
        a, b, c = faces[t, 0], faces[t, 1], faces[t, 2]
        x0, x1, x2 = pixels[a, 0] - 0.5, pixels[b, 0] - 0.5, pixels[c, 0] - 0.5
        y0, y1, y2 = pixels[a, 1] - 0.5, pixels[b, 1] - 0.5, pixels[c, 1] - 0.5
        area = (y1 - y2) * (x0 - x2) + (x2 - x1) * (y0 - y2)
        if abs(area) < 1e-12:
            continue
        top, bottom = (
            max(0, int(np.ceil(min(y0, y1, y2)))),
            min(height - 1, int(np.floor(max(y0, y1, y2)))),
        )
        first, last = (
            max(0, int(np.ceil(min(x0, x1, x2)))),
            min(width - 1, int(np.floor(max(x0, x1, x2)))),
        )
        for py in range(top, bottom + 1):
            for px in range(first, last + 1):
                u = ((y1 - y2) * (px - x2) + (x2 - x1) * (py - y2)) / area
                v = ((y2 - y0) * (px - x2) + (x0 - x2) * (py - y2)) / area
                if u < -1e-9 or v < -1e-9 or u + v > 1.0 + 1e-9:
                    continue
                z = u * depth[a] + v * depth[b] + (1.0 - u - v) * depth[c]
                if z > near[py, px]:
                    near[py, px] = z
                    face[py, px] = t
                    weights[py, px, 0] = u
                    weights[py, px, 1] = v
    return near, face, weights
