"""What `palpate tissue press`, `course` and `sweep` print, draw and write as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from palpate.cli.curves import Curve, Panel
from palpate.evidence import UserError
from palpate.physiology import (
    Clients,
    Press,
    Session,
    State,
    apply,
    equivalent_kpa,
    follow,
    transfer,
    treat,
    typical_client,
)
from palpate.physiology.checks import number, whole

SORE_DAYS = 1.5
MOST_SESSIONS, MOST_PRESSES = 60, 30
SECONDS_PER_DAY = 86_400.0
SHOWN = 15
"""Rows printed of a course; JSON holds them all."""


@dataclass(frozen=True)
class Answer:
    """One answer in all its forms."""

    title: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    panels: tuple[Panel, ...]
    json: dict[str, object]


def press(options: argparse.Namespace) -> Answer:
    """One press, and the two days after it."""
    clients, dose = _clients(options), _press(options, options.force, options.seconds)
    done = apply(clients.rest(), dose, sample_s=min(5.0, dose.seconds / 4))
    later = follow(done.state, SORE_DAYS, 0.5)
    times, pain = done.times_s.tolist(), done.pain[:, 0].tolist()
    sore = later.soreness[:, 0]
    worst = float(sore.max())
    before, after = float(done.before[0]), float(done.after[0])
    facts = (
        *_reach(clients, dose),
        ("threshold", f"{before:.0f} to {after:.0f} kPa ({after / before - 1:+.0%})"),
        (
            "soreness afterwards",
            f"at most {worst:.1f} of 10, after {later.times_h[sore.argmax()]:.0f} h"
            if worst >= 0.05
            else "none to speak of",
        ),
    )
    lines = tuple((f"{t:.0f}", f"{p:.1f}") for t, p in zip(times, pain, strict=True))
    hours = later.times_h.tolist()
    return Answer(
        f"{clients.model}, {clients.point} point: {_told(dose)}",
        facts,
        ("second", "pain of 10"),
        lines,
        (
            Panel("Pain while pressed", "seconds", "0-10", (Curve("pain", times, pain),)),
            Panel(
                "Soreness afterwards", "hours", "0-10", (Curve("soreness", hours, sore.tolist()),)
            ),
        ),
        {
            **_json(clients, dose),
            "seconds": _round(times),
            "pain": _round(pain),
            "threshold_before_kpa": round(before, 2),
            "threshold_after_kpa": round(after, 2),
            "hours": _round(hours),
            "soreness": _round(sore.tolist()),
        },
    )


def course(options: argparse.Namespace) -> Answer:
    """A course of equal sessions, day by day."""
    presses = whole(options.presses, "--presses", 1, MOST_PRESSES)
    sessions = whole(options.sessions, "--sessions", 1, MOST_SESSIONS)
    every = number(options.every, "--every", 0.1, 90.0, "days")
    days = number(options.days, "--days", 0.1, 365.0, "days")
    rest = number(options.rest, "--rest", 0.0, 3600.0, "s")
    clients, dose = _clients(options), _press(options, options.force, options.seconds)
    once = Press(dose.force_n, dose.area_cm2, dose.seconds, dose.technique, rest)
    found = _through(clients.rest(), Session((once,) * presses), sessions, every, days)
    when, threshold, sore = (column.tolist() for column in found.T)
    chosen = np.unique(np.linspace(0, len(when) - 1, SHOWN).round().astype(int)).tolist()
    rows = tuple((f"{when[k]:.2f}", f"{threshold[k]:.0f}", f"{sore[k]:.1f}") for k in chosen)
    return Answer(
        f"{clients.model}, {clients.point} point: {sessions} x {presses} x {_told(dose)}",
        _reach(clients, dose),
        ("day", "threshold kPa", "soreness of 10"),
        rows,
        (
            Panel("Pain threshold", "days", "kPa", (Curve("threshold", when, threshold),)),
            Panel("Soreness", "days", "0-10", (Curve("soreness", when, sore),)),
        ),
        {
            **_json(clients, dose),
            "presses": presses,
            "sessions": sessions,
            "days": _round(when, 4),
            "threshold_kpa": _round(threshold),
            "soreness": _round(sore),
        },
    )


def sweep(options: argparse.Namespace) -> Answer:
    """Every force with every time: gain right after, and the worst pain."""
    clients = _clients(options)
    cells = []
    for force in options.forces:
        for seconds in options.times:
            done = apply(clients.rest(), _press(options, force, seconds))
            gain = float(done.after[0] / done.before[0]) - 1.0
            cells.append((force, seconds, gain, float(done.peak[0])))
    rows = tuple(
        (f"{force:g}", f"{seconds:g}", f"{gain:+.1%}", f"{peak:.1f}")
        for force, seconds, gain, peak in cells
    )
    curves = tuple(
        Curve(
            f"{seconds:g} s",
            [force for force, lasting, *_ in cells if lasting == seconds],
            [100 * gain for _, lasting, gain, _ in cells if lasting == seconds],
        )
        for seconds in dict.fromkeys(options.times)
    )
    keys = ("force_n", "seconds", "gain", "peak_pain")
    return Answer(
        f"{clients.model}, {clients.point} point: {options.technique} presses",
        (),
        ("force N", "seconds", "threshold", "worst pain of 10"),
        rows,
        (Panel("Threshold right after one press", "force N", "% gained", curves),),
        {
            "model": clients.model,
            "point": clients.point,
            "cells": [dict(zip(keys, _round(cell, 4), strict=True)) for cell in cells],
        },
    )


def _through(
    state: State, session: Session, sessions: int, every: float, days: float
) -> np.ndarray:
    """Rows (m, 3) of day, threshold kPa, soreness; a session ends where its day begins."""
    rows = [(0.0, float(state.threshold()[0]), 0.0)]
    for number_, start in enumerate(k * every for k in range(sessions)):
        if start > days:
            remedy = "Show more days, or give fewer sessions."
            raise UserError(f"end before session {number_ + 1}.", remedy, "--days")
        state, _ = treat(state, session, 3600.0)
        until = min((number_ + 1) * every, days) if number_ + 1 < sessions else days
        later = follow(state, max(until - start, 0.01), 1.0)
        state = later.state
        columns = zip(
            later.times_h / 24.0, later.threshold[:, 0], later.soreness[:, 0], strict=True
        )
        rows += [(start + float(day), float(kpa), float(sore)) for day, kpa, sore in columns]
    return np.array(rows)


def _clients(options: argparse.Namespace) -> Clients:
    given = {name: getattr(options, name) for name in ("depth", "threshold", "slope")}
    own = {name: value for name, value in given.items() if value is not None}
    return typical_client(options.model, options.point, **own)


def _press(options: argparse.Namespace, force: float, seconds: float) -> Press:
    if options.area is not None:
        return Press(force, options.area, seconds, options.technique)
    return Press.by(options.applicator, force, seconds, options.technique)


def _told(dose: Press) -> str:
    return f"{dose.force_n:g} N on {dose.area_cm2:g} cm2 for {dose.seconds:g} s, {dose.way.name}"


def _reach(clients: Clients, dose: Press) -> tuple[tuple[str, str], ...]:
    depth = float(clients.values["depth"][0])
    share = float(transfer(dose.area_cm2, depth))
    same = float(equivalent_kpa(dose.force_n, dose.area_cm2, depth))
    return (
        ("pressure at the skin", f"{dose.pressure_kpa:.0f} kPa"),
        (f"pressure {depth:g} mm deep", f"{share * dose.pressure_kpa:.0f} kPa ({share:.0%})"),
        ("as under a 1 cm2 tip", f"{same:.0f} kPa"),
    )


def _json(clients: Clients, dose: Press) -> dict[str, object]:
    depth = clients.values["depth"][0]
    return {
        "model": clients.model,
        "point": clients.point,
        "force_n": dose.force_n,
        "area_cm2": dose.area_cm2,
        "press_seconds": dose.seconds,
        "technique": dose.technique,
        "surface_kpa": round(dose.pressure_kpa, 2),
        "equivalent_kpa": round(float(equivalent_kpa(dose.force_n, dose.area_cm2, depth)), 2),
    }


def _round(values: Sequence[float], digits: int = 3) -> list[float]:
    return [round(float(value), digits) for value in values]
