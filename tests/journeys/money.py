"""What the grants officer does with every forwarding, whoever asked for it."""

from playwright.sync_api import Page

from tests.journeys.steps import choose, follow, send


def check(page: Page, forwarding: str) -> None:
    """The purpose is a person's to judge; what else the data say is taken as it is."""
    page.goto(forwarding)
    choose(page, "Prüfung abschließen")
    page.get_by_role("group", name="Zweck").get_by_label("in Ordnung", exact=True).check()
    send(page, "Prüfung abschließen", done="Die Prüfung ist abgeschlossen.")


def make_the_contract(page: Page, forwarding: str) -> None:
    page.goto(forwarding)
    choose(page, "Vertrag erstellen")
    send(page, "Erstellen", done="Das Schriftstück ist erstellt.")
    choose(page, "Unterschrift eintragen")
    send(page, "Eintragen", done="Die Unterschrift ist eingetragen.")


def pay(page: Page, forwarding: str) -> None:
    page.goto(forwarding)
    choose(page, "Auszahlung eintragen")
    send(page, "Auszahlung buchen", done="Die Auszahlung ist gebucht.")


def accept(page: Page, forwarding: str) -> None:
    page.goto(forwarding)
    follow(page, "Belege prüfen")
    for verdict in page.get_by_label("anerkennen", exact=True).all():
        verdict.check()
    send(page, "Entscheidungen speichern", done="Die Entscheidungen sind gespeichert.")
    choose(page, "Nachweis anerkennen")
    send(page, "Nachweis anerkennen", done="Der Nachweis ist anerkannt.")
