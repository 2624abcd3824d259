"""What other fields know about a person: consents' consequences, lists, verdicts, transmissions."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.courses.models import WaitingEntry
from kreislotse.eligibility.models import Verdict
from kreislotse.intake.models import UploadRow
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState
from kreislotse.transmission.lawfulness import as_told
from kreislotse.transmission.models import BatchLine, Outcome
from kreislotse.transmission.rules import OUT
from kreislotse.web.courses.entry_listings import entry_address, entry_badge
from kreislotse.web.eligibility.listings import result_badge, verdict_address
from kreislotse.web.intake.listings import state_badge
from kreislotse.web.requests import Request
from kreislotse.web.transmission.line_pages import line_address
from kreislotse.web.transmission.listings import feedback_badge, told_badge

P = Permission


class Line(NamedTuple):
    """A record elsewhere: how it is called, its address, a badge, what else is to be said."""

    text: Any
    address: str = ""
    badge: Any = None
    more: Any = ""


class Section(NamedTuple):
    """A part of the page; left out where it says nothing."""

    key: str
    heading: Any
    lines: list[Line]


class Rows(NamedTuple):
    """What the sections rest on, for each reader what this one may see."""

    verdicts: QuerySet[Verdict]
    lines: QuerySet[BatchLine]
    outcomes: QuerySet[Outcome]
    lists: QuerySet[UploadRow]
    waiting: QuerySet[WaitingEntry]


def related_rows(actor: Actor, candidate: Candidate, *, own: bool, chosen: bool) -> Rows:
    """The rows, not asked yet; `chosen` says whether the person stands on a batch."""
    verdicts = Verdict.objects.visible_to(actor).filter(candidate=candidate, current=True)
    outcomes = Outcome.objects.visible_to(actor).filter(candidate=candidate)
    lists = UploadRow.objects.visible_to(actor).filter(candidate_id=candidate.pk, applied=True)
    return Rows(
        verdicts.select_related("version__rule_set", "decision").order_by("-pk"),
        _line_rows(actor, candidate) if chosen else BatchLine.objects.none(),
        (outcomes if _has_come_far(candidate) else outcomes.none()).order_by("began_on", "pk"),
        (lists if own else lists.none()).select_related("upload").order_by("-upload", "number"),
        _entries(actor, candidate),
    )


def _entries(actor: Actor, candidate: Candidate) -> QuerySet[WaitingEntry]:
    rows = WaitingEntry.objects.coded_to(actor).filter(candidate=candidate)
    return rows.select_related("waiting_list", "seat__course").order_by("pk")


def _line_rows(actor: Actor, candidate: Candidate) -> QuerySet[BatchLine]:
    lines = BatchLine.objects.visible_to(actor).filter(candidate=candidate, batch__state__in=OUT)
    told = as_told(lines.select_related("batch__recipient"), on=actor.today)
    return told.order_by("-batch__number")


def related(request: Request, candidate: Candidate, rows: Rows, *, own: bool) -> list[Section]:
    """All that this reader may know from other fields."""
    sends = allowed(request.actor, P.BATCH_SEND, at=candidate.district_id)
    found = [
        Section("verdicts", _("Prüfergebnisse"), _verdicts(rows.verdicts)),
        Section("transmissions", _("Übermittlungen und Rückmeldung"), _lines(rows.lines, sends)),
        Section("outcomes", _("Ergebnisse"), _outcomes(rows.outcomes, candidate, own=own)),
        Section("waiting", _("Wartelisten und Kurse"), _waiting(rows.waiting)),
    ]
    if own:
        found.append(Section("lists", _("Aus Ihren Listen"), _lists(rows.lists)))
        found.append(Section("rights", _("Auskunft und Aufbewahrung"), _rights(candidate)))
    return [section for section in found if section.lines]


def _verdicts(rows: QuerySet[Verdict]) -> list[Line]:
    return [
        Line(each.version, verdict_address(each), result_badge(each), _decided(each))
        for each in rows
    ]


def _decided(verdict: Any) -> Any:
    if not hasattr(verdict, "decision"):
        return _("noch nicht entschieden")
    result = verdict.decision.get_result_display()
    return say("entschieden: {result}").format(result=result)


def _lines(told: QuerySet[BatchLine], sends: bool) -> list[Line]:
    """Whom the person was passed on to; the feedback as far as the reader may know it."""
    return [
        Line(
            f"{each.batch}, {each.batch.recipient}",
            line_address(each),
            feedback_badge(each) if sends else told_badge(each),
            each.batch.sent_on,
        )
        for each in told
    ]


def _waiting(rows: QuerySet[WaitingEntry]) -> list[Line]:
    return [
        Line(
            each.waiting_list,
            entry_address(each),
            entry_badge(each),
            each.seat.course if each.seat else "",
        )
        for each in rows
    ]


def _has_come_far(candidate: Candidate) -> bool:
    """Whether the record has come so far that something may have come of it."""
    step = candidate.LIFECYCLE.step("record_outcome")
    return candidate.state in (*step.sources, CandidateState.OUTCOME, CandidateState.CLOSED)


def _outcomes(rows: QuerySet[Outcome], candidate: Candidate, *, own: bool) -> list[Line]:
    """What came of it, and the way to note more where the record has come that far."""
    if not _has_come_far(candidate):
        return []
    lines = [
        Line(each.get_kind_display(), _to_end(each, own=own), None, each.began_on) for each in rows
    ]
    if own and candidate.state != CandidateState.CLOSED:
        new = reverse("transmission:outcome_new", args=[candidate.code])
        lines.append(Line(_("Ergebnis festhalten"), new))
    return lines


def _to_end(outcome: Outcome, *, own: bool) -> str:
    running = own and outcome.ended_on is None
    return reverse("transmission:outcome_end", args=[outcome.pk]) if running else ""


def _lists(rows: QuerySet[UploadRow]) -> list[Line]:
    return [
        Line(
            each.upload,
            reverse("intake:row", args=[each.pk]),
            state_badge(each.upload),
            each.upload.uploaded_at,
        )
        for each in rows
    ]


def _rights(candidate: Candidate) -> list[Line]:
    at = [candidate.code]
    return [
        Line(_("Auskunft an die Person"), reverse("protection:person_letter", args=at)),
        Line(_("Aufbewahrung anordnen"), reverse("protection:hold_new", args=at)),
    ]
