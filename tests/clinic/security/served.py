"""The program as it is served behind TLS, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[3] / "src"


def behind_tls(script: str, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the settings of a server behind TLS and an empty record."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "palpate.clinic.config.settings",
        "PALPATE_HTTPS": "1",
        "PALPATE_HOSTS": "record.example.org",
        "PALPATE_DATA": str(data),
        "PALPATE_KEY": "5a" * 32,
    }
    environment.pop("PALPATE_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def told(script: str, data: Path) -> Any:
    """What such a process prints last, read as JSON."""
    run = behind_tls(script, data)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.strip().splitlines()[-1])
