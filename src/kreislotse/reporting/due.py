"""What is due for whom: one small question per matter, each a fixed number of queries."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.models import Account
from kreislotse.access.policy import Actor, Permission
from kreislotse.cooperation.models import Invitation
from kreislotse.cooperation.states import Reply, WorkingMeetingState
from kreislotse.funding.models import Application
from kreislotse.funding.states import ApplicationState
from kreislotse.initiatives.models import Letter, Milestone, OpenQuestion, ReportSubscription
from kreislotse.initiatives.rules import expected_on
from kreislotse.initiatives.states import Direction
from kreislotse.journal.chain import end
from kreislotse.journal.models import JournalEntry
from kreislotse.mandates.models import Clause, Consultation
from kreislotse.mandates.states import Urgency
from kreislotse.organisations.models import Contact, ContactTopic, Organisation, OrganisationKind
from kreislotse.organisations.rules import confirmation_due
from kreislotse.participants.models import Call, CallResponse
from kreislotse.participants.states import CallState, ResponseState
from kreislotse.records.tables import valid_on
from kreislotse.reporting import course_due, money_due, people_due, runs_due
from kreislotse.reporting.authorship import papers_written_by
from kreislotse.reporting.matters import MOST, Due, Read, Steps, due_line, horizon, lines_of
from kreislotse.reporting.models import CoSignature, Report
from kreislotse.reporting.schedule import deadline_of
from kreislotse.reporting.states import ReportState, Verdict
from kreislotse.reporting.touched import records_touched

P = Permission
# More gaps than these are one line that leads to their list.
FEW = 3


def everything_due(actor: Actor) -> list[Due]:
    """All that waits for this actor, by day; what has no day comes last."""
    modules = (money_due, people_due, course_due, runs_due)
    matters = (*MATTERS, *(each for module in modules for each in module.MATTERS))
    found = lines_of([read.steps(actor) for needs, read in matters if actor.holds(needs)])
    return sorted(found, key=lambda due: (due.on or date.max, str(due.matter), due.title))


@Read
def clauses(actor: Actor) -> Steps:
    """Unfinished clauses due within 28 days or overdue (G4)."""
    rows = Clause.objects.visible_to(actor).filter(owner__in=actor.places(P.MANDATE_EDIT))
    found = rows.due(actor.today).select_related("resolution__agenda_item__meeting__body")[:MOST]
    yield (found,)
    for clause in found:
        title = f"{clause.resolution.agenda_item.meeting}, Ziffer {clause.number}: {clause.text}"
        yield due_line(actor, title, clause.due_on, "mandates:clause", clause.pk, _("Auftrag"))


@Read
def cosignatures(actor: Actor) -> Steps:
    """Papers that ask for a co-signature; not for whoever wrote the text (four eyes)."""
    rows = CoSignature.objects.visible_to(actor).filter(
        report__owner__in=actor.places(P.PAPER_COSIGN), report__state=ReportState.COSIGNING
    )
    rows = rows.exclude(verdict=Verdict.SIGNED)
    papers = _with_steps(rows.select_related("report__paper__period"), "report__paper__")
    own = papers_written_by(actor.person_id)
    found = papers.exclude(report__in=own).order_by("asked_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        deadline = deadline_of(each.report.paper.consultations.all())
        on = deadline.on if deadline else None
        title = f"{each.department}: {each.report}"
        yield due_line(actor, title, on, "reporting:cosignature_sign", each.pk, _("Mitzeichnung"))


@Read
def releases(actor: Actor) -> Steps:
    """Papers that all have co-signed, until the latest day for release (R-PAP-04); four eyes."""
    rows = Report.objects.visible_to(actor).filter(
        owner__in=actor.places(P.PAPER_RELEASE), state=ReportState.COSIGNING
    )
    open_ones = CoSignature.objects.filter(report=OuterRef("pk")).exclude(verdict=Verdict.SIGNED)
    rows = rows.exclude(Exists(open_ones)).exclude(pk__in=papers_written_by(actor.person_id))
    found = _with_steps(rows, "paper__").order_by("pk")[:MOST]
    yield (found,)
    for report in found:
        deadline = deadline_of(report.paper.consultations.all())
        on = deadline.on if deadline else None
        yield due_line(actor, report, on, "reporting:report_release", report.pk, _("Freigabe"))


@Read
def drafts(actor: Actor) -> Steps:
    """Drafts of papers, with the records changed since; the latest day for release is the day."""
    rows = Report.objects.visible_to(actor).filter(
        owner__in=actor.places(P.PAPER_WRITE), state=ReportState.DRAFT
    )
    found = _with_steps(rows, "paper__").order_by("pk")[:MOST]
    yield (found,)
    touched = (yield from records_touched(found)) if found else {}
    for report in found:
        deadline = deadline_of(report.paper.consultations.all())
        changed = touched.get(report.pk)
        matter = _("Entwurf, seit dem Abgleich geänderte Datensätze") if changed else _("Entwurf")
        title = f"{report} ({changed})" if changed else str(report)
        on = deadline.on if deadline else None
        yield due_line(actor, title, on, "reporting:report", report.pk, matter)


def _with_steps(rows: Any, path: str) -> Any:
    """With the papers and their deliberations."""
    steps = Consultation.objects.select_related("body", "meeting__body")
    papers = rows.select_related(path.removesuffix("__"))
    return papers.prefetch_related(Prefetch(f"{path}consultations", steps))


@Read
def questions(actor: Actor) -> Steps:
    """Open questions whose answer is due within 28 days or overdue (R-PAP-07)."""
    rows = _of_initiatives(actor, OpenQuestion).filter(
        answered_on__isnull=True, due_on__lte=horizon(actor)
    )
    found = rows.order_by("due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        route = "initiatives:question_answer"
        yield due_line(actor, each.question, each.due_on, route, each.pk, _("Offene Frage"))


@Read
def letters(actor: Actor) -> Steps:
    """Letters sent that nobody has answered, once their follow-up day is near."""
    rows = _of_initiatives(actor, Letter).filter(
        direction=Direction.OUT, follow_up_on__lte=horizon(actor), answered_by__isnull=True
    )
    found = rows.order_by("follow_up_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        route = "initiatives:letter_change"
        yield due_line(actor, each.subject, each.follow_up_on, route, each.pk, _("Nachfassen"))


@Read
def reports_owed(actor: Actor) -> Steps:
    """Running reports of others that are overdue (L17)."""
    rows = _of_initiatives(actor, ReportSubscription).filter(next_due_on__lt=actor.today)
    found = rows.select_related("reporter").order_by("next_due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        title = f"{each.reporter}: {each.subject}"
        route = "initiatives:report_received"
        yield due_line(actor, title, each.next_due_on, route, each.pk, _("Bericht fehlt"))


@Read
def milestones(actor: Actor) -> Steps:
    """Milestones whose planned or forecast day has passed."""
    passed = Q(planned_on__lt=actor.today) | Q(forecast_on__lt=actor.today)
    rows = _of_initiatives(actor, Milestone).filter(passed, actual_on__isnull=True)
    found = rows.select_related("initiative").order_by("planned_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        title = f"{each.title}, {each.initiative}"
        route = "initiatives:milestone_move"
        yield due_line(actor, title, expected_on(each), route, each.pk, _("Meilenstein verspätet"))


def _of_initiatives(actor: Actor, model: Any) -> Any:
    rows = model.objects.visible_to(actor)
    return rows.filter(initiative__owner__in=actor.places(P.INITIATIVE_EDIT))


@Read
def approvals(actor: Actor) -> Steps:
    """Applications in preparation that wait for the internal approval."""
    rows = Application.objects.visible_to(actor).filter(
        owner__in=actor.places(P.FUNDING_APPROVE), state=ApplicationState.DRAFT
    )
    found = rows.order_by("pk")[:MOST]
    yield (found,)
    for each in found:
        yield due_line(actor, each, None, "funding:application", each.pk, _("Antrag freigeben"))


@Read
def submissions(actor: Actor) -> Steps:
    """Applications that are approved and not yet handed in."""
    rows = Application.objects.visible_to(actor).filter(
        owner__in=actor.places(P.FUNDING_EDIT), state=ApplicationState.INTERNALLY_APPROVED
    )
    found = rows.order_by("pk")[:MOST]
    yield (found,)
    for each in found:
        yield due_line(actor, each, None, "funding:application", each.pk, _("Antrag stellen"))


@Read
def answers(actor: Actor) -> Steps:
    """Parts of calls that one's own municipality has not answered."""
    rows = CallResponse.objects.visible_to(actor).filter(
        municipality__in=actor.places(P.CALL_ANSWER),
        state=ResponseState.ASKED,
        part__call__state=CallState.OPEN,
    )
    rows = rows.select_related("part__call", "municipality")
    found = rows.order_by("part__call__due_on", "part__position", "pk")[:MOST]
    yield (found,)
    for each in found:
        call = each.part.call
        title = f"{call}: {each.part}"
        yield due_line(actor, title, call.due_on, "participants:response", each.pk, _("Abfrage"))


