"""The dullest valid proofs of recipients, their receipts, and recoveries."""

from datetime import UTC, date, datetime

import factory

from kreislotse.attachments.models import Attachment
from kreislotse.awards.models import Allocation, Receipt
from kreislotse.forwarding.models import Recovery, SubProof, SubProofReceipt
from kreislotse.forwarding.states import ForwardingState, SubProofState
from kreislotse.kernel.money import Money
from tests.factories.forwarding import ForwardingFactory
from tests.factories.organisations import OrganisationFactory

PHOTO = b"\xff\xd8\xff\xe0 a small photo"


class PhotoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    owner = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"bon{n}.jpg")
    media_type = "image/jpeg"
    size = len(PHOTO)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    content = PHOTO
    added_at = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)


class RecipientReceiptFactory(factory.django.DjangoModelFactory):
    """A receipt of 100.00 that a recipient has paid."""

    class Meta:
        model = Receipt

    owner = factory.SubFactory(OrganisationFactory)
    payer = factory.SelfAttribute("owner")
    payee = "Copyshop"
    subject = factory.Sequence(lambda n: f"Flyer {n}")
    dated = date(2015, 11, 2)
    paid_on = date(2015, 11, 2)
    amount = Money.euros(100)
    request_key = factory.Sequence(lambda n: f"teilbeleg-{n}")


class SubProofFactory(factory.django.DjangoModelFactory):
    """A proof that its recipient still writes."""

    class Meta:
        model = SubProof

    forwarding = factory.SubFactory(ForwardingFactory)
    number = 1

    class Params:
        submitted = factory.Trait(
            forwarding=factory.SubFactory(ForwardingFactory, state=ForwardingState.PROOF_RECEIVED),
            state=SubProofState.SUBMITTED,
            report="Wir haben gekocht. Es kamen viele.",
            confirmed=True,
            submitted_on=date(2015, 12, 20),
        )


class SubProofReceiptFactory(factory.django.DjangoModelFactory):
    """A receipt in a proof; `amount` says its sum, `photo=True` gives it a file."""

    class Meta:
        model = SubProofReceipt

    class Params:
        amount = Money.euros(100)
        photo = False

    sub_proof = factory.SubFactory(SubProofFactory)

    @factory.lazy_attribute
    def allocation(self):
        forwarding = self.sub_proof.forwarding
        receipt = RecipientReceiptFactory(
            owner=forwarding.owner,
            payer=forwarding.recipient,
            amount=self.amount,
            file=PhotoFactory(owner=forwarding.owner) if self.photo else None,
        )
        return Allocation.objects.create(receipt=receipt, item=forwarding.item, amount=self.amount)


class RecoveryFactory(factory.django.DjangoModelFactory):
    """500.00 asked back for want of a proof."""

    class Meta:
        model = Recovery

    forwarding = factory.SubFactory(ForwardingFactory, state=ForwardingState.RECOVERY)
    amount = Money.euros(500)
    reason = "Der Nachweis fehlt."
    known_on = date(2016, 5, 1)
    demanded_on = date(2016, 5, 10)
    due_on = date(2016, 6, 10)
