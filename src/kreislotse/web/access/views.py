"""Pages of accounts and roles."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.models import Account
from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.organisations.models import Membership
from kreislotse.web.access import deeds, listings, pages
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.requests import Request


def _page(account: Account) -> str:
    return pages.to("account", account)


def accounts(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.ACCOUNT_EDIT)
    rows = Account.objects.visible_to(request.actor).for_list()
    new = (deeds.OPEN_ACCOUNT.title, reverse("access:account_new"))
    return show_list(request, listings.accounts(request.actor.today), rows, new=new)


def account(request: Request, account_id: int) -> HttpResponse:
    shown = get_object_or_404(Account.objects.visible_to(request.actor), pk=account_id)
    return render(request, "access/account.html", pages.account_context(request, shown))


def account_new(request: Request) -> HttpResponse:
    return perform(request, deeds.OPEN_ACCOUNT, then=_page, back=reverse("access:accounts"))


def account_change(request: Request, account_id: int) -> HttpResponse:
    return _on_account(request, account_id, deeds.CHANGE_ACCOUNT)


def account_close(request: Request, account_id: int) -> HttpResponse:
    return _on_account(request, account_id, deeds.CLOSE_ACCOUNT)


def account_reopen(request: Request, account_id: int) -> HttpResponse:
    return _on_account(request, account_id, deeds.REOPEN_ACCOUNT)


def account_password(request: Request, account_id: int) -> HttpResponse:
    record = get_object_or_404(Account.objects.visible_to(request.actor), pk=account_id)

    def stay_logged_in(changed: Account) -> str:
        """A new password ends all sessions of the account but the one it was set in."""
        if changed.pk == request.actor.person_id:
            update_session_auth_hash(request, changed)
        return _page(changed)

    own = record.pk == request.actor.person_id
    deed = deeds.SET_OWN_PASSWORD if own else deeds.SET_PASSWORD
    return perform(request, deed, record, then=stay_logged_in, back=_page(record))


def _on_account(request: Request, account_id: int, deed: Deed) -> HttpResponse:
    record = get_object_or_404(Account.objects.visible_to(request.actor), pk=account_id)
    said: dict[str, Any] = {name: getattr(record, name) for name in deed.form.base_fields}
    return perform(request, deed, record, then=_page, back=_page(record), initial=said)


def role_new(request: Request, account_id: int) -> HttpResponse:
    record = get_object_or_404(Account.objects.visible_to(request.actor), pk=account_id)
    page = _page(record)
    days = {"valid_from": request.actor.today, "valid_to": record.ends_on}
    deed = deeds.GRANT_ROLE
    return perform(request, deed, record, then=lambda _: page, back=page, initial=days)


def role_end(request: Request, membership_id: int) -> HttpResponse:
    seen = Membership.objects.visible_to(request.actor).select_related("account", "organisation")
    record = get_object_or_404(seen, pk=membership_id)
    page = _page(record.account)
    return perform(request, deeds.END_ROLE, record, then=lambda _: page, back=page)
