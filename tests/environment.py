"""Where the clinic keeps its data while tests run: a folder of this run, a key of its own.

Loaded before anything else (`-p tests.environment`), because settings are read once.
"""

import atexit
import os
import shutil
import tempfile

if "PALPATE_DATA" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    folder = tempfile.mkdtemp(prefix="palpate-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["PALPATE_DATA"] = folder
os.environ.setdefault("PALPATE_KEY", "5a" * 32)
