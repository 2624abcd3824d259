"""A committee paper for the tests, written by hand from the public facts of autumn 2015."""

from datetime import date

from kreislotse.kernel.german import NBSP
from kreislotse.reporting.documents.blocks import (
    Block,
    BulletList,
    Column,
    Deliberation,
    EditionMark,
    Evidence,
    EvidenceFact,
    Heading,
    KeyValues,
    Notice,
    PaperDocument,
    PaperHead,
    Paragraph,
    ProposedDecision,
    RecordLink,
    Sentence,
    SignatureBlock,
    Table,
)

STATE = "6. November 2015"
RESOLUTION = RecordLink(
    "Beschluss", "Beschluss des Kreistages vom 23. September 2015", "KT-2015-09-23", "/auftraege/1/"
)
CONSENT = RecordLink(
    "Schreiben", "Grundsätzliche Zustimmung vom 8. Oktober 2015", "MAIS-2015-10-08"
)
POSTS = RecordLink("Stellenplan", "Stellen des Kommunalen Integrationszentrums", "KI-Stellen")


def fact(name: str, shown: str, unit: str, definition: str, *records: RecordLink) -> Evidence:
    return Evidence(facts=(EvidenceFact(name, shown, unit, definition, STATE, records),))


def says(anchor: str, text: str, evidence: Evidence | None = None, **kinds) -> Sentence:
    return Sentence(text, anchor, evidence=evidence, **kinds)


CENTRE: tuple[Block, ...] = (
    Heading(1, "1", "Kommunales Integrationszentrum", "abschnitt-1"),
    Heading(2, "1.1", "Auftrag und Stand des Antrags", "abschnitt-1-1"),
    Paragraph(
        (
            says(
                "ki-auftrag",
                f"Der Kreistag hat die Verwaltung am 23.{NBSP}September 2015 einstimmig "
                "(47 Ja-Stimmen) beauftragt, beim Land Nordrhein-Westfalen die Förderung eines "
                "Kommunalen Integrationszentrums zu beantragen und die nötigen Räume auszustatten.",
                fact("Ja-Stimmen", "47", "Stimmen", "Stimmen für den Beschluss", RESOLUTION),
            ),
            says(
                "ki-doppelstrukturen",
                "Bestehende Strukturen im Kreis sind zu berücksichtigen; Doppelstrukturen sind zu "
                "vermeiden.",
                Evidence(records=(RESOLUTION,)),
            ),
        )
    ),
    Paragraph(
        (
            says(
                "ki-zustimmung",
                "Das Ministerium für Arbeit, Integration und Soziales hat im Einvernehmen mit dem "
                f"Ministerium für Schule und Weiterbildung mit Schreiben vom 8.{NBSP}Oktober 2015 "
                "grundsätzlich zugestimmt.",
                Evidence(records=(CONSENT,)),
            ),
            says(
                "ki-antrag",
                "Der konkrete Förderantrag an die Bezirksregierung Arnsberg wird derzeit "
                "vorbereitet.",
                fact("Förderantrag", "in Vorbereitung", "", "Stand des Antrags in zweiter Stufe"),
                open=True,
            ),
            says(
                "ki-wunsch",
                "Die Verwaltung hält einen Beginn noch in diesem Jahr für erreichbar.",
                origin="authored",
            ),
        )
    ),
    Heading(2, "1.2", "Stellen", "abschnitt-1-2"),
    Paragraph(
        (
            says(
                "ki-stellen",
                f"Das Land fördert dreieinhalb Stellen mit einem Festbetrag von 170.000{NBSP}€; "
                "hinzu kommen zwei abgeordnete Lehrkräfte.",
                fact("Festbetrag", "170.000", "€", "Jährliche Förderung als Festbetrag", CONSENT),
                origin="edited",
            ),
        )
    ),
    Table(
        "Stellen des Kommunalen Integrationszentrums",
        (Column("Aufgabe"), Column("Besetzung"), Column("Stellen", numeric=True)),
        (
            ("Soziale Arbeit, Sozialwissenschaft", "ab 1. Dezember 2015, möglichst zeitnah", "2,0"),
            ("Verwaltung, gehobener Dienst", "ab 1. Dezember 2015, möglichst zeitnah", "1,0"),
            ("Assistenz, Sekretariat", "ab 1. Dezember 2015, möglichst zeitnah", "0,5"),
            ("Lehrkräfte (Abordnung)", "zum 1. Februar 2016", "2,0"),
        ),
        anchor="tabelle-stellen",
        evidence=(
            fact("Stellen", "2,0", "Vollzeitstellen", "Geförderte Stellen laut Plan", POSTS),
            fact("Stellen", "1,0", "Vollzeitstellen", "Geförderte Stellen laut Plan", POSTS),
            None,
            None,
        ),
    ),
    BulletList(
        Paragraph((says("ki-felder", "Das Zentrum arbeitet in zwei Handlungsfeldern:"),)),
        (
            Paragraph((says("ki-feld-1", "Integration durch Bildung,"),)),
            Paragraph((says("ki-feld-2", "Integration als Querschnittsaufgabe."),)),
        ),
    ),
)
PROGRAMMES: tuple[Block, ...] = (
    Heading(1, "2", "Förderung des Ehrenamtes", "abschnitt-2"),
    Paragraph(
        (
            says(
                "ehrenamt-antrag",
                "An Stelle des noch nicht bestehenden Zentrums beantragt der Kreis Mittel aus den "
                "Programmen „Ehrenamt in der Flüchtlingshilfe“ und „Zusammenkommen und Verstehen“.",
            ),
            says(
                "ehrenamt-verteilung",
                "Die Verteilung ist mit den elf Städten und Gemeinden abgestimmt.",
                fact("Kommunen", "11", "Städte und Gemeinden", "Kommunen im Kreis Coesfeld"),
            ),
        )
    ),
    KeyValues(
        (
            (
                f"18.000{NBSP}€",
                "Sprachkurse, Betreuungsangebote, Information",
            ),
            (
                f"20.000{NBSP}€",
                "Renovierung von Begegnungsräumen, Informationsmaterial und Internetangebote",
            ),
        )
    ),
    Notice(
        "info",
        f"Über das Treffen mit den Städten und Gemeinden am 13.{NBSP}November 2015 wird in der "
        "Sitzung mündlich berichtet.",
    ),
    SignatureBlock("Coesfeld, den 6. November 2015", ("Landrat", "Leitung der Abteilung")),
)


