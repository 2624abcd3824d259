"""What people do on a page, in their words."""

import re

from playwright.sync_api import Locator, Page, expect


def open_first(page: Page, address: str) -> None:
    """The record of a list's first row."""
    page.goto(address)
    page.locator("#list tbody a").first.click()


def choose(page: Page, deed: str) -> None:
    """A deed on a record's page."""
    page.locator(".deeds").get_by_role("link", name=deed, exact=True).click()


def send(page: Page, button: str, *, done: str) -> None:
    """A deed's form, and what the house says then."""
    page.locator("main").get_by_role("button", name=button, exact=True).click()
    expect(page.locator("[data-done]")).to_contain_text(done)


def sentences(page: Page) -> Locator:
    """The sentences of a paper that is being written."""
    return page.locator(".draft-line")


def file_of(page: Page, label: str) -> bytes:
    """What a download brings."""
    with page.expect_download() as download:
        page.get_by_role("link", name=label).click()
    return download.value.path().read_bytes()


def number_in(text: str) -> int:
    """The first number of a sentence."""
    found = re.search(r"\d+", text)
    assert found, text
    return int(found[0])
