"""The read log as lists: entries, monthly sums, signs."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import BERLIN, ROLE_NAMES, SYSTEM_NAME, Actor, Permission, Role
from kreislotse.journal.models import ReadEntry
from kreislotse.organisations.models import Organisation
from kreislotse.protection.conspicuous import Conspicuous
from kreislotse.protection.readings import matching_readings
from kreislotse.protection.words import SIGNS
from kreislotse.web.journal.words import READ_KINDS
from kreislotse.web.listing import Column, Filter, Listing
from kreislotse.web.navigation import Entry

READ = (Permission.READ_LOG_READ,)
NEIGHBOURS = (
    Entry(_("Leseprotokoll"), "protection:read_log", READ),
    Entry(_("Auffälligkeiten"), "protection:read_signs", READ),
    Entry(_("Summen je Monat"), "protection:read_months", READ),
    Entry(_("Kette prüfen"), "protection:read_chain", READ),
)
_DAYS = (("1", _("heute")), ("7", _("7 Tage")), ("30", _("30 Tage")))
_FORMER = _("ein früheres Konto")


def role_in_words(role: str) -> Any:
    return ROLE_NAMES[Role(role)] if role else SYSTEM_NAME


def who(entry: Any) -> Any:
    return SYSTEM_NAME if entry.person_id is None else entry.person_name or _FORMER


def entries(actor: Actor) -> Listing:
    """Who read, in which role, where, how and what for; how many people, by no name."""
    places = place_names(actor)
    return Listing(
        title=_("Leseprotokoll"),
        intro=_(
            "Wer Namen gelesen hat. Suchen Sie nach der Kennung einer Person oder danach, ob ein "
            "Name gesucht wurde."
        ),
        columns=(
            Column(
                "number", _("Nummer"), lambda row: row.number, "number", link=_address, numeric=True
            ),
            Column("at", _("Zeitpunkt"), lambda row: row.at, "at"),
            Column("who", _("Wer"), who),
            Column("role", _("Rolle"), lambda row: role_in_words(row.role), "role"),
            Column("place", _("Stelle"), lambda row: places.get(row.place_id, "")),
            Column("kind", _("Wie"), lambda row: READ_KINDS[row.kind], "kind"),
            Column("purpose", _("Zweck"), lambda row: row.purpose),
            Column("people", _("Personen"), lambda row: len(row.people), numeric=True),
        ),
        filters=(
            Filter("since", _("Zeitraum"), _DAYS, partial(_since, actor)),
            Filter("kind", _("Wie"), list(READ_KINDS.items()), _by("kind")),
            Filter(
                "role",
                _("Rolle"),
                [(role.value, name) for role, name in ROLE_NAMES.items()],
                _by("role"),
            ),
            Filter("place", _("Stelle"), _read_from, _by("place_id")),
        ),
        sealed=True,
        search=matching_readings,
        empty=_("Noch hat niemand Namen gelesen. Jedes Lesen steht künftig hier."),
        file_name="leseprotokoll",
    )


MONTHS = Listing(
    title=_("Gelesene Namen je Monat"),
    intro=_("Was vom Leseprotokoll nach Ablauf der Frist bleibt."),
    columns=(
        Column("month", _("Monat"), lambda row: f"{row.month:%m.%Y}", "month"),
        Column("role", _("Rolle"), lambda row: role_in_words(row.role), "role"),
        Column("kind", _("Wie"), lambda row: READ_KINDS[row.kind], "kind"),
        Column("readings", _("Abrufe"), lambda row: row.readings, "readings", numeric=True),
        Column("people", _("Personen"), lambda row: row.people, "people", numeric=True),
    ),
    searchable=False,
    empty=_("Noch ist kein Eintrag älter als seine Frist."),
    file_name="leseprotokoll-monate",
)


def signs(names: dict[int, str]) -> Listing:
    """What is conspicuous in the last thirty days; each leads to its first entry."""
    return Listing(
        title=_("Auffälligkeiten"),
        intro=_("Hinweise aus den letzten 30 Tagen. Sie besagen für sich nichts: Fragen Sie nach."),
        columns=(
            Column("day", _("Tag"), lambda sign: sign.day),
            Column("sign", _("Hinweis"), lambda sign: SIGNS[sign.sign], link=_first_entry),
            Column("who", _("Wer"), lambda sign: names.get(sign.person_id, _FORMER)),
            Column("count", _("Anzahl"), lambda sign: sign.count, numeric=True),
            Column("entries", _("Einträge"), lambda sign: len(sign.entries), numeric=True),
        ),
        searchable=False,
        empty=_("In den letzten 30 Tagen ist nichts aufgefallen."),
        file_name="auffaelligkeiten",
    )


def place_names(actor: Actor) -> dict[int, str]:
    return dict(Organisation.objects.visible_to(actor).values_list("pk", "name"))


def _address(row: ReadEntry) -> str:
    return reverse("protection:reading", args=[row.number])


def _first_entry(sign: Conspicuous) -> str:
    return reverse("protection:reading", args=[sign.entries[0]])


def _by(column: str) -> Any:
    return lambda rows, value: rows.filter(**{column: value})


def _since(actor: Actor, rows: QuerySet, value: str) -> QuerySet:
    first = actor.today - timedelta(days=int(value) - 1)
    return rows.filter(at__gte=datetime.combine(first, time.min, tzinfo=BERLIN))


def _read_from(actor: Actor) -> list[tuple[str, str]]:
    seen = ReadEntry.objects.visible_to(actor).order_by("place_id")
    places = set(seen.values_list("place_id", flat=True).distinct())
    return [(str(pk), name) for pk, name in place_names(actor).items() if pk in places]
