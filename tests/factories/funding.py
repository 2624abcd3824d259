"""The dullest valid grants."""

from datetime import date

import factory

from kreislotse.funding.models import (
    Application,
    ApplicationAnnex,
    ApplicationLine,
    CoFinancing,
    ConsentInPrinciple,
    ConsentParty,
    Guideline,
    Inquiry,
    PostKind,
    Programme,
    ProgrammeDate,
    ProgrammeNumber,
    Purpose,
    Rate,
    RequiredAnnex,
)
from kreislotse.funding.states import (
    ApplicationState,
    CoFinancingKind,
    ConsentRole,
    ProgrammeDateKind,
)
from kreislotse.initiatives.models import Initiative, Letter
from kreislotse.initiatives.states import Direction, InitiativeKind
from kreislotse.kernel.money import Money
from kreislotse.organisations.models import OrganisationKind
from tests.factories.organisations import OrganisationFactory


class CentreFactory(factory.django.DjangoModelFactory):
    """The initiative that sets up a centre."""

    class Meta:
        model = Initiative

    owner = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = InitiativeKind.CENTRE
    title = factory.Sequence(lambda n: f"Integrationszentrum {n}")


class MinistryFactory(OrganisationFactory):
    kind = OrganisationKind.MINISTRY
    name = factory.Sequence(lambda n: f"Ministerium {n}")


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter
        skip_postgeneration_save = True

    initiative = factory.SubFactory(CentreFactory)
    direction = Direction.OUT
    dated = date(2015, 9, 24)
    subject = factory.Sequence(lambda n: f"Schreiben {n}")
    sender = factory.SelfAttribute("initiative.owner")

    @factory.post_generation
    def addressees(self, create, extracted, **_):
        self.addressees.set(extracted or [])


class PostKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PostKind

    code = factory.Sequence(lambda n: f"stelle-{n}")
    title = factory.Sequence(lambda n: f"Stellenart {n}")


class PurposeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Purpose

    code = factory.Sequence(lambda n: f"zweck-{n}")
    title = factory.Sequence(lambda n: f"Zweck {n}")


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    code = factory.Sequence(lambda n: f"programm-{n}")
    name = factory.Sequence(lambda n: f"Programm {n}")


class RateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rate

    programme = factory.SubFactory(ProgrammeFactory)
    post_kind = factory.SubFactory(PostKindFactory)
    per_full_post = Money.euros(50_000)
    valid_from = date(2012, 1, 1)
    source = "Richtlinie"


class GuidelineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Guideline

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Richtlinie {n}")
    valid_from = date(2012, 1, 1)
    source = "Richtlinie"


class ProgrammeNumberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeNumber

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: f"2.{n}")
    title = factory.Sequence(lambda n: f"Gegenstand {n}")
    valid_from = date(2012, 1, 1)
    source = "Richtlinie"


class ProgrammeDateFactory(factory.django.DjangoModelFactory):
    """Apply until 30 October of the year before."""

    class Meta:
        model = ProgrammeDate

    programme = factory.SubFactory(ProgrammeFactory)
    kind = ProgrammeDateKind.APPLICATION
    day, month, years_after = 30, 10, -1
    valid_from = date(2012, 1, 1)
    source = "Richtlinie"


class RequiredAnnexFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RequiredAnnex

    programme = factory.SubFactory(ProgrammeFactory)
    code = factory.Sequence(lambda n: f"anlage-{n}")
    title = factory.Sequence(lambda n: f"Geforderte Anlage {n}")
    valid_from = date(2012, 1, 1)
    source = "Richtlinie"


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConsentInPrinciple

    initiative = factory.SubFactory(CentreFactory)
    owner = factory.SelfAttribute("initiative.owner")


class ConsentPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConsentParty

    consent = factory.SubFactory(ConsentFactory)
    organisation = factory.SubFactory(MinistryFactory)
    role = ConsentRole.ADDRESSEE


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Application

    initiative = factory.SubFactory(CentreFactory)
    owner = factory.SelfAttribute("initiative.owner")
    applicant = factory.SelfAttribute("initiative.owner")
    title = factory.Sequence(lambda n: f"Antrag {n}")

    class Params:
        approved = factory.Trait(
            state=ApplicationState.INTERNALLY_APPROVED, requested=Money.euros(1_000)
        )
        submitted = factory.Trait(
            state=ApplicationState.SUBMITTED,
            requested=Money.euros(1_000),
            submitted_on=date(2015, 10, 9),
        )


class ApplicationLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApplicationLine

    application = factory.SubFactory(ApplicationFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Stelle {n}")


class CoFinancingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CoFinancing

    application = factory.SubFactory(ApplicationFactory)
    kind = CoFinancingKind.OWN
    from_whom = "Kreis"
    amount = Money.euros(100)


class ApplicationAnnexFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApplicationAnnex

    application = factory.SubFactory(ApplicationFactory)
    title = factory.Sequence(lambda n: f"Anlage {n}")
    file = factory.SubFactory(
        "tests.factories.attachments.AttachmentFactory",
        owner=factory.SelfAttribute("..application.owner"),
    )


class InquiryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inquiry

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    asked_on = date(2015, 10, 20)
    question = factory.Sequence(lambda n: f"Rückfrage {n}?")
