"""The waiting lists, and entitlements and duties: by name for the own town, by code for others."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import WaitingList
from kreislotse.courses.states import DutyKind, PriorityGroup, WaitingState
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.reads import NameRead

P = Permission
_TONES: dict[str, str] = {
    WaitingState.WAITING: "success",
    WaitingState.OFFERED: "warning",
    WaitingState.ACCEPTED: "success",
    WaitingState.STARTED: "success",
    WaitingState.COMPLETED: "success",
    WaitingState.NO_SHOW: "danger",
    WaitingState.DROPPED_OUT: "danger",
}
# How far ahead the first reminder of an entitlement's end comes (R-CRS-05).
EXPIRES_SOON = timedelta(days=28)


def list_address(waiting_list: WaitingList) -> str:
    return reverse("courses:list", args=[waiting_list.pk])


def entry_address(entry: Any) -> str:
    return reverse("courses:entry", args=[entry.pk])


def entry_badge(entry: Any) -> Badge:
    return Badge(entry.get_state_display(), _TONES.get(entry.state, "info"))


def weeks(since: date, today: date) -> int:
    """Full weeks that have passed."""
    return max((today - since).days // 7, 0)


LISTS = Listing(
    title=_("Wartelisten"),
    columns=(
        Column("title", _("Liste"), lambda row: row.title, sort="sort_key", link=list_address),
        Column("kind", _("Art des Kurses"), lambda row: row.kind.title, sort="kind__title"),
        Column("owner", _("Kreis"), lambda row: row.owner.name),
        Column("closed", _("Geschlossen am"), lambda row: row.closed_on, sort="closed_on"),
    ),
    empty=_("Noch keine Warteliste. Die Steuerung des Kreises legt sie an."),
    filters=(
        Filter(
            "open",
            _("Liste"),
            (("yes", _("offen")), ("no", _("geschlossen"))),
            lambda rows, value: rows.filter(closed_on__isnull=value == "yes"),
        ),
    ),
    file_name="wartelisten",
)


def entries_of(actor: Actor, waiting_list: WaitingList) -> Listing:
    """A list in its order, computed line by line: filters take and give lists."""
    own = actor.holds(P.PERSON_EDIT)
    return Listing(
        title=waiting_list.title,
        columns=_columns(actor.today),
        empty=_empty(actor),
        filters=(
            _lines("state", _("Stand"), WaitingState.choices, lambda row: row.state),
            _lines(
                "priority",
                _("Vorranggruppe"),
                PriorityGroup.choices,
                lambda row: str(row.priority),
            ),
            _lines("town", _("Stadt oder Gemeinde"), _towns, lambda row: str(row.municipality_id)),
        ),
        searchable=False,
        file_name="warteliste",
        names=NameRead(
            purpose="Warteliste für Kurse",
            needs=P.PERSON_EDIT if own else P.PERSON_CHECK,
            candidate=lambda row: row.candidate if row.named else None,
            district=waiting_list.owner_id,
        ),
    )


def _empty(actor: Actor) -> Any:
    if actor.holds(P.PERSON_EDIT) or actor.holds(P.COURSE_EDIT):
        return _("Noch niemand. Setzen Sie die erste Person auf die Liste.")
    return _("Wer auf der Liste steht, sehen die Steuerung und die eigene Stadt oder Gemeinde.")


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("place", _("Platz"), lambda row: row.place, numeric=True),
        Column("code", _("Kennung"), lambda row: row.candidate.code, link=entry_address),
        Column("name", _("Name"), lambda row: row.candidate.full_name if row.named else ""),
        Column("town", _("Stadt oder Gemeinde"), lambda row: row.municipality),
        Column("state", _("Stand"), entry_badge),
        Column("priority", _("Vorranggruppe"), lambda row: row.get_priority_display()),
        Column(
            "asked",
            _("Gefragt vor (Wochen)"),
            lambda row: weeks(row.asked_on, today),
            numeric=True,
        ),
        Column(
            "entered",
            _("Auf der Liste seit (Wochen)"),
            lambda row: weeks(row.entered_on, today),
            numeric=True,
        ),
        Column("level", _("Niveau"), lambda row: row.get_level_display()),
        Column("childcare", _("Kinderbetreuung"), lambda row: _needs(row.needs_childcare)),
        Column("expires", _("Berechtigung bis"), lambda row: _until(row.expires_on, today)),
        Column("jump", _("Vorgezogen"), lambda row: row.jump_reason),
    )


def _needs(needed: bool) -> str:
    return say("nötig") if needed else ""


def _until(day: date | None, today: date) -> Any:
    """The last day of an entitlement; what has run out or will soon says so in words."""
    if day is None:
        return ""
    if day < today:
        return Badge(say("abgelaufen am {day}").format(day=f"{day:%d.%m.%Y}"), "danger")
    if day <= today + EXPIRES_SOON:
        return Badge(say("läuft ab am {day}").format(day=f"{day:%d.%m.%Y}"), "warning")
    return day


def _lines(key: str, title: Any, choices: Any, value: Callable[[Any], str]) -> Filter:
    """Chips over computed lines."""

    def apply(rows: Any, chosen: str) -> Any:
        return [row for row in rows if value(row) == chosen]

    return Filter(key, title, choices, apply)


def _towns(actor: Actor) -> list[tuple[str, str]]:
    districts = actor.places(P.COURSE_EDIT)
    rows = Organisation.objects.visible_to(actor).filter(
        kind=OrganisationKind.MUNICIPALITY, part_of__in=districts
    )
    return [(str(pk), name) for pk, name in rows.order_by("sort_key").values_list("pk", "name")]


def duties(actor: Actor) -> Listing:
    """Whom to tell until when, by code."""
    return Listing(
        title=_("Wer zu unterrichten ist"),
        columns=_duty_columns(actor.today),
        empty=_(
            "Niemand ist zu unterrichten. Beginnt für jemanden nicht rechtzeitig ein Kurs, steht "
            "es hier."
        ),
        filters=(
            Filter(
                "done",
                _("Erledigt"),
                (("no", _("noch nicht")), ("yes", _("ja"))),
                lambda rows, value: rows.filter(done_on__isnull=value == "no"),
            ),
            Filter("kind", _("Art"), DutyKind.choices, lambda rows, v: rows.filter(kind=v)),
        ),
        searchable=False,
        file_name="unterrichtungen",
    )


def _duty_columns(today: date) -> tuple[Column, ...]:
    def due(row: Any) -> Any:
        if row.done_on is None and row.due_on < today:
            day = f"{row.due_on:%d.%m.%Y}"
            return Badge(say("überfällig seit {day}").format(day=day), "danger")
        return row.due_on

    return (
        Column(
            "code",
            _("Kennung"),
            lambda row: row.entry.candidate.code,
            link=lambda row: entry_address(row.entry),
        ),
        Column("kind", _("Was zu tun ist"), lambda row: row.get_kind_display(), sort="kind"),
        Column("due_on", _("Bis"), due, sort="due_on"),
        Column("town", _("Stadt oder Gemeinde"), lambda row: row.entry.municipality),
        Column("list", _("Liste"), lambda row: row.entry.waiting_list),
        Column("norm", _("Norm"), lambda row: row.norm),
        Column("done_on", _("Erledigt am"), lambda row: row.done_on, sort="done_on"),
    )


def entitlements(actor: Actor) -> Listing:
    """Who is entitled to which kind of course until when, by code."""
    soon = actor.today + EXPIRES_SOON
    return Listing(
        title=_("Berechtigungen"),
        columns=_entitlement_columns(actor.today),
        empty=_("Noch keine. Eine Berechtigung tragen Sie auf der Seite des Listeneintrags ein."),
        filters=(
            Filter(
                "ends",
                _("Gültigkeit"),
                (("soon", _("läuft in vier Wochen ab")), ("over", _("abgelaufen"))),
                lambda rows, value: _ending(rows, value, actor.today, soon),
            ),
        ),
        searchable=False,
        file_name="berechtigungen",
    )


def _entitlement_columns(today: date) -> tuple[Column, ...]:
    return (
        Column(
            "code",
            _("Kennung"),
            lambda row: row.candidate.code,
            sort="candidate__code",
            link=lambda row: reverse("participants:person", args=[row.candidate.code]),
        ),
        Column("town", _("Stadt oder Gemeinde"), lambda row: row.candidate.owner),
        Column("kind", _("Art des Kurses"), lambda row: row.kind.title, sort="kind__title"),
        Column("ground", _("Art"), lambda row: row.get_ground_display(), sort="ground"),
        Column("issuer", _("Ausgestellt von"), lambda row: row.issuer),
        Column("issued_on", _("Ausgestellt am"), lambda row: row.issued_on, sort="issued_on"),
        Column("valid_to", _("Gilt bis"), lambda row: _until(row.valid_to, today), "valid_to"),
    )


def _ending(rows: QuerySet, value: str, today: date, soon: date) -> QuerySet:
    if value == "over":
        return rows.filter(valid_to__lt=today)
    return rows.filter(valid_to__range=(today, soon))
