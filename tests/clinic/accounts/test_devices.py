"""Browsers are called by names that people know."""

from __future__ import annotations

import pytest

from palpate.clinic.accounts.devices import device_name

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{WEBKIT} Chrome/140.0.0.0"
IOS = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{WINDOWS[:-1]}; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Windows"),
        (f"{WINDOWS} {CHROME} Safari/537.36", "Chrome on Windows"),
        (f"{WINDOWS} {CHROME} Safari/537.36 Edg/140.0.0.0", "Edge on Windows"),
        (f"{WINDOWS} {CHROME} Safari/537.36 OPR/120.0.0.0", "Opera on Windows"),
        (f"{ANDROID} {CHROME} Mobile Safari/537.36", "Chrome on Android"),
        (f"{ANDROID} {CHROME} Mobile Safari/537.36 EdgA/140.0.0.0", "Edge on Android"),
        (
            f"{ANDROID} {WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (f"{PHONE} {IOS} Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        (f"{PHONE} {IOS} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
        (f"{PHONE} {IOS} FxiOS/143.0 Mobile/15E148 Safari/604.1", "Firefox on iPhone"),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {IOS} Version/18.0 Safari/605.1.15",
            "Safari on Mac",
        ),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", "Chrome on ChromeOS"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
            "Firefox on Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
            "Another browser on Windows",
        ),
        ("Firefox/143.0", "Firefox"),
        ("curl/8.5.0", "Another browser"),
        ("<b>Me</b>", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_the_name_of_a_browser(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
