"""Evaluate a compiled sculpture: smooth unions of solids, then brush strokes on the result.

A sculpture is a list of operations (``ops``: kind, data offset, jump, count) over one flat
``data`` array. Every operation starts with a bounding sphere so that far ones cost nothing.
"""

import math

import numpy as np
from numpy.typing import NDArray

from palpate.anatomy.jit import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ELLIPSOID, CONE, LOFT, OPEN, CLOSE, BUMP, STROKE = range(7)
HEADER = 6  # bounding centre (3), bounding radius, blend width, sign
FAR = 1.0e3
LOFT_COLUMNS = 7


@compiled
def smooth_min(a: float, b: float, k: float) -> float:
    """Return the minimum of two distances with a cubic fillet of width ``k``."""
    h = max(k - abs(a - b), 0.0) / k
    joined: float = min(a, b) - h * h * h * k / 6.0
    return joined


@compiled
def _ellipsoid(x: float, y: float, z: float, d: Floats, o: int) -> float:
    x, y, z = x - d[o], y - d[o + 1], z - d[o + 2]
    u = (d[o + 3] * x + d[o + 4] * y + d[o + 5] * z) / d[o + 12]
    v = (d[o + 6] * x + d[o + 7] * y + d[o + 8] * z) / d[o + 13]
    w = (d[o + 9] * x + d[o + 10] * y + d[o + 11] * z) / d[o + 14]
    q = math.sqrt(u * u + v * v + w * w)
    s = math.sqrt((u / d[o + 12]) ** 2 + (v / d[o + 13]) ** 2 + (w / d[o + 14]) ** 2)
    if s < 1e-9:
        s = 1e-9
    value: float = q * (q - 1.0) / s
    return value


@compiled
def _cone(x: float, y: float, z: float, d: Floats, o: int) -> float:
    ax, ay, az = d[o + 3] - d[o], d[o + 4] - d[o + 1], d[o + 5] - d[o + 2]
    x, y, z = x - d[o], y - d[o + 1], z - d[o + 2]
    t = (x * ax + y * ay + z * az) / (ax * ax + ay * ay + az * az)
    t = min(max(t, 0.0), 1.0)
    x, y, z = x - t * ax, y - t * ay, z - t * az
    value: float = math.sqrt(x * x + y * y + z * z) - (d[o + 6] + t * (d[o + 7] - d[o + 6]))
    return value


@compiled
def _station(d: Floats, o: int, n: int, s: float, column: int) -> float:
    i = min(max(math.floor(s), 0), n - 2)
    t = s - i
    p1 = d[o + i * LOFT_COLUMNS + column]
    p2 = d[o + (i + 1) * LOFT_COLUMNS + column]
    p0 = d[o + max(i - 1, 0) * LOFT_COLUMNS + column]
    p3 = d[o + min(i + 2, n - 1) * LOFT_COLUMNS + column]
    a = 2.0 * p1 + (p2 - p0) * t
    b = (2.0 * p0 - 5.0 * p1 + 4.0 * p2 - p3) * t * t
    c = (3.0 * p1 - p0 - 3.0 * p2 + p3) * t * t * t
    value: float = 0.5 * (a + b + c)
    return value


@compiled
def _loft(x: float, y: float, z: float, d: Floats, o: int, n: int) -> float:
    x, y, z = x - d[o], y - d[o + 1], z - d[o + 2]
    u = d[o + 3] * x + d[o + 4] * y + d[o + 5] * z
    v = d[o + 6] * x + d[o + 7] * y + d[o + 8] * z
    w = d[o + 9] * x + d[o + 10] * y + d[o + 11] * z
    low, step, cap = d[o + 12], d[o + 13], d[o + 14]
    high = low + step * (n - 1)
    table = o + 15
    s = (min(max(v, low), high) - low) / step
    u -= _station(d, table, n, s, 0)
    w -= _station(d, table, n, s, 1)
    ru = _station(d, table, n, s, 2 if u > 0 else 3)
    rw = _station(d, table, n, s, 4 if w > 0 else 5)
    p = _station(d, table, n, s, 6)
    a, b = abs(u) / ru, abs(w) / rw
    q = (a**p + b**p) ** (1.0 / p)
    inner = min(ru, rw)
    over = max(max(low - v, v - high), 0.0) / (cap * inner)
    whole = math.sqrt(q * q + over * over)
    if q < 1e-6 or whole < 1e-6:
        middle: float = (whole - 1.0) * inner * min(cap, 1.0)
        return middle
    ga, gb = (a / q) ** (p - 1.0) / ru, (b / q) ** (p - 1.0) / rw
    slope_side = (ga * ga + gb * gb) * (q / whole) ** 2
    slope_end = (over / (whole * cap * inner)) ** 2
    value: float = (whole - 1.0) / math.sqrt(slope_side + slope_end)
    return value


