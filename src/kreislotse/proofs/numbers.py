"""The numerical proof read from the ledger, the receipts and the sub-proofs: never typed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from kreislotse.awards.models import Allocation, Award, AwardItem, ProofDuty
from kreislotse.forwarding.proving import sub_proof_sums
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger.models import Book
from kreislotse.ledger.queries import Place
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.models import OrganisationKind
from kreislotse.proofs.content import numbers_from
from kreislotse.proofs.models import Proof
from kreislotse.proofs.rules import Income, ItemLine, Numbers, Passed

K = AccountKind
Stand = dict[Place, Money]
# Together they are what was allotted to an item: what the notices say, shifts included.
_ALLOTTED = (K.AVAILABLE, K.COMMITTED, K.PAID, K.PROVEN, K.RETURNED)


@dataclass(frozen=True)
class Span:
    """The days whose movements count; the final proof counts all of them (R-GRT-15)."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, duty: ProofDuty) -> "Span":
        """The first interim proof also has what was allowed before the period (R-GRT-03)."""
        if duty.final:
            return cls(None, None)
        begins = duty.period_from <= duty.award.period_from
        return cls(None if begins else duty.period_from, duty.period_to)


def numbers_of(proof: Proof) -> Numbers:
    """As signed; before the signature as the books say today."""
    return numbers_from(proof.content) if proof.content else live_numbers(proof)


def live_numbers(proof: Proof) -> Numbers:
    """As the books say today."""
    duty = proof.duty
    incomes = tuple(
        Income(income.get_kind_display(), income.from_whom, income.by_notice, income.by_account)
        for income in proof.incomes.order_by("pk")
    )
    return award_numbers(duty.award, Span.of(duty), final=duty.final, incomes=incomes)


def award_numbers(
    award: Award, span: Span, *, final: bool, incomes: tuple[Income, ...] = ()
) -> Numbers:
    """Plan, spending and cash of an award within a span of days."""
    moved = stand(award.book, span.first, span.last)
    until = stand(award.book, None, span.last)
    own = own_parties(award)
    receipts = _own_receipts(award, own, span)
    passed = tuple(_passed(award)) if final else ()
    accepted = _accepted(award)
    return Numbers(
        final=final,
        financing=award.financing,
        items=tuple(
            ItemLine(
                item_id=item.pk,
                title=str(item),
                planned=_sum(until, item, _ALLOTTED),
                own=_sum(moved, item, (K.PAID, K.PROVEN), own),
                others=_sum(moved, item, (K.PROVEN,)) - _sum(moved, item, (K.PROVEN,), own),
                receipts=receipts.get(item.pk, ZERO),
                accepted=accepted.get(item.pk, ZERO),
                bound=_sum(until, item, (K.COMMITTED,)),
            )
            for item in award.items.order_by("position")
        ),
        incomes=incomes,
        passed=passed,
        received=_all(moved, (K.DRAWN, K.REPAID)),
        repaid=_all(moved, (K.REPAID,)),
        requested=_all(until, (K.REQUESTED,)),
        shared_cost=_shared_cost(award, own, span),
        percent_hundredths=None if award.percent is None else int(award.percent * 100),
        eligible_by_notice=award.eligible_cost,
    )


def stand(book: Book, first: date | None = None, last: date | None = None) -> Stand:
    """What stands on every account by the movements booked within these days."""
    rows = book.transfers.all()
    if first:
        rows = rows.filter(booked_on__gte=first)
    if last:
        rows = rows.filter(booked_on__lte=last)
    found: Stand = defaultdict(lambda: ZERO)
    for side, sign in (("target", 1), ("source", -1)):
        sums = rows.values_list(f"{side}__item", f"{side}__kind", f"{side}__party")
        for item, kind, party, amount in sums.annotate(sum=Sum("amount")):
            found[Place(item, kind, party)] += Money(sign * amount.cents)
    return found


def own_parties(award: Award) -> frozenset[int]:
    """Whose spending is the district's own: the award's owner and its centre."""
    centres = award.owner.parts.filter(kind=OrganisationKind.CENTRE)
    return frozenset({award.owner_id, *centres.values_list("pk", flat=True)})


def _sum(
    found: Stand, item: AwardItem, kinds: Iterable[str], parties: frozenset[int] | None = None
) -> Money:
    wanted, key = set(kinds), item.pot.item
    return total(
        [
            amount
            for place, amount in found.items()
            if place.item == key
            and place.kind in wanted
            and (parties is None or place.party_id in parties)
        ]
    )


def _all(found: Stand, kinds: Iterable[str]) -> Money:
    wanted = set(kinds)
    return total([amount for place, amount in found.items() if place.kind in wanted])


def _allocations(award: Award, own: frozenset[int], span: Span) -> list[Allocation]:
    rows = Allocation.objects.filter(
        item__award=award, withdrawn_on__isnull=True, receipt__payer__in=own
    )
    if span.first:
        rows = rows.filter(receipt__paid_on__gte=span.first)
    if span.last:
        rows = rows.filter(receipt__paid_on__lte=span.last)
    return list(rows.select_related("receipt").order_by("pk"))


def _own_receipts(award: Award, own: frozenset[int], span: Span) -> dict[int, Money]:
    found: dict[int, Money] = defaultdict(lambda: ZERO)
    for each in _allocations(award, own, span):
        found[each.item_id] += each.amount
    return found


def _shared_cost(award: Award, own: frozenset[int], span: Span) -> Money:
    """What own funds and others pay of the receipts, where the notice has a plan with them."""
    if award.eligible_cost is None and not award.own_funds and not award.third_party_funds:
        return ZERO
    receipts = {each.receipt_id: each.receipt for each in _allocations(award, own, span)}
    active = Allocation.objects.filter(receipt__in=receipts, withdrawn_on__isnull=True)
    charged = active.aggregate(sum=Sum("amount"))["sum"] or ZERO
    return total([receipt.amount for receipt in receipts.values()]) - charged


def _passed(award: Award) -> Iterable[Passed]:
    for line in sub_proof_sums(award):
        yield Passed(
            item=str(line.item),
            recipient=str(line.recipient or line.forwarding.applicant_name),
            title=line.forwarding.title,
            paid=line.paid,
            accepted=line.accepted,
            refunded=line.refunded,
            waived=line.waived,
        )


def _accepted(award: Award) -> dict[int, Money]:
    found: dict[int, Money] = defaultdict(lambda: ZERO)
    for line in sub_proof_sums(award):
        found[line.item.pk] += line.accepted
    return found
