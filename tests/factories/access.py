"""The dullest valid accounts."""

from datetime import date

import factory

from kreislotse.access.models import Account


class AccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Account

    email = factory.Sequence(lambda n: f"konto{n}@example.org")
    name = factory.Sequence(lambda n: f"Kim Konto {n}")
    password = "!"
    ends_on = date(2016, 12, 31)
