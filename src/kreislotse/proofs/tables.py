"""The tables of a proof of use, for its page, its PDF and its workbook alike."""

from kreislotse.awards.models import Allocation, Award
from kreislotse.documents.sheet import Cell, Column, Grid
from kreislotse.kernel.german import decimal
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.proofs.rules import Numbers, percent

_TEXT = Column
GRANT = "Zuwendung des Landes"


def _amount(title: str) -> Column:
    return Column(title, numeric=True)


def income_table(numbers: Numbers) -> Grid:
    """Part II.1: where the money came from, by notice and by account."""
    by_notice = numbers.planned + numbers.other_income_by_notice
    kept = numbers.received - numbers.repaid
    by_account = kept + numbers.other_income
    lines = [
        (f"{income.label}: {income.from_whom}", income.by_notice, income.by_account)
        for income in numbers.incomes
    ]
    lines.append((GRANT, numbers.planned, kept))
    return Grid(
        "Einnahmen",
        (
            _TEXT("Art"),
            _amount("nach Bescheid"),
            _amount("in %"),
            _amount("nach Konto"),
            _amount("in %"),
        ),
        tuple(
            (what, notice, _percent(notice, by_notice), account, _percent(account, by_account))
            for what, notice, account in lines
        ),
        (
            "Summe",
            by_notice,
            _percent(by_notice, by_notice),
            by_account,
            _percent(by_account, by_account),
        ),
        "Zuwendung nach Konto: eingegangen abzüglich zurückgezahlt.",
    )


def expenditure_table(numbers: Numbers) -> Grid:
    """Part II.2: what was spent, in the structure of the plan."""
    rows: list[tuple[Cell, ...]] = [
        (line.title, line.planned, line.own, line.others, line.actual, line.difference)
        for line in numbers.items
    ]
    foreseen = _foreseen_beside(numbers)
    if numbers.shared_cost or foreseen:
        difference = numbers.shared_cost - foreseen
        cost = numbers.shared_cost
        rows.append(("aus Eigenmitteln und von Dritten", foreseen, cost, ZERO, cost, difference))
    planned = numbers.planned + foreseen
    return Grid(
        "Ausgaben",
        (
            _TEXT("Ausgabe"),
            _amount("nach Bescheid"),
            _amount("selbst verausgabt"),
            _amount("Nachweise der Empfänger"),
            _amount("nach Konto"),
            _amount("mehr oder weniger"),
        ),
        tuple(rows),
        (
            "Summe",
            planned,
            total([line.own for line in numbers.items]) + numbers.shared_cost,
            total([line.others for line in numbers.items]),
            numbers.expenditure,
            numbers.expenditure - planned,
        ),
    )


def result_table(numbers: Numbers) -> Grid:
    """Part III: what the grant comes to, what came in, what goes back."""
    return Grid(
        "Ist-Ergebnis",
        (_TEXT("Größe"), _amount("Betrag")),
        (
            ("Bewilligt", numbers.planned),
            ("Eingegangen", numbers.received),
            ("Aus der Zuwendung verausgabt und nachgewiesen", numbers.spent),
            ("Zuwendung, die für diese Ausgaben zusteht", numbers.earned),
            ("Schon zurückgezahlt", numbers.repaid),
            ("Noch zurückzuzahlen", numbers.to_repay),
            ("Vom Land noch zu erhalten", numbers.still_due),
        ),
    )


def passed_table(numbers: Numbers) -> Grid:
    """The annex of the sub-proofs: who got what, and what became of it (G19)."""
    lines = numbers.passed
    return Grid(
        "Weitergeleitete Mittel",
        (
            _TEXT("Empfänger"),
            _TEXT("Zweck"),
            _amount("ausgezahlt"),
            _amount("nachgewiesen"),
            _amount("zurückgezahlt"),
            _amount("erlassen"),
            _amount("offen"),
        ),
        tuple(
            (
                each.recipient,
                each.item,
                each.paid,
                each.accepted,
                each.refunded,
                each.waived,
                each.open,
            )
            for each in lines
        ),
        (
            "Summe",
            "",
            total([each.paid for each in lines]),
            total([each.accepted for each in lines]),
            total([each.refunded for each in lines]),
            total([each.waived for each in lines]),
            total([each.open for each in lines]),
        )
        if lines
        else None,
    )


def receipts_table(award: Award) -> Grid:
    """The list of receipts (Belegliste): each part of a receipt that an item of the award pays."""
    rows = Allocation.objects.filter(item__award=award, withdrawn_on__isnull=True)
    rows = rows.select_related("receipt__payer", "item").order_by("receipt__paid_on", "pk")
    return Grid(
        "Belegliste",
        (
            _TEXT("Beleg"),
            _TEXT("bezahlt am"),
            _TEXT("bezahlt von"),
            _TEXT("Empfänger der Zahlung"),
            _TEXT("Gegenstand"),
            _TEXT("Position"),
            _amount("Rechnungsbetrag"),
            _amount("davon aus dem Bescheid"),
        ),
        tuple(
            (
                f"{each.receipt_id} {each.receipt.invoice_number}".strip(),
                each.receipt.paid_on,
                str(each.receipt.payer),
                each.receipt.payee,
                each.receipt.subject,
                str(each.item),
                each.receipt.amount,
                each.amount,
            )
            for each in rows
        ),
        ("Summe", "", "", "", "", "", "", total([each.amount for each in rows])),
    )


def _foreseen_beside(numbers: Numbers) -> Money:
    """What the notice's plan has besides the grant."""
    if numbers.eligible_by_notice is None:
        return ZERO
    return max(numbers.eligible_by_notice - numbers.planned, ZERO)


def _percent(part: Money, whole: Money) -> str:
    return decimal(percent(part, whole), 1)
