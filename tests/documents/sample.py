"""A data sheet and a letter with every kind of block."""

from datetime import date
from typing import Any

from kreislotse.documents.sheet import Address, Column, Fields, Grid, Sheet, Signatures, Text
from kreislotse.kernel.money import Money

GRID = Grid(
    "Ausgaben",
    (Column("Zweck"), Column("nach Bescheid", numeric=True), Column("nach Konto", numeric=True)),
    (
        ("Sprachkurse", Money.euros(18000), Money(1_753_550)),
        ("Anzahl der Kurse", 12, 11),
        ("Datum des Bescheids", date(2015, 11, 24), None),
    ),
    ("Summe", Money.euros(18000), Money(1_753_550)),
    "Die Zahlen stehen so im Buch.",
)
FIELDS = Fields(
    "1 Antragstellerin", (("Name", "Kreis Coesfeld"), ("Bankverbindung", None), ("Stellen", 3))
)
PLAN = Fields(
    "3 Finanzierungsplan", (("Gesamtkosten", Money.euros(170_000)), ("Eigenanteil", None))
)
TEXT = Text("5 Begründung", ("Der Bedarf ist da.", "=1+1 bleibt Text."))
SIGNATURES = Signatures("Coesfeld, den 9. Oktober 2015", ("Landrat", "Leitung"))


def sheet(**values: Any) -> Sheet:
    """A sheet with every block, or one that differs in these values."""
    dull: dict[str, Any] = {
        "title": "Antrag auf eine Zuwendung",
        "kind": "Datenblatt",
        "sender": "Kreis Coesfeld",
        "dated": date(2015, 10, 9),
        "blocks": (FIELDS, PLAN, GRID, TEXT, SIGNATURES),
        "reference": "51.2-KI",
        "foot": "Antrag vom 9. Oktober 2015",
        "mark": "Entwurf",
        "summary": (("Beantragte Zuwendung", Money.euros(170_000)),),
    }
    return Sheet(**{**dull, **values})


def letter() -> Sheet:
    """The same without a table, to somebody."""
    to = Address(("Bezirksregierung Arnsberg", "Seibertzstraße 1", "59821 Arnsberg"))
    return sheet(address=to, blocks=(TEXT, SIGNATURES), mark="", summary=())
