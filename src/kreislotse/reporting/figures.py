"""The few figures that a role steers by, each read for the places where the actor may read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
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
from kreislotse.kernel.money import ZERO
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from kreislotse.mandates.models import Clause
from kreislotse.mandates.queries import UNFINISHED
from kreislotse.organisations.models import Contact
from kreislotse.participants.models import CallResponse, Candidate
from kreislotse.participants.states import CallState, CandidateState, ResponseState
from kreislotse.records.tables import valid_on
from kreislotse.records.together import ask_together, totals
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


# A row of numbers as the database gives it.
Numbers = dict[str, Any]
# What a figure asks, each with one row to answer it, and how the answers are told.
Begun = tuple[tuple[QuerySet, ...], Callable[..., Figure]]


@dataclass(frozen=True)
class Reading:
    """A figure that can be asked for together with others."""

    begin: Callable[[Actor], Begun]

    def __call__(self, actor: Actor) -> Figure:
        """This figure alone."""
        return _told([self.begin(actor)])[0]


def figures_for(actor: Actor) -> list[Figure]:
    """At most five figures, the ones nearest to the actor's work first, asked in one statement."""
    read = {route: make for needs, route, make in READINGS if actor.holds(needs)}
    return _told([each.begin(actor) for each in list(read.values())[:MOST]])


def _told(begun: Sequence[Begun]) -> list[Figure]:
    ask_together(*(question for questions, _tell in begun for question in questions))
    return [tell(*(next(iter(each)) for each in questions)) for questions, tell in begun]


@Reading
def open_clauses(actor: Actor) -> Begun:
    rows = Clause.objects.visible_to(actor).filter(state__in=UNFINISHED)
    return _how_many(rows, _("Aufträge offen"), "reporting:clause_map")


@Reading
def requested(actor: Actor) -> Begun:
    """The sums of all applications that were neither rejected nor withdrawn; open without any."""
    gone = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN)
    rows = Application.objects.visible_to(actor).exclude(state__in=gone)

    def told(found: Numbers) -> Figure:
        value = say("noch offen") if found["total"] is None else found["total"]
        return Figure(value, _("beantragt oder geplant"), "funding:applications")

    return (totals(rows, total=Sum("requested")),), told


@Reading
def granted(actor: Actor) -> Begun:
    """What the authorities have granted, later changes included: the claims in all books."""

    def told(into: Numbers, out_of: Numbers) -> Figure:
        value = (out_of["sum"] or ZERO) - (into["sum"] or ZERO)
        return Figure(value, _("bewilligt"), "awards:awards")

    return _on(actor, AccountKind.BUDGET), told


@Reading
def free(actor: Actor) -> Begun:
    def told(into: Numbers, out_of: Numbers) -> Figure:
        value = (into["sum"] or ZERO) - (out_of["sum"] or ZERO)
        return Figure(value, _("davon noch frei"), "ledger:books")

    return _on(actor, AccountKind.AVAILABLE), told


def _on(actor: Actor, kind: AccountKind) -> tuple[QuerySet, QuerySet]:
    """What came onto accounts of this kind, and what went from them."""
    rows = Transfer.objects.visible_to(actor)
    into = totals(rows.filter(target__kind=kind), sum=Sum("amount"))
    return into, totals(rows.filter(source__kind=kind), sum=Sum("amount"))


@Reading
def own_forwardings(actor: Actor) -> Begun:
    rows = Forwarding.objects.visible_to(actor)
    return _how_many(rows, _("Weiterleitungen"), "forwarding:forwardings")


@Reading
def posts(actor: Actor) -> Begun:
    rows = Post.objects.visible_to(actor).exclude(state=PostState.ABOLISHED)

    def told(found: Numbers) -> Figure:
        value = _of(found["filled"], found["every"])
        return Figure(value, _("Stellen besetzt"), "staffing:posts")

    filled = Count("pk", filter=Q(state=PostState.FILLED))
    return (totals(rows, every=Count("pk"), filled=filled),), told


@Reading
def answers_in(actor: Actor) -> Begun:
    """Of the running calls; a nil return is an answer."""
    rows = CallResponse.objects.visible_to(actor).filter(part__call__state=CallState.OPEN)
    silent = Count("pk", filter=Q(state=ResponseState.ASKED))

    def told(found: Numbers) -> Figure:
        if not found["every"]:
            return Figure(say("keine"), _("laufende Abfrage"), "participants:calls")
        value = _of(found["every"] - found["silent"], found["every"])
        return Figure(value, _("Antworten auf laufende Abfragen"), "participants:calls")

    return (totals(rows, every=Count("pk"), silent=silent),), told


@Reading
def own_people(actor: Actor) -> Begun:
    """Those whom one's own municipality keeps; the ended ones are left out."""
    rows = Candidate.objects.visible_to(actor).filter(owner__in=actor.places(P.PERSON_EDIT))
    rows = rows.exclude(state=CandidateState.CLOSED)
    return _how_many(rows, _("Personen in Bearbeitung"), "participants:people")


@Reading
def feedback_owed(actor: Actor) -> Begun:
    """People transmitted to one's own agency on whom it has not said anything yet."""
    rows = BatchLine.objects.visible_to(actor).filter(
        batch__recipient__in=actor.places(P.BATCH_RECEIVE),
        batch__state__in=AWAITING_FEEDBACK,
        feedback="",
        recalled=False,
    )
    return _how_many(rows, _("Rückmeldungen offen"), "transmission:batches")


@Reading
def places(actor: Actor) -> Begun:
    def told(found: Numbers) -> Figure:
        return Figure(number(found["total"] or 0), _("Kursplätze"), "courses:quotas")

    return (totals(Quota.objects.visible_to(actor), total=Sum("places")),), told


@Reading
def concepts(actor: Actor) -> Begun:
    rows = Concept.objects.visible_to(actor)
    return _how_many(rows, _("gemeinsame Konzepte"), "cooperation:concepts")


@Reading
def contacts(actor: Actor) -> Begun:
    rows = Contact.objects.visible_to(actor).filter(valid_on(actor.today))
    return _how_many(rows, _("Ansprechpersonen"), "organisations:contacts")


@Reading
def accounts(actor: Actor) -> Begun:
    rows = Account.objects.visible_to(actor).filter(is_active=True, ends_on__gte=actor.today)
    return _how_many(rows, _("Konten in Gebrauch"), "access:accounts")


@Reading
def entries(actor: Actor) -> Begun:
    return (), lambda: Figure(number(end()[0]), _("Einträge im Protokoll"), "journal:entries")


def _how_many(rows: QuerySet, label: Any, route: str) -> Begun:
    """The number of these rows, each once."""
    counted = totals(rows, found=Count("pk", distinct=True))
    return (counted,), lambda found: Figure(number(found["found"]), label, route)


def _of(part: int, whole: int) -> str:
    return say("{part} von {whole}").format(part=number(part), whole=number(whole))


READINGS: tuple[tuple[Permission, str, Reading], ...] = (
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