PROPOSALS = (
    ProposedDecision(
        "Integrationsausschuss",
        (
            Paragraph(
                (says("beschluss-1", "Der Bericht der Verwaltung wird zur Kenntnis genommen."),)
            ),
        ),
    ),
    ProposedDecision("Kreistag"),
)


def paper(*, state="Entwurf", blocks: tuple[Block, ...] = CENTRE + PROGRAMMES) -> PaperDocument:
    """The paper that all exits are tested with."""
    subject = (
        "Integration von Flüchtlingen: Kommunales Integrationszentrum, Förderprogramme und "
        "Beschäftigung von Asylsuchenden"
    )
    return PaperDocument(
        title=f"Sitzungsvorlage SV-9-0431: {subject}",
        subject=subject,
        head=PaperHead(
            authority="Kreis Coesfeld",
            department="50 – Soziales und Jugend",
            reference_number="SV-9-0431",
            paper_kind="Sitzungsvorlage",
            dated=date(2015, 11, 6),
            public=True,
            deliberations=(
                Deliberation(1, "Integrationsausschuss", None, "Kenntnisnahme"),
                Deliberation(2, "Kreistag", date(2015, 12, 16), "Kenntnisnahme"),
            ),
            proposed_decision=PROPOSALS,
            file_reference="50.3-1",
        ),
        blocks=blocks,
        edition=EditionMark(
            2, "Tischvorlage", date(2015, 11, 6), state, "3f2a9c51d07be84412aa90c77d0f6b1c"
        ),
    )
