"""What money asks of people: to release, to pay, to prove, to tell (28, 14 and 3 days ahead)."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.models import (
    Award,
    DrawDown,
    DrawDownLine,
    NotificationDuty,
    Repayment,
)
from kreislotse.awards.rules import DEFAULT_DRAW_MONTHS
from kreislotse.awards.states import OVER, AwardState, DrawDownState, RepaymentState
from kreislotse.forwarding.models import Agreement, Forwarding, Recovery, SharePlan
from kreislotse.forwarding.proving import proofs_due as sub_proofs_due
from kreislotse.forwarding.states import (
    AgreementState,
    ForwardingState,
    PlanState,
    RecoveryState,
)
from kreislotse.funding.appraisal import renewal_due
from kreislotse.funding.models import Application, Inquiry
from kreislotse.funding.states import ApplicationState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.deadlines import add_months
from kreislotse.ledger.models import Book
from kreislotse.proofs.due import proofs_due
from kreislotse.proofs.models import Proof
from kreislotse.proofs.states import ProofState
from kreislotse.reporting.matters import MOST, Read, Steps, due_line, horizon

P = Permission
S = ForwardingState


def _at(actor: Actor, model: Any, right: Permission, owner: str = "owner") -> Any:
    rows = model.objects.visible_to(actor)
    return rows.filter(**{f"{owner}__in": actor.places(right)})


def _not_mine(rows: Any, actor: Actor) -> Any:
    """Without what this person wrote: the second pair of eyes is another's (four eyes)."""
    written = JournalEntry.objects.filter(
        record=rows.model._meta.label, record_id=OuterRef("pk"), person_id=actor.person_id
    )
    return rows.exclude(Exists(written))


@Read
def awards_to_confirm(actor: Actor) -> Steps:
    """Notices entered by somebody else, to be checked and booked."""
    rows = _at(actor, Award, P.FUNDING_APPROVE).filter(state=AwardState.ENTERED)
    found = _not_mine(rows, actor).order_by("pk")[:MOST]
    yield (found,)
    for each in found:
        yield due_line(actor, each, None, "awards:award", each.pk, _("Bescheid prüfen"))


@Read
def draw_downs_to_release(actor: Actor) -> Steps:
    rows = _at(actor, DrawDown, P.FUNDING_APPROVE, "award__owner")
    rows = _not_mine(rows.filter(state=DrawDownState.DRAFT), actor).select_related("award")
    found = rows.order_by("pk")[:MOST]
    yield (found,)
    for each in found:
        on = each.expected_use_on
        yield due_line(actor, each, on, "awards:draw_down", each.pk, _("Mittelabruf freigeben"))


