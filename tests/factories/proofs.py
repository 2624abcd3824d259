"""The dullest valid proofs of use."""

from datetime import date

import factory

from kreislotse.awards.states import AwardState
from kreislotse.kernel.money import ZERO
from kreislotse.proofs.models import FormTemplate, Proof, ProofIncome
from kreislotse.proofs.states import FormKind, IncomeKind
from tests.factories.awards import AwardFactory, ProofDutyFactory


class ProofFactory(factory.django.DjangoModelFactory):
    """The begun final proof of an award of 18,000.00 whose measure has ended."""

    class Meta:
        model = Proof

    duty = factory.SubFactory(
        ProofDutyFactory, award=factory.SubFactory(AwardFactory, state=AwardState.PROOF_DUE)
    )


class WrittenProofFactory(ProofFactory):
    """With report and confirmations; whether sums agree is another matter."""

    measure = "Sprachkurse in elf Orten."
    effects = "120 Menschen haben einen Kurs besucht."
    deviations = "Ein Kurs kam nicht zustande."
    economical = True
    agrees_with_books = True
    conditions_kept = True


class ProofIncomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProofIncome

    proof = factory.SubFactory(ProofFactory)
    kind = IncomeKind.OWN
    from_whom = "Kreis"
    by_notice = ZERO
    by_account = ZERO


class FormTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FormTemplate

    kind = FormKind.PROOF
    code = factory.Sequence(lambda n: f"formular-{n}")
    title = factory.Sequence(lambda n: f"Formular {n}")
    layout = factory.LazyFunction(
        lambda: [{"fields": [{"label": "Bescheid", "value": "award.title"}]}]
    )
    valid_from = date(2015, 1, 1)
