"""The wheel, installed alone in a clean place, serves a page and answers a case."""

import json
import os
import re
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SLOW = 600
# One worker builds and installs it, once.
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout, with the build tools of the environment."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(
        [*command, str(ROOT)], capture_output=True, text=True, timeout=SLOW, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `palpate` of a new environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--disable-pip-version-check", str(wheel)],
        capture_output=True,
        text=True,
        timeout=SLOW,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "bin" / "palpate"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which only the installed package can be found."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "DJANGO", "PALPATE"))
    }
    return {**kept, "HOME": str(tmp_path_factory.mktemp("home"))}


@pytest.fixture(scope="module")
def address(
    installed: Path, clean: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A running server on a port of its own choice."""
    with subprocess.Popen(
        [installed, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=clean,
        cwd=tmp_path_factory.mktemp("elsewhere"),
    ) as server:
        assert server.stdout is not None
        try:
            said = ""
            for line in server.stdout:
                said += line
                if found := re.search(r"http://localhost:\d+/", line):
                    break
            else:
                pytest.fail(f"no address was printed: {said}")
            yield found.group()
        finally:
            server.terminate()
            server.wait(30)


def fetch(url: str) -> tuple[int, bytes]:
    """A page; the server may need a moment until it listens."""
    asked = urllib.request.Request(url, headers={"Accept": "*/*"})
    for attempt in range(SLOW):
        try:
            with urllib.request.urlopen(asked, timeout=SLOW) as answer:
                return int(answer.status), bytes(answer.read())
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if attempt == SLOW - 1:
                raise
            pause()
    raise AssertionError(url)


def pause() -> None:
    """Wait a tenth of a second between two attempts."""
    subprocess.run([sys.executable, "-c", "import time; time.sleep(0.1)"], check=True)


def test_the_wheel_holds_the_body_the_atlas_and_the_built_front_end(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        sizes = {entry.filename: entry.compress_size for entry in archive.infolist()}
    assert sizes["palpate/anatomy/data/body.npz"] <= 3_000_000
    assert any(name.startswith("palpate/knowledge/data/muscles/") for name in sizes)
    assert "palpate/py.typed" in sizes
    assert any(
        name.startswith("palpate/clinic/static/palpate/") and name.endswith(".js") for name in sizes
    )


def test_the_wheel_holds_no_test_no_cache_and_no_source_of_the_front_end(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert [n for n in names if "__pycache__" in n or n.endswith((".ts", ".pyc"))] == []
    assert {name.partition("/")[0] for name in names if "dist-info" not in name} == {"palpate"}


def test_the_installed_program_answers_a_case(
    installed: Path, clean: dict[str, str], tmp_path: Path
) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"pain": [{"region": "temple", "side": "left"}]}', encoding="utf-8")
    done = subprocess.run(
        [installed, "reason", case, "--top", "1", "--json"],
        capture_output=True,
        text=True,
        timeout=SLOW,
        env=clean,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sources"][0]["structure"] == "temporalis"


def test_the_installed_program_serves_the_page_with_its_scripts(address: str) -> None:
    status, page = fetch(address + "workbench/")
    assert status == 200
    text = page.decode()
    assert "Palpate" in text
    scripts = re.findall(r'<script[^>]*src="([^"]+\.js)"', text)
    assert scripts
    for script in scripts:
        status, code = fetch(address.rstrip("/") + script)
        assert status == 200
        assert len(code) > 1_000
