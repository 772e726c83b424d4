"""Keep what was parsed beside the file, as Python keeps bytecode: parsing TOML is slow.

The name of a kept result holds the hash of the file's content, so that it is never stale.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = "__pycache__"
_FORM = b"1"


def cached(file: Path, parse: Callable[[Path, str], Any]) -> Any:
    """`parse(file, text)`, or what it gave before for the same content.

    The result must be JSON. A folder that cannot be written only costs time.
    """
    content = file.read_bytes()
    digest = hashlib.blake2b(_FORM + content, digest_size=10).hexdigest()
    kept = file.parent / FOLDER / f"{file.stem}.{digest}.json"
    try:
        return json.loads(kept.read_bytes())
    except (OSError, ValueError):
        parsed = json.loads(json.dumps(parse(file, content.decode("utf-8"))))
    _keep(kept, parsed)
    return parsed


def _keep(kept: Path, parsed: object) -> None:
    """Write aside and rename, so that a reader never sees half a file."""
    aside = kept.with_suffix(f".{os.getpid()}")
    try:
        kept.parent.mkdir(exist_ok=True)
        for old in kept.parent.glob(f"{kept.stem.split('.')[0]}.*.json"):
            old.unlink(missing_ok=True)
        aside.write_text(json.dumps(parsed), encoding="utf-8")
        aside.replace(kept)
    except OSError:
        return
