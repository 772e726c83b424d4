"""Which engine the settings use."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from palpate.clinic.database.engines import database_settings
from palpate.clinic.database.sqlcipher.base import refuse_old
from palpate.evidence.errors import UserError

FOLDER = Path("/nowhere/at/all")


def told(address: str) -> UserError:
    """The error that an address gives, which must not repeat the password."""
    with pytest.raises(UserError) as caught:
        database_settings(FOLDER, {"PALPATE_DATABASE_URL": address})
    assert "secret" not in str(caught.value)
    assert caught.value.field == "PALPATE_DATABASE_URL"
    assert caught.value.remedy
    return caught.value


def test_without_an_address_the_record_is_a_file_in_the_data_folder() -> None:
    found = database_settings(FOLDER, {})
    assert found["ENGINE"] == "palpate.clinic.database.sqlcipher"
    assert found["NAME"] == FOLDER / "palpate.db"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert not FOLDER.exists()


def test_an_address_is_taken_apart() -> None:
    address = "postgresql://ann%40x:secret%2F1@db.example:5433/palpate?sslmode=verify-full"
    found = database_settings(FOLDER, {"PALPATE_DATABASE_URL": address})
    assert found["ENGINE"] == "palpate.clinic.database.postgresql"
    names = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    assert [found[k] for k in names] == ["ann@x", "secret/1", "db.example", "5433", "palpate"]
    assert found["OPTIONS"] == {"sslmode": "verify-full"}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.9", "[::1]", "", "%2Frun"])
def test_on_this_machine_no_encryption_is_asked_for(host: str) -> None:
    address = f"postgresql://{host}/palpate"
    assert database_settings(FOLDER, {"PALPATE_DATABASE_URL": address})["OPTIONS"] == {}


@pytest.mark.parametrize("host", ["db.example", "10.0.0.2", "localhost.example"])
def test_over_the_network_encryption_is_asked_for_unless_stated(host: str) -> None:
    address = f"postgresql://a:b@{host}/palpate"
    asked = database_settings(FOLDER, {"PALPATE_DATABASE_URL": address})
    assert asked["OPTIONS"] == {"sslmode": "require"}
    stated = database_settings(FOLDER, {"PALPATE_DATABASE_URL": f"{address}?sslmode=prefer"})
    assert stated["OPTIONS"] == {"sslmode": "prefer"}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://a:secret@h/d", "'mysql:'"),
        ("sqlite:///secret.db", "'sqlite:'"),
        ("secret", "only PostgreSQL"),
        ("postgresql://a:secret@h", "names no database"),
        ("postgresql://a:secret@h/", "names no database"),
        ("postgresql://a:secret@h:port/d", "cannot be read"),
        ("postgresql://a:secret@h/d?sslmod=require", "unknown option: sslmod"),
    ],
)
def test_other_addresses_are_refused_with_a_remedy(address: str, words: str) -> None:
    assert words in str(told(address))


def test_an_old_sqlite_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"3\.51\.3 or newer"):
        refuse_old((3, 51, 2))
    refuse_old((3, 51, 3))
