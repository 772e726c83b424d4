"""Where the key comes from, in which order, and when none is made."""

from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest

from palpate.clinic.database.key import Keyring, MasterKey
from palpate.evidence.errors import UserError

A, B, C = "aa" * 32, "bb" * 32, "cc" * 32
WORDS = "four friendly words here"
Ring = Callable[..., Keyring]


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    """Makes keyrings for one data folder with an environment."""

    def make(**environ: str) -> Keyring:
        return Keyring(tmp_path / "data", environ)

    return make


def begin(ring: Ring, **environ: str) -> Keyring:
    """The first start: a key, and a database sealed with it."""
    first = ring(**environ)
    first.subkey("database")
    (first.folder / "palpate.db").touch()
    return first


def test_the_first_start_makes_a_key_that_is_found_again(ring: Ring) -> None:
    first = begin(ring)
    file = first.folder / "key"
    assert S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().strip()) == 64
    assert ring().current == first.current


def test_the_environment_comes_before_a_file_and_both_before_the_folder(
    ring: Ring, tmp_path: Path
) -> None:
    file = tmp_path / "elsewhere"
    file.write_text(f"{B}\n")
    file.chmod(0o600)
    ring().subkey("database")
    (tmp_path / "data" / "key").write_text(C)
    asked = {"PALPATE_KEY": A, "PALPATE_KEY_FILE": str(file)}
    assert ring(**asked).current.secret.hex() == A
    assert ring(PALPATE_KEY_FILE=str(file), PALPATE_PASSPHRASE=WORDS).current.secret.hex() == B
    assert ring().current.secret.hex() == C


def test_a_passphrase_always_gives_the_same_key_and_leaves_none_lying_about(ring: Ring) -> None:
    first = begin(ring, PALPATE_PASSPHRASE=WORDS)
    assert ring(PALPATE_PASSPHRASE=WORDS).current == first.current
    assert not (first.folder / "key").exists()
    secret = first.current.secret
    for path in first.folder.iterdir():
        assert secret not in path.read_bytes()
        assert secret.hex().encode() not in path.read_bytes()


def test_a_wrong_passphrase_is_told_without_repeating_it(ring: Ring) -> None:
    begin(ring, PALPATE_PASSPHRASE=WORDS)
    with pytest.raises(UserError, match="not the key of the record") as told:
        ring(PALPATE_PASSPHRASE="some other words").subkey("files")
    assert "some other words" not in str(told.value)


def test_a_record_with_a_passphrase_asks_for_it(ring: Ring) -> None:
    begin(ring, PALPATE_PASSPHRASE=WORDS)
    with pytest.raises(UserError, match="--passphrase"):
        ring().subkey("files")


def test_a_short_passphrase_is_refused_at_the_first_start(ring: Ring) -> None:
    with pytest.raises(UserError, match="at least 12"):
        ring(PALPATE_PASSPHRASE="short").subkey("files")


def test_no_key_is_made_beside_a_database(ring: Ring) -> None:
    first = begin(ring)
    (first.folder / "key").unlink()
    with pytest.raises(UserError, match="its key is missing") as told:
        ring().subkey("database")
    assert "PALPATE_KEY_FILE" in told.value.remedy
    assert not (first.folder / "key").exists()
    with pytest.raises(UserError, match="not made with a passphrase"):
        ring(PALPATE_PASSPHRASE=WORDS).subkey("database")
    assert not (first.folder / "passphrase.salt").exists()


def test_no_key_is_made_anew_beside_a_database_on_a_server(ring: Ring) -> None:
    server = {"PALPATE_DATABASE_URL": "postgresql://localhost/palpate"}
    first = ring(**server)
    first.subkey("fields")
    (first.folder / "key").unlink()
    with pytest.raises(UserError, match="its key is missing"):
        ring(**server).subkey("fields")


def test_another_key_is_refused_once_there_is_a_record(ring: Ring) -> None:
    ring(PALPATE_KEY=B).subkey("database")
    begin(ring, PALPATE_KEY=A)
    with pytest.raises(UserError, match="not the key of the record"):
        ring(PALPATE_KEY=B).subkey("database")
    ring(PALPATE_KEY=A).subkey("database")


@pytest.mark.parametrize("given", ["short", "g" * 64, A + "a"])
def test_what_is_no_key_is_refused_without_repeating_it(ring: Ring, given: str) -> None:
    with pytest.raises(UserError, match="64 hexadecimal digits") as told:
        ring(PALPATE_KEY=given).subkey("files")
    assert given not in str(told.value)
    assert told.value.field == "PALPATE_KEY"


def test_a_key_file_that_is_missing_or_open_to_others_is_refused(
    ring: Ring, tmp_path: Path
) -> None:
    file = tmp_path / "elsewhere"
    with pytest.raises(UserError, match="cannot be read"):
        ring(PALPATE_KEY_FILE=str(file)).subkey("files")
    file.write_text(A)
    file.chmod(0o644)
    with pytest.raises(UserError, match="chmod 600"):
        ring(PALPATE_KEY_FILE=str(file)).subkey("files")


def test_every_use_has_a_key_of_its_own() -> None:
    key = MasterKey(bytes.fromhex(A))
    derived = {
        key.subkey("database"),
        key.subkey("fields"),
        key.subkey("files"),
        key.subkey("backup"),
        key.subkey("sessions"),
        key.secret,
    }
    assert len(derived) == 6
    assert {len(one) for one in derived} == {32}
    # Fixed for ever: another derivation would not open what is sealed.
    assert key.subkey("database").hex().startswith("6d144d529a234904")
    assert key.subkey("fields").hex().startswith("5d7c94c09f167828")
    assert key.name != MasterKey(bytes.fromhex(B)).name


def test_no_key_shows_itself(ring: Ring) -> None:
    found = ring(PALPATE_KEY=A, PALPATE_OLD_KEYS=f"{B}, {C}")
    shown = f"{found!r} {found} {found.current!r} {found.former!r} {vars(found).keys()}"
    for secret in (A, B, C):
        assert secret not in shown
        assert repr(bytes.fromhex(secret)) not in shown


def test_former_keys_are_found_by_name(ring: Ring) -> None:
    found = ring(PALPATE_KEY=A, PALPATE_OLD_KEYS=f"{B},{C}")
    for secret in (A, B, C):
        key = MasterKey(bytes.fromhex(secret))
        assert found.named(key.name) == key
    assert found.named("00000000") is None
    with pytest.raises(UserError, match="PALPATE_OLD_KEYS"):
        ring(PALPATE_KEY=A, PALPATE_OLD_KEYS="nothing").former  # noqa: B018
