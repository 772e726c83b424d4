"""Every kind of page of the practice, and what is asked of each."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from typing import Final

from playwright.sync_api import APIRequestContext, Page
from tests.journeys.looking import THEMES, WIDTHS, violations

KEYS: Final = ("phone", "desk")
TRIED: Final = 8
"""Pages of one kind that are opened in search of the richest, and of links."""
LONGEST: Final = 6000
"""Pixels of a page that axe sees at once, so that nothing lies under a bar while it looks."""
ZOOMED: Final = (320, 256)
"""1280 by 1024 at 400 %."""
IDENTITY: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINK: Final = re.compile(r'href="(/[^"#]*)"')
ELSEWHERE: Final = ("/atlas/", "/static/", "/api/", "/workbench/")

OF_THE_PRACTICE: Final = (
    "/",
    "/search/?q=a",
    "/more/",
    "/notes/",
    "/audit/",
    "/practice/",
    "/practice/scope/",
    "/practice/invite/",
    "/practice/members/ID/",
    "/practice/members/ID/licences/",
    "/practice/members/ID/licences/ID/",
    "/consent-texts/",
    "/consent-texts/treatment/en/",
    "/access-reviews/",
    "/sample/",
    "/account/",
    "/clients/",
    "/clients/new/",
    "/clients/duplicates/",
    "/clients/emergency/",
    "/clients/ID/",
    "/clients/ID/edit/",
    "/clients/ID/audit/",
    "/clients/ID/care/",
    "/clients/ID/contacts/new/",
    "/clients/ID/consents/",
    "/clients/ID/consents/ID/",
    "/clients/ID/consents/sign/photographs/",
    "/clients/ID/drawings/",
    "/clients/ID/episodes/new/",
    "/clients/ID/episodes/ID/",
    "/clients/ID/files/",
    "/clients/ID/health/",
    "/clients/ID/health/edit/",
    "/clients/ID/health/changes/",
    "/clients/ID/intakes/",
    "/clients/ID/intakes/ID/",
    "/clients/ID/intakes/new/",
    "/clients/ID/visits/",
    "/visits/ID/",
    "/visits/ID/note/",
    "/clients/ID/visits/new/",
    "/visits/new/",
    "/visits/ID/time/",
    "/visits/ID/workbench/",
    "/visits/ID/measure/algometer/",
    "/visits/ID/measure/range_of_motion/",
    "/visits/ID/measure/rating/",
    "/visits/ID/note/amend/",
    "/visits/ID/note/print/",
    "/visits/ID/note/versions/",
    "/nothing-is-here/",
)
"""Pages the owner of the sample practice can open; ID stands for any row."""
OF_THE_OWNER: Final = (
    "/account/second-factor/",
    "/account/second-factor/recovery-codes/",
    "/account/second-factor/webauthn/",
    "/account/second-factor/webauthn/add/",
    "/account/second-factor/totp/activate/",
    "/account/sessions/",
    "/account/password/change/",
    "/keeping/",
    "/keeping/import/",
    "/",
    "/clients/",
    "/notes/",
    "/visits/new/",
    "/account/logout/",
)
"""Pages of a real account, in a practice that is still empty."""
OF_NOBODY: Final = ("/account/login/", "/account/password/reset/", "/enter/no-such-link/")

STEPS: Final = ("", *(f"{number}/" for number in range(1, 9)), "birth-date/")
"""The pages behind the private link of an intake."""

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  if (!window.met) window.met = new Map();
  const stays = window.last === e;  // a date is one field of several stops
  window.last = e;
  if (window.met.has(e)) return stays ? {named: '', seen: true, clear: true} : {again: true};
  window.met.set(e, true);
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const named = e.outerHTML.slice(0, 140);
  if (e.matches('iframe')) return {named, seen: true, clear: true};
  const shown = (element) => {
    const s = getComputedStyle(element);
    return s.outlineStyle !== 'none' || s.boxShadow !== 'none';
  };
  const seen = shown(e) || (e.parentElement !== null && shown(e.parentElement))
    || (e.nextElementSibling !== null && shown(e.nextElementSibling));
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), foot = Math.min(box.bottom, innerHeight);
  const at = (x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (e.contains(hit) || hit.contains(e) || e.closest('label')?.contains(hit));
  };
  let clear = false;
  for (const a of [0.1, 0.5, 0.9]) for (const b of [0.1, 0.5, 0.9])
    clear ||= !!at(left + (right - left) * a, top + (foot - top) * b);
  return {named, seen, clear};
}"""

MISSED = """() => [...document.querySelectorAll(
  'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]')]
  .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true})
    && e.getClientRects().length > 0 && !e.closest('[inert]')
    && !(e.type === 'radio') && !window.met?.has(e))
  .map((e) => e.outerHTML.slice(0, 140))"""


def kind_of(path: str) -> str:
    """The kind of page an address is of: its identities left out."""
    return IDENTITY.sub("ID", path.split("?")[0])


def addresses(request: APIRequestContext, base: str, wanted: tuple[str, ...]) -> dict[str, str]:
    """An address for each kind of page, found by following links; the richest one met."""
    found: dict[str, tuple[int, str]] = {}
    tried: dict[str, int] = {}
    queue = deque(path for path in wanted if "ID" not in path)
    known = set(queue)
    while queue:
        path = queue.popleft()
        kind = path if path in wanted else kind_of(path)
        tried[kind] = tried.get(kind, 0) + 1
        if tried[kind] > TRIED or kind.startswith(ELSEWHERE):
            continue
        answer = request.get(base.rstrip("/") + path)
        if "html" not in answer.headers.get("content-type", ""):
            continue
        text = answer.text()
        if len(text) > found.get(kind, (0, ""))[0]:
            found[kind] = (len(text), path)
        links = [link.replace("&amp;", "&") for link in LINK.findall(text)]
        fresh = [link for link in dict.fromkeys(links) if link not in known]
        known.update(fresh)
        queue.extend(fresh)
    return {kind: base.rstrip("/") + found[kind][1] for kind in wanted if kind in found}


def too_wide(page: Page) -> list[str]:
    """Whether the page must be scrolled sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{wide} px wider than the window"] if wide > 0 else []


def by_keyboard(page: Page) -> list[str]:
    """Tab through the page: what is not reached, not seen, or hidden under a bar."""
    problems: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or "again" in focused:
            break
        if not focused["seen"]:
            problems.append(f"focus is not visible: {focused['named']}")
        if not focused["clear"]:
            problems.append(f"focus is covered: {focused['named']}")
    problems += [f"no tab stop: {missed}" for missed in page.evaluate(MISSED)]
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    return problems


def faults(page: Page, address: str, picture: Path | None = None) -> list[str]:
    """All that is wrong with one page, at each width, in its themes, and with keys alone."""
    found: list[str] = []
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        page.goto(address)
        page.wait_for_timeout(150)
        found += [f"{width}: {each}" for each in too_wide(page)]
        if width in KEYS:
            found += [f"{width}, keys: {each}" for each in by_keyboard(page)]
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": across, "height": max(down, min(whole, LONGEST))})
        for theme in THEMES[width]:
            page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            if picture:
                path = picture.with_name(f"{picture.name}-{across}-{theme}.png")
                page.screenshot(path=path, full_page=True)
            found += [f"{width}, {theme}: {each}" for each in violations(page)]
    page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    found += [f"zoomed: {each}" for each in too_wide(page)]
    return found
