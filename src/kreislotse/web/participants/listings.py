"""The lists of calls: for the office, for a municipality, for whom the result goes to."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.access.policy import Actor
from kreislotse.kernel.german import number
from kreislotse.participants.models import Call
from kreislotse.participants.rules import days_overdue
from kreislotse.participants.states import CallState
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Badge, Column, Filter, Listing

TONES = {CallState.OPEN: "warning", CallState.FORWARDED: "success"}


def address(call: Call) -> str:
    return reverse("participants:call", args=[call.pk])


def state_badge(call: Call) -> Badge:
    return Badge(call.get_state_display(), TONES.get(CallState(call.state), "info"))


def _returned(call: Any) -> str:
    if not call.asked:
        return ""
    return say("{settled} von {asked}").format(settled=call.asked - call.missing, asked=call.asked)


def late_badge(call: Any, missing: int, actor: Actor) -> Badge | None:
    """How many days an open call with silent municipalities is overdue."""
    days = days_overdue(call.due_on, actor.today)
    if not (days and missing and call.state == CallState.OPEN):
        return None
    text = ngettext("seit {days} Tag überfällig", "seit {days} Tagen überfällig", days)
    return Badge(text.format(days=number(days)), "danger")


def _parts_left(call: Any) -> Badge:
    if not call.parts_missing:
        return Badge(_("alles beantwortet"), "success")
    if call.state == CallState.CLOSED:
        return Badge(_("ohne Antwort abgeschlossen"))
    text = ngettext("{parts} Antwort offen", "{parts} Antworten offen", call.parts_missing)
    return Badge(text.format(parts=call.parts_missing), "warning")


TITLE = Column("title", _("Abfrage"), lambda call: call.title, sort="sort_key", link=address)
DUE = Column("due", _("Antwort bis"), lambda call: call.due_on, sort="due_on")
STATE = Column("state", _("Stand"), state_badge)
ASKED_BY = Column("owner", _("Fragende Stelle"), lambda call: call.owner.name)
RETURNED = Column("returned", _("Rücklauf"), _returned)
BY_STATE = Filter(
    "state", _("Stand"), CallState.choices, lambda rows, state: rows.filter(state=state)
)


def for_office(actor: Actor) -> Listing:
    def overdue(rows: Any, _yes: str) -> Any:
        return rows.filter(state=CallState.OPEN, due_on__lt=actor.today, missing__gt=0)

    return Listing(
        title=_("Abfragen"),
        columns=(
            TITLE,
            INITIATIVE,
            Column("recipient", _("Ergebnis geht an"), lambda call: call.recipient),
            DUE,
            Column("late", _("Frist"), lambda call: late_badge(call, call.missing, actor)),
            RETURNED,
            STATE,
        ),
        empty=_(
            "Noch keine Abfrage. Beginnen Sie eine, wenn Sie von Ihren Städten und Gemeinden etwas "
            "wissen müssen."
        ),
        filters=(
            BY_STATE,
            BY_INITIATIVE,
            Filter("late", _("Frist"), (("yes", _("überfällig")),), overdue),
        ),
        file_name="abfragen",
    )


FOR_MUNICIPALITY = Listing(
    title=_("Ihre Abfragen"),
    columns=(
        TITLE,
        ASKED_BY,
        DUE,
        Column("open", _("Ihre Antworten"), _parts_left, sort="parts_missing"),
        STATE,
    ),
    empty=_("Zurzeit fragt Sie niemand etwas. Neue Abfragen erscheinen hier."),
    filters=(
        Filter(
            "open",
            _("Ihre Antworten"),
            (("yes", _("noch offen")),),
            lambda rows, _yes: rows.filter(parts_missing__gt=0).exclude(state=CallState.CLOSED),
        ),
    ),
    file_name="ihre-abfragen",
)

FOR_RECIPIENT = Listing(
    title=_("Weitergeleitete Abfragen"),
    columns=(
        TITLE,
        ASKED_BY,
        Column("forwarded", _("Weitergeleitet am"), lambda call: call.forwarded_on, "forwarded_on"),
        RETURNED,
    ),
    empty=_("Noch ist Ihnen kein Ergebnis weitergeleitet worden. Es erscheint hier von selbst."),
    file_name="abfragen",
)
