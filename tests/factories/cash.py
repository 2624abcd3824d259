"""The dullest draw-downs and receipts; what they book is booked by the actions only."""

from datetime import date

import factory

from kreislotse.awards.models import DrawDown, DrawDownLine, Receipt
from kreislotse.kernel.money import Money
from tests.factories.awards import AwardFactory, AwardItemFactory
from tests.factories.organisations import OrganisationFactory


class DrawDownFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DrawDown

    award = factory.SubFactory(AwardFactory)
    number = factory.LazyAttribute(lambda new: new.award.draw_downs.count() + 1)
    expected_use_on = date(2015, 12, 1)
    needed_for = "Honorare"


class DrawDownLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DrawDownLine

    item = factory.SubFactory(AwardItemFactory)
    draw_down = factory.SubFactory(DrawDownFactory, award=factory.SelfAttribute("..item.award"))
    amount = Money.euros(1_000)


class ReceiptFactory(factory.django.DjangoModelFactory):
    """A receipt that no pot bears yet."""

    class Meta:
        model = Receipt

    owner = factory.SubFactory(OrganisationFactory)
    payer = factory.SelfAttribute("owner")
    payee = factory.Sequence(lambda n: f"Druckerei {n}")
    subject = factory.Sequence(lambda n: f"Faltblatt {n}")
    dated = date(2015, 6, 1)
    paid_on = date(2015, 6, 15)
    amount = Money.euros(100)
    request_key = factory.Sequence(lambda n: f"beleg-{n}")
