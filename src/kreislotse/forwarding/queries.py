"""Who sees plans and forwardings: the office all of its own, a town what concerns itself."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Case, F, Min, Prefetch, Q, QuerySet, Sum, Value, When

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.checks import (
    Facts,
    Other,
    last_project_day,
    light_limit,
    smallest_cap,
)
from kreislotse.forwarding.states import BOUND, OFF, UNDECIDED, BlockKind, CallState, PlanState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger.states import AccountKind
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import valid_on

if TYPE_CHECKING:
    from kreislotse.awards.models import Award, AwardItem
    from kreislotse.forwarding.models import Forwarding, FundingCall, Share, SharePlan
    from kreislotse.organisations.models import Organisation

READ = Permission.FUNDING_READ
REQUEST = Permission.FUNDS_REQUEST


class PlanQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(READ))

    def for_list(self) -> "PlanQuerySet":
        """With everything a line of the list shows, newest first."""
        return (
            self.select_related("initiative", "item__award")
            .prefetch_related("agreements")
            .order_by("-pk")
        )

    def for_page(self) -> "PlanQuerySet":
        """With the shares in their order and what the towns say."""
        shares = apps.get_model("forwarding", "Share")._default_manager
        return (
            self.select_related("initiative", "item__award__book", "owner")
            .prefetch_related(
                Prefetch("shares", shares.select_related("organisation").order_by("position", "pk"))
            )
            .prefetch_related("agreements__municipality")
        )

    def beside(self, plan: "SharePlan") -> "PlanQuerySet":
        """The plans for the same pot that still count, this one among them and first."""
        same = self.filter(initiative=plan.initiative_id, item=plan.item_id)
        counting = same.exclude(state=PlanState.DROPPED) | same.filter(pk=plan.pk)
        first = Case(When(pk=plan.pk, then=Value(0)), default=Value(1))
        return counting.order_by(first, "pk")


class ShareQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A town sees its own share once it has been asked."""
        own = Q(organisation__in=actor.places(REQUEST)) & Q(
            plan__state__in=[PlanState.CONSULTATION, PlanState.DECIDED]
        )
        return self.filter(Q(plan__owner__in=actor.places(READ)) | own)


class AgreementQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(municipality__in=actor.places(REQUEST))
        return self.filter(Q(plan__owner__in=actor.places(READ)) | own)

    def for_list(self) -> "AgreementQuerySet":
        """With everything a line shows, the town's own share among it; newest first."""
        own = Q(plan__shares__organisation=F("municipality"))
        return (
            self.select_related("plan__owner", "municipality")
            .annotate(share=Min("plan__shares__amount", filter=own))
            .annotate(weight=Min("plan__shares__weight", filter=own))
            .order_by("-plan", "municipality__sort_key", "pk")
        )


class FundingCallQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The office's own calls; open ones also to the towns of the district."""
        asked = Q(state=CallState.OPEN) & Q(owner__parts__in=actor.places(REQUEST))
        own = Q(owner__in=actor.places(READ))
        return self.filter(Q(pk__in=self.model._base_manager.filter(own | asked).values("pk")))

    def public(self) -> Self:
        """Open calls, for anybody."""
        return self.filter(state=CallState.OPEN)

    def answerable(self, day: date) -> Self:
        """Open calls whose last day has not passed: they close by themselves after it."""
        return self.filter(state=CallState.OPEN, closes_on__gte=day)

    def for_list(self) -> Self:
        return self.select_related("item__award", "owner").order_by("-closes_on", "-pk")


class ForwardingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(recipient__in=actor.places(REQUEST))
        return self.filter(Q(owner__in=actor.places(READ)) | own)

    def for_list(self) -> Self:
        return self.select_related("item__award", "recipient", "call").order_by("-pk")

    def for_page(self) -> Self:
        """With what the record's page shows."""
        return self.select_related(
            "item__award__book", "item__purpose", "recipient", "call", "share__plan", "owner"
        )

    def for_the_same(self, forwarding: "Forwarding", recipient: "Organisation | None") -> Self:
        """Others to this recipient for the same purpose, in days that overlap (not over)."""
        item = forwarding.item
        same = Q(item=item) | Q(item__purpose=item.purpose_id, item__purpose__isnull=False)
        return (
            self.filter(same, recipient=recipient, period_from__lte=forwarding.period_to)
            .filter(period_to__gte=forwarding.period_from)
            .exclude(pk=forwarding.pk)
            .exclude(state__in=OFF)
            .order_by("period_from", "pk")
        )


class BelowForwardingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(forwarding__recipient__in=actor.places(REQUEST))
        return self.filter(Q(forwarding__owner__in=actor.places(READ)) | own)


