"""The audit of the books as one page for the files."""

from datetime import date

from django.utils.translation import override

from kreislotse.documents.sheet import Block, Column, Grid, Sheet, Text
from kreislotse.kernel.german import enumerate_plural
from kreislotse.ledger.audit import Audit, Finding
from kreislotse.ledger.states import AccountKind

CHECKED = (
    "Neu berechnet wurde die Prüfsumme jeder Buchung; jede muss an die vorige anschließen. Keine "
    "Nummer darf fehlen, kein Kennzeichen zweimal stehen. Jeder Betrag muss positiv sein und in "
    "seinem Buch bleiben. Kein Konto darf zu irgendeinem Zeitpunkt unter null stehen. Je Zweck "
    "müssen beide Ketten übereinstimmen: was abgerufen und was ausgegeben werden darf. Jedes "
    "Storno muss eine Buchung spiegeln. Die Sicherungen der Datenbank gegen Ändern, Löschen und "
    "Überziehen müssen bestehen."
)
# So many lines leave the proof on one page; the rest is counted and covered by the common hash.
MOST_BOOKS, MOST_FINDINGS, LONGEST_TITLE, LONGEST_LINE = 3, 3, 32, 150


def proof_of(audit: Audit, *, sender: str, on: date) -> Sheet:
    """The proof, in German: what was counted, what stands where, each book's end, the result."""
    with override("de"):
        # Ends of books that do not add up are no anchor for anything.
        last: Block = _differences(audit) if audit.findings else _ends(audit)
        blocks: tuple[Block, ...] = (Text("Was geprüft wurde", (CHECKED,)), _sums(audit), last)
    return Sheet(
        title="Prüfung der Bücher",
        kind="Prüfprotokoll",
        sender=sender,
        dated=on,
        summary=(("Ergebnis", verdict(audit)), ("Umfang", counted(audit))),
        blocks=blocks,
        foot=f"Gemeinsame Prüfsumme aller Bücher: {audit.end}",
    )


def verdict(audit: Audit) -> str:
    """The result in one sentence."""
    if audit.holds:
        return "Alles stimmt."
    return f"{enumerate_plural(audit.differences, 'Abweichung', 'Abweichungen')} gefunden."


def line_of(finding: Finding) -> str:
    """A difference with the place where it was found."""
    number = "" if finding.number is None else f"Buchung {finding.number}"
    place = ", ".join(part for part in (finding.book, number) if part)
    return f"{place}: {finding.sentence()}" if place else finding.sentence()


def counted(audit: Audit) -> str:
    """How much was checked, in one line."""
    numbers = (
        (len(audit.books), "Buch", "Bücher"),
        (audit.accounts, "Konto", "Konten"),
        (audit.deeds, "Vorgang", "Vorgänge"),
        (audit.transfers, "Buchung", "Buchungen"),
    )
    return ", ".join(enumerate_plural(*number) for number in numbers)


def _sums(audit: Audit) -> Grid:
    return Grid(
        "Stand der Konten",
        (Column("Art des Kontos"), Column("Stand", numeric=True)),
        tuple((str(AccountKind(kind).label), held) for kind, held in audit.sums.items()),
    )


def _ends(audit: Audit) -> Grid:
    shown = audit.books[:MOST_BOOKS]
    left = len(audit.books) - len(shown)
    return Grid(
        "Ende der Bücher",
        (Column("Buch"), Column("Buchungen", numeric=True), Column("Prüfsumme der letzten")),
        tuple((_cut(book.title, LONGEST_TITLE), book.length, book.end) for book in shown),
        note=f"Weitere Bücher: {left}. Die gemeinsame Prüfsumme umfasst alle." if left else "",
    )


def _differences(audit: Audit) -> Text:
    lines = [_cut(line_of(finding), LONGEST_LINE) for finding in audit.findings[:MOST_FINDINGS]]
    left = audit.differences - len(lines)
    return Text("Abweichungen", (*lines, *([f"Weitere Abweichungen: {left}."] if left else [])))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