@Read
def forwardings_to_decide(actor: Actor) -> Steps:
    rows = _not_mine(_at(actor, Forwarding, P.FUNDING_APPROVE).filter(state=S.CHECKED), actor)
    found = rows.order_by("applied_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        route = "forwarding:forwarding"
        yield due_line(actor, each, None, route, each.pk, _("Weiterleitung entscheiden"))


@Read
def plans_to_decide(actor: Actor) -> Steps:
    """Plans to which all towns have answered, or the time for it has passed."""
    rows = _at(actor, SharePlan, P.FUNDING_APPROVE).filter(state=PlanState.CONSULTATION)
    asked = Agreement.objects.filter(plan=OuterRef("pk"), state=AgreementState.ASKED)
    found = _not_mine(rows.exclude(Exists(asked)), actor).order_by("pk")[:MOST]
    yield (found,)
    for each in found:
        yield due_line(actor, each, None, "forwarding:plan", each.pk, _("Verteilung beschließen"))


@Read
def proofs_to_sign(actor: Actor) -> Steps:
    rows = _at(actor, Proof, P.FUNDING_APPROVE, "duty__award__owner")
    rows = rows.filter(state=ProofState.DRAFT, duty__due_on__lte=horizon(actor))
    found = _not_mine(rows, actor).select_related("duty__award").order_by("duty__due_on")[:MOST]
    yield (found,)
    for each in found:
        on = each.duty.due_on
        yield due_line(actor, each, on, "proofs:proof", each.pk, _("Nachweis unterschreiben"))


@Read
def proofs_owed(actor: Actor) -> Steps:
    """Proofs to the authority that are not submitted (R-GRT-13, R-GRT-15)."""
    found = proofs_due(actor, actor.today)[:MOST]
    yield (found,)
    for each in found:
        yield due_line(
            actor, each, each.due_on, "awards:award", each.award_id, _("Nachweis vorlegen")
        )


@Read
def periods_ending(actor: Actor) -> Steps:
    """Approval periods that end soon: what is left must be shared out again (R-DIS-09)."""
    rows = _at(actor, Award, P.FUNDING_EDIT).filter(
        state__in=[AwardState.AWARDED, AwardState.FINAL, AwardState.RUNNING],
        period_to__lte=actor.today + timedelta(weeks=8),
    )
    found = rows.order_by("period_to", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Bewilligungszeitraum endet")
        yield due_line(actor, each, each.period_to, "awards:award", each.pk, matter)


@Read
def notifications(actor: Actor) -> Steps:
    """What the authority must be told at once (R-GRT-12)."""
    rows = _at(actor, NotificationDuty, P.FUNDING_EDIT, "award__owner")
    rows = rows.filter(reported_on__isnull=True, dropped_reason="")
    found = rows.select_related("award").order_by("arose_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Der Behörde mitteilen")
        yield due_line(actor, each, each.arose_on, "awards:award", each.award_id, matter)


@Read
def repayments(actor: Actor) -> Steps:
    """Money that the authority wants back; due at once (R-GRT-17)."""
    rows = _at(actor, Repayment, P.FUNDING_EDIT, "award__owner")
    rows = rows.filter(state=RepaymentState.DEMANDED).select_related("award")
    found = rows.order_by("due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        yield due_line(
            actor, each, each.due_on, "awards:award", each.award_id, _("Rückzahlung an das Land")
        )


@Read
def draw_downs_on_the_way(actor: Actor) -> Steps:
    rows = _at(actor, DrawDown, P.FUNDING_EDIT, "award__owner")
    rows = rows.filter(state=DrawDownState.REQUESTED).select_related("award")
    found = rows.order_by("requested_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        on = each.expected_use_on
        yield due_line(actor, each, on, "awards:draw_down", each.pk, _("Eingang prüfen"))


@Read
def idle_money(actor: Actor) -> Steps:
    """Awards of which more came in over two months ago than has been used since (R-GRT-05)."""
    before = add_months(actor.today, -DEFAULT_DRAW_MONTHS)
    lines = DrawDownLine.objects.filter(
        draw_down__award=OuterRef("award"), draw_down__received_on__lt=before
    )
    sums = lines.order_by().values("draw_down__award").annotate(sum=Sum("amount"))
    books = Book.objects.visible_to(actor).filter(owner__in=actor.places(P.FUNDING_EDIT))
    rows = books.exclude(award__state__in=OVER).for_list()
    rows = rows.annotate(
        early=Subquery(sums.values("sum")),
        since=Subquery(
            lines.order_by("draw_down__received_on").values("draw_down__received_on")[:1]
        ),
    ).filter(early__gt=F("paid") + F("returned"))
    found = rows.select_related("award")[:MOST]
    yield (found,)
    for each in found:
        until = add_months(each.since, each.award.draw_months)
        if until < actor.today:
            matter = _("Mittel nicht rechtzeitig verbraucht")
            yield due_line(actor, each.award, until, "awards:award", each.award.pk, matter)


@Read
def inquiries(actor: Actor) -> Steps:
    """Questions of the authority that are not answered."""
    rows = _at(actor, Inquiry, P.FUNDING_EDIT, "application__owner")
    rows = rows.filter(answered_on__isnull=True)
    found = rows.order_by("due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        route = "funding:application"
        yield due_line(actor, each, each.due_on, route, each.application_id, _("Rückfrage"))


@Read
def renewals(actor: Actor) -> Steps:
    """Grants to apply for again, once the day for it is near (R-GRT-20)."""
    rows = _at(actor, Application, P.FUNDING_EDIT).filter(
        state=ApplicationState.AWARDED, renewals__isnull=True, programme__dates__isnull=False
    )
    found = rows.select_related("programme").prefetch_related("programme__dates").distinct()
    found = found.order_by("pk")
    yield (found,)
    for each in found:
        on = renewal_due(each)
        if on and actor.today <= on <= horizon(actor):
            matter = _("Neu beantragen")
            yield due_line(actor, each, on, "funding:application", each.pk, matter)


_NEXT = {
    S.APPLIED: _("Antrag prüfen"),
    S.APPROVED: _("Vertrag erstellen"),
    S.CONTRACT_SENT: _("Unterschrift fehlt"),
    S.CONTRACT_SIGNED: _("Auszahlen"),
    S.PROOF_RECEIVED: _("Nachweis prüfen"),
    S.PARTLY_ACCEPTED: _("Rest zurückfordern"),
}


@Read
def forwardings_to_work_on(actor: Actor) -> Steps:
    """Each forwarding whose next step is the officer's."""
    rows = _at(actor, Forwarding, P.FUNDING_EDIT).filter(state__in=_NEXT)
    found = rows.order_by("applied_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _NEXT[S(each.state)]
        yield due_line(actor, each, None, "forwarding:forwarding", each.pk, matter)


@Read
def sub_proofs_owed(actor: Actor) -> Steps:
    """Recipients whose proof is due or overdue."""
    ours = Q(owner__in=actor.places(P.FUNDING_EDIT))
    found = sub_proofs_due(actor, actor.today).filter(ours)[:MOST]
    yield (found,)
    for each in found:
        route = "forwarding:forwarding"
        yield due_line(actor, each, each.proof_due_on, route, each.pk, _("Nachweis anmahnen"))


@Read
def recoveries(actor: Actor) -> Steps:
    rows = _at(actor, Recovery, P.FUNDING_EDIT, "forwarding__owner")
    rows = rows.filter(state=RecoveryState.DEMANDED, due_on__lte=horizon(actor))
    found = rows.select_related("forwarding").order_by("due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        route = "forwarding:forwarding"
        matter = _("Rückforderung fällig")
        yield due_line(actor, each, each.due_on, route, each.forwarding_id, matter)


@Read
def silences(actor: Actor) -> Steps:
    """Towns that have not answered by the day (R-DIS-04)."""
    rows = _at(actor, Agreement, P.FUNDING_EDIT, "plan__owner")
    rows = rows.filter(
        state=AgreementState.ASKED, due_on__lt=actor.today, plan__state=PlanState.CONSULTATION
    )
    found = rows.select_related("municipality").order_by("due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Antwort zur Verteilung fehlt")
        title = each.municipality
        yield due_line(actor, title, each.due_on, "forwarding:plan", each.plan_id, matter)


@Read
def agreements(actor: Actor) -> Steps:
    """Plans that ask one's own town."""
    rows = _at(actor, Agreement, P.FUNDS_REQUEST, "municipality")
    rows = rows.filter(state=AgreementState.ASKED, plan__state=PlanState.CONSULTATION)
    found = rows.select_related("plan").order_by("due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        route = "forwarding:agreement"
        matter = _("Ihr Anteil: einverstanden?")
        yield due_line(actor, each.plan, each.due_on, route, each.pk, matter)


@Read
def own_proofs(actor: Actor) -> Steps:
    """Money that one's own town received and has not proven."""
    rows = _at(actor, Forwarding, P.FUNDS_REQUEST, "recipient").filter(state=S.PAID)
    found = rows.order_by("proof_due_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        route = "forwarding:forwarding"
        yield due_line(actor, each, each.proof_due_on, route, each.pk, _("Ihr Nachweis"))


MATTERS: tuple[tuple[Permission, Read], ...] = (
    (P.FUNDING_APPROVE, awards_to_confirm),
    (P.FUNDING_APPROVE, draw_downs_to_release),
    (P.FUNDING_APPROVE, forwardings_to_decide),
    (P.FUNDING_APPROVE, plans_to_decide),
    (P.FUNDING_APPROVE, proofs_to_sign),
    (P.FUNDING_EDIT, proofs_owed),
    (P.FUNDING_EDIT, periods_ending),
    (P.FUNDING_EDIT, notifications),
    (P.FUNDING_EDIT, repayments),
    (P.FUNDING_EDIT, draw_downs_on_the_way),
    (P.FUNDING_EDIT, renewals),
    (P.FUNDING_EDIT, idle_money),
    (P.FUNDING_EDIT, inquiries),
    (P.FUNDING_EDIT, forwardings_to_work_on),
    (P.FUNDING_EDIT, sub_proofs_owed),
    (P.FUNDING_EDIT, recoveries),
    (P.FUNDING_EDIT, silences),
    (P.FUNDS_REQUEST, agreements),
    (P.FUNDS_REQUEST, own_proofs),
)
