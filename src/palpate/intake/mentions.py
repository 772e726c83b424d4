"""Places that a text names as painful, with their sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from palpate.intake.clauses import LOCATION, Chunk
from palpate.intake.items import Item
from palpate.intake.lexicon import Lexicon
from palpate.intake.narrow import OR, narrowed
from palpate.intake.sides import Sided, read_sides

PLACES = ("place", "series", "structure")
_FACE_WORDS = ("side", "compare", "stronger")
_NOUNS = frozenset(("aspect", "side", "part", "surface"))
Regions = Callable[[Item], tuple[str, ...]]


@dataclass
class Mention:
    """One place as it stands in the text; `linked` is the place it radiates from."""

    start: int
    end: int
    chunk: int
    clause: int
    regions: tuple[str, ...]
    places: tuple[str, ...]
    aspects: tuple[str, ...]
    denied: bool
    side: Sided | None = None
    linked: Mention | None = None
    level: float | None = None


@dataclass
class _State:
    """What was read and still waits for its place."""

    aspects: list[str] = field(default_factory=list)
    sides: list[Item] = field(default_factory=list)
    carried: Sided | None = None
    last: Mention | None = None
    link: bool = False
    sentence: int = -1


class Mentions:
    """Reads the places of a text from left to right."""

    def __init__(self, lexicon: Lexicon, of_structure: Regions, default: Sided | None) -> None:
        self.lexicon = lexicon
        self.of_structure = of_structure
        self.default = default
        self.explained: set[int] = set()

    def read(
        self,
        row: Sequence[str],
        found: Sequence[Item],
        parts: Sequence[Chunk],
        denied: Sequence[bool],
    ) -> list[Mention]:
        """All places named where the text speaks of where it hurts."""
        mentions: list[Mention] = []
        state = _State()
        for number, chunk in enumerate(parts):
            if chunk.sentence != state.sentence:
                state = _State(sentence=chunk.sentence)
            inside = [i for i in found if chunk.start <= i.start and i.end <= chunk.end]
            here = [i for i in inside if chunk.at(i.start) == LOCATION]
            before = len(mentions)
            if self._is_gloss(chunk, parts[number + 1 : number + 2], found, state):
                self.explained |= {item.start for item in here}
                continue
            mentions += self._chunk(here, row, number, chunk.clause, denied, state)
            last = number + 1 == len(parts) or parts[number + 1].clause != chunk.clause
            bare = last and all(i.kind in (*_FACE_WORDS, "aspect", "filler") for i in here)
            noun = bool(_NOUNS & set(row[chunk.start : chunk.end]))
            self._close(state, mentions, before, bare or noun)
        for mention in mentions:
            mention.side = mention.side or self.default
        return self._told_closer(mentions, row, parts)

    @staticmethod
    def _told_closer(
        mentions: list[Mention], row: Sequence[str], parts: Sequence[Chunk]
    ) -> list[Mention]:
        """Without places whose own words tell next which part is meant.

        "Left leg from the inner knee to the ankle" is not the whole leg; and what stands in
        brackets after a smaller place only says where that lies: "iliac crest (low back)".
        """
        kept: list[Mention] = []
        for number, mention in enumerate(mentions):
            after = mentions[number + 1] if number + 1 < len(mentions) else None
            part = after is not None and set(after.regions) & set(mention.regions)
            if part and after and row[mention.end : mention.end + 1] == ["from"]:
                if after.linked is mention:
                    after.linked = None
                after.side = after.side or mention.side
                continue
            before = kept[-1] if kept else None
            chunk = parts[mention.chunk]
            whole = mention.start == chunk.start and mention.end == chunk.end
            near = before is not None and before.chunk == mention.chunk - 1
            gloss = chunk.bracketed and whole and near and not mention.denied
            if gloss and before and len(before.regions) < len(mention.regions):
                continue
            kept.append(mention)
        return kept

    def _chunk(
        self,
        here: Sequence[Item],
        row: Sequence[str],
        number: int,
        clause: int,
        denied: Sequence[bool],
        state: _State,
    ) -> Iterator[Mention]:
        previous: Item | None = None
        for place, item in enumerate(here):
            follows = here[place + 1] if place + 1 < len(here) else None
            if item.kind == "aspect":
                meant = [a for v in item.values for a in v.split("+")]
                if self._closes(item, previous, follows, row, state):
                    self._narrow_last(state, meant)
                else:
                    earlier = [i for i in here[:place] if i.kind == "aspect"][-1:]
                    between = [w for i in earlier for w in row[i.end : item.start]]
                    either = [OR] if between in (["and"], ["or"], ["/"]) else []
                    state.aspects += [*either, *meant]
            elif item.kind == "side" and self._looks_back(item, previous, follows):
                state.sides.append(item)
                self._side_of_whole(state)
            elif item.kind in _FACE_WORDS:
                state.sides.append(item)
            elif item.kind == "link":
                near = "far" not in item.values
                state.link = state.last is not None and (not near or state.last.chunk == number)
            elif item.kind in PLACES and self._holds(row, item, state, number):
                self._side_of_whole(state)
                self.explained.add(item.start)
            elif item.kind in PLACES and not self._is_head_noun(item, previous):
                yield self._mention(item, number, clause, denied, state)
            elif item.kind in PLACES:
                self.explained.add(item.start)
            previous = item

    @staticmethod
    def _closes(
        item: Item,
        before: Item | None,
        after: Item | None,
        row: Sequence[str],
        state: _State,
    ) -> bool:
        """ "Front" in "shoulder front and arm": an aspect just after its place."""
        at_place = before is not None and before.kind == "place" and before.end == item.start
        ahead = after is not None and after.start == item.end
        own = row[item.end - 1] not in ("of", "to") and not ahead
        return at_place and own and state.last is not None and bool(state.last.places)

    def _narrow_last(self, state: _State, aspects: Sequence[str]) -> None:
        last = state.last
        if last is None:
            return
        last.aspects = (*last.aspects, *aspects)
        places = [self.lexicon.places[name] for name in last.places]
        last.regions = tuple(
            dict.fromkeys(r for p in places for r in narrowed(self.lexicon, p, last.aspects))
        )

    @staticmethod
    def _looks_back(item: Item, before: Item | None, after: Item | None) -> bool:
        """ "On the left" after a place, and not just before another, belongs to that place."""
        ahead = after is not None and after.start == item.end
        closes = not (ahead and after and after.kind in (*PLACES, "aspect", *_FACE_WORDS))
        return before is not None and before.kind in PLACES and closes

    @staticmethod
    def _is_gloss(
        chunk: Chunk, after: Sequence[Chunk], found: Sequence[Item], state: _State
    ) -> bool:
        """ "(mandibular)" in "lower (mandibular) tooth" explains the word before it."""
        follows = [i for c in after for i in found if i.start == c.start and i.kind in PLACES]
        return chunk.bracketed and bool(state.aspects) and bool(follows)

    @staticmethod
    def _holds(row: Sequence[str], item: Item, state: _State, number: int) -> bool:
        """ "Hands" in "little fingers of both hands": the whole of which a part was named."""
        if state.last is None or state.last.chunk != number:
            return False
        sides = {n for side in state.sides for n in range(side.start, side.end)}
        between = [row[n] for n in range(state.last.end, item.start) if n not in sides]
        return between == ["of"]

    def _side_of_whole(self, state: _State) -> None:
        side = read_sides(state.sides, state.carried or self.default)
        if state.last and side:
            state.last.side, state.carried = side, side
        state.sides = []

    def _is_head_noun(self, item: Item, previous: Item | None) -> bool:
        """ "Back" in "lumbar back": the noun of the place before, not a place of its own."""
        weak = item.kind == "place" and all(self.lexicon.places[v].weak for v in item.values)
        return weak and previous is not None and previous.kind in PLACES

    def _mention(
        self, item: Item, number: int, clause: int, denied: Sequence[bool], state: _State
    ) -> Mention:
        side = read_sides(state.sides, state.carried or self.default)
        state.carried = side or state.carried
        regions = self._regions(item, state.aspects)
        mention = Mention(
            item.start, item.end, number, clause, regions,
            item.values if item.kind != "structure" else (), tuple(state.aspects),
            denied[item.start], side or state.carried,
            state.last if state.link and not denied[item.start] else None,
        )  # fmt: skip
        state.last = state.last if mention.denied else mention
        state.aspects, state.sides, state.link = [], [], False
        return mention

    def _regions(self, item: Item, aspects: Sequence[str]) -> tuple[str, ...]:
        if item.kind == "structure":
            return self.of_structure(item)
        places = (self.lexicon.places[value] for value in item.values)
        return tuple(dict.fromkeys(r for p in places for r in narrowed(self.lexicon, p, aspects)))

    def _close(self, state: _State, mentions: list[Mention], before: int, looks_back: bool) -> None:
        """Sides and aspects that stand after their place belong to it."""
        last_clause = mentions[-1].clause if mentions else -1
        own = mentions[before:] or [m for m in mentions if m.clause == last_clause]
        if state.sides and own:
            side = read_sides(state.sides, state.carried or self.default)
            if side:
                for mention in own:
                    if mention.side is None or side.side == "both" or mention is own[-1]:
                        mention.side = side
                state.carried = side if side.side != "both" else state.carried or side
            state.sides = []
        if state.aspects and mentions and (looks_back or mentions[before:]):
            last = mentions[-1]
            last.aspects = (*last.aspects, *state.aspects)
            places = (self.lexicon.places[name] for name in last.places)
            last.regions = (
                last.regions
                if not last.places
                else tuple(
                    dict.fromkeys(
                        r for p in places for r in narrowed(self.lexicon, p, last.aspects)
                    )
                )
            )
            state.aspects = []
