"""The lists of initiatives and of fields of action."""

from datetime import date

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.rules import next_day, state_of
from kreislotse.initiatives.states import InitiativeKind, InitiativeState
from kreislotse.web.listing import Badge, Column, Filter, Listing

TONES = {
    InitiativeState.DONE: "success",
    InitiativeState.RUNNING: "success",
    InitiativeState.LATE: "danger",
    InitiativeState.UNDATED: "warning",
}


def state_badge(initiative: Initiative, today: date) -> Badge:
    """The state as the milestones give it."""
    state = state_of(initiative.milestones.all(), today)
    return Badge(state.label, TONES.get(state, "info"))


def _ways() -> SafeString:
    address = reverse("initiatives:fields")
    return format_html('<a class="kern-link" href="{}">{}</a>', address, _("Handlungsfelder"))


def _clauses(initiative: Initiative) -> str:
    return ", ".join(str(clause) for clause in initiative.clauses.all())


def initiatives(today: date) -> Listing:
    """The list as of this day: states and next dates depend on it."""
    return Listing(
        title=_("Vorhaben"),
        intro=lazy(_ways, SafeString)(),
        columns=(
            Column("number", _("Nummer"), lambda i: i.number, sort="number"),
            Column(
                "title",
                _("Vorhaben"),
                lambda i: i.title,
                sort="sort_key",
                link=lambda i: reverse("initiatives:initiative", args=[i.pk]),
            ),
            Column("kind", _("Art"), lambda i: i.get_kind_display(), sort="kind"),
            Column("state", _("Stand"), lambda i: state_badge(i, today)),
            Column("next", _("Nächster Termin"), lambda i: next_day(i.milestones.all())),
            Column("clauses", _("Aufträge"), _clauses),
        ),
        filters=(
            Filter("kind", _("Art"), InitiativeKind.choices, lambda rows, v: rows.filter(kind=v)),
        ),
        empty=_("Noch ist kein Vorhaben angelegt. Legen Sie das erste an."),
        file_name="vorhaben",
    )


FIELDS = Listing(
    title=_("Handlungsfelder"),
    columns=(
        Column("title", _("Handlungsfeld"), str, sort="title"),
        Column("valid_from", _("Gilt ab"), lambda f: f.valid_from, sort="valid_from"),
        Column("valid_to", _("Gilt bis"), lambda f: f.valid_to, sort="valid_to"),
        Column("source", _("Quelle"), lambda f: f.source),
    ),
    searchable=False,
    empty=_("Noch ist kein Handlungsfeld eingetragen. Tragen Sie die Felder der Richtlinie ein."),
    file_name="handlungsfelder",
)
