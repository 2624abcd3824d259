"""Pages of the books: fetch, one action, answer."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.documents.pdf import render_pdf
from kreislotse.ledger.audit import audit as check_books
from kreislotse.ledger.models import Book, LedgerAccount, Transfer
from kreislotse.ledger.proof import proof_of
from kreislotse.ledger.queries import balance
from kreislotse.web.deeds import perform
from kreislotse.web.ledger import deeds, listings, pages
from kreislotse.web.ledger.flow import FLOW, figures_of
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

READ = Permission.FUNDING_READ


def books(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ)
    rows = Book.objects.visible_to(request.actor).for_list()
    return show_list(request, beside(request, listings.BOOKS, listings.NEIGHBOURS), rows)


def book(request: Request, book_id: int) -> HttpResponse:
    ours = Book.objects.visible_to(request.actor).filter(pk=book_id)
    found = get_object_or_404(ours.select_related("owner", "award"))
    return render(request, "ledger/book.html", pages.book_page(request, found, ours))


def book_flow(request: Request, book_id: int) -> HttpResponse:
    """The figures of the picture as a list, to be taken along as a file."""
    ours = Book.objects.visible_to(request.actor).filter(pk=book_id)
    get_object_or_404(ours)
    return show_list(request, FLOW, figures_of(ours))


def transfers(request: Request, book_id: int) -> HttpResponse:
    found = get_object_or_404(Book.objects.visible_to(request.actor), pk=book_id)
    rows = Transfer.objects.visible_to(request.actor).filter(book=found).for_list()
    return show_list(request, listings.of_book(found), rows)


def account(request: Request, ledger_account_id: int) -> HttpResponse:
    ours = LedgerAccount.objects.visible_to(request.actor).select_related("book", "party")
    found = get_object_or_404(ours, pk=ledger_account_id)
    rows = Transfer.objects.visible_to(request.actor).filter(Q(source=found) | Q(target=found))
    return show_list(request, listings.of_account(found, balance(found)), rows.for_list())


def transfer(request: Request, transfer_id: int) -> HttpResponse:
    ours = Transfer.objects.visible_to(request.actor).for_page()
    found = get_object_or_404(ours, pk=transfer_id)
    return render(request, "ledger/transfer.html", pages.transfer_page(request, found))


def transfer_reverse(request: Request, transfer_id: int) -> HttpResponse:
    ours = Transfer.objects.visible_to(request.actor).for_page()
    found = get_object_or_404(ours, pk=transfer_id)
    back = reverse("ledger:transfer", args=[found.pk])
    return perform(request, deeds.REVERSE, found, then=lambda _: back, back=back)


def audit(request: Request) -> HttpResponse:
    """Says what is checked; when asked to, checks the books that the reader may see."""
    require_anywhere(request.actor, READ)
    ours = Book.objects.visible_to(request.actor)
    found = check_books(ours) if request.method == "POST" else None
    return render(request, "ledger/audit.html", pages.audit_page(found))


def audit_proof(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ)
    ours = Book.objects.visible_to(request.actor)
    sheet = proof_of(check_books(ours), sender=pages.owners(ours), on=request.actor.today)
    response = HttpResponse(render_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{pages.PROOF}"'
    return response
