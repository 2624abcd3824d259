"""The lists of clauses, meetings, papers and electoral periods."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kreislotse.mandates.models import Clause, Meeting, Paper
from kreislotse.mandates.states import ClauseKind, ClauseState, MeetingState, PaperKind
from kreislotse.web.listing import Badge, Column, Filter, Listing

CLAUSE_TONES = {
    ClauseState.IN_PROGRESS: "info",
    ClauseState.FULFILLED: "success",
    ClauseState.OPEN: "warning",
}
MEETING_TONES = {MeetingState.HELD: "success", MeetingState.CANCELLED: "warning"}


def clause_badge(clause: Clause) -> Badge:
    return Badge(clause.get_state_display(), CLAUSE_TONES.get(ClauseState(clause.state), "info"))


def meeting_badge(meeting: Meeting) -> Badge:
    tone = MEETING_TONES.get(MeetingState(meeting.state), "info")
    return Badge(meeting.get_state_display(), tone)


def resolved_by(clause: Clause) -> str:
    """Body and day of the resolution that a clause stands in."""
    return str(clause.resolution.agenda_item.meeting)


def _due(clause: Clause) -> date | str:
    return clause.due_on or clause.gap_reason


def _ways() -> SafeString:
    links = (
        (reverse("reporting:clause_map"), _("Auftragskarte")),
        (reverse("mandates:meetings"), _("Sitzungen")),
        (reverse("mandates:papers"), _("Vorlagenregister")),
        (reverse("mandates:periods"), _("Wahlperioden")),
    )
    return format_html_join(" · ", '<a class="kern-link" href="{}">{}</a>', links)


def _without_initiative(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(assignments__isnull=value == "none").distinct()


CLAUSES = Listing(
    title=_("Aufträge"),
    intro=lazy(_ways, SafeString)(),
    columns=(
        Column(
            "text",
            _("Auftrag"),
            lambda c: f"{c.number}: {Truncator(c.text).chars(120)}",
            sort="sort_key",
            link=lambda c: reverse("mandates:clause", args=[c.pk]),
        ),
        Column("resolution", _("Beschluss"), resolved_by),
        Column("kind", _("Art"), lambda c: c.get_kind_display(), sort="kind"),
        Column("state", _("Stand"), clause_badge, sort="state"),
        Column(
            "responsible_post",
            _("Zuständig"),
            lambda c: c.responsible_post,
            sort="responsible_post",
        ),
        Column("due_on", _("Fällig"), _due, sort="due_on"),
    ),
    filters=(
        Filter("state", _("Stand"), ClauseState.choices, lambda rows, v: rows.filter(state=v)),
        Filter("kind", _("Art"), ClauseKind.choices, lambda rows, v: rows.filter(kind=v)),
        Filter(
            "initiative",
            _("Vorhaben"),
            (("none", _("ohne Vorhaben")), ("some", _("mit Vorhaben"))),
            _without_initiative,
        ),
    ),
    empty=_("Noch ist kein Auftrag eingetragen. Öffnen Sie die Sitzung, die ihn beschlossen hat."),
    file_name="auftraege",
)


def _body_choices(actor: Any) -> list[tuple[str, str]]:
    meetings = Meeting.objects.visible_to(actor).filter(body__isnull=False)
    bodies = meetings.order_by("body__sort_key").values_list("body_id", "body__name").distinct()
    return [(str(key), name) for key, name in bodies]


MEETINGS = Listing(
    title=_("Sitzungen"),
    columns=(
        Column(
            "held_on",
            _("Sitzung"),
            str,
            sort="held_on",
            link=lambda m: reverse("mandates:meeting", args=[m.pk]),
        ),
        Column("place", _("Ort"), lambda m: m.place, sort="place"),
        Column("state", _("Stand"), meeting_badge, sort="state"),
        Column("items", _("Tagesordnungspunkte"), lambda m: m.item_count, numeric=True),
    ),
    filters=(
        Filter("body", _("Gremium"), _body_choices, lambda rows, v: rows.filter(body=v)),
        Filter("state", _("Stand"), MeetingState.choices, lambda rows, v: rows.filter(state=v)),
    ),
    searchable=False,
    empty=_("Noch ist keine Sitzung eingetragen. Tragen Sie die erste ein."),
    file_name="sitzungen",
)


def _number_or_none(paper: Paper) -> Any:
    return paper.reference or _("ohne Nummer")


PAPERS = Listing(
    title=_("Vorlagenregister"),
    columns=(
        Column(
            "reference",
            _("Nummer"),
            _number_or_none,
            sort="running_number",
            link=lambda p: reverse("mandates:paper", args=[p.pk]),
        ),
        Column("subject", _("Betreff"), lambda p: p.subject, sort="sort_key"),
        Column("kind", _("Art"), lambda p: p.get_kind_display(), sort="kind"),
        Column("dated", _("Datum"), lambda p: p.dated, sort="dated"),
        Column("department", _("Abteilung"), lambda p: p.department, sort="department"),
    ),
    filters=(Filter("kind", _("Art"), PaperKind.choices, lambda rows, v: rows.filter(kind=v)),),
    empty=_("Noch ist keine Vorlage erfasst. Erfassen Sie die erste."),
    file_name="vorlagen",
)

PERIODS = Listing(
    title=_("Wahlperioden"),
    columns=(
        Column("number", _("Wahlperiode"), str, sort="number"),
        Column("begins_on", _("Beginn"), lambda p: p.begins_on, sort="begins_on"),
        Column("ends_on", _("Ende"), lambda p: p.ends_on, sort="ends_on"),
        Column("papers", _("Vorlagen"), lambda p: p.paper_count, numeric=True),
    ),
    searchable=False,
    empty=_("Noch ist keine Wahlperiode angelegt. Legen Sie die laufende an."),
    file_name="wahlperioden",
)
