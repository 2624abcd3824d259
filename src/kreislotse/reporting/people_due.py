"""What calls and people ask of whom: to answer, to remind, to check, to transmit, to confirm.

A line names a call or a batch, a municipality and a number; never a person.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.eligibility.due import matters as verdicts_due
from kreislotse.eligibility.models import Decision
from kreislotse.eligibility.states import Result
from kreislotse.intake.models import Upload
from kreislotse.intake.states import UploadState
from kreislotse.kernel.german import number
from kreislotse.participants.models import (
    Call,
    CallReminder,
    CallResponse,
    Candidate,
    ConsentVersion,
    Move,
    Nomination,
)
from kreislotse.participants.states import (
    CallState,
    CandidateState,
    ConsentVersionState,
    MoveState,
    PartKind,
    ResponseState,
)
from kreislotse.protection import due as erasures
from kreislotse.protection.readings import signs_lately
from kreislotse.records.together import number_of
from kreislotse.reporting.matters import MOST, Due, Read, Steps, due_line
from kreislotse.transmission import due as batches_due
from kreislotse.transmission.states import BatchState

P = Permission
S = CandidateState
# A municipality reminded less than so many days ago is left in peace.
REMIND_AGAIN_DAYS = 7
_IN_PREPARATION = (S.DRAFT, S.COMPLETE, S.CONSENT_PENDING, S.CONSENT_GIVEN)


def _people(count: int) -> str:
    text = ngettext("{people} Person", "{people} Personen", count)
    return text.format(people=number(count))


@Read
def lists_to_finish(actor: Actor) -> Steps:
    """Running calls that ask one's town for people, with how many are not released yet."""
    places = actor.places(P.PERSON_EDIT)
    asked = CallResponse.objects.visible_to(actor).filter(
        municipality__in=places,
        part__kind=PartKind.CANDIDATES,
        part__call__state=CallState.OPEN,
        state=ResponseState.ASKED,
    )
    calls = Call.objects.filter(pk__in=asked.values("part__call")).order_by("due_on", "pk")[:MOST]
    yield (calls,)
    if not calls:
        return
    people = Candidate.objects.visible_to(actor).filter(
        district__in={call.owner_id for call in calls}, owner__in=places, state__in=_IN_PREPARATION
    )
    counted = number_of(people)
    yield (counted,)
    (left,) = counted
    for call in calls if left else ():
        title = f"{call}: {_people(left)}"
        matter = _("Vor der Freigabe zu bearbeiten")
        yield due_line(actor, title, call.due_on, "participants:call", call.pk, matter)


