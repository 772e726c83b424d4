"""How Python's values go into the encrypted file and come out, as Django expects them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from types import ModuleType

from django.db.backends.sqlite3 import base as sqlite
from django.utils.dateparse import parse_date, parse_datetime, parse_time


def register_types(database: ModuleType) -> None:
    """Do for the encrypted library what Django does for the standard one."""
    database.register_converter("bool", b"1".__eq__)
    database.register_converter("date", sqlite.decoder(parse_date))
    database.register_converter("time", sqlite.decoder(parse_time))
    database.register_converter("datetime", sqlite.decoder(parse_datetime))
    database.register_converter("timestamp", sqlite.decoder(parse_datetime))
    database.register_adapter(Decimal, str)
    database.register_adapter(datetime.date, sqlite.adapt_date)
    database.register_adapter(datetime.datetime, sqlite.adapt_datetime)
