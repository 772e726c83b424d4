"""Processes side by side keep one chain in one file."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

WRITERS: Final = 4
EACH: Final = 15

PROGRAM: Final = """
import sys, uuid, django
django.setup()
from django.core.management import call_command
from palpate.clinic.audit.chain import Actor, breaks, record
from palpate.clinic.audit.models import Entry
from palpate.clinic.practice.models import Practice

practice, task = uuid.UUID(sys.argv[2]), sys.argv[1]
if task == "begin":
    call_command("migrate", verbosity=0)
    Practice.objects.create(pk=practice, name="Side by side")
elif task == "write":
    for number in range(int(sys.argv[3])):
        record(Actor(practice, f"writer {sys.argv[4]}"), "opened record", count=number)
else:
    found = Practice.objects.get(pk=practice)
    print(Entry.objects.filter(practice=found).count(), *breaks(found))
"""


def test_processes_keep_one_chain(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "tmp").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PALPATE_DATABASE_URL"},
        "PALPATE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "palpate.clinic.config.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    practice = "01930000-0000-7000-8000-000000000001"

    def line(*words: str) -> list[str]:
        return [sys.executable, "-c", PROGRAM, *words]

    subprocess.run(line("begin", practice), env=environment, check=True, timeout=120)
    with contextlib.ExitStack() as stack:
        writers = [
            stack.enter_context(
                subprocess.Popen(line("write", practice, str(EACH), str(each)), env=environment)
            )
            for each in range(WRITERS)
        ]
        assert [each.wait(120) for each in writers] == [0] * WRITERS
    told = subprocess.run(
        line("tell", practice), env=environment, check=True, timeout=120, capture_output=True
    )
    assert told.stdout.split() == [str(WRITERS * EACH).encode()]
