"""The two engines a practice record may live in, its key, and what both engines promise."""

from palpate.clinic.database.engines import database_settings
from palpate.clinic.database.folder import data_folder
from palpate.clinic.database.key import Keyring, keyring, subkey
from palpate.clinic.database.security import everything_scope, practice_scope

__all__ = [
    "Keyring",
    "data_folder",
    "database_settings",
    "everything_scope",
    "keyring",
    "practice_scope",
    "subkey",
]
