"""Journey 1: from „the committee meets“ to a released, published paper, and what was new then."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from tests.journeys.steps import arrive, choose, file_of, open_first, send, sentences

REPORTS = "/reporting/reports/"
START = "Start des Zentrums"
PDF = "PDF, barrierefrei"

Person = Callable[..., Page]


@pytest.mark.slow
def test_a_committee_gets_its_paper_and_learns_what_changed_since(person: Person):
    steering = person(Role.STEERING)
    _check_open_and_stale_places(steering)
    _write_in_own_words(steering)
    _ask_for_a_signature(steering)
    _sign(person(Role.GRANTS_OFFICER))
    frozen = _release(person(Role.HEAD))
    _publish(steering)
    assert _as_anybody_gets_it(person(None)) == frozen
    _move_the_start(steering, "15.02.2016")
    _see_the_one_difference(steering)


def _check_open_and_stale_places(page: Page) -> None:
    open_first(page, REPORTS)
    expect(page.get_by_text("Alle Sätze sind auf dem Stand der Datensätze.")).to_be_visible()
    expect(page.get_by_text("ist noch etwas offen")).to_be_visible()
    paper = page.url
    _move_the_start(page, "01.02.2016")
    page.goto(paper)
    expect(page.get_by_text("veraltet", exact=True).first).to_be_visible()
    choose(page, "Alle auf heutigen Stand bringen")
    send(page, "Auf heutigen Stand bringen", done="Die Sätze sind auf heutigem Stand.")
    expect(page.get_by_text("Alle Sätze sind auf dem Stand der Datensätze.")).to_be_visible()


def _move_the_start(page: Page, day: str) -> None:
    page.goto("/initiatives/")
    arrive(page, page.get_by_role("link", name="Kommunales Integrationszentrum (KI)"))
    arrive(page, page.get_by_role("row", name=START).get_by_role("link", name="Termine ändern"))
    page.get_by_label("Geplant").fill(day)
    page.get_by_label("Bemerkung").fill("Die Räume werden später frei.")
    send(page, "Speichern", done="Die Termine sind gespeichert.")


def _write_in_own_words(page: Page) -> None:
    open_first(page, REPORTS)
    for place, words in ((1, "Der Kreis hat dazu beschlossen."), (2, "Die Arbeit hat begonnen.")):
        arrive(page, sentences(page).nth(place).get_by_role("link", name="Bearbeiten"))
        page.get_by_label("Text").fill(words)
        send(page, "Speichern", done="Der Satz ist geändert.")
        expect(sentences(page).nth(place)).to_contain_text("bearbeitet")
    arrive(page, page.get_by_role("link", name="Eigener Satz").first)
    page.get_by_label("Text").fill("Die Verwaltung berichtet in der Sitzung mündlich.")
    send(page, "Einfügen", done="Ihr Satz steht am Ende des Abschnitts.")
    expect(sentences(page).filter(has_text="berichtet in der Sitzung mündlich")).to_contain_text(
        "eigener Text"
    )


def _ask_for_a_signature(page: Page) -> None:
    choose(page, "Was ist neu?")
    expect(page.get_by_text("gibt es keine frühere")).to_be_visible()
    arrive(page, page.get_by_role("link", name="Zur Vorlage"))
    choose(page, "In Mitzeichnung geben")
    page.get_by_label("Wer soll mitzeichnen?").fill("Kämmerei")
    send(page, "In Mitzeichnung geben", done="Die Stellen sind um Mitzeichnung gebeten.")


def _sign(page: Page) -> None:
    open_first(page, REPORTS)
    arrive(page, page.get_by_role("link", name="Votum abgeben"))
    page.get_by_label("Ich zeichne mit").check()
    send(page, "Votum abgeben", done="Ihr Votum ist eingetragen.")


def _release(page: Page) -> bytes:
    """The PDF as it is frozen in that moment."""
    open_first(page, REPORTS)
    choose(page, "Freigeben")
    expect(page.get_by_text("lässt sich weder ändern noch löschen")).to_be_visible()
    send(page, "Freigeben und einfrieren", done="Die Vorlage ist freigegeben.")
    arrive(page, page.get_by_role("link", name="Vorlage, Fassung 1"))
    return file_of(page, PDF)


def _publish(page: Page) -> None:
    open_first(page, REPORTS)
    choose(page, "Veröffentlichen")
    expect(page.get_by_text("Das lässt sich nicht zurücknehmen.")).to_be_visible()
    send(page, "Veröffentlichen", done="Die Vorlage ist veröffentlicht.")


def _as_anybody_gets_it(page: Page) -> bytes:
    open_first(page, "/reporting/public/")
    expect(page.get_by_text("Die Verwaltung berichtet in der Sitzung mündlich.")).to_be_visible()
    content = file_of(page, PDF)
    assert content.startswith(b"%PDF-")
    return content


def _see_the_one_difference(page: Page) -> None:
    """What the records say differently, and by whose deed; own words are told apart from it."""
    open_first(page, REPORTS)
    choose(page, "Folgevorlage beginnen")
    send(page, "Entwurf schreiben lassen", done="Der Entwurf der Folgevorlage steht.")
    choose(page, "Was ist neu?")
    expect(page.get_by_text("1 geändert und 0 beendet; 0 sind neu.")).to_be_visible()
    told, own = page.locator(".difference").nth(0), page.locator(".difference").nth(1)
    expect(page.locator(".difference")).to_have_count(2)
    expect(told.locator("del")).to_have_text("1. Februar 2016")
    expect(told.locator("ins")).to_have_text("15. Februar 2016")
    expect(told).to_contain_text("Stefan Brandt: verschoben")
    expect(told.get_by_role("link")).to_have_text(START)
    expect(own).to_contain_text("Eigener Satz")
