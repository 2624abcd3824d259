"""The dullest valid awards, booked through the ledger's movements."""

from datetime import UTC, date, datetime

import factory

from kreislotse.access.policy import Actor, Role
from kreislotse.awards.models import Award, AwardItem, NotificationDuty, ProofDuty, Repayment
from kreislotse.awards.states import AwardState, DutyKind
from kreislotse.funding.states import Financing
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.ledger.chain import START
from kreislotse.ledger.models import Book
from kreislotse.organisations.models import Organisation
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory

SUM = Money.euros(18_000)


def officer_at(place: Organisation) -> Actor:
    """Somebody without an account who may book at this place."""
    now = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
    return Actor(None, now, frozenset({(Role.GRANTS_OFFICER, place.pk)}))


class BookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Book

    owner = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Bescheid {n}")
    end = START


class AwardFactory(factory.django.DjangoModelFactory):
    """A running award of 2015 with one item; `item=False` makes none, `item__amount` says its sum.

    With `owner` the initiative and the book belong there as well.
    """

    class Meta:
        model = Award
        skip_postgeneration_save = True

    owner = factory.SubFactory(OrganisationFactory)
    initiative = factory.SubFactory(InitiativeFactory, owner=factory.SelfAttribute("..owner"))
    book = factory.SubFactory(BookFactory, owner=factory.SelfAttribute("..owner"))
    title = factory.Sequence(lambda n: f"Bescheid {n}")
    financing = Financing.FULL
    state = AwardState.RUNNING
    dated = date(2015, 1, 2)
    period_from = date(2015, 1, 1)
    period_to = date(2015, 12, 31)
    proof_due_on = date(2016, 6, 30)
    # Final since 6 February 2015.
    served_on = date(2015, 1, 5)

    class Params:
        entered = factory.Trait(state=AwardState.ENTERED, served_on=None)
        awarded = factory.Trait(state=AwardState.AWARDED, served_on=None)

    @factory.post_generation
    def item(self, create, extracted, **said):
        if extracted is not False:
            AwardItemFactory(award=self, **said)


class AwardItemFactory(factory.django.DjangoModelFactory):
    """An item of 18,000.00; booked unless its award is only entered."""

    class Meta:
        model = AwardItem
        skip_postgeneration_save = True

    award = factory.SubFactory(AwardFactory, item=False)
    position = factory.LazyAttribute(lambda new: new.award.items.count() + 1)
    title = factory.Sequence(lambda n: f"Zweck {n}")
    amount = SUM

    @factory.post_generation
    def booked(self, create, extracted, **_):
        if self.award.state != AwardState.ENTERED:
            deed = movements.Deed(
                officer_at(self.award.owner), self.award.dated, f"award-{self.award_id}-{self.pk}"
            )
            movements.award(self.pot, self.amount, deed)


class ProofDutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProofDuty

    award = factory.SubFactory(AwardFactory)
    final = True
    period_from = factory.SelfAttribute("award.period_from")
    period_to = factory.SelfAttribute("award.period_to")
    due_on = factory.SelfAttribute("award.proof_due_on")


class NotificationDutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NotificationDuty

    award = factory.SubFactory(AwardFactory)
    kind = DutyKind.POST_VACANT
    arose_on = date(2015, 6, 1)
    text = "Die Stelle ist frei."


class RepaymentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Repayment

    award = factory.SelfAttribute("item.award")
    item = factory.SubFactory(AwardItemFactory)
    amount = Money.euros(100)
    reason = "Nicht verbraucht."
    demanded_on = date(2016, 8, 1)
    due_on = date(2016, 8, 15)
