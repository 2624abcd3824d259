"""What people do on a page, in their words."""

import re

from playwright.sync_api import FilePayload, Locator, Page, expect


def arrive(page: Page, link: Locator) -> None:
    """Follow a link to its page: a click alone returns while the old page still stands."""
    with page.expect_navigation():
        link.click()


def open_first(page: Page, address: str) -> None:
    """The record of a list's first row."""
    page.goto(address)
    arrive(page, page.locator("#list tbody a").first)


def choose(page: Page, deed: str) -> None:
    """A deed on a record's page."""
    arrive(page, page.locator(".deeds").get_by_role("link", name=deed, exact=True))


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


def fill_in(page: Page, said: dict[str, str | bool]) -> None:
    """Fields by their label: text is typed or chosen, True ticks."""
    for label, value in said.items():
        field = field_of(page, label)
        if value is True:
            field.check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            option = field.locator("option").filter(has_text=str(value)).first
            field.select_option(value=option.get_attribute("value"))
        else:
            field.fill(str(value))


def field_of(page: Page, label: str) -> Locator:
    """The field of exactly this label, whether it may stay empty or not."""
    name = re.compile(rf"^\s*{re.escape(label)}(\s*\(freiwillig\))?\s*$")
    return page.locator("main").get_by_label(name)


def follow(page: Page, link: str) -> None:
    """The first link within the page that has these words, read out or visible."""
    arrive(page, page.locator("main").get_by_role("link").filter(has_text=link).first)


def photograph(page: Page, label: str, words: str) -> None:
    """Take a picture of a receipt that says these words, as a phone's camera hands it to a form."""
    with page.context.new_page() as desk:
        desk.set_content(f"<h1>Musterweg 1</h1><p>{words}</p>")
        picture = desk.screenshot()
    taken = FilePayload(name="foto.png", mimeType="image/png", buffer=picture)
    field_of(page, label).set_input_files(taken)
