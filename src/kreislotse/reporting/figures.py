"""The few figures that a role steers by, each read for the places where the actor may read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.models import Account
from kreislotse.access.policy import Actor, Permission
from kreislotse.cooperation.models import Concept
from kreislotse.courses.models import Quota
from kreislotse.forwarding.models import Forwarding
from kreislotse.funding.models import Application
from kreislotse.funding.states import ApplicationState
from kreislotse.journal.chain import end
from kreislotse.kernel.german import number
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from kreislotse.mandates.models import Clause
from kreislotse.mandates.queries import UNFINISHED
from kreislotse.organisations.models import Contact
from kreislotse.participants.models import CallResponse, Candidate
from kreislotse.participants.states import CallState, CandidateState, ResponseState
from kreislotse.records.tables import valid_on
from kreislotse.staffing.models import Post
from kreislotse.staffing.states import PostState
from kreislotse.transmission.models import BatchLine
from kreislotse.transmission.rules import AWAITING_FEEDBACK

P = Permission
MOST = 5


@dataclass(frozen=True)
class Figure:
    """A figure with what it counts and the route of the list behind it."""

    value: Any
    label: Any
    route: str


def figures_for(actor: Actor) -> list[Figure]:
    """At most five figures, the ones nearest to the actor's work first."""
    read = {route: make for needs, route, make in READINGS if actor.holds(needs)}
    return [make(actor) for make in list(read.values())[:MOST]]


def open_clauses(actor: Actor) -> Figure:
    rows = Clause.objects.visible_to(actor).filter(state__in=UNFINISHED)
    return Figure(number(rows.count()), _("Aufträge offen"), "reporting:clause_map")


def requested(actor: Actor) -> Figure:
    """The sums of all applications that were neither rejected nor withdrawn; open without any."""
    gone = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN)
    rows = Application.objects.visible_to(actor).exclude(state__in=gone)
    total = rows.aggregate(total=Sum("requested"))["total"]
    value = say("noch offen") if total is None else total
    return Figure(value, _("beantragt oder geplant"), "funding:applications")


def granted(actor: Actor) -> Figure:
    """What the authorities have granted, later changes included: the claims in all books."""
    return Figure(_on(actor, AccountKind.BUDGET, outside=True), _("bewilligt"), "awards:awards")


def free(actor: Actor) -> Figure:
    return Figure(_on(actor, AccountKind.AVAILABLE), _("davon noch frei"), "ledger:books")


def _on(actor: Actor, kind: AccountKind, *, outside: bool = False) -> Money:
    rows = Transfer.objects.visible_to(actor).order_by()
    into = rows.filter(target__kind=kind).aggregate(sum=Sum("amount"))["sum"] or ZERO
    out_of = rows.filter(source__kind=kind).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return out_of - into if outside else into - out_of


def own_forwardings(actor: Actor) -> Figure:
    rows = Forwarding.objects.visible_to(actor)
    return Figure(number(rows.count()), _("Weiterleitungen"), "forwarding:forwardings")


def posts(actor: Actor) -> Figure:
    rows = Post.objects.visible_to(actor).exclude(state=PostState.ABOLISHED)
    found = rows.aggregate(all=Count("pk"), filled=Count("pk", filter=Q(state=PostState.FILLED)))
    return Figure(_of(found["filled"], found["all"]), _("Stellen besetzt"), "staffing:posts")


def answers_in(actor: Actor) -> Figure:
    """Of the running calls; a nil return is an answer."""
    rows = CallResponse.objects.visible_to(actor).filter(part__call__state=CallState.OPEN)
    silent = Q(state=ResponseState.ASKED)
    found = rows.aggregate(all=Count("pk"), silent=Count("pk", filter=silent))
    if not found["all"]:
        return Figure(say("keine"), _("laufende Abfrage"), "participants:calls")
    value = _of(found["all"] - found["silent"], found["all"])
    return Figure(value, _("Antworten auf laufende Abfragen"), "participants:calls")


def own_people(actor: Actor) -> Figure:
    """Those whom one's own municipality keeps; the ended ones are left out."""
    rows = Candidate.objects.visible_to(actor).filter(owner__in=actor.places(P.PERSON_EDIT))
    rows = rows.exclude(state=CandidateState.CLOSED)
    return Figure(number(rows.count()), _("Personen in Bearbeitung"), "participants:people")


def feedback_owed(actor: Actor) -> Figure:
    """People transmitted to one's own agency on whom it has not said anything yet."""
    rows = BatchLine.objects.visible_to(actor).filter(
        batch__recipient__in=actor.places(P.BATCH_RECEIVE),
        batch__state__in=AWAITING_FEEDBACK,
        feedback="",
        recalled=False,
    )
    return Figure(number(rows.count()), _("Rückmeldungen offen"), "transmission:batches")


def places(actor: Actor) -> Figure:
    total = Quota.objects.visible_to(actor).aggregate(total=Sum("places"))["total"]
    return Figure(number(total or 0), _("Kursplätze"), "courses:quotas")


def concepts(actor: Actor) -> Figure:
    rows = Concept.objects.visible_to(actor)
    return Figure(number(rows.count()), _("gemeinsame Konzepte"), "cooperation:concepts")


def contacts(actor: Actor) -> Figure:
    rows = Contact.objects.visible_to(actor).filter(valid_on(actor.today))
    return Figure(number(rows.count()), _("Ansprechpersonen"), "organisations:contacts")


def accounts(actor: Actor) -> Figure:
    rows = Account.objects.visible_to(actor).filter(is_active=True, ends_on__gte=actor.today)
    return Figure(number(rows.count()), _("Konten in Gebrauch"), "access:accounts")


def entries(actor: Actor) -> Figure:
    return Figure(number(end()[0]), _("Einträge im Protokoll"), "journal:entries")


def _of(part: int, whole: int) -> str:
    return say("{part} von {whole}").format(part=number(part), whole=number(whole))


READINGS: tuple[tuple[Permission, str, Callable[[Actor], Figure]], ...] = (
    (P.MANDATE_READ, "clauses", open_clauses),
    (P.FUNDING_READ, "money", requested),
    (P.FUNDING_READ, "granted", granted),
    (P.FUNDING_EDIT, "free", free),
    (P.POST_READ, "posts", posts),
    (P.CALL_READ, "answers", answers_in),
    (P.CALL_ANSWER, "answers", answers_in),
    (P.CALL_RECEIVE, "answers", answers_in),
    (P.PERSON_EDIT, "people", own_people),
    (P.BATCH_RECEIVE, "feedback", feedback_owed),
    (P.FUNDS_REQUEST, "forwardings", own_forwardings),
    (P.COURSE_READ, "places", places),
    (P.COOPERATION_PARTNER, "concepts", concepts),
    (P.CONTACT_READ, "contacts", contacts),
    (P.ACCOUNT_EDIT, "accounts", accounts),
    (P.JOURNAL_READ, "entries", entries),
)
