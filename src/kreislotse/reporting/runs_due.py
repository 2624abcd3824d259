"""What runs that give places ask of whom: to sign, to send, to look who moves up.

A line names a list or a course; never a person.
"""

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.allocation.authorship import runs_decided_by
from kreislotse.allocation.models import Run, RunCourse, RunLine
from kreislotse.allocation.states import RunState
from kreislotse.courses.models import Offer, Seat
from kreislotse.courses.states import TAKES_PEOPLE, OfferState, WaitingState
from kreislotse.reporting.matters import MOST, Read, Steps, due_line

P = Permission
_REFUSED = (OfferState.DECLINED, OfferState.EXPIRED)
_GOES_ON = (RunState.PROPOSED, RunState.SIGNED, RunState.SENT)


@Read
def runs_to_sign(actor: Actor) -> Steps:
    """Proposals for the second pair of eyes; not for whoever proposed or changed one."""
    rows = _runs(actor, P.PLACES_SIGN, RunState.PROPOSED).exclude(proposed_by=actor.person_id)
    found = rows.exclude(pk__in=runs_decided_by(actor.person_id))[:MOST]
    yield (found,)
    for run in found:
        title, matter = f"{run.waiting_list}: {run}", _("Vergabe der Plätze freigeben")
        yield due_line(actor, title, run.first, "allocation:run", run.pk, matter)


@Read
def runs_to_send(actor: Actor) -> Steps:
    """Signed runs whose places nobody has been offered yet."""
    found = _runs(actor, P.COURSE_EDIT, RunState.SIGNED)[:MOST]
    yield (found,)
    for run in found:
        title, matter = f"{run.waiting_list}: {run}", _("Freigegebene Plätze anbieten")
        yield due_line(actor, title, run.first, "allocation:run_send", run.pk, matter)


def _runs(actor: Actor, needs: Permission, state: RunState) -> QuerySet:
    """With the first day of their courses: until then somebody has to have the place."""
    rows = Run.objects.visible_to(actor).filter(owner__in=actor.places(needs), state=state)
    rows = rows.select_related("waiting_list").annotate(first=Min("courses__course__starts_on"))
    return rows.order_by("first", "pk")


@Read
def places_to_move_up_to(actor: Actor) -> Steps:
    """Free seats in courses of the last run of a list, while somebody of it waits on that level.

    Whether the course fits in every other way is said where it is decided.
    """
    later = Run.objects.filter(
        waiting_list=OuterRef("run__waiting_list"),
        number__gt=OuterRef("run__number"),
        state__in=_GOES_ON,
    )
    rows = RunCourse.objects.visible_to(actor).filter(
        ~Exists(later),
        Exists(Seat.objects.filter(course=OuterRef("course"), holder__isnull=True)),
        Exists(_who_waits()),
        run__owner__in=actor.places(P.COURSE_EDIT),
        run__state=RunState.SENT,
        course__state__in=TAKES_PEOPLE,
    )
    found = rows.select_related("course").order_by("course__starts_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Platz frei: Wer rückt nach?")
        route = "allocation:run_move_up"
        yield due_line(actor, each.course, each.course.starts_on, route, each.run_id, matter)


def _who_waits() -> QuerySet[RunLine]:
    """Those of the run on the course's level who have not refused that course."""
    refused = Offer.objects.filter(
        entry=OuterRef("entry"), course=OuterRef(OuterRef("course")), state__in=_REFUSED
    )
    return RunLine.objects.filter(
        ~Exists(refused),
        run=OuterRef("run"),
        entry__state=WaitingState.WAITING,
        entry__level__gte=OuterRef("course__entry_from"),
        entry__level__lte=OuterRef("course__entry_to"),
        entry__candidate__restricted_on__isnull=True,
    )


MATTERS: tuple[tuple[Permission, Read], ...] = (
    (P.PLACES_SIGN, runs_to_sign),
    (P.COURSE_EDIT, runs_to_send),
    (P.COURSE_EDIT, places_to_move_up_to),
)
