"""Errors name the place, what is wrong and the remedy."""

from palpate.evidence import DataError, PalpateError, UserError


def test_a_user_error_reads_field_problem_remedy() -> None:
    error = UserError("is 12.", "Keep it from 0 to 10.", "pain[0].intensity")
    assert str(error) == "pain[0].intensity: is 12. Keep it from 0 to 10."


def test_a_user_error_without_field_or_remedy_is_its_message() -> None:
    assert str(UserError("cannot be done.")) == "cannot be done."


def test_a_data_error_names_file_and_line_without_the_folder() -> None:
    error = DataError("/a/b/jaw.toml", 12, "muscle x, id", "is missing.", "Add it.")
    assert str(error) == "jaw.toml:12: muscle x, id: is missing. Add it."
    assert isinstance(error, PalpateError)
