"""Short ways through the house: by keyboard, by phone, interrupted, in English, at night."""

from collections.abc import Callable

import polib
import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from tests.fixtures.browser import PHONE, House, fill_in_login
from tests.fixtures.catalogue import CATALOGUE
from tests.journeys.steps import arrive, open_first

Person = Callable[..., Page]
MILESTONE = "/initiatives/1/milestones/new/"


def press_tab_until(page: Page, words: str) -> None:
    """Walk on by the tabulator to what carries these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.textContent.trim()")
        if words in here and len(here) < len(words) + 80:
            return
    pytest.fail(f"„{words}“ is not on the way of the tabulator")


@pytest.mark.slow
def test_the_first_task_of_the_day_is_done_by_keyboard_alone(person: Person):
    page = person(Role.STEERING)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    press_tab_until(page, "Bericht der Verwaltung")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bericht der Verwaltung")
    press_tab_until(page, "Eigener Abschnitt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/new/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "title":
            break
    page.keyboard.type("Ausblick")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Der Abschnitt steht am Ende der Vorlage.")).to_be_visible()
    press_tab_until(page, "Heute")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Heute")).to_be_visible()


@pytest.mark.slow
def test_a_clerk_answers_an_invitation_on_the_phone(person: Person):
    page = person(Role.MUNICIPAL_CLERK, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/cooperation/meetings/")
    page.locator("#list tbody a").first.tap()
    page.get_by_role("link", name="Antwort eintragen").tap()
    page.get_by_label("kommt", exact=True).tap()
    page.get_by_role("button", name="Antwort speichern").tap()
    expect(page.locator("[data-done]")).to_be_visible()
    expect(page.locator("main table")).to_contain_text("kommt")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.slow
def test_what_was_typed_survives_a_reload_and_the_end_of_the_session(person: Person):
    page = person(Role.STEERING)
    page.goto(MILESTONE)
    page.get_by_label("Meilenstein", exact=True).fill("Räume bezogen")
    page.reload()
    expect(page.get_by_text("Ihre begonnene Eingabe wurde wiederhergestellt.")).to_be_visible()
    expect(page.get_by_label("Meilenstein", exact=True)).to_have_value("Räume bezogen")

    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Setzen").click()
    expect(page.get_by_role("heading", level=1, name="Anmelden")).to_be_visible()
    fill_in_login(page, Role.STEERING)
    expect(page.get_by_role("heading", level=1, name="Meilenstein setzen")).to_be_visible()
    expect(page.get_by_label("Meilenstein", exact=True)).to_have_value("Räume bezogen")


@pytest.mark.slow
def test_a_refusal_keeps_what_was_typed_and_leads_to_the_field(person: Person):
    page = person(Role.STEERING)
    page.goto(MILESTONE)
    page.get_by_label("Meilenstein", exact=True).fill("Räume bezogen")
    page.get_by_label("Geplant").fill("bald")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name="Setzen").click()
    assert answer.value.status == 422
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Meilenstein", exact=True)).to_have_value("Räume bezogen")
    expect(page.get_by_label("Geplant")).to_have_value("bald")
    arrive(page, summary.get_by_role("link"))
    expect(page.get_by_label("Geplant")).to_be_focused()
    page.get_by_label("Geplant").fill("1.2.2016")
    page.get_by_role("button", name="Setzen").click()
    expect(page.get_by_text("Der Meilenstein ist gesetzt.")).to_be_visible()
    page.goto(MILESTONE)
    expect(page.get_by_label("Meilenstein", exact=True)).to_have_value("")


ENGLISH = (
    "/",
    "/initiatives/",
    "/mandates/clauses/",
    "/reporting/clause-map/",
    "/funding/applications/",
)


@pytest.mark.slow
def test_the_english_house_has_no_german_left_in_it(house: House):
    german = _only_german()
    with house.context(Role.STEERING) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        for address in ENGLISH:
            page.goto(address)
            shown = _texts_of_the_frame(page)
            assert (address, sorted(german & shown)) == (address, [])
        page.get_by_role("button", name="Deutsch").click()
        expect(page.locator("html")).to_have_attribute("lang", "de")


def _only_german() -> set[str]:
    """German sentences that are no English ones as well, nor names and words of the records."""
    entries = [each for each in polib.pofile(str(CATALOGUE)) if each.msgid != each.msgstr]
    return {each.msgid for each in entries} - {each.msgstr for each in entries}


def _texts_of_the_frame(page: Page) -> set[str]:
    """Every text of the page on its own; what the records say stays German."""
    texts = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) found.push(walker.currentNode.textContent.trim());
            return found;
        }"""
    )
    return {text for text in texts if text}


@pytest.mark.slow
def test_the_house_turns_dark_and_stays_so(house: House):
    with house.context(Role.STEERING, color_scheme="light") as context:
        page = context.new_page()
        page.goto("/")
        by_day = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="Dunkel").click()
        expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
        open_first(page, "/initiatives/")
        expect(page.locator("body")).not_to_have_css("background-color", by_day)
        page.get_by_role("button", name="Wie das Gerät").click()
        expect(page.locator("body")).to_have_css("background-color", by_day)