@Read
def calls_received(actor: Actor) -> Steps:
    """Calls whose answers were forwarded to one's own agency and are still open."""
    rows = Call.objects.visible_to(actor).filter(
        recipient__in=actor.places(P.CALL_RECEIVE), state=CallState.FORWARDED
    )
    found = rows.order_by("forwarded_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Rücklauf weitergeleitet")
        yield due_line(actor, each, None, "participants:call", each.pk, matter)


@Read
def invitations(actor: Actor) -> Steps:
    """Invitations to working meetings that wait for a reply."""
    rows = Invitation.objects.visible_to(actor).filter(
        organisation__in=actor.places(P.MEETING_REPLY),
        reply=Reply.NONE,
        meeting__state=WorkingMeetingState.INVITED,
    )
    found = rows.select_related("meeting").order_by("meeting__held_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        on = each.meeting.held_on
        route = "cooperation:invitation_reply"
        yield due_line(actor, each.meeting, on, route, each.pk, _("Einladung"))


@Read
def confirmations(actor: Actor) -> Steps:
    """Contacts to confirm (R-CON-02); a contact's name is not shown on a start page."""
    rows = Contact.objects.visible_to(actor).filter(_kept_by(actor, "owner"), valid_on(actor.today))
    found = rows.select_related("owner", "topic").order_by("confirmed_on", "pk")
    yield (found,)
    due = [
        (confirmation_due(each.confirmed_on, each.topic.confirm_every_months), each)
        for each in found
    ]
    for on, each in [pair for pair in due if pair[0] <= actor.today][:MOST]:
        title = f"{each.owner}: {each.topic}"
        route = "organisations:contact_confirm"
        yield due_line(actor, title, on, route, each.pk, _("Ansprechperson bestätigen"))


@Read
def contact_gaps(actor: Actor) -> Steps:
    """Mandatory topics for which a municipality has named nobody (R-CON-01)."""
    towns = Organisation.objects.visible_to(actor).filter(
        _kept_by(actor, ""), valid_on(actor.today), kind=OrganisationKind.MUNICIPALITY
    )
    topics = ContactTopic.objects.visible_to(actor).filter(mandatory=True).order_by("title")
    principals = Contact.objects.visible_to(actor).filter(
        valid_on(actor.today), stands_in_for__isnull=True
    )
    held = principals.values_list("owner_id", "topic_id")
    towns = towns.order_by("sort_key", "pk")
    yield topics, held, towns
    named = set(held)
    gaps = [
        (town, [str(each) for each in topics if (town.pk, each.pk) not in named]) for town in towns
    ]
    open_gaps = [(town, missing) for town, missing in gaps if missing]
    matter = _("Ansprechperson fehlt")
    if len(open_gaps) > FEW:
        title = say("In {number} Städten und Gemeinden fehlen Ansprechpersonen").format(
            number=len(open_gaps)
        )
        yield due_line(actor, title, None, "organisations:contacts", None, matter)
        return
    for town, missing in open_gaps:
        title = f"{town}: {', '.join(missing)}"
        yield due_line(actor, title, None, "organisations:organisation", town.pk, matter)


def _kept_by(actor: Actor, path: str) -> Q:
    """At one's own municipality, or in one's own district."""
    places = actor.places(P.CONTACT_EDIT)
    return Q(**{f"{path or 'pk'}__in": places}) | Q(**{f"{path}__part_of__in".lstrip("_"): places})


@Read
def accounts(actor: Actor) -> Steps:
    """Accounts that end within 28 days."""
    rows = Account.objects.visible_to(actor).filter(
        is_active=True, ends_on__range=(actor.today, horizon(actor))
    )
    found = rows.order_by("ends_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        yield due_line(actor, each, each.ends_on, "access:account", each.pk, _("Konto endet"))


@Read
def journal(actor: Actor) -> Steps:
    """A journal whose last entry is not the one that its head remembers; the page checks all."""
    last = JournalEntry.objects.order_by("-number").values_list("number", "hash").first()
    number, digest = end()
    if number and last != (number, digest):
        title = say("Der letzte Eintrag ist nicht der, der er sein soll.")
        matter = _("Protokoll lückenhaft")
        yield Due(title, actor.today, "journal:chain", None, Urgency.OVERDUE, matter)


MATTERS: tuple[tuple[Permission, Read], ...] = (
    (P.MANDATE_EDIT, clauses),
    (P.PAPER_COSIGN, cosignatures),
    (P.PAPER_RELEASE, releases),
    (P.PAPER_WRITE, drafts),
    (P.INITIATIVE_EDIT, questions),
    (P.INITIATIVE_EDIT, letters),
    (P.INITIATIVE_EDIT, reports_owed),
    (P.INITIATIVE_EDIT, milestones),
    (P.FUNDING_APPROVE, approvals),
    (P.FUNDING_EDIT, submissions),
    (P.CALL_ANSWER, answers),
    (P.CALL_RECEIVE, calls_received),
    (P.MEETING_REPLY, invitations),
    (P.CONTACT_EDIT, confirmations),
    (P.CONTACT_EDIT, contact_gaps),
    (P.ACCOUNT_EDIT, accounts),
    (P.JOURNAL_READ, journal),
)
