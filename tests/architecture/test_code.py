"""Rules that hold for the whole of the code."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "palpate"
LONGEST = 400
MODULES = sorted(m for m in SOURCE.rglob("*.py") if m.parent.name != "migrations")
LIBRARY = [m for m in MODULES if "clinic" not in m.relative_to(SOURCE).parts]
TEXTS = [ROOT / "README.md", ROOT / "GLOSSARY.md"]
TEXTS += sorted(
    path
    for folder in (SOURCE, ROOT / "docs", ROOT / "frontend" / "src")
    for path in folder.rglob("*")
    if path.suffix in (".py", ".html", ".ts", ".md", ".css", ".toml")
    and not {"static", "_build", "references", "migrations"} & set(path.parts)
)
DENIAL = re.compile(
    r"\b(not|never|no|nor|neither|without)\b[^.]*diagnos|diagnos[^.]*\b(not|never|nowhere)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\btoxins?\b|lactic acid|\bdetox\w*|flush(es|ed|ing)? (out|away|lact|tox)", re.I
)
CLAIM_DENIED = re.compile(r"\b(not|never|no|nothing|forbidden)\b", re.IGNORECASE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), str(module))


def calls(module: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with its dotted name."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(module: Path) -> set[str]:
    """Top-level packages that a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_rooms_import_in_one_direction_only() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_module_is_longer_than_a_reader_can_hold(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_naive_time_and_no_global_chance(module: Path) -> None:
    naive = re.compile(r"(^|\.)(now|utcnow|today|fromtimestamp|utcfromtimestamp)$")
    for name, call in calls(module):
        if naive.search(name) and name != "timezone.now":  # Django's, which has a time zone
            assert call.args or call.keywords, f"{name} without a time zone, line {call.lineno}"
        assert not re.match(r"(np|numpy)\.random\.(?!default_rng|Generator|PCG64|Philox)", name), (
            name
        )
        assert not re.match(r"random\.(?!Random\b)", name), name
        if name.endswith("random.default_rng"):
            assert call.args or call.keywords, f"no seed, line {call.lineno}"


@pytest.mark.parametrize("module", LIBRARY, ids=name_of)
def test_the_library_knows_neither_the_web_nor_the_clock(module: Path) -> None:
    below_cli = "cli" not in module.relative_to(SOURCE).parts
    web = {"django", "csp", "whitenoise", "granian", "sqlite3", "requests", "urllib", "http"}
    assert not imports(module) & web - ({"granian"} if not below_cli else set())
    if below_cli:
        clocks = {n for n, _ in calls(module) if n in ("time.time", "datetime.now", "date.today")}
        assert not clocks


@pytest.mark.parametrize("module", LIBRARY, ids=name_of)
def test_everything_public_says_what_it_is(module: Path) -> None:
    code = tree(module)
    assert not code.body or ast.get_docstring(code)
    for node in code.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name}, line {node.lineno}"
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    assert ast.get_docstring(inner), f"{node.name}.{inner.name}"


@pytest.mark.parametrize("module", [m for m in MODULES if m.name == "__init__.py"], ids=name_of)
def test_a_package_file_only_hands_on_names(module: Path) -> None:
    for node in tree(module).body:
        named = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith("__")
        words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        handed = isinstance(node, (ast.Import, ast.ImportFrom))
        assert handed or named or words, f"line {node.lineno}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_nothing_is_printed_outside_the_command_line(module: Path) -> None:
    if "cli" not in module.relative_to(SOURCE).parts:
        assert "print" not in {name for name, _ in calls(module)}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_work_is_left_behind_in_comments(module: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", module.read_text(encoding="utf-8"))


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the product and its documentation, with its file."""
    for path in TEXTS:
        for sentence in re.split(r"(?<=[.!?])\s+|\n\s*\n", path.read_text(encoding="utf-8")):
            yield name_of(path), " ".join(sentence.split())


def test_the_word_diagnosis_stands_only_where_it_is_denied() -> None:
    # What an episode is for: the field's own word for finding out, beside therapy and prevention.
    care_mode = 'DIAGNOSTIC = "diagnostic", "Finding out (diagnostic)"'
    spoken = ((path, sentence.replace(care_mode, "")) for path, sentence in sentences())
    said = [(p, s) for p, s in spoken if re.search("diagnos", s, re.IGNORECASE)]
    assert [entry for entry in said if not DENIAL.search(entry[1])] == []


def test_no_text_claims_what_massage_does_not_do() -> None:
    said = [(p, s) for p, s in sentences() if CLAIMS.search(s)]
    assert [entry for entry in said if not CLAIM_DENIED.search(entry[1])] == []


def test_lock_files_name_no_registry_and_pin_by_hash() -> None:
    for lock in ("runtime.txt", "dev.txt"):
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index-url|--extra-index-url", text), lock
    npm = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved": "http' not in npm
