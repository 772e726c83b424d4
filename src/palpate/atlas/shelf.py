"""Body and knowledge with everything computed from them, each thing once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from palpate.anatomy import Body, load_body, load_regions
from palpate.atlas.alike import Alike, Patterns, look_alikes, patterns
from palpate.atlas.catalogue import Catalogue, build_catalogue
from palpate.atlas.entry import Page, page_of
from palpate.atlas.referring import Referring, referring_to
from palpate.atlas.relations import Relations, build_relations
from palpate.atlas.search import SearchIndex, build_index
from palpate.knowledge import Knowledge, Source, load_knowledge


@dataclass(frozen=True, eq=False)
class Shelf:
    """One body and what is known, ready to be read."""

    body: Body
    knowledge: Knowledge

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything that has a page."""
        return build_catalogue(self.knowledge)

    @cached_property
    def relations(self) -> Relations:
        """Links read backwards."""
        return build_relations(self.knowledge, self.catalogue)

    @cached_property
    def index(self) -> SearchIndex:
        """The search over all entries."""
        return build_index(self.catalogue)

    @cached_property
    def region_names(self) -> dict[str, str]:
        """The name of each region by its id."""
        return {region.id: region.name for region in load_regions()}

    @cached_property
    def sources(self) -> dict[tuple[Page, str], tuple[Source, ...]]:
        """The sources of each entry."""
        found: dict[tuple[Page, str], list[Source]] = {}
        for source in self.knowledge.sources:
            found.setdefault(page_of(source), []).append(source)
        return {key: tuple(sources) for key, sources in found.items()}

    def look_alikes(self, page: Page, identity: str) -> tuple[Alike, ...]:
        """What is mistaken for an entry."""
        return look_alikes(self._patterns, (page, identity))

    def referring_to(self, region: str) -> tuple[Referring, ...]:
        """Everything felt in a region, in order."""
        if region not in self._referring:
            self._referring[region] = referring_to(self.body, self.knowledge.sources, region)
        return self._referring[region]

    @cached_property
    def _patterns(self) -> Patterns:
        return patterns(self.body, self.knowledge.sources)

    @cached_property
    def _referring(self) -> dict[str, tuple[Referring, ...]]:
        return {}


@lru_cache(maxsize=1)
def load_shelf() -> Shelf:
    """The shelf of the shipped body and knowledge."""
    return Shelf(load_body(), load_knowledge())
