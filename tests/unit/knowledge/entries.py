"""Small entries of each kind, as they stand in the data files."""

from pathlib import Path

from palpate.evidence import Table, read_tables

MUSCLE = """[[muscle]]
id = "testor"
name = "Testor"
area = "neck"
synonyms = ["Tester muscle"]
part_of = "examinator"
commonness = "common"
commonness_sources = []
commonness_grade = "convention"
actions = ["tests"]
stretch = "Bend away."
[muscle.anatomy]
origin = { landmarks = ["c7_spinous"], text = "Here." }
insertion = { landmarks = ["acromion_tip"], text = "There." }
innervation = ["a nerve"]
sources = ["practice_convention"]
grade = "convention"
[muscle.palpation]
text = "Press it."
sources = ["practice_convention"]
grade = "convention"
[[muscle.trigger_point]]
id = "1"
name = "belly"
depth = "deep"
site = { at = "c7_spinous" }
[muscle.trigger_point.referral]
essential = [{ region = "temple", weight = 0.8 }]
spillover = [{ region = "ear", weight = 0.2, side = "opposite" }]
sources = ["practice_convention"]
grade = "convention"
[[muscle.trigger_point]]
id = "2"
name = "end"
depth = "deep"
site = { at = "acromion_tip" }
[muscle.trigger_point.referral]
essential = [{ region = "neck_back", weight = 0.6 }]
sources = ["practice_convention"]
grade = "convention"
"""

SERIOUS = """[[serious]]
id = "bad_thing"
name = "Bad thing"
area = "chest"
sides = ["midline"]
commonness = "rare"
commonness_sources = []
commonness_grade = "convention"
ruled_out_by = "A test."
action = "urgent"
advice = "Send on."
question = "Is it bad?"
[serious.palpation]
text = "Do not press."
sources = []
grade = "convention"
[serious.referral]
essential = [{ region = "epigastrium", weight = 0.5 }]
sources = []
grade = "convention"
[[serious.raised_by]]
all = [{ history = "fever" }, { any = [{ age_min = 50 }, { pain_in = ["temple"], side = "left" }] }]
why = "Fever"
sources = []
grade = "convention"
"""

EXAMINATION = """[[examination]]
id = "poke"
name = "Poke"
kind = "test"
sides = ["left", "right"]
minutes = 0.5
instruction = "Poke."
results = ["positive", "unclear", "negative"]
false_positive = 0.1
result_likelihoods = { unclear = [0.2, 0.3] }
sources = []
grade = "convention"
[[examination.raised_by]]
structure = "testor"
sensitivity = 0.7
sources = []
grade = "convention"
"""

QUESTION = """[[question]]
id = "ever"
name = "Ever"
text = "Did you ever?"
type = "yes_no"
"""

CONDITION = """[[condition]]
id = "sore_state"
name = "Sore state"
latin = "status dolens"
group = "myofascial"
synonyms = ["Soreness"]
question = "Have you been told that you have a sore state?"
examine = ["phalen"]
perpetuating = ["idleness"]
[condition.summary]
text = "It hurts."
sources = ["practice_convention"]
grade = "convention"
[[condition.likelier]]
structure = "temporalis"
odds = 3.0
why = "It is next door."
sources = ["practice_convention"]
grade = "convention"
[[condition.likelier]]
structure = "supraspinatus"
share = 0.8
n = 20
sources = ["rathbone_2017"]
grade = "limited"
[[condition.caution]]
level = "adapt"
text = "Go gently."
sources = ["practice_convention"]
grade = "convention"
[[condition.expectation]]
can = false
text = "It does not cure."
sources = ["practice_convention"]
grade = "convention"
"""

FACTOR = """[[factor]]
id = "idleness"
name = "Idleness"
group = "habit"
question = "Do you sit still all day?"
[factor.known]
text = "Little is known."
sources = ["practice_convention"]
grade = "convention"
[factor.advice]
text = "Move."
sources = ["practice_convention"]
grade = "convention"
[[factor.likelier]]
structure = "temporalis"
odds = 2.0
sources = ["practice_convention"]
grade = "convention"
"""


def table(folder: Path, text: str) -> Table:
    """The only entry of a file with this text."""
    file = folder / "entry.toml"
    file.write_text(text, encoding="utf-8")
    (found,) = read_tables(file)
    return found
