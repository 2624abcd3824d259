"""Photographs the pages of the sample district: all into build/screenshots, a few into docs.

The demonstration runs in a folder and on a port of its own; both are gone afterwards.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

import typst
from demonstration import Demonstration
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

import browser
from kreislotse.sample.accounts import DEMO_PASSWORD, PEOPLE
from setup import ROOT

ALL = ROOT / "build" / "screenshots"
README = ROOT / "docs" / "screenshots"
SCREENS = {
    "desk": ViewportSize(width=1280, height=800),
    "phone": ViewportSize(width=390, height=844),
}
THEMES: Final = ("light", "dark")
FIRST_ROW = "#list tbody a"
PRACTICE = 'a:has-text("Wer passt zum Projekt")'  # the invented call, with every stage
PEOPLE_OF_RUN = 'a[href$="/lines/"]'  # the people of a run
FIRST_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("paper.pdf", page: 1)'


class Shot(NamedTuple):
    """A page by its name: who looks, at which address, through which links from there."""

    name: str
    role: str
    address: str
    links: tuple[str, ...] = ()


SHOTS = (
    Shot("login", "", "/login/"),
    *(Shot("today", person.role, "/") for person in PEOPLE),
    Shot("clauses", "steuerung", "/mandates/clauses/"),
    Shot("clause", "steuerung", "/mandates/clauses/", (FIRST_ROW,)),
    Shot("clause-map", "steuerung", "/reporting/clause-map/"),
    Shot("initiatives", "steuerung", "/initiatives/"),
    Shot("initiative", "steuerung", "/initiatives/", (FIRST_ROW,)),
    Shot("milestone-new", "steuerung", "/initiatives/1/milestones/new/"),
    Shot("papers", "steuerung", "/reporting/reports/"),
    Shot("paper", "steuerung", "/reporting/reports/", (FIRST_ROW,)),
    Shot("paper-preview", "steuerung", "/reporting/reports/1/preview/"),
    Shot("paper-difference", "steuerung", "/reporting/reports/1/difference/"),
    Shot("applications", "foerderung", "/funding/applications/"),
    Shot("application", "foerderung", "/funding/applications/", (FIRST_ROW,)),
    Shot("consent", "foerderung", "/funding/consents/", (FIRST_ROW,)),
    Shot("programme", "foerderung", "/funding/programmes/", (FIRST_ROW,)),
    Shot("programmes", "foerderung", "/funding/programmes/"),
    Shot("awards", "foerderung", "/awards/"),
    Shot("award", "foerderung", "/awards/", (FIRST_ROW,)),
    Shot("award-new", "foerderung", "/awards/new/"),
    Shot("draw-down", "foerderung", "/awards/draw-downs/", (FIRST_ROW,)),
    Shot("receipts", "foerderung", "/awards/receipts/"),
    Shot("receipt", "foerderung", "/awards/receipts/", (FIRST_ROW,)),
    Shot("receipt-new", "foerderung", "/awards/1/receipts/new/"),
    Shot("plans", "foerderung", "/forwarding/plans/"),
    Shot("plan", "foerderung", "/forwarding/plans/", (FIRST_ROW,)),
    Shot("plan-compare", "foerderung", "/forwarding/plans/3/comparison/"),
    Shot("forwardings", "foerderung", "/forwarding/forwardings/"),
    Shot("forwarding", "foerderung", "/forwarding/forwardings/", (FIRST_ROW,)),
    Shot("forwarding-approve", "leitung", "/forwarding/forwardings/3/approve/"),
    Shot("forwardings", "gemeinde", "/forwarding/forwardings/"),
    Shot("forwarding", "gemeinde", "/forwarding/forwardings/", (FIRST_ROW,)),
    Shot("agreement", "gemeinde", "/forwarding/agreements/", (FIRST_ROW,)),
    Shot("sub-proof-check", "foerderung", "/forwarding/sub-proofs/1/check/"),
    Shot("open-calls", "", "/forwarding/open-calls/"),
    Shot("apply", "", "/forwarding/open-calls/1/apply/"),
    Shot("proofs", "foerderung", "/proofs/"),
    Shot("proof", "foerderung", "/proofs/", (FIRST_ROW,)),
    Shot("forms", "foerderung", "/proofs/awards/1/forms/"),
    Shot("dossier", "pruefung", "/proofs/awards/1/dossier/"),
    Shot("books", "pruefung", "/ledger/books/"),
    Shot("book", "pruefung", "/ledger/books/", (FIRST_ROW,)),
    Shot("transfers", "pruefung", "/ledger/books/1/transfers/"),
    Shot("audit", "pruefung", "/ledger/audit/"),
    Shot("flow", "pruefung", "/awards/flow/"),
    Shot("posts", "leitung", "/staffing/posts/"),
    Shot("post", "leitung", "/staffing/posts/", (FIRST_ROW,)),
    Shot("secondment", "leitung", "/staffing/secondments/", (FIRST_ROW,)),
    Shot("posts-overview", "leitung", "/staffing/overview/"),
    Shot("quotas", "beratung", "/courses/quotas/"),
    Shot("courses", "steuerung", "/courses/"),
    Shot("course", "steuerung", "/courses/", (FIRST_ROW,)),
    Shot("queue", "steuerung", "/courses/", (FIRST_ROW, 'a[href$="/queue/"]')),
    Shot("waiting-list", "steuerung", "/courses/lists/", (FIRST_ROW,)),
    Shot("waiting-list", "gemeinde", "/courses/lists/", (FIRST_ROW,)),
    Shot("runs", "steuerung", "/allocation/runs/"),
    Shot("run", "leitung", "/allocation/runs/", (FIRST_ROW,)),
    Shot("run-lines", "steuerung", "/allocation/runs/", (FIRST_ROW, PEOPLE_OF_RUN)),
    Shot("line", "steuerung", "/allocation/runs/", (FIRST_ROW, PEOPLE_OF_RUN, FIRST_ROW)),
    Shot("criteria", "steuerung", "/allocation/criteria/", (FIRST_ROW,)),
    Shot("comparison", "steuerung", "/allocation/comparison/?list=1&a=1&b=2"),
    Shot("pictures", "steuerung", "/courses/pictures/"),
    Shot("travel", "steuerung", "/courses/travel/"),
    Shot("participants", "traeger", "/courses/", (FIRST_ROW, 'a[href$="/participants/"]')),
    Shot("services", "steuerung", "/counselling/services/"),
    Shot("calls", "gemeinde", "/participants/calls/"),
    Shot("call", "steuerung", "/participants/calls/", (FIRST_ROW,)),
    Shot("calls", "agentur", "/participants/calls/"),
    Shot("funnel", "steuerung", "/participants/calls/", (PRACTICE, 'a[href$="/funnel/"]')),
    Shot("people", "gemeinde", "/participants/people/"),
    Shot("person", "gemeinde", "/participants/people/", (FIRST_ROW,)),
    Shot("person-new", "gemeinde", "/participants/people/new/"),
    Shot("people", "steuerung", "/participants/people/"),
    Shot("upload-new", "gemeinde", "/lists/new/"),
    Shot("rule-set", "steuerung", "/eligibility/rule-sets/", (FIRST_ROW,)),
    Shot("verdict", "steuerung", "/participants/people/", (FIRST_ROW, 'a[href*="/verdicts/"]')),
    Shot("batch", "steuerung", "/batches/", (FIRST_ROW,)),
    Shot("batch", "agentur", "/batches/", (FIRST_ROW,)),
    Shot("outcomes", "gemeinde", "/batches/outcomes/"),
    Shot("consents", "datenschutz", "/participants/consents/", (FIRST_ROW,)),
    Shot("read-log", "datenschutz", "/protection/reads/"),
    Shot("destructions", "gemeinde", "/protection/destructions/"),
    Shot("meeting", "steuerung", "/cooperation/meetings/", (FIRST_ROW,)),
    Shot("meeting", "gemeinde", "/cooperation/meetings/", (FIRST_ROW,)),
    Shot("concept", "partner", "/cooperation/concepts/", (FIRST_ROW,)),
    Shot("contacts", "gemeinde", "/organisations/contacts/"),
    Shot("organisations", "steuerung", "/organisations/"),
    Shot("organisation", "steuerung", "/organisations/", (FIRST_ROW,)),
    Shot("accounts", "verwaltung", "/accounts/"),
    Shot("account", "verwaltung", "/accounts/", (FIRST_ROW,)),
    Shot("journal", "datenschutz", "/journal/"),
    Shot("public", "", "/reporting/public/"),
)
# The pages the README shows, as the desk sees them by daylight; what is opened there first.
SHOWN = {
    ("today", "steuerung"): "",
    ("initiative", "steuerung"): "",
    ("paper", "steuerung"): ".draft-line__facts summary",
    ("clause-map", "steuerung"): "",
    ("book", "pruefung"): "",
    ("plan-compare", "foerderung"): "",
    ("funnel", "steuerung"): "",
    ("verdict", "steuerung"): "",
    ("comparison", "steuerung"): "",
    ("line", "steuerung"): "",
}


def main() -> None:
    shutil.rmtree(ALL, ignore_errors=True)
    for folder in (ALL, README):
        folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(browser.environment())
    with tempfile.TemporaryDirectory(prefix="kreislotse-") as name:
        demonstration = Demonstration(Path(name) / "data")
        demonstration.fill()
        with demonstration.served() as address, sync_playwright() as playwright:
            program = playwright.chromium.launch(
                executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
            )
            for role in dict.fromkeys(shot.role for shot in SHOTS):
                photograph(program, address, role)
        photograph_pdf(demonstration, Path(name))


def photograph(program: Browser, address: str, role: str) -> None:
    """All pages of one role, at the desk and on the phone, by day and by night."""
    with program.new_context(base_url=address, locale="de-DE") as context:
        page = context.new_page()
        if role:
            log_in(page, role)
        for shot in (shot for shot in SHOTS if shot.role == role):
            page.set_viewport_size(SCREENS["desk"])
            page.goto(shot.address)
            for link in shot.links:
                page.locator(link).first.click()
            for screen, size in SCREENS.items():
                page.set_viewport_size(size)
                for theme in THEMES:
                    page.emulate_media(color_scheme=theme)
                    name = "-".join(filter(None, [shot.name, role, screen, theme]))
                    page.screenshot(path=ALL / f"{name}.png", full_page=True)
            show_in_readme(page, shot)


def show_in_readme(page: Page, shot: Shot) -> None:
    """What fits on a desk's screen, a tall one where something is opened below."""
    opened = SHOWN.get((shot.name, shot.role))
    if opened is None:
        return
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 1200 if opened else 800})
    if opened:
        page.locator(opened).first.click()
        page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=README / f"{shot.name}.png")


def log_in(page: Page, role: str) -> None:
    """By the form, as a person does."""
    page.goto("/login/")
    form = page.locator(".login__form")
    form.get_by_label("E-Mail").fill(next(each.email for each in PEOPLE if each.role == role))
    form.get_by_label("Passwort").fill(DEMO_PASSWORD)
    form.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/")


def photograph_pdf(demonstration: Demonstration, folder: Path) -> None:
    """The first page of the paper, taken from the PDF itself."""
    demonstration.run("-m", "kreislotse.cli", "paper", "--out", str(folder))
    sheet = folder / "sheet.typ"
    sheet.write_text(FIRST_PAGE)
    typst.compile(sheet, output=README / "paper-pdf.png", format="png", ppi=96)


if __name__ == "__main__":
    main()
