"""A client's phone: opens the link, carries its cookie, sends forms as its pages do."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser

PAIN = [{"patches": {"temple.left.1": 6}, "qualities": ["ache"]}]
SIGNATURE = json.dumps(
    {"kind": "drawn", "width": 600, "height": 200, "strokes": [[10, 10, 5, 5, 5, 5, 9, -3]]}
)
HEALTH = {
    "blood_clot": "yes",
    "blood_clot_detail": "left calf, 2019",
    "heart": ["varicose"],
    "pregnant": "no",
}
STORY = {"reason": "Headache behind the eye", "onset": "gradual", "relieving": "Lying down"}


class Phone:
    """A browser that holds a link."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.browser = Browser(enforce_csrf_checks=True)

    def get(self, path: str = "") -> Any:
        return self.browser.get(f"/i/{self.token}/{path}")

    def post(self, path: str, told: dict[str, Any] | None = None) -> Any:
        page = self.get(path).content.decode()
        return self.browser.post(
            f"/i/{self.token}/{path}", {**(told or {}), "csrfmiddlewaretoken": token_in(page)}
        )

    def put(self, path: str, value: object, revision: object = 0, page: str = "1/") -> Any:
        return self.browser.put(
            f"/i/{self.token}/{path}",
            json.dumps({"revision": revision, "value": value}),
            content_type="application/json",
            headers={"X-CSRFToken": token_in(self.get(page).content.decode())},
        )

    def sign(self, *kinds: str, name: str = "Maria Novak") -> Any:
        ticked = {f"agree_{kind}": "yes" for kind in kinds}
        return self.post("7/", {**ticked, "name": name, "signature": SIGNATURE})

    def fill_in(self) -> None:
        assert self.post("3/", STORY).status_code == 302
        assert self.post("4/", HEALTH).status_code == 302
        assert self.put("drawing/", PAIN).status_code == 200
        assert self.sign("treatment", "privacy").status_code == 302


def token_in(page: str) -> str:
    """The token that a page's form carries; empty when there is no form."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    return found.group(1) if found else ""


def link_in(answer: HttpResponse) -> str:
    """The token of the link that the practice is shown."""
    found = re.search(r"/i/([\w-]{43})/", answer.content.decode())
    assert found, "no link on the page"
    return found.group(1)
