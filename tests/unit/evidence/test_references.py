"""References name a publication, and say whether a record of it was really seen."""

from pathlib import Path

import pytest

from palpate.evidence import DataError, load_references

SEEN = """[[reference]]
id = "doe_2001"
authors = "Doe J"
title = "A study."
year = 2001
container = "J Test 1:2-3"
doi = "10.1/2"
status = "verified"
checked = "abstract"
"""
UNSEEN = """[[reference]]
id = "roe_1999"
title = "Another study"
status = "unverified"
checked = "no record was found"
"""
load = load_references.__wrapped__


def test_references_are_found_by_id_in_every_file_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SEEN, encoding="utf-8")
    (tmp_path / "b.toml").write_text(UNSEEN, encoding="utf-8")
    found = load(tmp_path)
    assert set(found) == {"doe_2001", "roe_1999"}
    assert found["doe_2001"].verified
    assert not found["roe_1999"].verified


def test_a_citation_carries_the_identifier_that_finds_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SEEN, encoding="utf-8")
    citation = load(tmp_path)["doe_2001"].citation
    assert citation == "Doe J (2001). A study. J Test 1:2-3. doi:10.1/2"


def test_a_citation_says_when_nobody_saw_the_record(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(UNSEEN, encoding="utf-8")
    citation = load(tmp_path)["roe_1999"].citation
    assert citation == "Authors not seen. Another study. [unverified]"


def test_a_pmid_stands_in_for_a_missing_doi(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SEEN.replace('doi = "10.1/2"', 'pmid = "77"'), "utf-8")
    assert load(tmp_path)["doe_2001"].citation.endswith("PMID 77")


def test_one_id_for_two_publications_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SEEN + "\n" + SEEN, encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.toml:12: .*id: stands twice"):
        load(tmp_path)


def test_a_year_in_quotes_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SEEN.replace("year = 2001", 'year = "2001"'), "utf-8")
    with pytest.raises(DataError, match="year: is '2001', not a year"):
        load(tmp_path)


def test_a_status_nobody_knows_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SEEN.replace('"verified"', '"maybe"'), encoding="utf-8")
    with pytest.raises(DataError, match=r"status: is 'maybe'\. Use one of: verified, unverified"):
        load(tmp_path)
