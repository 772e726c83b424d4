"""Who works in the sample practice, and who comes. Every person here is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from palpate.clinic.access.permissions import Role
from palpate.clinic.practice.models import Profession


@dataclass(frozen=True)
class Colleague:
    """A member of the team."""

    name: str
    roles: tuple[Role, ...]
    profession: Profession | None = None
    letters: str = ""
    licence: str = ""
    ends_in: int = 400
    """Days until the licence ends."""


TEAM: Final = (
    Colleague(
        "Ruth Calder",
        (Role.OWNER, Role.THERAPIST),
        Profession.PHYSICAL_THERAPIST,
        "PT, DPT",
        "PT-20417",
    ),
    Colleague(
        "Tomás Ibarra", (Role.THERAPIST,), Profession.MASSAGE_THERAPIST, "LMT", "MT-11806", 45
    ),
    Colleague("Mei Okafor", (Role.STUDENT,), Profession.MASSAGE_THERAPIST, "", "Student 3318", 210),
    Colleague("Joan Whitlock", (Role.FRONT_DESK,)),
)


@dataclass(frozen=True)
class Person:
    """A client: name, age, sex, occupation and what brings them (`complaints.COMPLAINTS`)."""

    given: str
    family: str
    age: int
    sex: str
    occupation: str
    complaint: str
    visits: int
    side: str = "left"


def _people(table: str) -> tuple[Person, ...]:
    rows = (line.split("|") for line in table.strip().splitlines())
    return tuple(
        Person(
            given.strip(), family.strip(), int(age), sex.strip(), work.strip(), what.strip(),
            int(visits), side.strip(),
        )
        for given, family, age, sex, work, what, visits, side in rows
    )  # fmt: skip


CLIENTS: Final = _people(
    """
    Maria      | Novak          | 52 | female | bookkeeper               | headache  | 7 | left
    Marija     | Novák          | 25 | female | waitress                 | calf      | 2 | right
    Anders     | Lindqvist      | 61 | male   | carpenter                | shoulder  | 6 | right
    Priya      | Raghunathan    | 38 | female | software developer       | neck      | 6 | right
    Owen       | Gallagher      | 45 | male   | bus driver               | back      | 7 | left
    Amara      | Diallo         | 33 | female | nurse                    | hip       | 5 | right
    Chiara     | Bianchi        | 29 | female | violinist                | jaw       | 6 | left
    Kwame      | Mensah         | 57 | male   | electrician              | elbow     | 5 | right
    Yuki       | Tanaka         | 41 | female | translator               | neck      | 4 | left
    Björn      | Åkesson        | 36 | male   | climbing instructor      | elbow     | 4 | right
    Fatima     | El-Sayed       | 48 | female | teacher                  | headache  | 5 | right
    Declan     | O'Shea         | 23 | male   | footballer               | calf      | 3 | left
    Rosa       | Delgado Ruiz   | 64 | female | retired cook             | hip       | 4 | left
    Liam       | Fraser         | 31 | male   | warehouse worker         | back      | 5 | right
    Ingrid     | Solberg        | 70 | female | retired librarian        | shoulder  | 4 | left
    Mateusz    | Wójcik         | 44 | male   | tiler                    | back      | 6 | left
    Zainab     | Hussain        | 27 | female | student                  | headache  | 3 | left
    Peter      | van der Berg   | 55 | male   | dentist                  | neck      | 5 | right
    Hannah     | Weiß           | 34 | female | hairdresser              | shoulder  | 4 | right
    Samuel     | Adeyemi        | 39 | male   | lorry driver             | hip       | 5 | left
    Nguyễn     | Thị Lan        | 50 | female | seamstress               | neck      | 4 | right
    Eleni      | Papadopoulou   | 46 | female | florist                  | foot      | 4 | right
    Jack       | Thornton       | 16 | male   | pupil, swims             | shoulder  | 3 | right
    Beatriz    | Carvalho       | 58 | female | cleaner                  | back      | 5 | right
    Aisling    | Murphy         | 42 | female | solicitor                | jaw       | 4 | right
    Dmitri     | Sokolov        | 53 | male   | pianist                  | elbow     | 3 | left
    Grace      | Kim            | 30 | female | runner, physicist        | calf      | 4 | right
    Thabo      | Nkosi          | 47 | male   | gardener                 | back      | 4 | left
    Sofia      | Lindgren       | 19 | female | ballet dancer            | foot      | 3 | left
    Henri      | Lefèvre        | 66 | male   | retired engineer         | shoulder  | 3 | left
    Noor       | Jansen         | 37 | female | midwife                  | back      | 4 | right
    Callum     | Ross           | 28 | male   | barista                  | neck      | 2 | left
    Ivana      | Horvat         | 51 | female | pharmacist               | headache  | 4 | right
    Gabriel    | Moreau         | 43 | male   | roofer                   | shoulder  | 4 | right
    Leila      | Haddad         | 35 | female | graphic designer         | elbow     | 3 | right
    Victor     | Ionescu        | 60 | male   | taxi driver              | hip       | 3 | right
    Emma       | Pettersen      | 26 | female | kindergarten teacher     | jaw       | 2 | left
    Rafael     | Castillo       | 49 | male   | baker                    | foot      | 3 | right
    Charlotte  | Whitaker-Jones | 32 | female | journalist               | neck      | 3 | left
    Tevita     | Fonoti         | 40 | male   | rugby coach              | back      | 2 | right
    """
)
DISCREET: Final = "Whitaker-Jones"
"""A client whose name is not shown on screens others can see."""
YOUNGEST: Final = 18
"""Below it a guardian signs."""
