"""The lists of the books."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.money import Money
from kreislotse.ledger.models import Book, LedgerAccount, Transfer
from kreislotse.ledger.states import TransferKind
from kreislotse.web.listing import Column, Filter, Listing
from kreislotse.web.navigation import Entry

NEIGHBOURS = [Entry(_("Bücher prüfen"), "ledger:audit", (Permission.FUNDING_READ,))]


def _sum(key: str, title: Any) -> Column:
    return Column(key, title, lambda book: getattr(book, key), sort=key, numeric=True)


BOOKS = Listing(
    _("Bücher"),
    [
        Column(
            "title",
            _("Buch"),
            lambda book: book.title,
            sort="title",
            link=lambda book: reverse("ledger:book", args=[book.pk]),
        ),
        _sum("awarded", _("bewilligt")),
        _sum("drawn", _("eingegangen")),
        _sum("committed", _("gebunden")),
        _sum("paid", _("ausgezahlt")),
        _sum("proven", _("nachgewiesen")),
        _sum("returned", _("zurückgegeben")),
        Column("length", _("Buchungen"), lambda book: book.length, sort="length", numeric=True),
    ],
    _("Noch kein Buch. Es entsteht mit dem ersten Bescheid."),
    searchable=False,
    file_name="buecher",
)


def _of_kind(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(kind=value)


TRANSFERS = Listing(
    _("Buchungen"),
    [
        Column(
            "number",
            _("Nr."),
            lambda transfer: transfer.number,
            sort="number",
            link=lambda transfer: reverse("ledger:transfer", args=[transfer.pk]),
        ),
        Column("booked_on", _("Tag"), lambda transfer: transfer.booked_on, sort="booked_on"),
        Column("kind", _("Art"), Transfer.get_kind_display, sort="kind"),
        Column(
            "amount", _("Betrag"), lambda transfer: transfer.amount, sort="amount", numeric=True
        ),
        Column("source", _("Von"), lambda transfer: str(transfer.source)),
        Column("target", _("Nach"), lambda transfer: str(transfer.target)),
        Column("note", _("Anmerkung"), lambda transfer: transfer.note),
    ],
    _("Noch keine Buchung. Die erste entsteht mit dem Bescheid."),
    filters=[Filter("kind", _("Art"), TransferKind.choices, _of_kind)],
    file_name="buchungen",
)

_LINK = '<a class="kern-link" href="{}">{}</a>'


def of_book(book: Book) -> Listing:
    """The transfers of a book, with the way back to it."""
    title = gettext("Buchungen: {book}").format(book=book.title)
    back = format_html(_LINK, reverse("ledger:book", args=[book.pk]), book.title)
    return replace(TRANSFERS, title=title, intro=back)


def of_account(account: LedgerAccount, balance: Money) -> Listing:
    """The transfers from and to an account, with what stands there now."""
    book = format_html(_LINK, reverse("ledger:book", args=[account.book_id]), account.book.title)
    stands = gettext("Stand: {balance}.").format(balance=balance)
    return replace(TRANSFERS, title=str(account), intro=format_html("{} {}", stands, book))
