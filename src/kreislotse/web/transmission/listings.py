"""The lists of batches, lines, recalls and of what became of people."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.transmission.models import Batch, BatchLine, Recall
from kreislotse.transmission.rules import AWAITING_FEEDBACK, feedback_overdue
from kreislotse.transmission.states import BatchState, Feedback, RecallState
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry
from kreislotse.web.reads import NameRead
from kreislotse.web.requests import Request

P = Permission
NEIGHBOURS = [
    Entry(_("Übermittlungen"), "transmission:batches", (P.BATCH_SEND, P.BATCH_RECEIVE)),
    Entry(_("Rückrufe"), "transmission:recalls", (P.BATCH_SEND, P.BATCH_RECEIVE, P.PERSON_EDIT)),
    Entry(_("Was daraus wurde"), "transmission:outcomes", (P.BATCH_SEND, P.PERSON_EDIT)),
]
_TONES: dict[str, str] = {
    BatchState.DRAFT: "warning",
    BatchState.FROZEN: "warning",
    BatchState.RECEIVED: "success",
    BatchState.SETTLED: "success",
    RecallState.ISSUED: "warning",
    RecallState.CONFIRMED: "success",
    Feedback.ACCEPTED: "success",
    Feedback.NOT_SUITABLE: "warning",
}


def badge(record: Any) -> Badge:
    return Badge(record.get_state_display(), _TONES.get(record.state, "info"))


def feedback_badge(line: BatchLine) -> Any:
    if line.recalled:
        return Badge(_("zurückgerufen"), "danger")
    if not line.feedback:
        return Badge(_("noch keine"))
    return Badge(line.get_feedback_display(), _TONES.get(line.feedback, "info"))


def told_badge(line: Any) -> Any:
    """The feedback as far as the reader may know it; else the same words whatever was said."""
    if line.told or line.recalled:
        return feedback_badge(line)
    return Badge(_("ohne Einwilligung in die Rückmeldung an Sie"))


def code_of(line: BatchLine) -> Any:
    return line.candidate.code if line.candidate else _("gelöscht")


def outcomes_of(line: BatchLine) -> str:
    found = line.candidate.outcomes.all() if line.candidate else []
    return ", ".join(str(each.get_kind_display()) for each in found)


def _overdue(rows: QuerySet[Batch], request: Request) -> QuerySet[Batch]:
    return rows.filter(state__in=AWAITING_FEEDBACK, feedback_due_on__lt=request.actor.today)


def _batch_columns(due: Callable[[Batch], Any]) -> list[Column]:
    return [
        Column(
            "number",
            _("Nummer"),
            str,
            sort="number",
            link=lambda row: reverse("transmission:batch", args=[row.pk]),
        ),
        Column("call", _("Abfrage"), lambda row: row.call.title, sort="call__sort_key"),
        Column("owner", _("Von"), lambda row: row.owner, sort="owner__sort_key"),
        Column("recipient", _("An"), lambda row: row.recipient, sort="recipient__sort_key"),
        Column("people", _("Personen"), lambda row: row.people, sort="people", numeric=True),
        Column("state", _("Stand"), badge, sort="state"),
        Column("sent_on", _("Übermittelt am"), lambda row: row.sent_on, sort="sent_on"),
        Column("due", _("Rückmeldung bis"), due, sort="feedback_due_on"),
        Column("chased_on", _("Erinnert am"), lambda row: row.chased_on, sort="chased_on"),
    ]


def batches_for(request: Request) -> Listing:
    """Batches with their days; what is overdue says so in words."""
    today = request.actor.today

    def due(batch: Batch) -> Any:
        if feedback_overdue(batch.state, batch.feedback_due_on, today):
            day = f"{batch.feedback_due_on:%d.%m.%Y}"
            return Badge(say("überfällig seit {day}").format(day=day), "danger")
        return batch.feedback_due_on

    return Listing(
        title=_("Übermittlungen"),
        columns=_batch_columns(due),
        empty=_empty_batches(request),
        filters=[
            Filter("state", _("Stand"), BatchState.choices, lambda rows, v: rows.filter(state=v)),
            Filter(
                "feedback",
                _("Rückmeldung"),
                [("overdue", _("überfällig"))],
                lambda rows, _value: _overdue(rows, request),
            ),
        ],
        searchable=False,
        file_name="uebermittlungen",
    )


def _empty_batches(request: Request) -> Any:
    if request.actor.holds(P.BATCH_SEND):
        return _(
            "Noch keine Übermittlung. Bereiten Sie eine vor, sobald zu einer Abfrage geprüfte "
            "Personen mit Einwilligung da sind."
        )
    return _("Ihnen ist noch nichts übermittelt worden. Sobald es so weit ist, steht es hier.")


LINES_BY_CODE = Listing(
    title=_("Zeilen der Übermittlung"),
    columns=[
        Column(
            "position",
            _("Zeile"),
            lambda row: row.position,
            sort="position",
            link=lambda row: reverse("transmission:line", args=[row.pk]),
        ),
        Column("code", _("Kennung"), code_of),
        Column(
            "municipality",
            _("Kommune"),
            lambda row: row.municipality,
            sort="municipality__sort_key",
        ),
        Column("kind", _("Art"), lambda row: row.get_kind_display(), sort="kind"),
        Column("basis", _("Grundlage"), lambda row: row.get_basis_display(), sort="basis"),
        Column("feedback", _("Rückmeldung"), feedback_badge, sort="feedback"),
        Column("feedback_on", _("vom"), lambda row: row.feedback_on, sort="feedback_on"),
        Column("outcomes", _("Ergebnis"), outcomes_of),
    ],
    empty=_("Diese Übermittlung hat keine Zeilen."),
    filters=[
        Filter(
            "feedback",
            _("Rückmeldung"),
            [*Feedback.choices, ("none", _("noch keine"))],
            lambda rows, value: rows.filter(feedback="" if value == "none" else value),
        )
    ],
    searchable=False,
    file_name="zeilen",
)

_PROGRESS = [
    Column(
        "batch",
        _("Übermittlung"),
        lambda row: row.batch,
        sort="batch__number",
        link=lambda row: reverse("transmission:line", args=[row.pk]),
    ),
    Column("recipient", _("An"), lambda row: row.batch.recipient),
    Column("sent_on", _("Übermittelt am"), lambda row: row.batch.sent_on, sort="batch__sent_on"),
    Column("feedback", _("Rückmeldung"), told_badge, sort="shown"),
    Column("reason", _("Grund"), lambda row: row.feedback_reason if row.told else ""),
    Column("outcomes", _("Ergebnis"), outcomes_of),
    Column("state", _("Stand der Person"), lambda row: row.candidate.get_state_display()),
]
_PROGRESS_FILTERS = [
    Filter(
        "feedback",
        _("Rückmeldung"),
        [*Feedback.choices, ("none", _("noch keine"))],
        lambda rows, value: rows.filter(shown="" if value == "none" else value, told=True),
    ),
    Filter(
        "outcome",
        _("Ergebnis"),
        [("yes", _("mit Ergebnis")), ("no", _("ohne Ergebnis"))],
        lambda rows, value: rows.filter(candidate__outcomes__isnull=value == "no").distinct(),
    ),
]
OWN_PEOPLE = Listing(
    title=_("Was aus unseren Personen wurde"),
    columns=[
        Column(
            "name",
            _("Name"),
            lambda row: row.candidate.full_name,
            sort="candidate__sort_key",
            link=lambda row: reverse("participants:person", args=[row.candidate.code]),
        ),
        *_PROGRESS,
    ],
    empty=_("Von Ihren Personen ist noch niemand übermittelt worden."),
    filters=_PROGRESS_FILTERS,
    searchable=False,
    file_name="was-daraus-wurde",
    names=NameRead(
        purpose="Was aus den eigenen Personen wurde",
        needs=P.PERSON_EDIT,
        candidate=lambda row: row.candidate,
    ),
)
BY_CODE = Listing(
    title=_("Was aus den übermittelten Personen wurde"),
    columns=[
        Column("code", _("Kennung"), lambda row: row.candidate.code, sort="candidate__code"),
        Column(
            "municipality",
            _("Kommune"),
            lambda row: row.municipality,
            sort="municipality__sort_key",
        ),
        *_PROGRESS,
    ],
    empty=_("Es ist noch niemand übermittelt worden."),
    filters=_PROGRESS_FILTERS,
    searchable=False,
    file_name="was-daraus-wurde",
)


def _recall_columns(state: Callable[[Recall], Badge]) -> list[Column]:
    return [
        Column(
            "code",
            _("Kennung"),
            lambda row: row.code or _("gelöscht"),
            link=lambda row: reverse("transmission:recall", args=[row.pk]),
        ),
        Column("batch", _("Übermittlung"), lambda row: row.line.batch),
        Column("recipient", _("An"), lambda row: row.line.batch.recipient),
        Column("ground", _("Grund"), lambda row: row.get_ground_display(), sort="ground"),
        Column("issued_on", _("Angezeigt am"), lambda row: row.issued_on, sort="issued_on"),
        Column("due_on", _("Zu bestätigen bis"), lambda row: row.due_on, sort="due_on"),
        Column("state", _("Stand"), state, sort="state"),
        Column("confirmed_on", _("Bestätigt am"), lambda row: row.confirmed_on),
    ]


def recalls_for(request: Request) -> Listing:
    """Recalls by code; what is overdue says so in words."""
    today = request.actor.today

    def state(recall: Recall) -> Badge:
        if recall.state == RecallState.ISSUED and recall.due_on < today:
            return Badge(_("Bestätigung überfällig"), "danger")
        return badge(recall)

    return Listing(
        title=_("Rückrufe"),
        columns=_recall_columns(state),
        empty=_("Es gibt keinen Rückruf."),
        filters=[
            Filter(
                "state",
                _("Stand"),
                [*RecallState.choices, ("overdue", _("überfällig"))],
                lambda rows, value: rows.filter(
                    Q(state=RecallState.ISSUED, due_on__lt=today)
                    if value == "overdue"
                    else Q(state=value)
                ),
            )
        ],
        searchable=False,
        file_name="rueckrufe",
        intro=_(
            "Ein Rückruf sagt der empfangenden Stelle, dass sie die Angaben zu einer Person nicht "
            "mehr verwenden darf."
        ),
    )
