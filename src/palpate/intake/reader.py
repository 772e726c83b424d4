"""Read words into a case: the order in which the parts of the reader work together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from palpate.anatomy import Body
from palpate.intake import figures
from palpate.intake.clauses import LOCATION, REFERENCE, Chunk, chunks
from palpate.intake.denial import denied
from palpate.intake.drawing import Painter
from palpate.intake.gather import Gathered
from palpate.intake.items import Item, items
from palpate.intake.lexicon import Lexicon, load_lexicon
from palpate.intake.mentions import PLACES, Mention, Mentions
from palpate.intake.palpation import Muscles, muscles, pressed
from palpate.intake.questions import answers
from palpate.intake.reading import Reading
from palpate.intake.sides import Sided, read_sides
from palpate.intake.structures import Structures, structures
from palpate.intake.tests_done import load_signs, results
from palpate.intake.tokens import Token, tokens
from palpate.intake.touched import Touch, touched, touches
from palpate.knowledge import Knowledge

_SILENT = ("no", "no_before", "but", "link", "context", "pain", "filler", "compare", "stronger")


@dataclass(frozen=True)
class Passage:
    """A text, what its words speak of until they say otherwise, and whether its places hurt."""

    text: str
    speaks_of: str = LOCATION
    paints: bool = True


@dataclass
class _Page:
    """One passage at work."""

    passage: Passage
    words: tuple[Token, ...]
    row: list[str]
    found: list[Item]
    parts: list[Chunk]
    denied: list[bool]
    known: list[bool]
    mentions: list[Mention] = field(default_factory=list)
    explained: set[int] = field(default_factory=set)


class Reader:
    """Reads words on one body with one state of knowledge."""

    def __init__(self, body: Body, knowledge: Knowledge) -> None:
        self.body = body
        self.knowledge = knowledge
        self.lexicon: Lexicon = load_lexicon()
        self.structures: Structures = structures(knowledge)
        self.muscles: Muscles = muscles(knowledge)
        self.signs = load_signs(knowledge)
        self.touch: Touch = touches(knowledge)

    def read(self, text: str, stand_in: str = "both") -> Reading:
        """The case that a text tells, and the words that were not understood."""
        return self.read_passages([Passage(text)], stand_in=stand_in)

    def side(self, text: str) -> Sided | None:
        """The side that a few words name, if they name one."""
        row = [token.text for token in tokens(text)]
        found = items(row, self.lexicon, self.structures.phrases, [False] * len(row))
        return read_sides([i for i in found if i.kind in ("side", "compare", "stronger")], None)

    def read_passages(
        self, passages: Iterable[Passage], side: Sided | None = None, stand_in: str = "both"
    ) -> Reading:
        """One case from several passages; `side` is meant where they name none.

        `stand_in` is the side painted when a limb hurts and no side is said at all.
        """
        gathered = Gathered(self.knowledge, side)
        mentions: list[Mention] = []
        for passage in passages:
            page = self._page(passage)
            self._read_page(page, gathered, side)
            mentions += page.mentions
        painter = Painter(self.lexicon, gathered.level, stand_in)
        return gathered.reading(painter.paint(mentions), stand_in)

    def _page(self, passage: Passage) -> _Page:
        words = tokens(passage.text)
        row = [token.text for token in words]
        found = items(row, self.lexicon, self.structures.phrases, [False] * len(row))
        parts = chunks(row, found, passage.speaks_of)
        known = [not word[0].isalnum() for word in row]
        return _Page(passage, words, row, found, parts, denied(row, found, parts), known)

    def _read_page(self, page: _Page, gathered: Gathered, side: Sided | None) -> None:
        used = [False] * len(page.row)
        for answer in answers(page.row, page.parts, page.denied):
            self._use(page, answer.places, used, not answer.said.paints)
            gathered.answer(answer, self._text(page, answer.places))
        for result in results(page.row, page.parts, page.denied, self.signs):
            self._use(page, result.places, used, True)
            gathered.result(result, self._text(page, result.places))
        for result in touched(page.row, page.parts, self.touch, used):
            self._use(page, result.places, used, True)
            gathered.result(result, self._text(page, result.places))
        for press in pressed(page.row, page.parts, self.muscles, used):
            self._use(page, press.places, used, True)
            gathered.press(press, self._text(page, press.places))
        self._figures(page, gathered)
        page.found = items(page.row, self.lexicon, self.structures.phrases, used)
        if page.passage.paints:
            reader = Mentions(self.lexicon, lambda item: self._regions(page, item), side)
            page.mentions = reader.read(page.row, page.found, page.parts, page.denied)
            page.explained = reader.explained
        self._qualities(page, gathered)
        self._levels(page, gathered)
        self._cover(page, gathered)

    @staticmethod
    def _use(page: _Page, places: Sequence[int], used: list[bool], consumes: bool) -> None:
        for place in places:
            page.known[place] = True
            used[place] = used[place] or consumes

    def _regions(self, page: _Page, item: Item) -> tuple[str, ...]:
        spread = page.row[item.end - 1] in ("distribution", "territory")
        found = (self.structures.regions(self.body, name, spread) for name in item.values)
        return tuple(dict.fromkeys(region for regions in found for region in regions))

    def _figures(self, page: _Page, gathered: Gathered) -> None:
        text = page.passage.text
        lasting = [] if self._examined(page) else [*figures.durations(text)]
        found = [("age", figures.age(text)), ("pack_years", figures.pack_years(text))]
        for name, figure in (*found, *(("duration_days", span) for span in lasting)):
            if figure is not None:
                gathered.number(name, figure.value, text[figure.start : figure.end])
                self._know(page, figure)
        gathered.sex(figures.sex(text))

    @staticmethod
    def _examined(page: _Page) -> bool:
        return page.passage.speaks_of == "examination"

    @staticmethod
    def _know(page: _Page, figure: figures.Figure) -> None:
        for number, token in enumerate(page.words):
            if figure.start <= token.start and token.end <= figure.end:
                page.known[number] = True

    def _qualities(self, page: _Page, gathered: Gathered) -> None:
        for item in page.found:
            if item.kind == "quality" and not page.denied[item.start]:
                chunk = next(c for c in page.parts if c.start <= item.start < c.end)
                if chunk.at(item.start) == LOCATION:
                    gathered.quality(item.values, self._text(page, range(item.start, item.end)))

    def _levels(self, page: _Page, gathered: Gathered) -> None:
        """Numbers and words of strength belong to the places of their clause, or to all."""
        said = [(f.value, f.start) for f in figures.levels(page.passage.text)]
        for figure in figures.levels(page.passage.text):
            self._know(page, figure)
        said += [
            (float(item.values[0]), page.words[item.start].start)
            for item in page.found
            if item.kind == "intensity" and not said and not page.denied[item.start]
        ]
        for value, start in said:
            clause = self._clause(page, start)
            own = [m for m in page.mentions if m.clause == clause]
            for mention in own:
                mention.level = value
            if not own:
                gathered.strength(value)

    @staticmethod
    def _clause(page: _Page, start: int) -> int:
        for chunk in page.parts:
            if page.words[chunk.start].start <= start < page.words[chunk.end - 1].end:
                return chunk.clause
        return -1

    def _cover(self, page: _Page, gathered: Gathered) -> None:
        """Note what places mean, and gather the words that mean nothing to the reader."""
        page.explained |= {m.start for m in page.mentions}
        for item in page.found:
            chunk = next((c for c in page.parts if c.start <= item.start < c.end), None)
            told = item.kind in _SILENT or item.kind in ("quality", "intensity")
            if item.kind in PLACES:
                told = item.start in page.explained or self._attributes(page)
            elif item.kind in ("side", "aspect"):
                told = chunk is not None and (page.passage.paints or self._busy(page, chunk))
            for place in range(item.start, item.end):
                page.known[place] = page.known[place] or told
        for mention in page.mentions:
            text = self._text(page, range(mention.start, mention.end))
            gathered.place(mention, text)
        for chunk in page.parts:
            left = self._gaps(page, chunk)
            if REFERENCE in chunk.contexts and left:
                gathered.left_out.append(self._text(page, range(chunk.start, chunk.end)))
            else:
                gathered.unknown += [self._text(page, gap) for gap in left]

    @staticmethod
    def _attributes(page: _Page) -> bool:
        """Whether places only say what the words belong to: "burning (foot)"."""
        return page.passage.speaks_of == LOCATION and not page.passage.paints

    @staticmethod
    def _busy(page: _Page, chunk: Chunk) -> bool:
        return any(page.known[n] for n in range(chunk.start, chunk.end))

    @staticmethod
    def _gaps(page: _Page, chunk: Chunk) -> list[range]:
        """Runs of words of one chunk that nothing has explained."""
        gaps: list[range] = []
        for place in range(chunk.start, chunk.end):
            if page.known[place]:
                continue
            if gaps and gaps[-1].stop == place:
                gaps[-1] = range(gaps[-1].start, place + 1)
            else:
                gaps.append(range(place, place + 1))
        return gaps

    @staticmethod
    def _text(page: _Page, places: Sequence[int]) -> str:
        """The words as they were written."""
        start, end = page.words[min(places)].start, page.words[max(places)].end
        return " ".join(page.passage.text[start:end].split())
