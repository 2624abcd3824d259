"""What calls and people ask of whom: to answer, to remind, to check, to transmit, to confirm.

A line names a call or a batch, a municipality and a number; never a person.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.access.policy import Actor, Permission
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
from kreislotse.reporting.matters import MOST, Due, Read, due_line
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


def lists_to_finish(actor: Actor) -> Iterable[Due]:
    """Running calls that ask one's town for people, with how many are not released yet."""
    places = actor.places(P.PERSON_EDIT)
    asked = CallResponse.objects.visible_to(actor).filter(
        municipality__in=places,
        part__kind=PartKind.CANDIDATES,
        part__call__state=CallState.OPEN,
        state=ResponseState.ASKED,
    )
    calls = list(Call.objects.filter(pk__in=asked.values("part__call")).order_by("due_on", "pk"))
    if not calls:
        return
    people = Candidate.objects.visible_to(actor).filter(
        district__in={call.owner_id for call in calls}, owner__in=places, state__in=_IN_PREPARATION
    )
    left = people.count()
    for call in calls[:MOST] if left else []:
        title = f"{call}: {_people(left)}"
        matter = _("Vor der Freigabe zu bearbeiten")
        yield due_line(actor, title, call.due_on, "participants:call", call.pk, matter)


def uploads_to_take_over(actor: Actor) -> Iterable[Due]:
    """Lists that were read and neither taken over nor thrown away."""
    rows = Upload.objects.visible_to(actor).filter(
        owner__in=actor.places(P.PERSON_EDIT), state__in=[UploadState.READ, UploadState.CHECKED]
    )
    for each in rows.order_by("uploaded_at", "pk")[:MOST]:
        matter = _("Liste übernehmen oder verwerfen")
        yield due_line(actor, each, None, "intake:upload", each.pk, matter)


def moves_offered(actor: Actor) -> Iterable[Due]:
    """Files that another municipality offers to one's own (R-CAN-06)."""
    rows = Move.objects.visible_to(actor).filter(
        to_municipality__in=actor.places(P.PERSON_EDIT), state=MoveState.ASKED
    )
    for each in rows.select_related("from_municipality").order_by("asked_on", "pk")[:MOST]:
        matter = _("Umzug: Datensatz übernehmen")
        title = each.from_municipality
        yield due_line(actor, title, each.moved_on, "participants:move", each.pk, matter)


def silent_municipalities(actor: Actor) -> Iterable[Due]:
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
    reminded = set(lately.values_list("call", "municipality"))
    pairs = missing.order_by("part__call").values_list("part__call", "municipality").distinct()
    silent: dict[int, int] = {}
    for asked, town in pairs:
        if (asked, town) not in reminded:
            silent[asked] = silent.get(asked, 0) + 1
    for call in Call.objects.filter(pk__in=silent).order_by("due_on", "pk")[:MOST]:
        text = ngettext("{towns} Antwort fehlt", "{towns} Antworten fehlen", silent[call.pk])
        title = f"{call}: {text.format(towns=number(silent[call.pk]))}"
        yield due_line(actor, title, call.due_on, "participants:call", call.pk, _("Erinnern"))


def _reported_in(
    actor: Actor, state: CandidateState, right: Permission
) -> Iterable[tuple[Call, int]]:
    """Calls with how many of their people are in a state, the oldest report first.

    Whom somebody decided against by the call's own rules waits for nothing more.
    """
    decided = Decision.objects.filter(
        verdict__current=True,
        verdict__candidate=OuterRef("candidate"),
        verdict__version__rule_set__calls__call=OuterRef("response__part__call"),
        result=Result.NOT_ELIGIBLE,
    )
    calls = Call.objects.visible_to(actor).filter(
        owner__in=actor.places(right), state__in=[CallState.OPEN, CallState.FORWARDED]
    )
    known = {call.pk: call for call in calls}
    rows = Nomination.objects.filter(
        response__part__call__in=known,
        candidate__state=state,
        candidate__restricted_on__isnull=True,
    ).exclude(Exists(decided))
    counted = (
        rows.order_by()
        .values("response__part__call")
        .annotate(people=Count("candidate", distinct=True), since=Min("nominated_on"))
    )
    first = counted.order_by("since", "response__part__call")[:MOST]
    return [(known[row["response__part__call"]], row["people"]) for row in first]


def lists_to_check(actor: Actor) -> Iterable[Due]:
    """Released by their municipalities and not yet looked at by the district."""
    for call, people in _reported_in(actor, S.RELEASED, P.PERSON_CHECK):
        title = f"{call}: {_people(people)}"
        matter = _("Freigegeben, zu prüfen")
        yield due_line(actor, title, None, "eligibility:verdicts", call.pk, matter)


def people_to_transmit(actor: Actor) -> Iterable[Due]:
    """Checked and on no batch that has gone out."""
    for call, people in _reported_in(actor, S.CHECKED, P.BATCH_SEND):
        title = f"{call}: {_people(people)}"
        matter = _("Geprüft, zu übermitteln")
        yield due_line(actor, title, None, "transmission:batch_new", None, matter)