@compiled
def _bump(x: float, y: float, z: float, d: Floats, o: int) -> float:
    x, y, z = x - d[o], y - d[o + 1], z - d[o + 2]
    u = (d[o + 3] * x + d[o + 4] * y + d[o + 5] * z) / d[o + 12]
    v = (d[o + 6] * x + d[o + 7] * y + d[o + 8] * z) / d[o + 13]
    w = (d[o + 9] * x + d[o + 10] * y + d[o + 11] * z) / d[o + 14]
    value: float = d[o + 15] * math.exp(-0.5 * (u * u + v * v + w * w))
    return value


@compiled
def _stroke(x: float, y: float, z: float, d: Floats, o: int, n: int) -> float:
    best = FAR
    width = 1.0
    amount = 0.0
    for i in range(n - 1):
        j = o + 5 * i
        ax, ay, az = d[j + 5] - d[j], d[j + 6] - d[j + 1], d[j + 7] - d[j + 2]
        px, py, pz = x - d[j], y - d[j + 1], z - d[j + 2]
        t = (px * ax + py * ay + pz * az) / (ax * ax + ay * ay + az * az + 1e-18)
        t = min(max(t, 0.0), 1.0)
        px, py, pz = px - t * ax, py - t * ay, pz - t * az
        sigma = d[j + 3] + t * (d[j + 8] - d[j + 3])
        far = (px * px + py * py + pz * pz) / (sigma * sigma)
        if far < best:
            best = far
            width = sigma
            amount = d[j + 4] + t * (d[j + 9] - d[j + 4])
    return amount * math.exp(-0.5 * best) if width > 0.0 else 0.0


@compiled
def _solid(kind: int, x: float, y: float, z: float, d: Floats, o: int, n: int) -> float:
    if kind == ELLIPSOID:
        return _ellipsoid(x, y, z, d, o)
    if kind == CONE:
        return _cone(x, y, z, d, o)
    return _loft(x, y, z, d, o, n)


@compiled
def _value(x: float, y: float, z: float, ops: Ints, d: Floats, stack: Floats) -> float:
    f = FAR
    depth = 0
    i = 0
    while i < len(ops):
        kind, o, n = ops[i, 0], ops[i, 1], ops[i, 3]
        k = d[o + 4]
        away = math.sqrt((x - d[o]) ** 2 + (y - d[o + 1]) ** 2 + (z - d[o + 2]) ** 2) - d[o + 3]
        if kind == OPEN:
            if away > f + k:
                i = ops[i, 2]
                continue
            stack[depth] = f
            depth += 1
            f = FAR
        elif kind == CLOSE:
            depth -= 1
            f = smooth_min(stack[depth], f, k)
        elif kind in (BUMP, STROKE):
            if away < 0.0:
                brush = (
                    _bump(x, y, z, d, o + HEADER)
                    if kind == BUMP
                    else _stroke(x, y, z, d, o + HEADER, n)
                )
                f -= brush
        elif d[o + 5] < 0.0:
            if away < k - f or away < k:
                f = -smooth_min(-f, _solid(kind, x, y, z, d, o + HEADER, n), k)
        elif away < f + k:
            f = smooth_min(f, _solid(kind, x, y, z, d, o + HEADER, n), k)
        i += 1
    return f


@compiled
def evaluate(points: Floats, ops: Ints, data: Floats) -> Floats:
    """Return the signed value (metres, negative inside) at ``points`` (N, 3)."""
    out = np.empty(len(points))
    stack = np.empty(8)
    for i in range(len(points)):
        out[i] = _value(points[i, 0], points[i, 1], points[i, 2], ops, data, stack)
    return out
