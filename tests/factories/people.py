"""The dullest valid candidates, residence titles and consents; all people are invented."""

from datetime import UTC, date, datetime

import factory

from kreislotse.kernel.names import name_words
from kreislotse.organisations.models import Organisation
from kreislotse.participants.codes import new_code
from kreislotse.participants.matching import match_key
from kreislotse.participants.models import (
    Candidate,
    Consent,
    ConsentGrant,
    ConsentVersion,
    LanguageSkill,
    NameWord,
    Qualification,
    ResidenceStatus,
    ResidenceTitle,
    TitleRegime,
)
from kreislotse.participants.states import (
    CandidateState,
    Closing,
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    Evidence,
    Level,
    QualificationKind,
    RestrictionGround,
)
from tests.factories.organisations import MunicipalityFactory

DAY = date(2015, 10, 1)
AT = datetime(2015, 10, 1, 10, 0, tzinfo=UTC)


class ResidenceTitleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResidenceTitle
        django_get_or_create = ("code",)

    code = "GEST"
    label = "Aufenthaltsgestattung"
    norm = "§ 55 AsylG"


class TitleRegimeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TitleRegime

    title = factory.SubFactory(ResidenceTitleFactory)
    regime = "asylblg"


class CandidateFactory(factory.django.DjangoModelFactory):
    """A draft with the least that a record needs; beyond a draft also what a complete one needs.

    A trait for each state: `CandidateFactory(released=True)`; `facts` says otherwise.
    """

    class Meta:
        model = Candidate
        skip_postgeneration_save = True

    class Params:
        complete = factory.Trait(state=CandidateState.COMPLETE)
        consent_pending = factory.Trait(state=CandidateState.CONSENT_PENDING)
        consent_given = factory.Trait(state=CandidateState.CONSENT_GIVEN)
        released = factory.Trait(state=CandidateState.RELEASED)
        checked = factory.Trait(state=CandidateState.CHECKED)
        transmitted = factory.Trait(state=CandidateState.TRANSMITTED)
        accepted = factory.Trait(state=CandidateState.ACCEPTED)
        not_suitable = factory.Trait(state=CandidateState.NOT_SUITABLE)
        not_reached = factory.Trait(state=CandidateState.NOT_REACHED)
        declined = factory.Trait(state=CandidateState.DECLINED)
        already_known = factory.Trait(state=CandidateState.ALREADY_KNOWN)
        in_support = factory.Trait(state=CandidateState.IN_SUPPORT)
        outcome = factory.Trait(state=CandidateState.OUTCOME)
        closed = factory.Trait(state=CandidateState.CLOSED, closing=Closing.DONE, closed_on=DAY)
        consent_withdrawn = factory.Trait(state=CandidateState.CONSENT_WITHDRAWN)
        moved_away = factory.Trait(state=CandidateState.MOVED_AWAY)
        restricted = factory.Trait(restricted_on=DAY, restriction=RestrictionGround.REQUEST)

    owner = factory.SubFactory(MunicipalityFactory)
    district = factory.LazyAttribute(lambda candidate: candidate.owner.part_of)
    code = factory.LazyFunction(new_code)
    family_name = factory.Sequence(lambda n: f"Beispiel{_letters(n)}")
    given_names = "Amina"
    born_on = date(1990, 5, 17)
    nationality = "SY"
    last_contact_on = DAY
    changed_at = AT
    match_key = factory.LazyAttribute(
        lambda candidate: match_key(candidate.family_name, candidate.given_names, candidate.born_on)
    )

    @factory.post_generation
    def words(self, create: bool, extracted: object, **_: object) -> None:
        if create:
            found = name_words(self.family_name, self.given_names)
            NameWord.objects.bulk_create(
                NameWord(candidate=self, owner_id=self.owner_id, word=word) for word in found
            )

    @factory.post_generation
    def facts(self, create: bool, extracted: object, **_: object) -> None:
        """Status since June, Arabic to be met in, German by certificate, a trade learnt."""
        if create and (self.state != CandidateState.DRAFT if extracted is None else extracted):
            title = ResidenceTitleFactory()
            ResidenceStatus.objects.create(candidate=self, title=title, since=date(2015, 6, 1))
            LanguageSkill.objects.create(candidate=self, language="ar", interpreting=True)
            LanguageSkill.objects.create(
                candidate=self, language="de", level=Level.A2, evidence=Evidence.CERTIFICATE
            )
            Qualification.objects.create(
                candidate=self, kind=QualificationKind.VOCATIONAL, occupation_group="26"
            )


class ConsentVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConsentVersion
        django_get_or_create = ("owner", "number")

    number = 1
    state = "released"
    released_on = DAY


def with_consent(
    candidate: Candidate,
    purpose: ConsentPurpose = ConsentPurpose.AGENCY,
    recipient: Organisation | None = None,
    *,
    decided_on: date = DAY,
    valid_until: date | None = None,
) -> Consent:
    """Give the consent to one purpose and recipient, the district where none is named."""
    version = ConsentVersionFactory(owner=candidate.district)
    consent = Consent.objects.create(
        candidate=candidate,
        version=version,
        language="de",
        decision=ConsentDecision.GIVEN,
        form=ConsentForm.PAPER,
        decided_on=decided_on,
        valid_until=valid_until,
    )
    ConsentGrant.objects.create(
        consent=consent, purpose=purpose, recipient=recipient or candidate.district
    )
    return consent


def _letters(number: int) -> str:
    """A number in letters, since names have no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
