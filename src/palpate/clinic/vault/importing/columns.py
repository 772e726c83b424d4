"""Which column holds what: guessed by its heading, by a preset, or said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from palpate.clinic.people.names import fold
from palpate.evidence.errors import UserError

FIELDS: Final[Mapping[str, str]] = {
    "given_name": "Given name",
    "family_name": "Family name",
    "full_name": "Full name",
    "preferred_name": "Preferred name",
    "birth_date": "Birth date",
    "sex": "Sex",
    "pronouns": "Pronouns",
    "email": "E-mail",
    "phone": "Phone",
    "street": "Street",
    "street_2": "Street, second line",
    "city": "City",
    "region": "State or province",
    "postcode": "Postcode",
    "country": "Country",
    "address": "Whole address",
    "occupation": "Occupation",
    "desk_note": "Note for the desk",
}
"""What a column can be, and how it is called."""

_GUESSES: Final[Mapping[str, str]] = {
    heading: field
    for field, headings in {
        "given_name": "first name|firstname|given name|first|forename|vorname|prenom",
        "family_name": "last name|lastname|family name|surname|last|nachname|nom",
        "full_name": "name|full name|client name|patient name|client",
        "preferred_name": "preferred name|nickname|goes by|known as",
        "birth_date": "birth date|date of birth|dob|birthdate|birthday|born|geburtsdatum",
        "sex": "sex|gender|sex at birth",
        "pronouns": "pronouns",
        "email": "email|e mail|email address|e mail address|primary email",
        "phone": "phone|mobile|mobile phone|cell|cell phone|phone number|mobile number|telephone"
        "|primary phone|home phone",
        "street": "street|address 1|address line 1|street address|address1",
        "street_2": "street 2|address 2|address line 2|apt|address2",
        "city": "city|town",
        "region": "state|province|region|county|state province",
        "postcode": "zip|zip code|postal code|postcode|postal",
        "country": "country",
        "address": "address|home address|full address",
        "occupation": "occupation|job|profession",
    }.items()
    for heading in headings.split("|")
}

PRESETS: Final[Mapping[str, Mapping[str, str]]] = {
    "jane": {
        "first name": "given_name",
        "last name": "family_name",
        "preferred name": "preferred_name",
        "birth date": "birth_date",
        "sex": "sex",
        "email": "email",
        "mobile phone": "phone",
        "street address": "street",
        "postal": "postcode",
    },
    "massagebook": {
        "first name": "given_name",
        "last name": "family_name",
        "email address": "email",
        "phone number": "phone",
        "birthday": "birth_date",
        "zip code": "postcode",
    },
    "clinicsense": {
        "first name": "given_name",
        "last name": "family_name",
        "date of birth": "birth_date",
        "email": "email",
        "phone": "phone",
        "address": "address",
    },
    "noterro": {
        "first name": "given_name",
        "last name": "family_name",
        "dob": "birth_date",
        "email": "email",
        "cell phone": "phone",
        "address 1": "street",
        "postal code": "postcode",
    },
    "mindbody": {
        "first name": "given_name",
        "last name": "family_name",
        "birthdate": "birth_date",
        "email": "email",
        "mobile phone": "phone",
        "address": "street",
        "state": "region",
        "postal code": "postcode",
    },
}
"""Headings of other programs as far as is known in public. They are guesses: programs change, and
what a practice exports is the measure. A heading that is not there is guessed as ever."""

NEEDED: Final = "Say which column holds the name: --map 'First Name=given_name'"


def mapping(
    headings: Sequence[str], said: Mapping[str, str] | None = None, preset: str = ""
) -> dict[str, str]:
    """The field of each heading; headings that mean nothing to us are left out.

    ``said`` comes first (an empty field leaves the column out), then the preset, then the guess.
    Raises UserError for an unknown heading or field, and when there is no name.
    """
    wanted = _checked(headings, said or {})
    known = _preset(preset) | wanted
    found: dict[str, str] = {}
    for heading in headings:
        field = known.get(fold(heading))
        if field is None:
            field = _GUESSES.get(fold(heading), "")
        if field and (fold(heading) in wanted or field not in found.values()):
            found[heading] = field
    if not {"given_name", "family_name", "full_name"} & set(found.values()):
        raise UserError("No column holds a name.", NEEDED, "file")
    return found


def said_by(words: Iterable[str]) -> dict[str, str]:
    """Read "Heading=field" as the command line gives it."""
    found = {}
    for word in words:
        heading, equals, field = word.rpartition("=")
        if not equals:
            raise UserError(f"is {word!r}.", "Write it as 'Heading=field'.", "--map")
        found[heading.strip()] = field.strip()
    return found


def _preset(name: str) -> dict[str, str]:
    if name and name not in PRESETS:
        raise UserError(f"is {name!r}.", f"Choose one of {', '.join(PRESETS)}.", "--preset")
    return dict(PRESETS.get(name, {}))


def _checked(headings: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    there = {fold(heading) for heading in headings}
    for heading, field in said.items():
        if fold(heading) not in there:
            raise UserError(
                f"There is no column {heading!r}.",
                f"The columns are: {', '.join(headings)}.",
                "mapping",
            )
        if field and field not in FIELDS:
            raise UserError(
                f"There is no field {field!r}.", f"Choose of: {', '.join(FIELDS)}.", "mapping"
            )
    return {fold(heading): field for heading, field in said.items()}