class DocumentQuerySet(BelowForwardingQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The order to the treasury stays in the house; the recipient sees what went to it."""
        inside = Q(forwarding__owner__in=actor.places(READ))
        return super().visible_to(actor).filter(inside | ~Q(kind=BlockKind.PAYMENT_REQUEST))

    def for_recipient(self) -> Self:
        """What went out to the recipient, newest first."""
        return self.exclude(kind=BlockKind.PAYMENT_REQUEST).order_by("-dated", "-pk")


class InternalQuerySet(QuerySet):
    """What only the office sees of a forwarding."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(forwarding__owner__in=actor.places(READ))


class BelowSubProofQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(sub_proof__forwarding__recipient__in=actor.places(REQUEST))
        return self.filter(Q(sub_proof__forwarding__owner__in=actor.places(READ)) | own)


class ConflictQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the office, for it and for whoever keeps its accounts."""
        places = actor.places(READ) | actor.places(Permission.ACCOUNT_EDIT)
        return self.filter(owner__in=places)

    def on(self, day: date) -> Self:
        """Those that hold on this day; both ends count."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def for_list(self) -> Self:
        return self.select_related("account", "organisation").order_by("-since", "-pk")


class TextBlockQuerySet(ReferenceQuerySet):
    def in_force(self, kind: str, day: date) -> Self:
        """The texts of a letter on this day, in their order."""
        return self.filter(valid_on(day), kind=kind).order_by("position", "-version")

    def for_list(self) -> Self:
        return self.order_by("kind", "position", "-version")


def free(item: "AwardItem") -> Money:
    """What of an item is neither bound nor paid."""
    return item.pot.balance(AccountKind.AVAILABLE)


def light_form_up_to(award: "Award", call: "FundingCall | None") -> Money:
    """Up to which sum one page suffices: by call, notice or guideline (R-DIS-08)."""
    said = call.light_form_up_to if call else None
    return light_limit(said, award.light_form_up_to, _by_guideline(award))


def allowed_kinds(award: "Award") -> frozenset[RecipientKind]:
    """Whom the notice names as recipients; nobody named means anybody."""
    found = award.allowed_recipients.values_list("kind", flat=True)
    return frozenset(RecipientKind(kind) for kind in found)


def share_bound(share: "Share") -> Money:
    """What is approved already of a town's share, whatever has become of it since."""
    found = share.forwardings.filter(state__in=BOUND).aggregate(sum=Sum("approved"))["sum"]
    return ZERO if found is None else found if isinstance(found, Money) else Money(int(found))


def promised_on(item: "AwardItem") -> Money:
    """What decided plans of an item still promise, besides what is bound or paid.

    A share that nobody has applied for is promised whole; then what is still asked for counts,
    and what a town has left over is free for others (R-DIS-09).
    """
    shares = apps.get_model("forwarding", "Share")._default_manager
    decided = shares.filter(
        plan__item=item, plan__state=PlanState.DECIDED, given_up_on__isnull=True
    )
    return total([_promised(share) for share in decided.prefetch_related("forwardings")])


def _promised(share: "Share") -> Money:
    asked = list(share.forwardings.all())
    if not asked:
        return share.amount
    bound = [each.approved for each in asked if each.state in BOUND and each.approved is not None]
    waiting = [each.requested for each in asked if each.state in UNDECIDED]
    return min(total(waiting), max(share.amount - total(bound), ZERO))


def account_changes(forwarding: "Forwarding") -> "QuerySet[JournalEntry]":
    """Who named another account after the decision, and when; the newest first."""
    entries = JournalEntry.objects.of_record(forwarding)
    decided = entries.filter(verb="approve_forwarding").order_by("-number").first()
    changed = entries.filter(verb="state_bank_account").order_by("-number")
    return changed.filter(number__gt=decided.number) if decided else changed.none()


def paid_for_the_same(forwarding: "Forwarding", recipient: "Organisation") -> "Forwarding | None":
    """A decided forwarding to this recipient for the same purpose in days that overlap."""
    same = type(forwarding)._default_manager.for_the_same(forwarding, recipient)
    return same.filter(state__in=BOUND).first()


def facts_of(
    forwarding: "Forwarding", recipient: "Organisation | None", kind: RecipientKind
) -> Facts:
    """What the checks look at, from the application, its call, the notice and other forwardings."""
    award, call = forwarding.item.award, forwarding.call
    same = type(forwarding)._default_manager.for_the_same(forwarding, recipient)
    return Facts(
        purpose=str(forwarding.item),
        period_from=forwarding.period_from,
        period_to=forwarding.period_to,
        first_day=award.period_from,
        last_day=last_project_day(award.period_to, award.proof_due_on, award.sub_proof_months),
        requested=forwarding.requested,
        cap=smallest_cap(call.cap_per_project if call else None, award.cap_per_project),
        kind=kind,
        allowed=allowed_kinds(award),
        other_funds=forwarding.other_funds,
        other_funds_from=forwarding.other_funds_from,
        others=tuple(_other(each) for each in same) if recipient else (),
    )


def _other(forwarding: "Forwarding") -> Other:
    decided = forwarding.state in BOUND
    amount = forwarding.approved if forwarding.approved is not None else forwarding.requested
    return Other(forwarding.title, amount, decided)


def _by_guideline(award: "Award") -> Money | None:
    """The limit of the guideline that was in force on the day of the notice."""
    if award.programme is None:
        return None
    found = award.programme.guidelines.filter(valid_on(award.dated)).order_by("-valid_from")
    return next((each.light_form_up_to for each in found), None)
