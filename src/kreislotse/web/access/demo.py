"""The accounts of the demonstration, so that whoever tries it need not look for them."""

from datetime import datetime

from django.conf import settings

from kreislotse.access.installation import is_demo
from kreislotse.organisations.models import Membership
from kreislotse.organisations.queries import system_actor


def demo_accounts(at: datetime) -> list[dict[str, str]]:
    """Role, place and e-mail of each account; none unless server and database are for a demo."""
    if not (settings.DEMO and is_demo()):
        return []
    system = system_actor(at, 0)
    held = (
        Membership.objects.visible_to(system)
        .filter(account__is_active=True, account__ends_on__gte=system.today)
        .filter(valid_from__lte=system.today, valid_to__gte=system.today)
        .select_related("account", "organisation")
        .order_by("organisation__kind", "organisation__sort_key", "account__sort_key", "pk")
    )
    return [
        {
            "role": membership.get_role_display(),
            "place": membership.organisation.name,
            "email": membership.account.email,
        }
        for membership in held
    ]
