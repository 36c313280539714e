"""The page in a browser: a headless Chromium, spoken to over its debugging pipe."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tocsin.dataset.coded import Coded
from tocsin.desk.page import write_page

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--force-color-profile=srgb", "--disable-dev-shm-usage",
)  # fmt: skip


class Browser:
    """One page in one browser.

    Attributes:
        requests: Addresses of everything that pages asked for, in order.
        complaints: What pages or the browser wrote to the console.
    """

    def __init__(self, program: str, folder: Path) -> None:
        ours, theirs = os.pipe(), os.pipe()
        sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
        command = (program, *_QUIET, *sandbox, f"--user-data-dir={folder}")
        redirected = f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        self._process = subprocess.Popen(
            ("bash", "-c", redirected, "bash", *command, "--remote-debugging-pipe", "about:blank"),
            pass_fds=(ours[0], theirs[1]),
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        self._write = os.fdopen(ours[1], "wb", buffering=0)
        self._read = os.fdopen(theirs[0], "rb")
        self._number = 0
        self._session: str | None = None
        self.requests: list[str] = []
        self.complaints: list[str] = []
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Ask the browser for something and wait for the answer; events are noted meanwhile."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._write.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, path: Path, width: int = 1280, height: int = 900) -> None:
        """Load a page from a file and wait until it has run its script."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        self.call("Page.navigate", url=path.as_uri())
        while self._receive().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> object:
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key."""
        text = {"text": key} if len(key) == 1 else {}
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40}
        code = {"windowsVirtualKeyCode": codes[key]} if key in codes else {}
        if key == "Enter":
            text = {"text": "\r"}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **text, **code)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, **code)

    def close(self) -> None:
        self._write.close()
        self._process.terminate()
        self._process.wait(timeout=20)
        self._read.close()

    def _receive(self) -> dict[str, Any]:
        parts = bytearray()
        while (byte := self._read.read(1)) != b"\0":
            assert byte, "the browser has gone"
            parts += byte
        message: dict[str, Any] = json.loads(parts)
        params = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(params["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(params["exceptionDetails"]["text"])
        return message


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A fresh browser; the test is skipped where none is installed."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("no Chromium is installed; `make test` installs one where it can")
    opened = Browser(program, tmp_path / "profile")
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def page(tmp_path: Path, results: list[Coded]) -> Path:
    path = tmp_path / "page.html"
    path.write_text(write_page(results), "utf-8")
    return path


def test_opening_it_asks_the_network_for_nothing(page: Path, browser: Browser) -> None:
    browser.open(page)
    assert browser.requests == [page.as_uri()]
    assert browser.complaints == []


def test_hostile_text_stays_text(page: Path, browser: Browser) -> None:
    browser.open(page)
    assert browser.run("document.title") == "tocsin: 3 reports in 2 articles"
    assert browser.run("document.images.length") == 0
    assert browser.run("document.scripts.length") == 1
    title = browser.run("document.querySelectorAll('.sheet h2')[1].textContent")
    assert '<script>document.title="broken"</script>' in str(title)


OPEN = "document.querySelector('.card.now').id"
LABELS = (
    "[...document.querySelectorAll('mark[data-label]')]"
    ".map(m => `${m.dataset.label}=${m.textContent}`).join('|')"
)


def test_keys_move_through_the_reports(page: Path, browser: Browser) -> None:
    browser.open(page)
    assert browser.run(OPEN) == "a1-r1"
    for key, card in [("j", "a1-r2"), ("j", "a2-r1"), ("j", "a2-r1"), ("k", "a1-r2")]:
        browser.press(key)
        assert browser.run(OPEN) == card
    browser.press("ArrowUp")
    assert browser.run(OPEN) == "a1-r1"
    browser.press("n")
    assert browser.run(OPEN) == "a2-r1"
    browser.press("p")
    assert browser.run(OPEN) == "a1-r1"
    assert browser.run("document.activeElement.getAttribute('aria-expanded')") == "true"


def test_tab_walks_the_fields_and_lights_their_words(page: Path, browser: Browser) -> None:
    browser.open(page)
    browser.press("j")
    browser.press("k")
    browser.press("Tab")
    assert browser.run("document.activeElement.dataset.label") == "what"
    assert browser.run("document.querySelector('mark.lit').textContent") == "rally in support"
    browser.press("Tab")
    browser.press("Tab")
    assert browser.run("document.activeElement.dataset.label") == "when"
    assert browser.run("document.querySelector('mark.lit').textContent") == "on Saturday"


def test_the_words_of_a_report_are_labelled(page: Path, browser: Browser) -> None:
    browser.open(page)
    labels = str(browser.run(LABELS)).split("|")
    assert "when=on Saturday" in labels
    assert "who, size=About 12,000 people" in labels
    browser.press("j")
    assert "when=on Saturday" not in str(browser.run(LABELS)).split("|")


def test_the_list_of_keys_opens_and_closes(page: Path, browser: Browser) -> None:
    browser.open(page)
    browser.press("?")
    assert browser.run("document.getElementById('keys').open") is True
    browser.press("Escape")
    assert browser.run("document.getElementById('keys').open") is False


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_needs_no_sideways_scrolling(page: Path, browser: Browser, width: int) -> None:
    browser.open(page, width)
    assert browser.run("document.documentElement.scrollWidth") == width


def test_what_takes_focus_is_large_enough_and_shows_it(page: Path, browser: Browser) -> None:
    browser.open(page)
    small = browser.run(
        "[...document.querySelectorAll('button, summary, .row, .timeline .hit rect')]"
        ".map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])"
        ".filter(([_, r]) => r.width && (r.width < 24 || r.height < 20)).map(([html, _]) => html)"
    )
    assert small == []
    browser.press("j")
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.fixture
def copied(tmp_path: Path, rally: Coded) -> Path:
    """A page of one text that two outlets printed."""
    article = rally.input.article
    assert article is not None
    copy = replace(
        rally.input, name="copy.txt", article=replace(article, id="z-copy", outlet="Post")
    )
    records = tuple(replace(one, id=f"z-copy-{one.id}", article="z-copy") for one in rally.records)
    path = tmp_path / "page.html"
    path.write_text(write_page([rally, Coded(copy, records)]), "utf-8")
    return path


def test_events_and_copies_are_reached_by_keys(copied: Path, browser: Browser) -> None:
    browser.open(copied)
    assert browser.complaints == []
    browser.press("e")
    assert browser.run("document.activeElement.tagName") == "SUMMARY"
    assert browser.run("document.querySelector('#e1').open") is True
    folded = "document.querySelector('.copies').open"
    assert browser.run(folded) is False
    browser.press("n")
    assert browser.run(OPEN) == "a2-r1"
    assert browser.run(folded) is True
    browser.run("document.querySelector('#e1 a[data-open=\"a1-r1\"]').click()")
    assert browser.run(OPEN) == "a1-r1"
    for width in (320, 1280):
        browser.open(copied, width)
        browser.press("e")
        assert browser.run("document.documentElement.scrollWidth") == width


def test_what_is_folded_is_printed(copied: Path, browser: Browser) -> None:
    browser.open(copied)
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("document.querySelectorAll('details:not([open])').length") == 0
