"""What a notice says, and what stands in its book."""

from fractions import Fraction

from kreislotse.awards.models import Award
from kreislotse.awards.rules import final_on
from kreislotse.documents.sheet import Cell, Column, Grid
from kreislotse.kernel.german import decimal, period
from kreislotse.kernel.money import Money, total
from kreislotse.ledger.queries import balances
from kreislotse.ledger.states import AccountKind
from kreislotse.proofs.values.application import posts_table
from kreislotse.proofs.values.kinds import Table, Value

K = AccountKind


def on_accounts(award: Award, *kinds: AccountKind) -> Money:
    """What stands on the accounts of these kinds, over all items and parties."""
    found = balances(award.book)
    return total([amount for place, amount in found.items() if place.kind in kinds])


def granted(award: Award) -> Money:
    """What the notices grant in sum, as booked."""
    return -on_accounts(award, K.BUDGET)


def _items(award: Award) -> Grid:
    rows = award.items.select_related("purpose").order_by("position")
    return Grid(
        "Positionen",
        (
            Column("Ziffer"),
            Column("Zweck"),
            Column("Betrag", numeric=True),
        ),
        tuple((item.number, item.title, item.amount) for item in rows),
        ("", "Summe", total([item.amount for item in rows])),
    )


def _notices(award: Award) -> Grid:
    """The notice and every later one, with what each grants or takes."""
    changes = award.changes.prefetch_related("lines").order_by("dated", "pk")
    later: list[tuple[Cell, ...]] = [
        (
            change.get_kind_display(),
            change.dated,
            change.reference,
            total([line.difference for line in change.lines.all()]),
        )
        for change in changes
    ]
    by_later = total([row[3] for row in later if isinstance(row[3], Money)])
    first = ("Zuwendungsbescheid", award.dated, award.reference, granted(award) - by_later)
    return Grid(
        "Bescheide",
        (Column("Bescheid"), Column("vom"), Column("Aktenzeichen"), Column("Betrag", numeric=True)),
        (first, *later),
        ("Summe", "", "", granted(award)),
    )


def _conditions(award: Award) -> Grid:
    rows = award.conditions.order_by("position")
    return Grid(
        "Nebenbestimmungen",
        (Column("Nummer"), Column("Nebenbestimmung"), Column("Quelle")),
        tuple((str(each.position), each.text, each.source) for each in rows),
    )


def _percent(award: Award) -> str | None:
    if award.percent is None:
        return None
    return f"{decimal(Fraction(award.percent), 2)}\u00a0%"


VALUES = (
    Value("award.title", "Bescheid", lambda it: it.title),
    Value("award.reference", "Aktenzeichen", lambda it: it.reference or None),
    Value("award.dated", "Bescheid vom", lambda it: it.dated),
    Value("award.authority", "Bewilligungsbehörde", lambda it: str(it.authority or "") or None),
    Value("award.programme", "Förderprogramm", lambda it: str(it.programme or "") or None),
    Value("award.initiative", "Vorhaben", lambda it: str(it.initiative)),
    Value("award.financing", "Finanzierungsart", lambda it: str(it.get_financing_display())),
    Value("award.percent", "Fördersatz", _percent),
    Value("award.amount", "bewilligt", granted),
    Value("award.period", "Bewilligungszeitraum", lambda it: period(it.period_from, it.period_to)),
    Value("award.served_on", "bekannt gegeben am", lambda it: it.served_on),
    Value(
        "award.final_on",
        "bestandskräftig mit Ablauf des",
        lambda it: final_on(it.served_on) if it.served_on else None,
    ),
    Value("award.waived_on", "Rechtsbehelfsverzicht vom", lambda it: it.waived_on),
    Value("award.eligible_cost", "zuwendungsfähige Ausgaben", lambda it: it.eligible_cost),
    Value("award.own_funds", "Eigenmittel", lambda it: it.own_funds),
    Value("award.third_party_funds", "Mittel Dritter", lambda it: it.third_party_funds),
    Value("award.begun_on", "begonnen am", lambda it: it.begun_on),
    Value("award.ended_on", "beendet am", lambda it: it.ended_on),
    Value("award.received", "eingegangen", lambda it: on_accounts(it, K.DRAWN, K.REPAID)),
    Value("award.undrawn", "noch nicht abgerufen", lambda it: on_accounts(it, K.UNDRAWN)),
    Value("award.available", "noch frei", lambda it: on_accounts(it, K.AVAILABLE)),
    Value("award.paid_out", "ausgezahlt", lambda it: on_accounts(it, K.PAID, K.PROVEN)),
    Value("award.repaid", "zurückgezahlt", lambda it: on_accounts(it, K.REPAID)),
)
TABLES = (
    Table("award.items", "Positionen des Bescheids", _items),
    Table("award.notices", "Bescheide mit Datum und Betrag", _notices),
    Table("award.conditions", "Nebenbestimmungen", _conditions),
    Table("award.posts", "Stellen des Vorhabens", lambda it: posts_table(it.initiative_id)),
)
