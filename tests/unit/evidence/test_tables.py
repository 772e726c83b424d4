"""TOML entries keep their line numbers, and every fault names its place and a remedy."""

from pathlib import Path

import pytest

from palpate.evidence import DataError, Fields, Table, read_tables

ENTRY = """# two entries
[[muscle]]
id = "one"
weight = 0.5

[[muscle]]
id = "two"
names = ["a", "b"]
[muscle.anatomy]
text = "here"
[[muscle.point]]
id = "1"
[[muscle.point.zone]]
region = "x"
[[muscle.point]]
id = "2"
[[muscle.point.zone]]
region = "y"
wrong = 1
"""


def tables(folder: Path, text: str) -> list[Table]:
    file = folder / "muscles.toml"
    file.write_text(text, encoding="utf-8")
    return read_tables(file)


@pytest.fixture
def entries(tmp_path: Path) -> list[Table]:
    return tables(tmp_path, ENTRY)


def test_entries_come_in_order_with_their_kind_and_line(entries: list[Table]) -> None:
    assert [(e.kind, e.values["id"], e.line) for e in entries] == [
        ("muscle", "one", 2),
        ("muscle", "two", 6),
    ]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("names", 8),
        ("anatomy.text", 10),
        ("point[0].zone[0].region", 14),
        ("point[1].zone[0].wrong", 19),
        ("point[1].zone[0].nowhere", 17),
        ("nowhere", 6),
    ],
)
def test_an_error_points_at_the_line_of_its_field(
    entries: list[Table], field: str, line: int
) -> None:
    error = entries[1].fail(field, "is wrong.", "Mend it.")
    assert error.line == line
    assert str(error).startswith(f"muscles.toml:{line}: muscle two, {field}: is wrong. Mend it.")


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"muscles\.toml:2: syntax: is not TOML"):
        tables(tmp_path, "[[muscle]]\nid = \n")


def test_a_plain_table_at_the_top_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"is not a table array\. Write \[\[muscle\]\]"):
        tables(tmp_path, '[muscle]\nid = "one"\n')


@pytest.fixture
def fields(entries: list[Table]) -> Fields:
    return Fields(
        entries[0],
        {"text": "words", "blank": " ", "number": 3, "flag": True, "list": ["a", 1], "table": {}},
    )


def test_values_of_the_right_type_are_handed_out(fields: Fields) -> None:
    assert fields.text("text") == "words"
    assert fields.number("number", 0, 3) == 3.0
    assert fields.choice("text", ("words", "numbers")) == "words"
    assert fields.text("absent", "") == ""
    assert fields.texts("absent", ()) == ()
    assert list(fields.tables_at("absent")) == []


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda f: f.text("absent"), r"absent: is missing\. Add `absent = \.\.\.`"),
        (lambda f: f.text("number"), "is 3, not a text"),
        (lambda f: f.text("blank"), "not a text"),
        (lambda f: f.number("text", 0, 1), "not a number"),
        (lambda f: f.number("flag", 0, 1), "is True, not a number"),
        (lambda f: f.number("number", 0, 2.5), r"is 3\. Keep it between 0 and 2\.5"),
        (lambda f: f.choice("text", ("a", "b")), r"is 'words'\. Use one of: a, b"),
        (lambda f: f.texts("list"), "not a list of texts"),
        (lambda f: f.texts("text"), "not a list of texts"),
        (lambda f: f.table_at("text"), "not a table"),
        (lambda f: list(f.tables_at("text")), "not a list"),
        (lambda f: list(f.tables_at("list")), "holds 'a', not a table"),
    ],
)
def test_values_of_the_wrong_type_are_refused_with_a_remedy(
    fields: Fields, ask: object, message: str
) -> None:
    assert callable(ask)
    with pytest.raises(DataError, match=message):
        ask(fields)


def test_a_misspelt_key_is_an_error_that_lists_the_known_ones(entries: list[Table]) -> None:
    fields = Fields(entries[0])
    fields.text("id")
    with pytest.raises(DataError, match=r":4: .*weight: is not a known key\. Known here: id\."):
        fields.done()


def test_fields_of_a_nested_table_name_their_full_path(entries: list[Table]) -> None:
    anatomy = Fields(entries[1]).table_at("anatomy")
    with pytest.raises(DataError, match=r"anatomy\.origin: is missing"):
        anatomy.text("origin")
