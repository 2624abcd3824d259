"""The district's own spending becomes proven with the signature, and not before."""

from collections.abc import Iterator

from kreislotse.access.policy import Actor
from kreislotse.awards.models import AwardItem
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.movements import Deed, prove, undo
from kreislotse.ledger.queries import Place, balances
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.models import Organisation
from kreislotse.proofs.models import Proof
from kreislotse.proofs.numbers import Span, own_parties, stand


def prove_own_spending(proof: Proof, *, actor: Actor) -> list[Transfer]:
    """Book what the district itself spent as proven, item by item; part of signing."""
    on = min(actor.today, proof.duty.period_to)
    booked = []
    for item, payer, amount in _unproven(proof):
        reference = f"proof-{proof.pk}-item-{item.pk}-{payer.pk}"
        again = _taken_back(proof, reference)
        if again:
            reference = f"{reference}-{again + 1}"
        booked.append(prove(item.pot, payer, amount, Deed(actor, on, reference, str(proof)[:300])))
    return booked


def take_back_own_spending(proof: Proof, *, actor: Actor) -> None:
    """Reverse what the signature booked; the mistake stays on record."""
    booked = proof.duty.award.book.transfers.filter(
        deed__startswith=f"proof-{proof.pk}-item-", reverses__isnull=True, reversal__isnull=True
    )
    for each in booked.order_by("number"):
        undo(each, actor=actor, on=each.booked_on, reason=f"Wieder geöffnet: {proof}"[:300])


def _unproven(proof: Proof) -> Iterator[tuple[AwardItem, Organisation, Money]]:
    """What stands on PAID of the own parties; for an interim proof only what its time brought."""
    duty, award = proof.duty, proof.duty.award
    now, until = balances(award.book), stand(award.book, None, Span.of(duty).last)
    payers = Organisation.objects.filter(pk__in=own_parties(award)).order_by("pk")
    for item in award.items.order_by("position"):
        for payer in payers:
            place = Place(item.pot.item, AccountKind.PAID, payer.pk)
            amount = min(now.get(place, ZERO), until.get(place, ZERO))
            if amount > ZERO:
                yield item, payer, amount


def _taken_back(proof: Proof, reference: str) -> int:
    """How often this proving was signed and taken back before."""
    rows = proof.duty.award.book.transfers.filter(
        deed__startswith=reference, reversal__isnull=False
    )
    return sum(each.deed == reference or each.deed.startswith(f"{reference}-") for each in rows)
