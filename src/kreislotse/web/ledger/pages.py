"""What the pages of the books show: items with their money, accounts, a transfer and its deed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.histories import with_names
from kreislotse.access.policy import SYSTEM_NAME, Permission
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger.audit import Audit
from kreislotse.ledger.belonging import belonging
from kreislotse.ledger.models import Book, LedgerAccount, Transfer
from kreislotse.ledger.queries import balances_of
from kreislotse.ledger.states import STAGES
from kreislotse.ledger.states import AccountKind as K
from kreislotse.web.ledger.flow import flow_of, in_hand
from kreislotse.web.listing import Badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

PROOF = "pruefung-der-buecher.pdf"
READ, EDIT = Permission.FUNDING_READ, Permission.FUNDING_EDIT
# The columns of an item: first what was awarded, then where it is on the way from the state, then
# what became of it. Each of the two groups adds up to the award.
COLUMNS = (
    (_("bewilligt"), STAGES["awarded"]),
    (_("noch nicht abgerufen"), (K.UNDRAWN,)),
    (_("abgerufen"), (K.REQUESTED,)),
    (_("eingegangen"), STAGES["drawn"]),
    (_("frei"), (K.AVAILABLE,)),
    (_("gebunden"), (K.COMMITTED,)),
    (_("Nachweis offen"), (K.PAID,)),
    (_("nachgewiesen"), (K.PROVEN,)),
    (_("zurückgegeben"), (K.RETURNED,)),
)


def book_page(request: Request, book: Book, books: Any) -> dict[str, Any]:
    """The page of a book; `books` holds it alone."""
    accounts = list(book.accounts.in_order())
    amounts = balances_of(book.accounts)
    context = record_context(
        request,
        book,
        title=book.title,
        crumbs=[(_("Bücher"), reverse("ledger:books"))],
        extra_deeds=[
            (READ, _("Buchungen ansehen"), reverse("ledger:transfers", args=[book.pk])),
            (READ, _("Bücher prüfen"), reverse("ledger:audit")),
        ],
    )
    flow = flow_of(books, address=reverse("ledger:book_flow", args=[book.pk]))
    return {
        **context,
        **flow,
        "timeline": None,
        "facts": _book_facts(book, books),
        "columns": [label for label, _kinds in COLUMNS],
        "items": _items(accounts, amounts),
        "sums": _sums(accounts, amounts),
        "accounts": [(account, amounts[account.pk]) for account in accounts],
        "balance": total([amounts[account.pk] for account in accounts]),
    }


def _book_facts(book: Book, books: Any) -> list[tuple[Any, ...]]:
    award = getattr(book, "award", None)
    cash = in_hand(books)
    return [
        *([(_("Bescheid"), award, reverse("awards:award", args=[award.pk]))] if award else []),
        (_("Organisation"), book.owner),
        (_("Buchungen"), book.length),
        (_("Vorgeleistet"), -cash) if cash < ZERO else (_("Eingegangen und noch da"), cash),
        (_("Prüfsumme der letzten Buchung"), book.end),
    ]


def _items(
    accounts: list[LedgerAccount], amounts: dict[int, Money]
) -> list[tuple[str, list[tuple[Any, Money]]]]:
    """Each item with the amounts of its columns."""
    titles = {account.item: account.title for account in accounts}
    return [
        (title, _sums([each for each in accounts if each.item == item], amounts))
        for item, title in titles.items()
    ]


def _sums(accounts: list[LedgerAccount], amounts: dict[int, Money]) -> list[tuple[Any, Money]]:
    return [
        (label, total([amounts[each.pk] for each in accounts if each.kind in kinds]))
        for label, kinds in COLUMNS
    ]


def transfer_page(request: Request, transfer: Transfer) -> dict[str, Any]:
    context = record_context(
        request,
        transfer,
        title=gettext("Buchung {number}: {kind}").format(
            number=transfer.number, kind=transfer.get_kind_display()
        ),
        crumbs=[
            (_("Bücher"), reverse("ledger:books")),
            (transfer.book.title, reverse("ledger:book", args=[transfer.book_id])),
            (_("Buchungen"), reverse("ledger:transfers", args=[transfer.book_id])),
        ],
        extra_deeds=_deeds(transfer),
        state=Badge(_("storniert"), "warning") if hasattr(transfer, "reversal") else None,
    )
    others = transfer.book.transfers.filter(deed=transfer.deed).for_list().order_by("number")
    return {
        **context,
        "timeline": context["timeline"] or None,  # only a reversal leaves something to tell
        "facts": [fact for fact in _transfer_facts(transfer) if fact[1] != ""],
        "others": [each for each in others if each.pk != transfer.pk],
    }


def _deeds(transfer: Transfer) -> list[tuple[Permission, Any, str]]:
    if transfer.reverses_id or hasattr(transfer, "reversal") or belonging(transfer):
        return []
    address = reverse("ledger:transfer_reverse", args=[transfer.pk])
    return [(EDIT, _("Vorgang stornieren"), address)]


def _transfer_facts(transfer: Transfer) -> list[tuple[Any, ...]]:
    wrong, reversal = transfer.reverses, getattr(transfer, "reversal", None)
    linked = [(_("Storniert die Buchung"), wrong), (_("Storniert durch die Buchung"), reversal)]
    return [
        (_("Betrag"), transfer.amount),
        (_("Von"), transfer.source, reverse("ledger:account", args=[transfer.source_id])),
        (_("Nach"), transfer.target, reverse("ledger:account", args=[transfer.target_id])),
        (_("Gebucht für den"), transfer.booked_on),
        (_("Eingetragen am"), transfer.at),
        (_("Eingetragen von"), _who(transfer)),
        *[
            (label, other.number, reverse("ledger:transfer", args=[other.pk]))
            for label, other in linked
            if other
        ],
        (_("Anmerkung"), transfer.note),
        *_where_taken_back(transfer),
        (_("Kennzeichen"), transfer.reference),
        (_("Prüfsumme"), transfer.hash),
    ]


def _where_taken_back(transfer: Transfer) -> list[tuple[Any, Any]]:
    """For a deed of a record: what it belongs to, and how it is taken back there."""
    found = None if transfer.reverses_id else belonging(transfer)
    if found is None or hasattr(transfer, "reversal"):
        return []
    return [(_("Gehört zu"), found.record), (_("Zurücknehmen"), found.instead)]


def _who(transfer: Transfer) -> Any:
    if transfer.person_id is None:
        return SYSTEM_NAME
    named = with_names(transfer.book.transfers.filter(pk=transfer.pk))
    return named.get().person_name or _("ein früheres Konto")


def audit_page(found: Audit | None) -> dict[str, Any]:
    """The result of an audit, or what one would check."""
    frame = {"title": _("Prüfung der Bücher"), "crumbs": [(_("Bücher"), reverse("ledger:books"))]}
    if found is None:
        return {**frame, "audit": None}
    return {
        **frame,
        "audit": found,
        "facts": [
            (_("Bücher"), len(found.books)),
            (_("Konten"), found.accounts),
            (_("Vorgänge"), found.deeds),
            (_("Buchungen"), found.transfers),
        ],
        "differences": [
            {"book": each.book, "number": each.number, "sentence": each.sentence(gettext)}
            for each in found.findings
        ],
        "left": found.differences - len(found.findings),
    }


def owners(books: Any) -> str:
    """Whose books these are, as the sender of a proof."""
    names = books.order_by("owner__name").values_list("owner__name", flat=True).distinct()
    return ", ".join(names) or SYSTEM_NAME
