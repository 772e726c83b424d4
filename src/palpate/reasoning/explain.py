"""Why each ranked source stands where it does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from palpate.knowledge.common import QUALITIES
from palpate.reasoning.answer import Place, RankedSource, Reason
from palpate.reasoning.background import Background
from palpate.reasoning.case import Case
from palpate.reasoning.engine import (
    Contributions,
    Evidence,
    HypothesisList,
    explained_share,
    leave_one_out,
)
from palpate.reasoning.model import Model

Floats = npt.NDArray[np.float64]

EXPLAINED = 0.25
"""A painted region counts as explained from this mean share of its patches on."""
PREDICTED = 0.4
"""A region counts as predicted from this probability on."""
MOST_REASONS = 8
LEAST_LOG_ODDS = 0.05


def explain(
    model: Model,
    case: Case,
    evidence: Evidence,
    found: HypothesisList,
    ranked: tuple[RankedSource, ...],
) -> tuple[RankedSource, ...]:
    """Add what each source explains, leaves and predicts, and how each finding moved it."""
    number = {source.id: k for k, source in enumerate(model.sources)}
    leads = [number[entry.lead.id] for entry in ranked]
    moved = leave_one_out(found, model.network, evidence, leads, model.group_of_source)
    painted = _per_region(model, (case.intensity > 0).astype(np.float64))
    reasons = _Reasons(model, case, moved, painted)
    return tuple(
        _explained(model, evidence, found, entry, lead, painted, reasons.of(row))
        for row, (entry, lead) in enumerate(zip(ranked, leads, strict=True))
    )


def explain_background(
    model: Model, known: Background, ranked: tuple[RankedSource, ...]
) -> tuple[RankedSource, ...]:
    """Add how the client's conditions and circumstances moved each source."""
    number = {source.id: k for k, source in enumerate(model.sources)}
    return tuple(
        replace(entry, evidence=entry.evidence + _background(known, number[entry.lead.id]))
        for entry in ranked
    )


def _background(known: Background, lead: int) -> tuple[Reason, ...]:
    return tuple(
        Reason(f"Known: {name}", "background", float(added[lead]))
        for name, added in known.added
        if abs(added[lead]) >= LEAST_LOG_ODDS
    )


def _explained(
    model: Model,
    evidence: Evidence,
    found: HypothesisList,
    entry: RankedSource,
    lead: int,
    painted: Floats,
    reasons: tuple[Reason, ...],
) -> RankedSource:
    share = _explained_regions(model, evidence, found, lead, painted)
    expected = _expected_regions(model, lead)
    seen = painted > 0
    return replace(
        entry,
        explains=_places(model, np.where(seen & (share >= EXPLAINED), share, 0)),
        unexplained=_places(model, np.where(seen & (share < EXPLAINED), 1 - share, 0)),
        predicted_but_absent=_places(
            model, np.where(~seen & seen.any() & (expected >= PREDICTED), expected, 0)
        ),
        evidence=reasons,
    )


def _explained_regions(
    model: Model, evidence: Evidence, found: HypothesisList, lead: int, painted: Floats
) -> Floats:
    """Share (R,), 0 to 1, of each painted region that the source accounts for."""
    result = explained_share(found, model.network, evidence, lead)
    drawn = result.findings < model.layout.patches
    patches = result.findings[drawn]
    accounted = np.zeros(model.layout.patches)
    accounted[patches] = result.share[drawn] * evidence.strength[patches]
    entered = np.zeros(model.layout.patches)
    seen = np.flatnonzero(evidence.l1[: model.layout.patches])
    entered[seen] = evidence.strength[seen]
    weight = _per_region(model, entered)
    return np.where(painted > 0, _per_region(model, accounted) / np.maximum(weight, 1e-9), 0.0)


def _expected_regions(model: Model, lead: int) -> Floats:
    """Highest probability (R,) with which the source sends pain to each region."""
    columns, q = model.network.links.row(lead)
    drawn = columns < model.layout.patches
    expected = np.zeros(len(model.body.region_keys))
    np.maximum.at(expected, model.body.patch_region[columns[drawn]], q[drawn])
    return expected


def _per_region(model: Model, values: Floats) -> Floats:
    """Sum of patch values in each region (R,)."""
    return np.bincount(model.body.patch_region, values, len(model.body.region_keys)).astype(float)


def _places(model: Model, shares: Floats) -> tuple[Place, ...]:
    """Regions with a share, the largest first."""
    there = np.flatnonzero(shares)
    order = there[np.argsort(-shares[there], kind="stable")]
    keys = [model.body.region_keys[k] for k in order]
    return tuple(
        Place(region, side, float(share))
        for (region, side), share in zip(keys, shares[order], strict=True)
    )


class _Reasons:
    """Contributions of single findings, patches summed over their region."""

    def __init__(self, model: Model, case: Case, moved: Contributions, painted: Floats) -> None:
        self.model = model
        findings = moved.findings
        patches = findings < model.layout.patches
        rows = len(moved.log_odds)
        regions = model.body.patch_region[findings[patches]]
        self.by_region = np.zeros((rows, len(model.body.region_keys)))
        for row in range(rows):
            self.by_region[row] = np.bincount(
                regions, moved.log_odds[row, patches], len(model.body.region_keys)
            )
        self.others = moved.log_odds[:, ~patches]
        self.labels = [_label(model, case, int(k)) for k in findings[~patches]]
        self.painted = painted > 0

    def of(self, row: int) -> tuple[Reason, ...]:
        """The strongest reasons for and against one source."""
        found = [
            Reason(label, kind, float(value))
            for (label, kind), value in zip(self.labels, self.others[row], strict=True)
            if abs(value) >= LEAST_LOG_ODDS
        ]
        values = self.by_region[row]
        strong = np.flatnonzero(np.abs(values) >= LEAST_LOG_ODDS)
        found += [self._drawn(int(region), float(values[region])) for region in strong]
        found.sort(key=lambda reason: -abs(reason.log_odds))
        return tuple(found[:MOST_REASONS])

    def _drawn(self, region: int, value: float) -> Reason:
        name, side = self.model.body.region_keys[region]
        place = self.model.region_names[name] + ("" if side == "midline" else f", {side}")
        if self.painted[region]:
            return Reason(f"Pain: {place}", "drawing", value)
        return Reason(f"No pain: {place}", "drawing", value)


def _label(model: Model, case: Case, finding: int) -> tuple[str, str]:
    """Words and kind of a finding that is not a patch."""
    place = finding - model.layout.first_quality
    if place < len(QUALITIES):
        felt = QUALITIES[place] in case.qualities
        return f"{'Felt as' if felt else 'Not felt as'} {QUALITIES[place]}", "quality"
    node = model.layout.nodes[finding - model.layout.first_node]
    side = "" if node.side == "midline" else f", {node.side}"
    if node.examination.kind == "question":
        answer = "yes" if case.history.get(node.examination.id) else "no"
        return f"{node.examination.name}: {answer}", "history"
    result = next(
        f.result for f in case.findings if (f.id, f.side) == (node.examination.id, node.side)
    )
    return f"{node.examination.name}{side}: {result.replace('_', ' ')}", "finding"
