"""Pages of a large practice: queries, processor time and latency, beside a bare Django page.

python -m benchmarks.seed --data FOLDER, then python -m benchmarks.clinic --data FOLDER. The
server is `palpate serve` itself, with its sessions, second factor, audit and content policy in
place. Of 40 people each opens a page a second, and saves a drawing or words of an open visit at
every fifth turn. PALPATE_DATABASE_URL chooses PostgreSQL. Bars: at most 12 queries and 20 ms of
processor time a page, p95 at most 100 ms at 20 requests a second and 250 ms with 40 people, no
errors.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from benchmarks.load import Answers, Caller, Writer, people, processor_seconds, steady
from tests.journeys.programs import wait_for

from palpate.cli.serve import free_port

BARE = (
    "from granian import Granian; from granian.constants import Interfaces; import sys;"
    "Granian('benchmarks.bare:application', address='127.0.0.1', port=int(sys.argv[1]),"
    " interface=Interfaces.WSGI, workers=int(sys.argv[2])).serve()"
)
PEOPLE = 40
OWNERS = "audit"
"""The page that only the first person may see; the load leaves it out."""
ASKED = 60
"""Requests of each page, one after the other, for its processor time."""
MOST_QUERIES, MOST_CPU_MS, MOST_STEADY_MS, MOST_MIXED_MS = 12, 20.0, 100.0, 250.0


def main() -> None:
    """Print one table of pages and two lines of load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    os.environ["PALPATE_DATA"] = chosen.data
    os.environ["DJANGO_SETTINGS_MODULE"] = "palpate.clinic.config.settings"
    import django

    django.setup()
    cookies, pages = prepare()
    rooms = open_visits()
    queries = {name: count_queries(cookies[0], path) for name, path in pages.items()}
    with served(chosen.workers) as (address, process):
        callers = [Caller(address, cookie) for cookie in cookies]
        for caller in callers:
            caller.get("/")
        costs = {name: cost(callers[0], process.pid, path) for name, path in pages.items()}
        paths = [path for name, path in pages.items() if name != OWNERS]
        at_rate = steady(callers, itertools.cycle(paths), 20, chosen.seconds)
        writers = [Writer(caller, *room) for caller, room in zip(callers, rooms, strict=True)]
        mixed = people(writers, itertools.cycle(paths), 1.0, chosen.seconds)
    with bare(chosen.workers) as (address, process):
        caller = Caller(address)
        caller.get("/")
        base = cost(caller, process.pid, "/")
    report(pages, queries, costs, base)
    line("20 requests a second", at_rate, MOST_STEADY_MS)
    line("40 people", mixed, MOST_MIXED_MS)


def prepare() -> tuple[list[str], dict[str, str]]:
    """Forty signed-in sessions, and the addresses of the pages."""
    from django.conf import settings
    from django.urls import reverse

    from palpate.clinic.database import everything_scope
    from palpate.clinic.people.models import Client
    from palpate.clinic.practice.models import Member
    from palpate.clinic.visits.models import Visit

    settings.ALLOWED_HOSTS.append("testserver")
    with everything_scope("benchmark"):
        members = list(Member.objects.select_related("user").order_by("created_at"))
        cookies = [signed_in(members[number % len(members)]) for number in range(PEOPLE)]
        busy = Client.objects.get(number=1)
        plain = Client.objects.get(number=50)
        visit = Visit.objects.filter(client=plain, state="done").first()
    assert visit is not None
    return cookies, {
        "today": reverse("home"),
        "clients": reverse("clients"),
        "found by name": reverse("clients") + "?q=novak",
        "one client": reverse("client", args=[plain.pk]),
        "client with many visits": reverse("client", args=[busy.pk]),
        "visits of a client": reverse("client_visits", args=[plain.pk]),
        "1,000 visits of a client": reverse("client_visits", args=[busy.pk]),
        "one visit": reverse("visit", args=[visit.pk]),
        "note": reverse("note", args=[visit.pk]),
        "unsigned notes": reverse("notes"),
        "search": reverse("search") + "?q=novak",
        "search in notes": reverse("search") + "?q=turning+desk",
        "case, as JSON": reverse("get_case", args=[visit.pk]),
        OWNERS: reverse("audit"),
    }


