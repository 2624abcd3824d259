"""What the page of an account shows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.models import Account
from kreislotse.access.policy import Permission
from kreislotse.organisations.models import Membership
from kreislotse.web.access.listings import account_badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.ACCOUNT_EDIT


def to(name: str, account: Account) -> str:
    return reverse(f"access:{name}", args=[account.pk])


def account_context(request: Request, account: Account) -> dict[str, Any]:
    """The account with its roles, past and future ones too."""
    is_own = account.pk == request.actor.person_id
    keeps = request.actor.holds(EDIT)
    roles = Membership.objects.visible_to(request.actor).filter(account=account)
    context = record_context(
        request,
        account,
        title=account.name,
        crumbs=[(_("Konten"), reverse("access:accounts"))] if keeps else [],
        extra_deeds=_deeds(account, is_own=is_own),
        state=account_badge(request.actor.today, account),
    )
    if is_own:
        password = {"label": _("Passwort setzen"), "address": to("account_password", account)}
        context["deeds"] += [{**password, "primary": False}]
    return {
        **context,
        "facts": [
            (_("E-Mail"), account.email),
            (_("Funktion"), account.function),
            (_("Konto endet am"), account.ends_on),
            (_("Zuletzt angemeldet"), account.last_login),
        ],
        "memberships": roles.select_related("organisation").order_by("-valid_to", "pk"),
        "may_end": keeps and not is_own,
        "today": request.actor.today,
    }


def _deeds(account: Account, *, is_own: bool) -> list[tuple[Permission, Any, str]]:
    if not account.is_active:
        return [(EDIT, _("Konto wieder öffnen"), to("account_reopen", account))]
    if is_own:
        return [(EDIT, _("Ändern"), to("account_change", account))]
    return [
        (EDIT, _("Rolle vergeben"), to("role_new", account)),
        (EDIT, _("Ändern"), to("account_change", account)),
        (EDIT, _("Passwort setzen"), to("account_password", account)),
        (EDIT, _("Konto schließen"), to("account_close", account)),
    ]
