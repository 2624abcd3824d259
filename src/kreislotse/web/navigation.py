"""The way through the house: up and down the spine, only what the reader may enter."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission

P = Permission


@dataclass(frozen=True)
class Entry:
    """A way to a list; open to whoever holds one of the permissions, or to all without any.

    `sections` are the beginnings of the addresses that belong to it; the longest one counts, and
    of two equal ones that of the entry which leads there itself.
    """

    title: Any
    route: str
    needs: tuple[Permission, ...] = ()
    sections: tuple[str, ...] = ()

    def open_to(self, actor: Actor) -> bool:
        return not self.needs or any(actor.holds(permission) for permission in self.needs)


_KEEPER = (P.REFERENCE_EDIT,)

ENTRIES = (
    Entry(_("Heute"), "today"),
    Entry(_("Aufträge"), "mandates:clauses", (P.MANDATE_READ,), ("mandates/",)),
    Entry(
        _("Vorhaben"),
        "initiatives:initiatives",
        (P.INITIATIVE_READ,),
        ("initiatives/", "counselling/"),
    ),
    Entry(_("Förderung"), "funding:applications", (P.FUNDING_READ,), ("funding/",)),
    Entry(_("Bescheide"), "awards:awards", (P.FUNDING_READ,), ("awards/",)),
    Entry(
        _("Weiterleitung"),
        "forwarding:forwardings",
        (P.FUNDING_READ, P.FUNDS_REQUEST),
        ("forwarding/",),
    ),
    Entry(_("Verwendungsnachweise"), "proofs:proofs", (P.FUNDING_READ,), ("proofs/",)),
    Entry(_("Bücher"), "ledger:books", (P.FUNDING_READ,), ("ledger/",)),
    Entry(_("Stellen"), "staffing:posts", (P.POST_READ,), ("staffing/",)),
    Entry(
        _("Abfragen"),
        "participants:calls",
        (P.CALL_READ, P.CALL_ANSWER, P.CALL_RECEIVE),
        ("participants/",),
    ),
    Entry(
        _("Personen"),
        "participants:people",
        (P.PERSON_EDIT, P.PERSON_CHECK),
        (
            "participants/people/",
            "participants/moves/",
            "participants/nominations/",
            "participants/consents/to-ask/",
            "participants/decisions/",
            "lists/",
        ),
    ),
    Entry(
        _("Übermittlungen"), "transmission:batches", (P.BATCH_SEND, P.BATCH_RECEIVE), ("batches/",)
    ),
    Entry(_("Was daraus wurde"), "transmission:outcomes", (P.PERSON_EDIT,), ("batches/outcomes/",)),
    Entry(
        _("Voraussetzungen"),
        "eligibility:rule_sets",
        (P.RULE_READ,),
        ("eligibility/", "participants/titles/"),
    ),
    Entry(_("Kursplätze"), "courses:courses", (P.COURSE_READ, P.COURSE_RUN), ("courses/",)),
    Entry(
        _("Wartelisten"),
        "courses:lists",
        (P.COURSE_EDIT, P.PERSON_EDIT),
        (
            *("courses/lists/", "courses/entries/", "courses/offers/"),
            *("courses/duties/", "courses/entitlements/", "courses/people/"),
        ),
    ),
    Entry(_("Platzvergabe"), "allocation:runs", (P.COURSE_READ,), ("allocation/",)),
    Entry(
        _("Zusammenarbeit"),
        "cooperation:meetings",
        (P.COOPERATION_READ, P.COOPERATION_PARTNER, P.MEETING_REPLY),
        ("cooperation/",),
    ),
    Entry(_("Vorlagen"), "reporting:reports", (P.PAPER_READ,), ("reporting/",)),
    Entry(
        _("Ansprechpersonen"),
        "organisations:contacts",
        (P.CONTACT_READ,),
        ("organisations/contacts/",),
    ),
    Entry(_("Organisationen"), "organisations:organisations", (), ("organisations/",)),
    Entry(
        _("Förderprogramme"),
        "funding:programmes",
        _KEEPER,
        ("funding/programmes/", "funding/purposes/"),
    ),
    Entry(_("Arten von Kursen"), "courses:kinds", _KEEPER, ("courses/kinds/",)),
    Entry(_("Arten von Leistungen"), "counselling:service_kinds", _KEEPER, ("counselling/kinds/",)),
    Entry(_("Handlungsfelder"), "initiatives:fields", _KEEPER, ("initiatives/fields/",)),
    Entry(_("Aufenthaltsstatus"), "participants:titles", _KEEPER, ("participants/titles/",)),
    Entry(
        _("Einwilligungstexte"),
        "participants:consents",
        (P.CONSENT_WRITE, P.CONSENT_RELEASE),
        ("participants/consents/", "participants/bases/"),
    ),
    Entry(
        _("Löschlisten"),
        "protection:destructions",
        (P.ERASURE_PROPOSE, P.ERASURE_RELEASE),
        ("protection/",),
    ),
    Entry(_("Leseprotokoll"), "protection:read_log", (P.READ_LOG_READ,), ("protection/reads/",)),
    Entry(_("Konten"), "access:accounts", (P.ACCOUNT_EDIT,), ("accounts/", "roles/")),
    Entry(_("Protokoll"), "journal:entries", (P.JOURNAL_READ,), ("journal/",)),
)


def entries_for(actor: Actor, path: str) -> list[dict[str, Any]]:
    """The entries this actor may enter; the one they are in is marked."""
    entries = [entry for entry in ENTRIES if entry.open_to(actor)]
    here = _entry_of(path.removeprefix(reverse("today")), entries)
    return [
        {"title": entry.title, "address": reverse(entry.route), "here": entry is here}
        for entry in entries
    ]


def _entry_of(address: str, entries: list[Entry]) -> Entry | None:
    """The entry that an address below the start page belongs to; the start page is the first."""
    if not address:
        return entries[0]
    found = [
        (len(section), _leads_to(entry, section), entry)
        for entry in entries
        for section in entry.sections
        if address.startswith(section)
    ]
    return max(found, key=lambda each: each[:2])[2] if found else None


def _leads_to(entry: Entry, section: str) -> bool:
    return reverse(entry.route).removeprefix(reverse("today")).startswith(section)
