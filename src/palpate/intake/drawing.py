"""From places named to regions painted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from palpate.anatomy import Region, load_regions
from palpate.intake.lexicon import Lexicon
from palpate.intake.mentions import Mention
from palpate.intake.reading import USUAL, Mark
from palpate.intake.sides import Sided
from palpate.intake.way import way

LESS = 2.0
"""How much less the lesser side hurts, of 10, when the text only says that it does."""
BROAD = 10
"""From so many regions on a single word says little about each of them: "arm", "leg"."""
DOUBTFUL = 1.0
"""The intensity painted for such a word: low, so that no single region of it counts for much."""
_AXIAL = ("head", "face", "neck", "upper_back", "chest", "low_back", "abdomen", "pelvis")


_FACES = ("front", "back", "medial", "lateral")
_ENDS = ("knee", "elbow", "ankle", "wrist")


def _facing(mention: Mention, regions: tuple[str, ...]) -> tuple[str, ...]:
    """Of a joint at which pain ends, the face it came along: "back of the thigh to the knee"."""
    source = mention.linked
    if source is None or mention.aspects or not set(mention.places) & set(_ENDS):
        return regions
    faces = {face for region in source.regions for face in _FACES if face in region.split("_")}
    joints = {region.split("_")[0] for region in regions}
    meant = [f"{joint}_{face}" for joint in joints for face in _FACES if face in faces]
    known = {region.id for region in load_regions()}
    return tuple(r for r in meant if r in known) or regions if len(faces) == 1 else regions


def _is_broad(mention: Mention) -> bool:
    return len(mention.regions) >= BROAD


@dataclass(frozen=True)
class Drawing:
    """Marks, and words on the sides that had to be assumed."""

    marks: tuple[Mark, ...]
    assumed: tuple[str, ...]


class Painter:
    """Paints mentions; where no side is said, a limb is painted as `stand_in` tells."""

    def __init__(self, lexicon: Lexicon, level: float | None, stand_in: str) -> None:
        self.lexicon = lexicon
        self.level = USUAL if level is None else level
        self.stand_in = stand_in
        self.regions: Mapping[str, Region] = {region.id: region for region in load_regions()}
        self.painted: dict[tuple[str, str], float] = {}
        self.assumed: dict[str, None] = {}

    def paint(self, mentions: Sequence[Mention]) -> Drawing:
        """The drawing of all mentions; what is spared is taken out again."""
        exact = [m for m in mentions if not m.denied and not self._is_general(m)]
        for mention in exact or [m for m in mentions if not m.denied]:
            self._one(mention)
        for mention in mentions:
            if mention.denied and any(not m.denied for m in mentions):
                self._spare(mention)
        order = {region: number for number, region in enumerate(self.regions)}
        keys = sorted(self.painted, key=lambda key: (order[key[0]], key[1]))
        return Drawing(
            tuple(Mark(r, side, self.painted[r, side]) for r, side in keys), tuple(self.assumed)
        )

    def _is_general(self, mention: Mention) -> bool:
        return bool(mention.places) and all(
            self.lexicon.places[name].general for name in mention.places
        )

    def _one(self, mention: Mention) -> None:
        regions = _facing(mention, self._on_one_side(mention))
        level = self.level if mention.level is None else mention.level
        level = min(level, DOUBTFUL) if _is_broad(mention) else level
        for region in regions:
            self._region(region, mention.side, level)
        source = mention.linked
        if source is not None:
            side = mention.side or source.side
            if side and source.side and {side.side, source.side.side} == {"left", "right"}:
                return
            for region in way(tuple(sorted(source.regions)), tuple(sorted(mention.regions))):
                self._region(region, side, level)

    def _on_one_side(self, mention: Mention) -> tuple[str, ...]:
        """A place across the midline has, on one side, only its sided regions."""
        if mention.side is None or mention.side.side == "both":
            return mention.regions
        without = [r for name in mention.places for r in self._crossing(name)]
        kept = tuple(r for r in mention.regions if r not in without)
        return kept or mention.regions

    def _crossing(self, name: str) -> Iterable[str]:
        place = self.lexicon.places[name]
        return [r for r in place.regions if place.sided and r not in place.sided]

    def _region(self, region: str, side: Sided | None, level: float) -> None:
        for each, weaker in self._sides(region, side):
            key = (region, each)
            value = max(level - LESS, 1.0) if weaker else level
            self.painted[key] = max(value, self.painted.get(key, 0.0))

    def _sides(self, region: str, side: Sided | None) -> list[tuple[str, bool]]:
        allowed = self.regions[region].sides
        if allowed == ("midline",):
            return [("midline", False)]
        if side is None:
            axial = self.regions[region].area in _AXIAL
            chosen = "both" if axial else self.stand_in
            self.assumed[f"no side said: {chosen} painted"] = None
            side = Sided(chosen)
        if side.side != "both":
            return [(side.side, False)]
        return [(each, bool(side.stronger) and each != side.stronger) for each in allowed]

    def _spare(self, mention: Mention) -> None:
        """What is said to be spared is blank, unless the same place was named as painful too."""
        for region in mention.regions:
            for each in ("left", "right", "midline"):
                if mention.side is None or mention.side.side in ("both", each):
                    self.painted.pop((region, each), None)
