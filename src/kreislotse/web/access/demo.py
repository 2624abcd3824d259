"""The accounts of the demonstration, so that whoever tries it need not look for them."""

from datetime import datetime

from django.conf import settings

from kreislotse.access.installation import is_demo
from kreislotse.organisations.models import Membership
from kreislotse.organisations.queries import system_actor
from kreislotse.sample.accounts import PEOPLE


def demo_accounts(at: datetime) -> list[dict[str, str]]:
    """Role, place and e-mail of each account; none unless server and database are for a demo."""
    if not (settings.DEMO and is_demo()):
        return []
    system = system_actor(at, 0)
    order = [person.email for person in PEOPLE]  # accounts made later have other passwords
    held = (
        Membership.objects.visible_to(system)
        .filter(account__email__in=order, account__is_active=True)
        .filter(account__ends_on__gte=system.today)
        .filter(valid_from__lte=system.today, valid_to__gte=system.today)
        .select_related("account", "organisation")
    )
    return [
        {
            "role": membership.get_role_display(),
            "place": membership.organisation.name,
            "email": membership.account.email,
        }
        for membership in sorted(held, key=lambda m: (order.index(m.account.email), m.pk))
    ]
