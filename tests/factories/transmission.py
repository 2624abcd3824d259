"""The dullest valid batches; and a district with a town, an agency and people ready to go there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import factory

from kreislotse.access.policy import Actor
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.models import Call, CallPart, CallResponse, Candidate, Nomination
from kreislotse.participants.profile import Category
from kreislotse.participants.states import CandidateState, ConsentPurpose, PartKind
from kreislotse.transmission import actions
from kreislotse.transmission.models import Batch, BatchLine, FeedbackSum, Outcome, Recall
from kreislotse.transmission.states import (
    BasisKind,
    BatchState,
    Channel,
    Feedback,
    OutcomeKind,
    RecallGround,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory
from tests.factories.people import CandidateFactory, with_consent

SENT_ON = date(2015, 10, 20)
NOW = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)


class AgencyFactory(OrganisationFactory):
    kind = OrganisationKind.EMPLOYMENT_AGENCY
    name = factory.Sequence(lambda n: f"Agentur für Arbeit Musterstadt {n}")


class BatchFactory(factory.django.DjangoModelFactory):
    """Sent to an agency in October 2015, without lines."""

    class Meta:
        model = Batch

    call = factory.SubFactory(CallFactory)
    owner = factory.SelfAttribute("call.owner")
    number = factory.Sequence(lambda n: n + 1)
    recipient = factory.SubFactory(AgencyFactory)
    channel = Channel.PORTAL
    state = BatchState.SENT
    categories = [category.value for category in Category]
    sha256 = "0" * 64
    frozen_at = datetime(2015, 10, 20, 8, 0, tzinfo=UTC)
    sent_on = SENT_ON
    feedback_due_on = date(2015, 11, 17)


class BatchLineFactory(factory.django.DjangoModelFactory):
    """A person whom the recipient of a batch has been told about by consent."""

    class Meta:
        model = BatchLine

    batch = factory.SubFactory(BatchFactory)
    position = factory.Sequence(lambda n: n + 1)
    candidate = factory.SubFactory(
        CandidateFactory,
        transmitted=True,
        owner=factory.SubFactory(
            MunicipalityFactory, part_of=factory.SelfAttribute("...batch.owner")
        ),
        recipient=factory.SelfAttribute("..batch.recipient"),
    )
    municipality = factory.SelfAttribute("candidate.owner")
    basis = BasisKind.CONSENT
    consent = factory.LazyAttribute(
        lambda line: with_consent(line.candidate, recipient=line.batch.recipient)
    )
    content = factory.LazyAttribute(
        lambda line: {
            "family_name": line.candidate.family_name,
            "given_names": line.candidate.given_names,
        }
    )

    @classmethod
    def _create(cls, model_class: type[BatchLine], *args: object, **values: object) -> BatchLine:
        """As a frozen batch has it: its lines are not saved singly any more."""
        return BatchLine.objects.bulk_create([BatchLine(**values)])[0]


class FeedbackSumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FeedbackSum

    batch = factory.SubFactory(BatchFactory)
    feedback = Feedback.ACCEPTED
    people = 1
    reported_on = date(2015, 10, 30)


class RecallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recall

    line = factory.SubFactory(BatchLineFactory, recalled=True)
    ground = RecallGround.WITHDRAWAL
    issued_on = date(2015, 10, 26)
    due_on = date(2015, 11, 9)


class OutcomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outcome

    candidate = factory.SubFactory(CandidateFactory, outcome=True)
    kind = OutcomeKind.EMPLOYMENT
    began_on = date(2015, 10, 26)
    source = "Meldung der Agentur"
    noted_by = factory.SelfAttribute("candidate.owner")


@dataclass
class Neighbourhood:
    """A district with an agency, and a running call to its towns for a list of names."""

    district: Organisation
    agency: Organisation
    call: Call
    part: CallPart

    def town(self, name: str = "Musterdorf") -> Organisation:
        return MunicipalityFactory(part_of=self.district, name=name)

    def person(self, town: Organisation, *, consent: bool = True, **said: object) -> Candidate:
        """Somebody of the town, nominated, checked, who agrees to the agency and to feedback."""
        said = {"state": CandidateState.CHECKED} | said
        person = CandidateFactory(owner=town, **said)
        response, _ = CallResponse.objects.get_or_create(part=self.part, municipality=town)
        Nomination.objects.create(candidate=person, response=response, nominated_on=SENT_ON)
        if consent:
            with_consent(person, ConsentPurpose.AGENCY, self.agency)
            with_consent(person, ConsentPurpose.AGENCY_FEEDBACK, town)
        return person

    def actor(self) -> Actor:
        """The system with all roles here, for what a test takes for granted."""
        return system_actor(NOW, self.district.pk, self.agency.pk)

    def drafted(self, **said: object) -> Batch:
        said = {"recipient": self.agency, "channel": Channel.PORTAL} | said
        return actions.draft_batch(self.call, actor=self.actor(), **said)

    def frozen(self, **said: object) -> Batch:
        return actions.freeze_batch(self.drafted(**said), actor=self.actor())

    def sent(self, **said: object) -> Batch:
        batch = self.frozen(**said)
        return actions.send_batch(batch, actor=self.actor(), sent_on=self.actor().today)


def neighbourhood() -> Neighbourhood:
    call = CallFactory()
    part = CallPartFactory(call=call, kind=PartKind.CANDIDATES, text="Geeignete Personen")
    return Neighbourhood(call.owner, AgencyFactory(), call, part)
