"""What a clinician knows, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from palpate.anatomy import Site
from palpate.evidence import Grade


class Kind(StrEnum):
    """What sort of thing can send pain."""

    TRIGGER_POINT = "trigger_point"
    NERVE = "nerve"
    ROOT = "root"
    JOINT = "joint"
    SOFT_TISSUE = "soft_tissue"
    VISCERAL = "visceral"
    SERIOUS = "serious"


@dataclass(frozen=True)
class Support:
    """References (ids) behind one statement, and how well they carry it."""

    sources: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True)
class Zone:
    """One region of a referral pattern.

    `weight` is the probability, 0 to 1, that a person in whom the source is active feels
    pain there. `side` is relative ("same", "opposite", "both") or absolute.
    `focus` names landmarks near which the pain gathers; empty means the whole region.
    """

    region: str
    weight: float
    side: str
    focus: tuple[str, ...]
    essential: bool


@dataclass(frozen=True)
class Referral:
    """Where a source is felt. `absent` lists regions measured as never painful."""

    zones: tuple[Zone, ...]
    absent: tuple[str, ...]
    support: Support
    note: str


@dataclass(frozen=True)
class Instruction:
    """How to find or examine something, in words, with its support."""

    text: str
    support: Support


@dataclass(frozen=True)
class Attachment:
    """Where a muscle attaches: landmarks on the surface, and words."""

    landmarks: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class TriggerPoint:
    """One place in a muscle where trigger points are found, and where it refers."""

    id: str
    name: str
    depth: str
    site: Site
    referral: Referral


@dataclass(frozen=True)
class Muscle:
    """One muscle, or a head or part of it with a pattern of its own."""

    id: str
    name: str
    latin: str
    area: str
    part_of: str
    synonyms: tuple[str, ...]
    commonness: str
    commonness_support: Support
    actions: tuple[str, ...]
    synergists: tuple[str, ...]
    antagonists: tuple[str, ...]
    pain_on: tuple[str, ...]
    entraps: tuple[str, ...]
    perpetuating: tuple[str, ...]
    stretch: str
    cautions: tuple[str, ...]
    origin: Attachment
    insertion: Attachment
    innervation: tuple[str, ...]
    anatomy_support: Support
    palpation: Instruction
    trigger_points: tuple[TriggerPoint, ...]


@dataclass(frozen=True)
class Origin:
    """A source of pain that is not a muscle: nerve, root, joint, tissue, organ or disease.

    `sex` is "female" or "male" for what only they have, else empty.
    """

    id: str
    kind: Kind
    name: str
    latin: str
    structure: str
    part_of: str
    area: str
    sides: tuple[str, ...]
    synonyms: tuple[str, ...]
    commonness: str
    commonness_support: Support
    site: Site | None
    referral: Referral
    qualities: tuple[str, ...]
    pain_on: tuple[str, ...]
    entrapped_by: tuple[str, ...]
    signs: Mapping[str, str]
    ruled_out_by: str
    palpation: Instruction
    cautions: tuple[str, ...]
    sex: str = ""


@dataclass(frozen=True)
class Predicate:
    """One condition of a red-flag rule; `palpate.reasoning.red_flags` judges it."""

    kind: str
    values: Mapping[str, object]
    parts: tuple[Predicate, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The list of names that the predicate speaks of, empty when it has none."""
        value = self.values[self.kind]
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def number(self, key: str, otherwise: float) -> float:
        """A refinement that is a number, or `otherwise` when it is not written."""
        value = self.values.get(key)
        return float(value) if isinstance(value, (int, float)) else otherwise


@dataclass(frozen=True)
class Rule:
    """A combination of findings that raises a serious disease.

    A weak combination may ask for a lesser `action` than the disease, with `advice` of its own;
    empty texts mean those of the disease.
    """

    disease: str
    all: tuple[Predicate, ...]
    why: str
    support: Support
    action: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Disease:
    """What to ask and to do when a serious disease is raised."""

    id: str
    name: str
    action: str
    advice: str
    question: str


@dataclass(frozen=True)
class Source:
    """One thing on one side that can send pain: a cause in the reasoning network.

    `group` joins the sites that a therapist examines together: the trigger points of one
    muscle and side share a group, every other source is a group of its own.
    `prior` is the probability that it is active in a person who seeks help for pain. `sex` is
    "female" or "male" for what only they have, else empty.
    """

    id: str
    name: str
    kind: Kind
    structure: str
    side: str
    group: str
    aliases: frozenset[str]
    prior: float
    site: Site | None
    site_name: str
    depth: str
    referral: Referral
    qualities: tuple[str, ...]
    pain_on: tuple[str, ...]
    palpation: Instruction
    cautions: tuple[str, ...]
    ruled_out_by: str
    sex: str = ""


@dataclass(frozen=True)
class Link:
    """An examination turns positive when this source is active, with this sensitivity."""

    target: str
    by: str
    sensitivity: float
    support: Support


@dataclass(frozen=True)
class Result:
    """One result: its probability when the sign is present and when it is absent."""

    name: str
    if_present: float
    if_absent: float


@dataclass(frozen=True)
class Examination:
    """Something to ask, see, move or press, with its error.

    `false_positive` is the share of people without any linked source who still show it.
    `minutes` is the therapist's time.
    """

    id: str
    name: str
    kind: str
    sides: tuple[str, ...]
    minutes: float
    instruction: str
    results: tuple[Result, ...]
    positive: str
    false_positive: float
    links: tuple[Link, ...]
    support: Support
    error: str


@dataclass(frozen=True)
class Question:
    """One question of the history. Yes/no questions can move sources; others feed rules."""

    id: str
    name: str
    text: str
    type: str
    choices: tuple[str, ...]
    unit: str
    examination: Examination | None


@dataclass(frozen=True)
class Satellite:
    """A key trigger point tends to awaken trigger points in `satellite` on the same side."""

    key: str
    satellite: str
    probability: float
    support: Support
