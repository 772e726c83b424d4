"""What the code of the record must not contain, read from its syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import palpate

SOURCE = Path(palpate.__file__).parent
CLINIC = SOURCE / "clinic"
FILES = sorted(path for path in CLINIC.rglob("*.py") if "migrations" not in path.parts)
FETCHING = {
    "aiohttp", "ftplib", "http.client", "httpx", "paramiko", "requests", "smtplib", "telnetlib",
    "urllib.request", "urllib3", "xmlrpc", "websocket", "websockets",
}  # fmt: skip
UNSAFE = {"pickle", "marshal", "shelve", "yaml", "dill", "jsonpickle"}
PARSING_XML = {"xml.etree", "xml.dom", "xml.sax", "lxml", "ldap", "ldap3", "pymemcache"}
CALLED = {"eval", "exec", "compile", "__import__", "mark_safe", "SafeString", "Template"}
RAW = {"raw", "extra", "RawSQL"}
WEAK = {"md5", "sha1", "DES", "ARC4", "Blowfish", "ECB"}
PROCESSES = {"clinic/atlas/press.py"}
"""Files that start a program: the press, which sets the atlas and is given no client's words."""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node


def name_of(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_plain(call: ast.Call) -> bool:
    """Whether a function is called by its bare name, as the built-in ones are."""
    return isinstance(call.func, ast.Name)


def inside(names: set[str], wanted: set[str]) -> set[str]:
    return {each for each in names for one in wanted if each == one or each.startswith(one + ".")}


def test_no_file_of_the_record_fetches_runs_or_believes_code() -> None:
    for path in FILES:
        check_harmless(path)


def check_harmless(path: Path) -> None:
    used = set(imports(path))
    assert inside(used, FETCHING) == set(), "nothing is fetched from an address"
    assert inside(used, UNSAFE | PARSING_XML) == set()
    starting = inside(used, {"subprocess", "os.system", "pty"})
    assert not starting or str(path.relative_to(SOURCE)) in PROCESSES
    for call in calls(path):
        assert not (name_of(call) in CALLED and is_plain(call)), ast.unparse(call)
        assert name_of(call) not in WEAK, ast.unparse(call)
        named = {each.arg: each.value for each in call.keywords}
        shell = named.get("shell")
        assert shell is None or (isinstance(shell, ast.Constant) and shell.value is False)


ENGINE = ("database/", "vault/")
"""Where statements are built from names of tables; values are always parameters there too."""


def test_statements_are_never_put_together_from_text() -> None:
    for path in FILES:
        if not str(path.relative_to(CLINIC)).startswith(ENGINE):
            check_statements(path)


def check_statements(path: Path) -> None:
    for call in calls(path):
        if name_of(call) in RAW and isinstance(call.func, ast.Attribute):
            owner = ast.unparse(call.func.value)
            assert not owner.endswith("objects"), ast.unparse(call)
        if name_of(call) == "execute" and call.args:
            assert not isinstance(call.args[0], ast.JoinedStr | ast.BinOp), ast.unparse(call)


def test_no_template_switches_escaping_off() -> None:
    for path in CLINIC.rglob("*.html"):
        text = path.read_text()
        assert "autoescape off" not in text, path
        assert not re.search(r"\|\s*safe\b|\|\s*safeseq\b", text), path


def test_templates_load_nothing_from_elsewhere() -> None:
    for path in CLINIC.rglob("*.html"):
        found = re.findall(
            r"<(?:script|link|img|iframe|object|embed)[^>]+https?://", path.read_text()
        )
        assert found == [], path


def test_scripts_keep_nothing_of_the_record_in_the_browser() -> None:
    """One script uses the browser's storage: the idle lock, for the time of the last touch."""
    frontend = SOURCE.parents[1] / "frontend" / "src"
    users = {
        str(path.relative_to(frontend))
        for path in frontend.rglob("*.ts")
        if re.search(r"localStorage|sessionStorage|indexedDB|caches\.open", path.read_text())
    }
    assert users <= {"clinic/idle-lock.ts"}


def test_scripts_run_no_text_and_take_no_messages() -> None:
    frontend = SOURCE.parents[1] / "frontend" / "src"
    for path in frontend.rglob("*.ts"):
        text = path.read_text()
        assert not re.search(r"\beval\(|new Function\(|document\.write\(", text), path
        assert "postMessage" not in text, path
