"""The dullest valid calls and forwardings; what is approved or paid is booked by movements."""

from datetime import date

import factory

from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.models import (
    ConflictOfInterest,
    Forwarding,
    FundingCall,
    TextBlock,
)
from kreislotse.forwarding.states import BlockKind, CallState, ForwardingState
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.organisations.models import OrganisationKind
from tests.factories.access import AccountFactory
from tests.factories.awards import AwardFactory, AwardItemFactory, officer_at
from tests.factories.organisations import OrganisationFactory

WISH = Money.euros(500)


class ClubFactory(OrganisationFactory):
    kind = OrganisationKind.CLUB
    name = factory.Sequence(lambda n: f"Willkommen {n} e. V.")


class ForwardableItemFactory(AwardItemFactory):
    """An item of 18,000.00 of an award that may be passed on."""

    award = factory.SubFactory(AwardFactory, item=False, forwarding_allowed=True)


class FundingCallFactory(factory.django.DjangoModelFactory):
    """An open call until the end of November 2015."""

    class Meta:
        model = FundingCall

    item = factory.SubFactory(ForwardableItemFactory)
    owner = factory.SelfAttribute("item.award.owner")
    title = factory.Sequence(lambda n: f"Aufruf {n}")
    text = "Für Angebote mit Geflüchteten."
    closes_on = date(2015, 11, 30)
    state = CallState.OPEN


class AppliedForwardingFactory(factory.django.DjangoModelFactory):
    """Applied for by a club, not yet checked."""

    class Meta:
        model = Forwarding
        skip_postgeneration_save = True

    item = factory.SubFactory(ForwardableItemFactory)
    owner = factory.SelfAttribute("item.award.owner")
    recipient_kind = RecipientKind.CLUB
    applicant_name = factory.Sequence(lambda n: f"Initiative {n}")
    contact_name = "Alex Beispiel"
    contact_email = "initiative@example.org"
    iban = "DE89370400440532013000"
    account_holder = "Initiative"
    title = factory.Sequence(lambda n: f"Begegnung {n}")
    description = "Gemeinsames Kochen. Zweimal im Monat."
    period_from = date(2015, 11, 1)
    period_to = date(2015, 12, 15)
    requested = WISH
    light = True
    applied_on = date(2015, 10, 15)
    request_key = factory.Sequence(lambda n: f"wunsch-{n}")


class ApprovedForwardingFactory(AppliedForwardingFactory):
    """Approved as requested: the money is bound for the recipient."""

    recipient = factory.SubFactory(ClubFactory)
    state = ForwardingState.APPROVED
    approved = factory.SelfAttribute("requested")
    decided_on = date(2015, 10, 20)
    proof_due_on = date(2016, 4, 30)

    @factory.post_generation
    def booked(self, create, extracted, **_):
        movements.commit(self.item.pot, self.recipient, self.approved, _deed(self, "commitment"))


class ForwardingFactory(ApprovedForwardingFactory):
    """Paid out, its proof still to come."""

    state = ForwardingState.PAID
    signed_on = date(2015, 10, 25)
    paid_on = date(2015, 11, 1)

    @factory.post_generation
    def paid(self, create, extracted, **_):
        movements.pay(self.item.pot, self.recipient, self.approved, _deed(self, "payment"))


def _deed(forwarding, what):
    day = forwarding.paid_on or forwarding.decided_on
    actor = officer_at(forwarding.owner)
    return movements.Deed(actor, day, f"forwarding-{forwarding.pk}-{what}")


class TextBlockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TextBlock

    kind = BlockKind.CONTRACT
    position = factory.Sequence(lambda n: n + 1_000)
    title = factory.Sequence(lambda n: f"Baustein {n}")
    text = "Der Kreis gibt {betrag} weiter."
    valid_from = date(2015, 1, 1)


class ConflictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConflictOfInterest

    owner = factory.SubFactory(OrganisationFactory)
    account = factory.SubFactory(AccountFactory)
    organisation = factory.SubFactory(ClubFactory)
    since = date(2015, 1, 1)
