"""Writes who may do what into the concept of roles and rights, as the policy grants it."""

import os
from collections.abc import Iterator

import django
import glossary
from django.utils.translation import override

from kreislotse.access.policy import GRANTS, ROLE_NAMES, Permission, Role

FILE = glossary.ROOT / "docs" / "datenschutz" / "rollen-und-berechtigungen.md"
BEGIN = "<!-- Anfang der Tabellen von tools/role_concept.py -->"
END = "<!-- Ende der Tabellen von tools/role_concept.py -->"

P = Permission
IN_WORDS = {
    P.CONTACT_READ: "Ansprechpersonen sehen",
    P.CONTACT_EDIT: "Ansprechpersonen benennen und bestätigen",
    P.REFERENCE_EDIT: "Stammdaten pflegen",
    P.ACCOUNT_EDIT: "Konten und Rollen verwalten",
    P.JOURNAL_READ: "das Protokoll lesen",
    P.MANDATE_READ: "Sitzungen, Vorlagen, Beschlüsse und Aufträge lesen",
    P.MANDATE_EDIT: "Sitzungen, Vorlagen, Beschlüsse und Aufträge pflegen",
    P.INITIATIVE_READ: "Vorhaben lesen",
    P.INITIATIVE_EDIT: "Vorhaben pflegen",
    P.FUNDING_READ: "Förderung, Bescheide, Bücher, Weiterleitungen und Nachweise lesen",
    P.FUNDING_EDIT: "Anträge, Bescheide, Abrufe, Belege, Weiterleitungen, Nachweise bearbeiten",
    P.FUNDING_APPROVE: "als zweite Person freigeben, was Geld bewegt",
    P.FUNDS_REQUEST: "für die eigene Kommune Mittel beantragen, abstimmen und nachweisen",
    P.FUNDS_APPLY: "über den Verweis zum eigenen Antrag: beantragen und nachweisen",
    P.POST_READ: "Stellen und Abordnungen lesen",
    P.POST_EDIT: "Stellen und Abordnungen pflegen",
    P.COURSE_READ: "Kursplätze lesen",
    P.COURSE_EDIT: "Kursplätze pflegen",
    P.COURSE_RUN: "eigene Kurse durchführen",
    P.PLACES_SIGN: "Platzvergaben freigeben",
    P.PLACE_ANSWER: "über den Link im Brief: das eigene Angebot eines Kursplatzes beantworten",
    P.CALL_READ: "Abfragen an die Kommunen lesen",
    P.CALL_EDIT: "Abfragen an die Kommunen führen",
    P.CALL_ANSWER: "Abfragen für die eigene Kommune beantworten",
    P.CALL_RECEIVE: "Ergebnisse von Abfragen empfangen",
    P.PERSON_EDIT: "Personen der eigenen Kommune sehen, eintragen, einlesen und freigeben",
    P.PERSON_CHECK: "freigegebene Personen unter ihrem Zeichen prüfen, mit Grundlage mit Namen",
    P.PERSON_COUNT: "Zahlen über gemeldete Personen sehen",
    P.BATCH_SEND: "Übermittlungen zusammenstellen und absenden",
    P.BATCH_RECEIVE: "Übermittlungen an die eigene Stelle lesen und beantworten",
    P.CONSENT_WRITE: "Texte der Einwilligung entwerfen",
    P.CONSENT_RELEASE: "Texte der Einwilligung freigeben, Rechtsgrundlagen dokumentieren",
    P.RULE_READ: "Regeln der Voraussetzungen lesen",
    P.RULE_EDIT: "Regeln und Länderlisten in neuen Fassungen pflegen",
    P.READ_LOG_READ: "das Leseprotokoll lesen",
    P.ERASURE_PROPOSE: "Löschlisten der eigenen Kommune vorschlagen und ausführen",
    P.ERASURE_RELEASE: "Löschlisten als zweite Person freigeben",
    P.COOPERATION_READ: "Konzepte und Besprechungen lesen",
    P.COOPERATION_EDIT: "Konzepte und Besprechungen führen",
    P.COOPERATION_PARTNER: "gemeinsame Konzepte als Partnerkreis lesen",
    P.MEETING_REPLY: "Einladungen für die eigene Stelle beantworten",
    P.PAPER_READ: "Vorlagen im Entwurf lesen",
    P.PAPER_WRITE: "Vorlagen schreiben",
    P.PAPER_COSIGN: "Vorlagen mitzeichnen",
    P.PAPER_RELEASE: "Vorlagen freigeben",
    P.PAPER_PUBLISH: "freigegebene Vorlagen veröffentlichen",
}


def tables() -> str:
    """What each role may, and which roles hold each right."""
    with override("de"):
        return "\n".join([*_by_role(), "", *_by_right()])


def _by_role() -> Iterator[str]:
    yield "| Rolle | Kennung | Darf |"
    yield "| --- | --- | --- |"
    for role in Role:
        granted = "; ".join(IN_WORDS[right] for right in Permission if right in GRANTS[role])
        yield f"| {ROLE_NAMES[role]} | `{role}` | {granted} |"


def _by_right() -> Iterator[str]:
    yield "| Recht | Kennung | Rollen |"
    yield "| --- | --- | --- |"
    for right in Permission:
        holders = ", ".join(f"`{role}`" for role in Role if right in GRANTS[role])
        yield f"| {IN_WORDS[right]} | `{right}` | {holders or 'keine Rolle'} |"


def document() -> str:
    """The page as it stands, with the tables as the policy is today."""
    before, rest = FILE.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreislotse.config.settings")
    django.setup()
    FILE.write_text(document(), encoding="utf-8")
