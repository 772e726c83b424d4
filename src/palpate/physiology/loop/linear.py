"""Solve `(d I - J) x = b` for the loop: the pattern of zeros leaves two equations in two unknowns.

Creep depends on nothing else and inhibition feeds nothing back; dilation follows the store, tone
follows sensitisation, and that follows lactate. What is left couples store and lactate.
"""

from __future__ import annotations

from palpate.physiology.checks import Array
from palpate.physiology.jit import compiled
from palpate.physiology.loop.equations import (
    CREEP_CREEP,
    DILATION_DILATION,
    DILATION_STORE,
    INHIBITION_INHIBITION,
    INHIBITION_TENDERNESS,
    LACTATE_DILATION,
    LACTATE_LACTATE,
    LACTATE_STORE,
    LACTATE_TONE,
    SENSITISATION_LACTATE,
    SENSITISATION_SENSITISATION,
    STORE_DILATION,
    STORE_STORE,
    STORE_TONE,
    TONE_CREEP,
    TONE_SENSITISATION,
    TONE_TONE,
)
from palpate.physiology.loop.names import (
    CHEMICAL_WEIGHT,
    CREEP,
    DILATION,
    INHIBITION,
    LACTATE,
    SENSITISATION,
    STORE,
    TONE,
    TONE_REFERENCE,
    TONE_WEIGHT,
)


@compiled
def solve(d: float, j: Array, p: Array, b: Array) -> None:
    """Overwrite `b` (7,) with the solution; `j` (17,) are the derivatives, `d` the diagonal."""
    creep = b[CREEP] / (d - j[CREEP_CREEP])
    w_dilation = 1.0 / (d - j[DILATION_DILATION])
    w_sense = 1.0 / (d - j[SENSITISATION_SENSITISATION])
    w_tone = 1.0 / (d - j[TONE_TONE])
    dilation_store = j[DILATION_STORE] * w_dilation
    sense_lactate = j[SENSITISATION_LACTATE] * w_sense
    tone_lactate = j[TONE_SENSITISATION] * sense_lactate * w_tone
    dilation = b[DILATION] * w_dilation
    sense = b[SENSITISATION] * w_sense
    tone = (b[TONE] + j[TONE_CREEP] * creep + j[TONE_SENSITISATION] * sense) * w_tone
    a11 = d - j[STORE_STORE] - j[STORE_DILATION] * dilation_store
    a12 = -j[STORE_TONE] * tone_lactate
    a21 = -j[LACTATE_STORE] - j[LACTATE_DILATION] * dilation_store
    a22 = d - j[LACTATE_LACTATE] - j[LACTATE_TONE] * tone_lactate
    r1 = b[STORE] + j[STORE_DILATION] * dilation + j[STORE_TONE] * tone
    r2 = b[LACTATE] + j[LACTATE_DILATION] * dilation + j[LACTATE_TONE] * tone
    inverse = 1.0 / (a11 * a22 - a12 * a21)
    store = (r1 * a22 - a12 * r2) * inverse
    lactate = (a11 * r2 - a21 * r1) * inverse
    sense += sense_lactate * lactate
    tone += tone_lactate * lactate
    tender = p[CHEMICAL_WEIGHT] * sense + p[TONE_WEIGHT] / p[TONE_REFERENCE] * tone
    inhibition = b[INHIBITION] + j[INHIBITION_TENDERNESS] * tender
    b[STORE], b[DILATION], b[LACTATE] = store, dilation + dilation_store * store, lactate
    b[SENSITISATION], b[TONE], b[CREEP] = sense, tone, creep
    b[INHIBITION] = inhibition / (d - j[INHIBITION_INHIBITION])
