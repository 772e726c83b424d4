"""How much work an answer may take: the numbers of the search and of the sweep."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Numbers of the search and of the sweep that follows where the search stays open.

    `budget` is the most sets the search expands. After `patience` expansions it gives up at once if
    more than the share `hopeless` of the mass found is still open. If more than `open_share` stays
    open at its end, the sweep answers: `states` bounds its states, `step` (natural-log likelihood)
    says which states count as alike, sources that cannot reach the probability `least` are not
    decided one by one, but at least `fewest` are, and `draws`, a prime number, sets are drawn.
    `sweeps` is the length of the chain that stands in where a factor does not suit the sweep.
    `palpate calibrate --fit` tries other values; the figures are in
    docs/adr/0006-region-temper.md.
    """

    budget: int = 200
    patience: int = 20
    hopeless: float = 0.5
    open_share: float = 0.3
    states: int = 120_000
    step: float = 0.8
    least: float = 0.003
    fewest: int = 150
    draws: int = 2003
    sweeps: int = 400


STANDARD = Effort()
"""The shipped effort."""
