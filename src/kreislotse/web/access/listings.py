"""The list of accounts."""

from datetime import date
from functools import partial

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.models import Account
from kreislotse.web.listing import Badge, Column, Filter, Listing


def account_badge(today: date, account: Account) -> Badge:
    if not account.is_active:
        return Badge(_("geschlossen"))
    if account.ends_on < today:
        return Badge(_("abgelaufen"), "warning")
    return Badge(_("offen"), "success")


def _in_state(today: date, rows: QuerySet, value: str) -> QuerySet:
    over = Q(ends_on__lt=today)
    states = {
        "open": Q(is_active=True) & ~over,
        "over": Q(is_active=True) & over,
        "closed": Q(is_active=False),
    }
    return rows.filter(states[value])


def _roles(today: date, account: Account) -> str:
    """The roles held today; the rows come with `for_list`."""
    held = [m for m in account.memberships.all() if m.valid_from <= today <= m.valid_to]
    return "; ".join(str(membership) for membership in held)


def accounts(today: date) -> Listing:
    """The list of accounts, as they stand today."""
    return Listing(
        title=_("Konten"),
        columns=(
            Column(
                "name",
                _("Name"),
                lambda row: row.name,
                sort="sort_key",
                link=lambda row: reverse("access:account", args=[row.pk]),
            ),
            Column("email", _("E-Mail"), lambda row: row.email, sort="email"),
            Column("roles", _("Rollen heute"), partial(_roles, today)),
            Column("ends_on", _("Endet am"), lambda row: row.ends_on, sort="ends_on"),
            Column("state", _("Stand"), partial(account_badge, today)),
        ),
        filters=(
            Filter(
                "state",
                _("Stand"),
                (("open", _("offen")), ("over", _("abgelaufen")), ("closed", _("geschlossen"))),
                partial(_in_state, today),
            ),
        ),
        empty=_("Noch gibt es kein Konto. Eröffnen Sie das erste."),
        file_name="konten",
    )
