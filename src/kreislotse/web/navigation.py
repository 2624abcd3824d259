"""The way through the house: up and down the spine, only what the reader may enter."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission

P = Permission


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation; open to whoever holds one of the permissions."""

    title: Any
    route: str
    needs: tuple[Permission, ...] = ()


ENTRIES = (
    Entry(_("Heute"), "today"),
    Entry(_("Aufträge"), "mandates:clauses", (P.MANDATE_READ,)),
    Entry(_("Vorhaben"), "initiatives:initiatives", (P.INITIATIVE_READ,)),
    Entry(_("Förderung"), "funding:applications", (P.FUNDING_READ,)),
    Entry(_("Stellen"), "staffing:posts", (P.POST_READ,)),
    Entry(_("Abfragen"), "participants:calls", (P.CALL_READ, P.CALL_ANSWER, P.CALL_RECEIVE)),
    Entry(_("Kursplätze"), "courses:quotas", (P.COURSE_READ,)),
    Entry(
        _("Zusammenarbeit"),
        "cooperation:meetings",
        (P.COOPERATION_READ, P.COOPERATION_PARTNER, P.MEETING_REPLY),
    ),
    Entry(_("Vorlagen"), "reporting:reports", (P.PAPER_READ,)),
    Entry(_("Kontakte"), "organisations:contacts", (P.CONTACT_READ,)),
    Entry(_("Stellen und Gremien"), "organisations:organisations"),
    Entry(_("Konten"), "access:accounts", (P.ACCOUNT_EDIT,)),
    Entry(_("Protokoll"), "journal:entries", (P.JOURNAL_READ,)),
)


def entries_for(actor: Actor, path: str) -> list[dict[str, Any]]:
    """The entries this actor may enter; the one they are in is marked."""
    found = []
    for entry in ENTRIES:
        if entry.needs and not any(actor.holds(permission) for permission in entry.needs):
            continue
        address = reverse(entry.route)
        here = path.split("/")[1] == address.split("/")[1]
        found.append({"title": entry.title, "address": address, "here": here})
    return found
