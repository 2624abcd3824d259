"""An award of 18,000.00 that was drawn, spent and passed on; its proof is to be written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kreislotse.access.policy import Actor
from kreislotse.awards.actions import enter_receipt
from kreislotse.awards.models import AwardItem
from kreislotse.awards.states import AwardState
from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.states import ForwardingState
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.proofs.models import Proof
from tests.factories.awards import ProofDutyFactory, officer_at
from tests.factories.forwarding import ForwardableItemFactory, ForwardingFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.proofs import WrittenProofFactory

EUROS = Money.euros


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 11, 0, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    item: AwardItem
    forwarding: Forwarding
    proof: Proof


def tied(**written: Any) -> World:
    """17,500.00 spent by the district, 500.00 passed on and proven, 18,000.00 drawn."""
    item = ForwardableItemFactory(
        award__state=AwardState.PROOF_DUE,
        award__reference="49.2-KI",
        award__authority=OrganisationFactory(name="Bezirksregierung Arnsberg"),
    )
    forwarding = accepted(ForwardingFactory(item=item, recipient__name="Kochverein e. V."))
    draw(item, EUROS(18_000))
    spend(item, EUROS(17_500))
    duty = ProofDutyFactory(award=item.award)
    return World(item, forwarding, WrittenProofFactory(duty=duty, **written))


def draw(item: AwardItem, amount: Money, on: date = date(2015, 11, 20)) -> None:
    actor = officer_at(item.award.owner)
    deed = movements.Deed(actor, on, f"draw-{item.pk}-{amount.cents}")
    movements.request_draw(item.pot, amount, deed)
    received = movements.Deed(actor, on, f"drawn-{item.pk}-{amount.cents}")
    movements.receive_draw(item.pot, amount, received)


def spend(
    item: AwardItem, amount: Money, *, on: date = date(2015, 11, 25), key: str = "", **more: Any
) -> Any:
    """The district pays an invoice; it may bear more than the grant does (`whole`)."""
    owner = item.award.owner
    actor = officer_at(owner)
    later = Actor(None, noon(2016, 3, 1), actor.roles)
    whole = more.pop("whole", amount)
    return enter_receipt(
        actor=later,
        item=item,
        payer=owner,
        payee="Druckerei",
        subject="Sprachkurse",
        dated=on,
        paid_on=on,
        amount=whole,
        part=amount,
        request_key=key or f"beleg-{item.pk}-{amount.cents}-{on}",
        **more,
    )


def accepted(forwarding: Forwarding, amount: Money | None = None) -> Forwarding:
    """The recipient's proof is accepted, in full or in part, as the ledger has it."""
    proven = amount or forwarding.approved
    deed = movements.Deed(
        officer_at(forwarding.owner), date(2016, 2, 1), f"forwarding-{forwarding.pk}-proof"
    )
    movements.prove(forwarding.item.pot, forwarding.recipient, proven, deed)
    forwarding.accepted, forwarding.state = proven, ForwardingState.ACCEPTED
    forwarding.save()
    return forwarding
