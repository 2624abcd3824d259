"""What else hangs on an initiative, counted as its reader may see it, with the way there."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.cooperation.models import Concept, WorkingMeeting
from kreislotse.counselling.models import ServiceOffered
from kreislotse.courses.models import Quota
from kreislotse.funding.models import Application, ConsentInPrinciple
from kreislotse.initiatives.models import Initiative
from kreislotse.participants.models import Call
from kreislotse.staffing.models import Post, Secondment
from kreislotse.web.by_initiative import narrowed


class Link(NamedTuple):
    """A kind of record below an initiative; services have no list of their own."""

    label: Any
    address: str
    number: int


_KINDS = (
    (_("Förderanträge"), "funding:applications", Application),
    (_("Grundsätzliche Zustimmungen"), "funding:consents", ConsentInPrinciple),
    (_("Stellen"), "staffing:posts", Post),
    (_("Abordnungen"), "staffing:secondments", Secondment),
    (_("Kursplätze"), "courses:quotas", Quota),
    (_("Angebotene Leistungen"), "", ServiceOffered),
    (_("Abfragen"), "participants:calls", Call),
    (_("Konzepte"), "cooperation:concepts", Concept),
    (_("Besprechungen"), "cooperation:meetings", WorkingMeeting),
)


def links(initiative: Initiative, actor: Actor) -> list[Link]:
    """Every kind of record below the initiative of which the reader may see one."""
    found = []
    for label, route, model in _KINDS:
        count = model.objects.visible_to(actor).filter(initiative=initiative).count()
        address = narrowed(route, initiative.pk) if route else ""
        if count:
            found.append(Link(label, address, count))
    return found
