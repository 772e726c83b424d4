"""The page of a nerve, joint, tissue, organ or serious disease."""

from palpate.atlas import Entry, Page, Shelf
from palpate.atlas.wording import ACTIONS, clause, sentence
from palpate.clinic.atlas import sections
from palpate.clinic.atlas.leaves.common import points, source_leaf
from palpate.clinic.atlas.parts import Backing, Leaf, Row, Section, backing, find_link
from palpate.knowledge import Origin, Rule

FELT_LEAD = (
    "The share is how many of those in whom it is the source are taken to feel pain there. "
    "Main zones are typical; spillover is felt by some."
)
RULES_LEAD = (
    "Palpate raises the alarm when all conditions of one of these rules hold. Rules have gaps: no "
    "alarm does not mean no danger."
)


def origin_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """Everything known of one source that is not a muscle."""
    origin = shelf.knowledge.origins[entry.id]
    disease = shelf.knowledge.diseases.get(entry.id)
    stop = ACTIONS[disease.action] if disease else ""
    leaf = source_leaf(shelf, entry, origin.commonness, stop)
    if disease:
        rows = (
            Row("What to do", sections.words([disease.advice])),
            Row("What to ask", sections.words([disease.question])),
        )
        leaf.add(sections.rows_section("advice", "If you suspect it", rows))
        leaf.add(_rules(shelf, entry.id))
    leaf.add(Section("felt", "Where it is felt", "felt", points(shelf, entry), FELT_LEAD))
    leaf.add(Section("cautions", "Take care", "cautions", origin.cautions))
    leaf.add(sections.prose(shelf, "palpation", "How to examine it", origin.palpation))
    leaf.add(_signs(shelf, origin))
    leaf.add(sections.alike(shelf, *entry.key))
    leaf.add(sections.moved(shelf, *entry.key))
    leaf.add(sections.likelier_in(shelf, *entry.key))
    elsewhere = sections.said_elsewhere(shelf, *entry.key)
    leaf.add(sections.evidence(shelf, origin.id, beside=elsewhere))
    return leaf


def _signs(shelf: Shelf, origin: Origin) -> Section:
    trapped = shelf.relations.entrapped.get(origin.id, ())
    movements = tuple(find_link(shelf, Page.EXAMINATION, name) for name in origin.pain_on)
    named = {"sensory": "Feeling", "motor": "Strength", "other": "Other signs"}
    rows = (
        Row("Typical quality", sections.words([", ".join(origin.qualities)])),
        *(Row(label, sections.words([origin.signs.get(key, "")])) for key, label in named.items()),
        Row("Movements that hurt", movements),
        Row("Entrapped by", tuple(find_link(shelf, Page.MUSCLE, name) for name in trapped)),
        Row("Speaks against it", sections.words([origin.ruled_out_by])),
    )
    return sections.rows_section("signs", "Signs", rows)


def _rules(shelf: Shelf, disease: str) -> Section:
    rules = [_rule(shelf, rule) for rule in shelf.knowledge.rules if rule.disease == disease]
    return Section("rules", "What raises the alarm", "rules", rules, RULES_LEAD)


def _rule(shelf: Shelf, rule: Rule) -> dict[str, object]:
    behind: Backing = backing(shelf, rule.support)
    clauses = [clause(each, shelf.knowledge) for each in rule.all]
    return {"why": sentence(rule.why), "clauses": clauses, "backing": behind}
