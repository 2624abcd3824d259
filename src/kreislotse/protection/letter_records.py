"""What else is kept about a person, line by line: reports, verdicts, answers, courses, outcomes.

In the words of the German administration, as they stand in its records, whatever the language of
the letter (R-DP-22).
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from kreislotse.courses.models import Entitlement, Offer, WaitingEntry
from kreislotse.eligibility.models import Verdict
from kreislotse.kernel.german import date_short
from kreislotse.participants.models import Candidate, Move, Nomination
from kreislotse.protection.letter_runs import runs_of
from kreislotse.transmission.models import BatchLine, Outcome


def records_of(candidate: Candidate) -> tuple[str, ...]:
    """Each with its day, in the order in which a case goes."""
    case = (_reports, _verdicts, _answers, _entitlements, _waiting, runs_of, _offers)
    parts = (*case, _outcomes, _moves)
    return tuple(chain.from_iterable(part(candidate) for part in parts))


def _reports(candidate: Candidate) -> Iterator[str]:
    rows = Nomination.objects.filter(candidate=candidate).order_by("nominated_on", "pk")
    for each in rows.select_related("response__part__call"):
        yield f"{date_short(each.nominated_on)}: gemeldet zu „{each.response.part.call}“"


def _verdicts(candidate: Candidate) -> Iterator[str]:
    rows = Verdict.objects.filter(candidate=candidate).order_by("as_of", "pk")
    for each in rows.select_related("version__rule_set", "decision"):
        yield f"{date_short(each.as_of)}: {each.version}, Prüfergebnis: {each.get_result_display()}"
        if hasattr(each, "decision"):
            decision = each.decision
            result = decision.get_result_display()
            yield f"{date_short(decision.decided_on)}: {each.version}, entschieden: {result}"


def _answers(candidate: Candidate) -> Iterator[str]:
    rows = BatchLine.objects.filter(candidate=candidate, feedback_on__isnull=False)
    for each in rows.select_related("batch__recipient").order_by("feedback_on", "pk"):
        assert each.feedback_on is not None
        said = ", ".join(filter(None, (str(each.get_feedback_display()), each.feedback_reason)))
        yield f"{date_short(each.feedback_on)}: Rückmeldung von {each.batch.recipient}: {said}"


def _entitlements(candidate: Candidate) -> Iterator[str]:
    rows = Entitlement.objects.filter(candidate=candidate).order_by("issued_on", "pk")
    for each in rows.select_related("kind"):
        end = f" bis {date_short(each.valid_to)}" if each.valid_to else ""
        what = f"{each.get_ground_display()} für {each.kind}{end}"
        yield f"{date_short(each.issued_on)}: {what}"


def _waiting(candidate: Candidate) -> Iterator[str]:
    rows = WaitingEntry.objects.filter(candidate=candidate).order_by("entered_on", "pk")
    for each in rows.select_related("waiting_list", "jump"):
        level = f", Niveau {each.level}" if each.level else ""
        ended = _ended(each.ended_on, each.get_stop_reason_display())
        where = f"{each.waiting_list}, {each.get_state_display()}{level}{ended}"
        yield f"{date_short(each.entered_on)}: {where}"
        if hasattr(each, "jump"):
            yield f"{date_short(each.jump.since)}: vorgezogen: {each.jump.reason}"
        yield from _taught(each)


def _ended(on: date | None, reason: str) -> str:
    said = " ".join(filter(None, (date_short(on) if on else "", reason)))
    return f" ({said})" if said else ""


def _taught(entry: WaitingEntry) -> Iterator[str]:
    for attempt in entry.attempts.order_by("tried_on", "pk"):
        how = "erreicht" if attempt.reached else "nicht erreicht"
        yield f"{date_short(attempt.tried_on)}: {attempt.get_channel_display()}, {how}"
    for presence in entry.presences.select_related("lesson").order_by("lesson__held_on"):
        yield f"{date_short(presence.lesson.held_on)}: {presence.get_attendance_display()}"
    if hasattr(entry, "certificate"):
        end = entry.certificate
        said = ", ".join(filter(None, (end.level, str(end.get_result_display()))))
        yield f"{date_short(end.issued_on)}: Bescheinigung: {said}"


def _offers(candidate: Candidate) -> Iterator[str]:
    rows = Offer.objects.filter(entry__candidate=candidate).order_by("offered_on", "pk")
    for each in rows.select_related("course"):
        ended = _ended(each.answered_on, each.get_reason_display())
        said = f"Platz in {each.course}, {each.get_state_display()}{ended}"
        yield f"{date_short(each.offered_on)}: {said}"


def _outcomes(candidate: Candidate) -> Iterator[str]:
    for each in Outcome.objects.filter(candidate=candidate).order_by("began_on", "pk"):
        end = f" bis {date_short(each.ended_on)}" if each.ended_on else ""
        yield f"{date_short(each.began_on)}: {each.get_kind_display()}{end}"


def _moves(candidate: Candidate) -> Iterator[str]:
    rows = Move.objects.filter(candidate=candidate).order_by("asked_on", "pk")
    for each in rows.select_related("from_municipality", "to_municipality"):
        way = f"Umzug von {each.from_municipality} nach {each.to_municipality}"
        yield f"{date_short(each.moved_on)}: {way}, {each.get_state_display()}"