def open_visits() -> list[tuple[str, str]]:
    """A visit under way for each person, and the revision of its words."""
    from django.utils import timezone

    from palpate.clinic.database import everything_scope
    from palpate.clinic.people.models import Client
    from palpate.clinic.practice.models import Member
    from palpate.clinic.visits.findings import revision_of, standing
    from palpate.clinic.visits.planning import plan_visit, step

    with everything_scope("benchmark"):
        members = list(Member.objects.select_related("practice").order_by("created_at"))
        rooms = []
        for number, client in enumerate(Client.objects.order_by("number")[100 : 100 + PEOPLE]):
            by = members[number % len(members)]
            now = timezone.now()
            visit = plan_visit(by=by, client=client, therapist=by, starts_at=now, minutes=60)
            visit = step(by=by, visit=visit, to="open")
            rooms.append((str(visit.pk), revision_of(standing(by, visit), "told")))
    return rooms


def signed_in(member: Any) -> str:
    """The cookie of a session of a member, second factor passed a moment ago."""
    from django.conf import settings
    from django.test import Client as Browser

    browser = Browser()
    browser.force_login(member.user)
    session, methods = browser.session, "account_authentication_methods"
    session[methods] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session[f"{methods}_user"] = str(member.user_id)
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}"


def count_queries(cookie: str, path: str) -> int:
    """Database queries of one page, session and membership included."""
    from django.db import connection
    from django.test import Client as Browser
    from django.test.utils import CaptureQueriesContext

    name, _, value = cookie.partition("=")
    browser = Browser()
    browser.cookies[name] = value
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    noise = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT set_config", "SELECT pg_advisory")
    return sum(not query["sql"].startswith(noise) for query in captured)


def cost(caller: Caller, pid: int, path: str) -> float:
    """Processor milliseconds of the server for one request of a page."""
    caller.get(path)
    before = processor_seconds(pid)
    for _ in range(ASKED):
        caller.get(path)
    return 1000 * (processor_seconds(pid) - before) / ASKED


@contextmanager
def served(workers: int) -> Iterator[tuple[str, subprocess.Popen[Any]]]:
    """`palpate serve` on the data folder, loaded."""
    port = free_port(0)
    arguments = f"'serve', '--port', '{port}', '--workers', '{workers}'"
    serve = f"from palpate.cli import main; main([{arguments}])"
    yield from running([sys.executable, "-c", serve], f"http://localhost:{port}/", "api/vocabulary")


@contextmanager
def bare(workers: int) -> Iterator[tuple[str, subprocess.Popen[Any]]]:
    """The bare page, served by the same server."""
    port = free_port(0)
    command = [sys.executable, "-c", BARE, str(port), str(workers)]
    yield from running(command, f"http://localhost:{port}/", "")


def running(
    command: Sequence[str], address: str, ready: str
) -> Iterator[tuple[str, subprocess.Popen[Any]]]:
    """Start a server, wait until it answers, stop it at the end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(address + ready)
        time.sleep(5)
        yield address, process
    finally:
        process.terminate()
        process.wait(30)


def report(
    pages: dict[str, str], queries: dict[str, int], costs: dict[str, float], base: float
) -> None:
    """Print what each page costs."""
    print(f"{'page':28} {'queries':>8} {'CPU ms':>8} {'x bare':>7}")
    for name in pages:
        held = queries[name] <= MOST_QUERIES and costs[name] <= MOST_CPU_MS
        ratio = costs[name] / base
        verdict = "" if held else "MISSED"
        print(f"{name:28} {queries[name]:8} {costs[name]:8.1f} {ratio:7.1f} {verdict}")
    print(f"{'a bare Django page':28} {0:8} {base:8.2f} {1:7.1f}")


def line(name: str, answers: Answers, bar: float) -> None:
    """Print latency and errors of a load."""
    p95 = answers.percentile(0.95)
    verdict = "met" if p95 <= bar and not answers.errors else "MISSED"
    print(
        f"{name}: {len(answers.latencies)} answers, median {answers.percentile(0.5):.0f} ms,"
        f" p95 {p95:.0f} ms, {answers.errors} errors; bar {bar:.0f} ms {verdict}"
    )


if __name__ == "__main__":
    main()
