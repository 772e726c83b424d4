"""Virtual clients: parameters drawn for many at once, and the state each of them is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from palpate.evidence import UserError
from palpate.physiology.checks import Array, choice, numbers, whole
from palpate.physiology.contact import MOST_KPA
from palpate.physiology.ladder import model_of
from palpate.physiology.parameters import MODELS, POINTS, Parameter, parameters_of

MOST_CLIENTS = 1_000_000
WORST = 10.0
"""Top of the scale of pain and soreness."""


@dataclass(frozen=True)
class Clients:
    """`n` virtual clients of one model.

    `values` holds every parameter (units in `parameters.toml`) and what follows from them, as
    arrays (n,).
    """

    model: str
    point: str
    values: Mapping[str, Array]

    @property
    def n(self) -> int:
        """How many clients."""
        return len(self.values["threshold"])

    def rest(self) -> State:
        """Everybody untreated."""
        return State(self, model_of(self.model).rest(self.values))

    def replace(self, **values: npt.ArrayLike) -> Clients:
        """Return clients with other parameters, arrays (n,) or numbers. Raises UserError."""
        own = {p.id: self.values[p.id] for p in parameters_of(self.model)}
        return _made(self.model, self.point, {**own, **_checked(self.model, values, self.n)})

    def take(self, indices: npt.ArrayLike) -> Clients:
        """Return the clients at these places, in this order; a client may come twice."""
        chosen = np.asarray(indices, dtype=np.intp)
        values = {name: array[chosen] for name, array in self.values.items()}
        return Clients(self.model, self.point, MappingProxyType(values))


@dataclass(frozen=True)
class State:
    """Where each client stands now; `values` is (n, width) and never changed in place."""

    clients: Clients
    values: Array

    def gain(self) -> Array:
        """Rise of the threshold (n,) as a share of the untreated one."""
        return model_of(self.clients.model).gain(self.clients.values, self.values)

    def remote(self) -> Array | None:
        """The same at a place that was not pressed; None where the model does not speak of it."""
        return model_of(self.clients.model).remote(self.clients.values, self.values)

    def threshold(self) -> Array:
        """Pressure pain threshold now (n,), kPa under a 1 cm2 tip."""
        now: Array = self.clients.values["threshold"] * (1.0 + self.gain())
        return now

    def soreness(self) -> Array:
        """Soreness now (n,), 0-10."""
        return np.minimum(self.values[:, 1], WORST)

    def pain(self, equivalent_kpa: npt.ArrayLike) -> Array:
        """Pain (0-10, no noise) if pressed now at this pressure in kPa; broadcasts against (n,)."""
        pressed = numbers(equivalent_kpa, "equivalent_kpa", 0.0, MOST_KPA, "kPa")
        felt: Array = self.clients.values["slope"] * (pressed - self.threshold())
        return np.clip(felt, 0.0, WORST)

    def take(self, indices: npt.ArrayLike) -> State:
        """Return the clients at these places with their states."""
        chosen = np.asarray(indices, dtype=np.intp)
        return State(self.clients.take(chosen), self.values[chosen])


def draw_clients(model: str, n: int, rng: np.random.Generator, point: str = "active") -> Clients:
    """Draw `n` clients of a model with a seeded generator.

    Each parameter is log-normal round its central value, kept in its range. Raises UserError.
    """
    known = parameters_of(choice(model, "model", MODELS))
    choice(point, "point", POINTS)
    whole(n, "n", 1, MOST_CLIENTS)
    return _made(model, point, {p.id: _drawn(p, point, n, rng) for p in known})


def typical_client(model: str, point: str = "active", **values: float) -> Clients:
    """Return one client with central values, or with those given. Raises UserError."""
    known = parameters_of(choice(model, "model", MODELS))
    choice(point, "point", POINTS)
    central = {p.id: np.array([p.values[point]]) for p in known}
    return _made(model, point, {**central, **_checked(model, values, 1)})


def _drawn(parameter: Parameter, point: str, n: int, rng: np.random.Generator) -> Array:
    centre = parameter.values[point]
    if not parameter.spread:
        return np.full(n, centre)
    drawn = centre * np.exp(rng.normal(0.0, parameter.spread, n))
    return np.clip(drawn, parameter.low, parameter.high)


def _checked(model: str, values: Mapping[str, npt.ArrayLike], n: int) -> dict[str, Array]:
    known = {p.id: p for p in parameters_of(model)}
    found = {}
    for name, given in values.items():
        if name not in known:
            remedy = f"Those of {model}: {', '.join(known)}."
            raise UserError(f"is no parameter of {model}.", remedy, name)
        parameter = known[name]
        array = numbers(given, name, parameter.low, parameter.high, parameter.unit)
        if array.shape not in ((), (n,)):
            raise UserError(f"has shape {array.shape}.", f"Give one number, or {n}.", name)
        found[name] = np.broadcast_to(array, (n,)).copy()
    return found


def _made(model: str, point: str, values: dict[str, Array]) -> Clients:
    follows = model_of(model).prepare(values, point)
    return Clients(model, point, MappingProxyType({**values, **follows}))
