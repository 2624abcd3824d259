"""What a page must keep in a browser, whoever looks at it and on whatever screen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import BrowserContext, ConsoleMessage

from tests.fixtures.browser import DESK, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
GRAVE = ("serious", "critical")
WIDTHS = (390, 320)
_ASK = """options => axe.run(options).then(found => found.violations.map(rule => ({
    rule: rule.id, impact: rule.impact,
    where: rule.nodes.slice(0, 3).map(node => node.target.join(" ") + " " + node.failureSummary)
})))"""
_PLAIN = """() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    title: document.title,
})"""
_TOO_WIDE = """() => document.documentElement.scrollWidth > window.innerWidth
    ? [...document.querySelectorAll("body *")]
        .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(0, 3).map(each => each.tagName + "." + each.className)
    : null"""


@dataclass
class Looker:
    """Somebody with a browser who opens page after page and writes down what is wrong."""

    context: BrowserContext
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))

    def look(self, address: str, *, thoroughly: bool = True) -> None:
        """The page at the desk and on the phone, light and dark."""
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="light")
        answer = self.page.goto(address)
        assert answer is not None
        if answer.status >= 400:
            self._note(f"status {answer.status}")
            return
        self._plain()
        self.page.evaluate(AXE)
        self._axe("desk, light")
        self.page.emulate_media(color_scheme="dark")
        self._axe("desk, dark", "color-contrast")
        if thoroughly:
            self.page.set_viewport_size(PHONE)
            self._axe("phone, dark")
            self.page.emulate_media(color_scheme="light")
            self._axe("phone, light", "color-contrast")
        self._narrow()

    def _plain(self) -> None:
        said = self.page.evaluate(_PLAIN)
        if said["language"] not in ("de", "en") or said["headings"] != 1:
            self._note(f"language and headings {said}")
        if not said["title"].endswith(" – Kreislotse") or said["title"].startswith(" "):
            self._note(f"title {said['title']!r}")

    def _axe(self, sight: str, rule: str = "") -> None:
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if rule:
            options["runOnly"] = [rule]
        for found in self.page.evaluate(_ASK, options):
            if found["impact"] in GRAVE:
                self._note(f"{sight}: {found['rule']} at {found['where']}")

    def _narrow(self) -> None:
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            if wide := self.page.evaluate(_TOO_WIDE):
                self._note(f"wider than {width} px: {wide}")

    def _heard(self, message: ConsoleMessage) -> None:
        """Whatever the policy blocks, a script trips over or cannot be found is told here."""
        if message.type == "error" and "status of 4" not in message.text:
            self._note(f"console: {message.text}")

    def _note(self, text: str) -> None:
        self.wrong.append(f"{self.page.url.removeprefix('http://127.0.0.1')}: {text}")