@Read
def uploads_to_take_over(actor: Actor) -> Steps:
    """Lists that were read and neither taken over nor thrown away."""
    rows = Upload.objects.visible_to(actor).filter(
        owner__in=actor.places(P.PERSON_EDIT), state__in=[UploadState.READ, UploadState.CHECKED]
    )
    found = rows.order_by("uploaded_at", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Liste übernehmen oder verwerfen")
        yield due_line(actor, each, None, "intake:upload", each.pk, matter)


@Read
def moves_offered(actor: Actor) -> Steps:
    """Files that another municipality offers to one's own (R-CAN-06)."""
    rows = Move.objects.visible_to(actor).filter(
        to_municipality__in=actor.places(P.PERSON_EDIT), state=MoveState.ASKED
    )
    found = rows.select_related("from_municipality").order_by("asked_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Umzug: Datensatz übernehmen")
        title = each.from_municipality
        yield due_line(actor, title, each.moved_on, "participants:move", each.pk, matter)


@Read
def silent_municipalities(actor: Actor) -> Steps:
    """Running calls past their day whose silent towns were not reminded lately (R-CAN-08)."""
    lately = CallReminder.objects.filter(
        reminded_on__gt=actor.today - timedelta(days=REMIND_AGAIN_DAYS)
    )
    missing = CallResponse.objects.visible_to(actor).filter(
        state=ResponseState.ASKED,
        part__call__state=CallState.OPEN,
        part__call__due_on__lt=actor.today,
        part__call__owner__in=actor.places(P.CALL_EDIT),
    )
    reminded = lately.values_list("call", "municipality")
    pairs = missing.order_by("part__call").values_list("part__call", "municipality").distinct()
    yield reminded, pairs
    silent = Counter(asked for asked, town in set(pairs) - set(reminded))
    calls = Call.objects.filter(pk__in=silent).order_by("due_on", "pk")[:MOST]
    yield (calls,)
    for call in calls:
        text = ngettext("{towns} Antwort fehlt", "{towns} Antworten fehlen", silent[call.pk])
        title = f"{call}: {text.format(towns=number(silent[call.pk]))}"
        yield due_line(actor, title, call.due_on, "participants:call", call.pk, _("Erinnern"))


def _reported(calls: Collection[int]) -> QuerySet:
    """By call and state, those whom the district works on next, the oldest report first.

    Whom somebody decided against by the call's own rules waits for nothing more.
    """
    decided = Decision.objects.filter(
        verdict__current=True,
        verdict__candidate=OuterRef("candidate"),
        verdict__version__rule_set__calls__call=OuterRef("response__part__call"),
        result=Result.NOT_ELIGIBLE,
    )
    rows = Nomination.objects.filter(
        response__part__call__in=calls,
        candidate__state__in=(S.RELEASED, S.CHECKED),
        candidate__restricted_on__isnull=True,
    ).exclude(Exists(decided))
    counted = (
        rows.order_by()
        .values("candidate__state", "response__part__call")
        .annotate(people=Count("candidate", distinct=True), since=Min("nominated_on"))
    )
    columns = ("candidate__state", "response__part__call", "people")
    return counted.order_by("since", "response__part__call").values_list(*columns)


@Read
def people_reported(actor: Actor) -> Steps:
    """Released and not looked at by the district yet; checked and on no batch that has gone out."""
    calls = Call.objects.visible_to(actor).filter(
        owner__in=actor.places(P.PERSON_CHECK) | actor.places(P.BATCH_SEND),
        state__in=[CallState.OPEN, CallState.FORWARDED],
    )
    yield (calls,)
    known = {call.pk: call for call in calls}
    counted = _reported(known)
    yield (counted,)
    shown: Counter[str] = Counter()
    for state, key, people in counted:
        right = P.PERSON_CHECK if state == S.RELEASED else P.BATCH_SEND
        shown[state] += allowed(actor, right, at=known[key].owner_id)
        if shown[state] <= MOST and allowed(actor, right, at=known[key].owner_id):
            title = f"{known[key]}: {_people(people)}"
            yield (
                _to_check(actor, title, key) if state == S.RELEASED else _to_send(actor, title, key)
            )


def _to_check(actor: Actor, title: str, call: int) -> Due:
    matter = _("Freigegeben, zu prüfen")
    return due_line(actor, title, None, "eligibility:verdicts", call, matter)


def _to_send(actor: Actor, title: str, call: int) -> Due:
    matter = _("Geprüft, zu übermitteln")
    line = due_line(actor, title, None, "transmission:batch_new", None, matter)
    return replace(line, chosen={"call": call})


@Read
def verdicts(actor: Actor) -> Steps:
    """Verdicts to be made anew, and those that came out differently (R-CAN-04)."""
    waiting = verdicts_due(actor)
    counted = number_of(waiting.outdated), number_of(waiting.reviews)
    yield counted
    outdated, reviews = (found for (found,) in counted)
    if outdated:
        matter = _("Voraussetzungen neu prüfen")
        yield due_line(actor, _people(outdated), None, "eligibility:reviews", None, matter)
    if reviews:
        matter = _("Anderes Ergebnis: bitte ansehen")
        yield due_line(actor, _people(reviews), None, "eligibility:reviews", None, matter)


@Read
def feedback_to_chase(actor: Actor) -> Steps:
    """Feedback that the recipient owes since its day (R-CAN-08)."""
    found = batches_due.feedback_to_chase(actor, actor.today)[:MOST]
    yield (found,)
    for each in found:
        title = f"{each}, {each.recipient}"
        matter = _("Rückmeldung anmahnen")
        on = each.feedback_due_on
        yield due_line(actor, title, on, "transmission:batch", each.pk, matter)


@Read
def receipts_missing(actor: Actor) -> Steps:
    found = batches_due.receipts_missing(actor, actor.today)[:MOST]
    yield (found,)
    for each in found:
        title = f"{each}, {each.recipient}"
        matter = _("Empfang noch nicht bestätigt")
        yield due_line(actor, title, None, "transmission:batch", each.pk, matter)


@Read
def recalls_unconfirmed(actor: Actor) -> Steps:
    """Recalls whose confirmation is overdue (R-DP-03)."""
    found = batches_due.recalls_unconfirmed(actor, actor.today)[:MOST]
    yield (found,)
    for each in found:
        title = f"{each.line.batch}, {each.line.batch.recipient}"
        matter = _("Bestätigung des Rückrufs fehlt")
        yield due_line(actor, title, each.due_on, "transmission:recall", each.pk, matter)


@Read
def feedback_to_give(actor: Actor) -> Steps:
    """For the recipient: batches to confirm first, then to answer."""
    found = batches_due.feedback_to_give(actor)[:MOST]
    yield (found,)
    for each in found:
        new = each.state == BatchState.SENT
        matter = _("Empfang bestätigen") if new else _("Rückmeldung geben")
        title = f"{each}, {each.owner}"
        on = each.feedback_due_on
        yield due_line(actor, title, on, "transmission:batch", each.pk, matter)


@Read
def recalls_to_confirm(actor: Actor) -> Steps:
    """For the recipient: data that it must not use any more (R-DP-03)."""
    found = batches_due.recalls_to_confirm(actor)[:MOST]
    yield (found,)
    for each in found:
        title = f"{each.line.batch}, {each.line.batch.owner}"
        matter = _("Rückruf bestätigen")
        yield due_line(actor, title, each.due_on, "transmission:recall", each.pk, matter)


@Read
def erasures_to_release(actor: Actor) -> Steps:
    """Destruction lists that somebody else has proposed (four eyes)."""
    found = erasures.lists_to_release(actor)[:MOST]
    yield (found,)
    for each in found:
        title = f"{each}, {each.owner}"
        matter = _("Löschung freigeben")
        yield due_line(actor, title, None, "protection:destruction", each.pk, matter)


@Read
def erasures_to_carry_out(actor: Actor) -> Steps:
    found = erasures.lists_to_carry_out(actor)[:MOST]
    yield (found,)
    for each in found:
        matter = _("Freigegebene Löschung ausführen")
        yield due_line(actor, each, None, "protection:destruction", each.pk, matter)


@Read
def conspicuous_readings(actor: Actor) -> Steps:
    """For the data protection officer: signs in the read log, to be asked about (R-DP-24)."""
    signs = len(signs_lately(actor))
    if signs:
        text = ngettext("{signs} Hinweis aus 30 Tagen", "{signs} Hinweise aus 30 Tagen", signs)
        title = text.format(signs=number(signs))
        matter = _("Auffälliges im Leseprotokoll: bitte nachfragen")
        yield due_line(actor, title, None, "protection:read_signs", None, matter)


@Read
def consent_texts_to_release(actor: Actor) -> Steps:
    """Drafts of the consent texts; nobody can be asked before one is released (R-DP-07)."""
    rows = ConsentVersion.objects.visible_to(actor).filter(
        owner__in=actor.places(P.CONSENT_RELEASE), state=ConsentVersionState.DRAFT
    )
    found = rows.order_by("pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Einwilligungstexte prüfen")
        yield due_line(actor, each, None, "participants:consent_version", each.pk, matter)


MATTERS: tuple[tuple[Permission, Read], ...] = (
    (P.PERSON_EDIT, lists_to_finish),
    (P.PERSON_EDIT, uploads_to_take_over),
    (P.PERSON_EDIT, moves_offered),
    (P.CALL_EDIT, silent_municipalities),
    (P.CALL_READ, people_reported),
    (P.PERSON_CHECK, verdicts),
    (P.BATCH_SEND, feedback_to_chase),
    (P.BATCH_SEND, receipts_missing),
    (P.BATCH_SEND, recalls_unconfirmed),
    (P.BATCH_RECEIVE, feedback_to_give),
    (P.BATCH_RECEIVE, recalls_to_confirm),
    (P.ERASURE_RELEASE, erasures_to_release),
    (P.ERASURE_PROPOSE, erasures_to_carry_out),
    (P.CONSENT_RELEASE, consent_texts_to_release),
    (P.READ_LOG_READ, conspicuous_readings),
)
