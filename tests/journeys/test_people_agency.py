"""Journey 3: from the towns' lists to one batch for the agency, with feedback and a recall."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from tests.journeys.people import complete, consent, open_call, open_person
from tests.journeys.steps import arrive, choose, fill_in, follow, send

Person = Callable[..., Page]
STAYS, LEAVES = "Ghebremeskel, Dawit", "Kidane, Natnael"
ONLY_DISTRICT, UNDECIDED = "Sabbagh, Ziad", "Najjar, Tarek"


@pytest.mark.slow
def test_lists_become_a_batch_and_the_agency_answers(person: Person):
    clerk, office = person(Role.MUNICIPAL_CLERK), person(Role.STEERING)
    agency = person(Role.AGENCY_STAFF)
    _release_three(clerk)
    code = _code_of(clerk, ONLY_DISTRICT)
    call = _look_at_the_funnel(office)
    _check_and_decide(office, call)
    batch = _transmit(office, call, without=code)
    _answer(agency, batch)
    _withdraw(clerk)
    _confirm_the_recall(agency, batch)
    _see_what_became(clerk)


def _release_three(page: Page) -> None:
    """Without a consent nobody leaves the town hall; one has agreed to the district alone."""
    complete(page, UNDECIDED)
    consent(page, ONLY_DISTRICT, language="Arabisch", only="Der Kreis darf den Namen sehen")
    open_call(page)
    follow(page, "Liste freigeben")
    page.get_by_label(UNDECIDED).check()
    page.get_by_role("button", name="Ausgewählte Personen freigeben").click()
    expect(page.get_by_role("alert")).to_contain_text("Es fehlt eine Einwilligung der Person")
    page.get_by_label(UNDECIDED).uncheck()
    send(page, "Ausgewählte Personen freigeben", done="Die Liste ist freigegeben")


def _code_of(page: Page, name: str) -> str:
    open_person(page, name)
    return page.title().split(" – ")[0]


def _look_at_the_funnel(page: Page) -> str:
    call = open_call(page)
    follow(page, "Zum Trichter dieser Abfrage")
    row = page.locator("#list").get_by_role("row", name="Nottuln")
    expect(row.get_by_role("cell", name="8", exact=True)).to_be_visible()
    return call


def _check_and_decide(page: Page, call: str) -> None:
    """Every verdict names norm and reason; a person decides, against it only with a reason."""
    page.goto(call)
    follow(page, "Gemeldete Personen prüfen")
    choose(page, "Gemeldete Personen prüfen")
    send(page, "Jetzt prüfen", done="Alle freigegebenen Personen sind geprüft.")
    arrive(page, page.get_by_role("link", name="noch offen"))
    expect(page.locator("#list tbody tr")).to_have_count(4)
    arrive(page, page.locator("#list tbody a").first)
    for left in (3, 2, 1, 0):
        reasons = page.get_by_role("region", name="Leistungen nach dem Asylbewerberleistungsgesetz")
        expect(reasons).to_contain_text("§ 1 AsylbLG")
        choose(page, "Entscheiden")
        page.get_by_label("Voraussetzungen liegen vor", exact=True).check()
        fill_in(page, {"Grund": "Gespräch am Telefon, Zeugnis liegt vor"})
        send(page, "Entscheidung festhalten", done="Die Entscheidung ist festgehalten.")
        if left:
            follow(page, "Nächste offene Entscheidung")


def _transmit(page: Page, call: str, *, without: str) -> str:
    """Nobody goes without a basis; who stays out, and why, is said before anything happens."""
    page.goto(call)
    follow(page, "Übermittlung vorbereiten")
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("heading", name="3 Personen können übermittelt werden")).to_be_visible()
    reason = page.locator("details").filter(has_text="weder Einwilligung noch Rechtsnorm")
    expect(reason).to_contain_text(without)
    send(page, "Übermittlung vorbereiten", done="Noch sieht sie niemand außer Ihnen.")
    batch = page.url
    choose(page, "Festschreiben")
    send(page, "Festschreiben", done="Die Übermittlung ist festgeschrieben")
    choose(page, "Übermitteln")
    expect(page.get_by_text("3 Personen gehen an Agentur für Arbeit Coesfeld.")).to_be_visible()
    send(page, "Jetzt übermitteln", done="Die Übermittlung ist hinausgegangen.")
    return batch


def _answer(page: Page, batch: str) -> None:
    page.goto(batch)
    choose(page, "Empfang bestätigen")
    send(page, "Empfang bestätigen", done="Der Empfang ist bestätigt.")
    follow(page, "Personen ansehen")
    follow(page, STAYS)
    choose(page, "Rückmeldung geben")
    fill_in(page, {"Rückmeldung": "angenommen"})
    send(page, "Rückmeldung speichern", done="Die Rückmeldung ist gespeichert.")


def _withdraw(page: Page) -> None:
    open_person(page, LEAVES)
    choose(page, "Widerruf eintragen")
    send(page, "Widerruf eintragen", done="Alle Stellen, die Angaben haben, sind zurückgerufen.")


def _confirm_the_recall(page: Page, batch: str) -> None:
    """Of whom was recalled the agency sees the code alone; the recall stands on its Heute."""
    page.goto(batch)
    follow(page, "Personen ansehen")
    expect(page.get_by_role("link", name=STAYS)).to_be_visible()
    expect(page.get_by_text(LEAVES)).to_have_count(0)
    page.goto("/")
    tasks = page.locator("main li").filter(has_text="Rückruf bestätigen")
    arrive(page, tasks.filter(has_text="Übermittlung 2").get_by_role("link"))
    choose(page, "Rückruf bestätigen")
    send(page, "Rückruf bestätigen", done="Der Rückruf ist bestätigt.")


def _see_what_became(page: Page) -> None:
    page.goto("/batches/outcomes/")
    rows = page.locator("#list tbody tr")
    expect(rows.filter(has_text=STAYS)).to_contain_text("angenommen")
    expect(rows.filter(has_text=LEAVES)).to_contain_text("zurückgerufen")


@pytest.mark.slow
def test_overdue_feedback_is_chased(person: Person):
    office = person(Role.STEERING)
    office.goto("/")
    follow(office, "Übermittlung 1")
    expect(office.get_by_text("Die Rückmeldung ist überfällig.")).to_be_visible()
    choose(office, "An die Rückmeldung erinnern")
    send(office, "Erinnerung eintragen", done="Die Erinnerung ist eingetragen.")
    expect(office.get_by_text("Erinnert worden ist schon")).to_be_visible()
