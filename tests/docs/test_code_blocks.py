"""Every block of code in the README and the documentation runs as it stands."""

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from palpate.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if page.is_file() and "_build" not in page.parts]
FENCE = re.compile(r"^```(python|console)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
OPEN_ENDED = ("serve",)


def blocks(page: Path, language: str) -> Iterator[tuple[int, str]]:
    """Blocks of one language with the line on which each begins."""
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        if match.group(1) == language:
            yield text.count("\n", 0, match.start()) + 1, match.group(2)


def commands() -> Iterator[tuple[str, list[list[str]]]]:
    """The `$ palpate ...` lines of each page, in order: later ones may need earlier ones."""
    for page in PAGES:
        found = [
            shlex.split(line[2:], comments=True)
            for _, block in blocks(page, "console")
            for line in block.replace("\\\n", " ").splitlines()
            if line.startswith("$ palpate ")
        ]
        yield str(page.relative_to(ROOT)), [words[1:] for words in found]


PYTHON = [page for page in PAGES if any(blocks(page, "python"))]
CONSOLE = [(name, lines) for name, lines in commands() if lines]


@pytest.fixture(autouse=True)
def in_a_copy_of_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where nothing that is written can hurt, with the files that examples name."""
    for folder in ("evaluation", "docs", "examples"):
        if (ROOT / folder).is_dir():
            (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)


def test_the_readme_has_an_example_that_is_run() -> None:
    assert any(blocks(ROOT / "README.md", "python")) or "README.md" in dict(CONSOLE)


@pytest.mark.parametrize("page", PYTHON, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_blocks_run_in_one_go(page: Path) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    for line, block in blocks(page, "python"):
        code = compile("\n" * line + block, str(page), "exec")
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, names)


@pytest.mark.parametrize(("page", "lines"), CONSOLE, ids=[name for name, _ in CONSOLE])
def test_commands_of_a_page_run_in_order(page: str, lines: list[list[str]]) -> None:
    for words in lines:
        command, _, target = (" ".join(words)).partition(" > ")
        if words[0] in OPEN_ENDED:
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = main(shlex.split(command))
        assert code == 0, f"{page}: palpate {command}"
        if target:
            Path(target.strip()).write_text(printed.getvalue(), encoding="utf-8")