def verdicts(actor: Actor) -> Iterable[Due]:
    """Verdicts to be made anew, and those that came out differently (R-CAN-04)."""
    waiting = verdicts_due(actor)
    outdated, reviews = waiting.outdated.count(), waiting.reviews.count()
    if outdated:
        matter = _("Voraussetzungen neu prüfen")
        yield due_line(actor, _people(outdated), None, "eligibility:reviews", None, matter)
    if reviews:
        matter = _("Anderes Ergebnis: bitte ansehen")
        yield due_line(actor, _people(reviews), None, "eligibility:reviews", None, matter)


def feedback_to_chase(actor: Actor) -> Iterable[Due]:
    """Feedback that the recipient owes since its day (R-CAN-08)."""
    for each in batches_due.feedback_to_chase(actor, actor.today)[:MOST]:
        title = f"{each}, {each.recipient}"
        matter = _("Rückmeldung anmahnen")
        on = each.feedback_due_on
        yield due_line(actor, title, on, "transmission:batch", each.pk, matter)


def receipts_missing(actor: Actor) -> Iterable[Due]:
    for each in batches_due.receipts_missing(actor, actor.today)[:MOST]:
        title = f"{each}, {each.recipient}"
        matter = _("Empfang noch nicht bestätigt")
        yield due_line(actor, title, None, "transmission:batch", each.pk, matter)


def recalls_unconfirmed(actor: Actor) -> Iterable[Due]:
    """Recalls whose confirmation is overdue (R-DP-03)."""
    for each in batches_due.recalls_unconfirmed(actor, actor.today)[:MOST]:
        title = f"{each.line.batch}, {each.line.batch.recipient}"
        matter = _("Bestätigung des Rückrufs fehlt")
        yield due_line(actor, title, each.due_on, "transmission:recall", each.pk, matter)


def feedback_to_give(actor: Actor) -> Iterable[Due]:
    """For the recipient: batches to confirm first, then to answer."""
    for each in batches_due.feedback_to_give(actor)[:MOST]:
        new = each.state == BatchState.SENT
        matter = _("Empfang bestätigen") if new else _("Rückmeldung geben")
        title = f"{each}, {each.owner}"
        on = each.feedback_due_on
        yield due_line(actor, title, on, "transmission:batch", each.pk, matter)


def recalls_to_confirm(actor: Actor) -> Iterable[Due]:
    """For the recipient: data that it must not use any more (R-DP-03)."""
    for each in batches_due.recalls_to_confirm(actor)[:MOST]:
        title = f"{each.line.batch}, {each.line.batch.owner}"
        matter = _("Rückruf bestätigen")
        yield due_line(actor, title, each.due_on, "transmission:recall", each.pk, matter)


def erasures_to_release(actor: Actor) -> Iterable[Due]:
    """Destruction lists that somebody else has proposed (four eyes)."""
    for each in erasures.lists_to_release(actor)[:MOST]:
        title = f"{each}, {each.owner}"
        matter = _("Löschung freigeben")
        yield due_line(actor, title, None, "protection:destruction", each.pk, matter)


def erasures_to_carry_out(actor: Actor) -> Iterable[Due]:
    for each in erasures.lists_to_carry_out(actor)[:MOST]:
        matter = _("Freigegebene Löschung ausführen")
        yield due_line(actor, each, None, "protection:destruction", each.pk, matter)


def consent_texts_to_release(actor: Actor) -> Iterable[Due]:
    """Drafts of the consent texts; nobody can be asked before one is released (R-DP-07)."""
    rows = ConsentVersion.objects.visible_to(actor).filter(
        owner__in=actor.places(P.CONSENT_RELEASE), state=ConsentVersionState.DRAFT
    )
    for each in rows.order_by("pk")[:MOST]:
        matter = _("Einwilligungstexte prüfen")
        yield due_line(actor, each, None, "participants:consent_version", each.pk, matter)


MATTERS: tuple[tuple[Permission, Read], ...] = (
    (P.PERSON_EDIT, lists_to_finish),
    (P.PERSON_EDIT, uploads_to_take_over),
    (P.PERSON_EDIT, moves_offered),
    (P.CALL_EDIT, silent_municipalities),
    (P.PERSON_CHECK, lists_to_check),
    (P.PERSON_CHECK, verdicts),
    (P.BATCH_SEND, people_to_transmit),
    (P.BATCH_SEND, feedback_to_chase),
    (P.BATCH_SEND, receipts_missing),
    (P.BATCH_SEND, recalls_unconfirmed),
    (P.BATCH_RECEIVE, feedback_to_give),
    (P.BATCH_RECEIVE, recalls_to_confirm),
    (P.ERASURE_RELEASE, erasures_to_release),
    (P.ERASURE_PROPOSE, erasures_to_carry_out),
    (P.CONSENT_RELEASE, consent_texts_to_release),
)
