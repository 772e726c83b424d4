"""Soft studio light: three lamps, sky light, and darkening of hollows from the depth buffer."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

SKIN = np.array([231.0, 208.0, 192.0])
CUT = np.array([226.0, 216.0, 210.0])
SHADE = np.array([0.60, 0.45, 0.41])
LAMPS = (((-0.45, 0.60, 0.66), 0.70), ((0.75, 0.15, 0.50), 0.24), ((0.10, -0.55, 0.60), 0.08))
SCALES_M = ((0.004, 0.90), (0.012, 0.62), (0.035, 0.36))


def lamp_light(normals: Floats) -> Floats:
    """Return the light (N,) falling on surfaces with view-space ``normals`` (N, 3)."""
    total = 0.21 + 0.08 * normals[:, 1]
    for direction, power in LAMPS:
        lamp = np.array(direction) / np.linalg.norm(direction)
        wrapped = np.clip((normals @ lamp + 0.25) / 1.25, 0.0, 1.0)
        total = total + power * wrapped**1.25
    facing = np.clip(normals[:, 2], 0.0, 1.0)
    return np.asarray(total * (0.70 + 0.30 * facing**0.6))


def hollows(depth: Floats, inside: Mask, scale: float) -> Floats:
    """Return openness (H, W) in 0..1: below 1 where the surface lies behind its neighbourhood.

    ``scale`` is pixels per metre. Works on the depth buffer only.
    """
    openness = np.ones(depth.shape)
    for reach, strength in SCALES_M:
        sigma = max(0.6, reach * scale)
        weight = blur(inside.astype(np.float32), sigma)
        mean = blur(np.where(inside, depth, 0.0).astype(np.float32), sigma) / np.maximum(
            weight, 1e-6
        )
        behind = np.clip((mean - depth) / (2.2 * reach), -0.35, 1.0)
        openness *= 1.0 - strength * np.where(behind > 0, behind, 0.35 * behind)
    return np.asarray(np.clip(openness, 0.25, 1.12))


def away_from_edge(normals: Floats) -> Floats:
    """Return 0..1 (N,): small where the surface turns away: outlines are no hollows."""
    return np.asarray(np.clip(1.5 * normals[:, 2] - 0.15, 0.15, 1.0))


def blur(picture: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """Return ``picture`` blurred by three box filters near a Gaussian of ``sigma`` pixels."""
    step = max(1, int(sigma / 4.0))
    small = picture[::step, ::step]
    size = 2 * round(0.5 * (np.sqrt(4.0 * (sigma / step) ** 2 + 1.0) - 1.0)) + 1
    for _ in range(3):
        small = uniform_filter(small, size, mode="constant")
    full = np.repeat(np.repeat(small, step, axis=0), step, axis=1)
    return np.asarray(uniform_filter(full[: picture.shape[0], : picture.shape[1]], step))


def tint(base: Floats, light: Floats) -> Floats:
    """Return colours (N, 3) in 0..255 for base colours under ``light`` (N,); shadows stay warm."""
    level = np.clip(light, 0.0, 1.15)[:, None]
    dark = base * SHADE
    mixed = dark + (base - dark) * np.minimum(level, 1.0)
    return np.asarray(np.clip(mixed + 70.0 * np.clip(level - 0.95, 0, 1), 0, 255))
