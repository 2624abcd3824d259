"""What people decide: recorded with everything that makes it a consent, without consequences."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.attachments.models import Attachment
from kreislotse.forwarding.states import ForwardingState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.organisations.models import OrganisationKind
from kreislotse.participants import actions
from kreislotse.participants import consent_errors as errors
from kreislotse.participants.consenting import (
    end_consents,
    recipients_near,
    released_version,
    with_granted,
)
from kreislotse.participants.errors import DayAhead, Restricted
from kreislotse.participants.models import Candidate, Consent, ConsentText
from kreislotse.participants.states import (
    CandidateState,
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    ConsentVersionState,
)
from tests.factories.attachments import PDF
from tests.factories.consents import agency_of, draft_of, released_of
from tests.factories.forwarding import ApprovedForwardingFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import CandidateFactory

DAY = date(2015, 10, 20)
P = ConsentPurpose


class Scan:
    """A paper as it comes from the camera, under a name that names somebody."""

    name = "Unterschrift Amina B.pdf"

    def read(self) -> bytes:
        return PDF


@pytest.fixture
def town(db):
    return MunicipalityFactory()


@pytest.fixture
def version(town):
    return released_of(town.part_of)


@pytest.fixture
def agency(town):
    return agency_of(town.part_of)


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town)


@pytest.fixture
def person(town):
    return CandidateFactory(owner=town, consent_pending=True)


@pytest.fixture
def record(clerk, person, version, agency):
    """Record a consent to the agency, or one that differs in these values."""

    def make(**values):
        given = {
            "actor": clerk,
            "version": version,
            "language": "ti",
            "decision": ConsentDecision.GIVEN,
            "form": ConsentForm.PAPER,
            "decided_on": DAY,
            "grants": [(P.AGENCY, agency)],
        }
        return actions.record_consent(values.pop("person", person), **{**given, **values})

    return make


def test_a_consent_says_everything_that_makes_it_one(record, clerk, person, agency, town, version):
    """R-DP-01: person, text and language version, purposes singly, recipients, date, form, end."""
    grants = [(P.DISTRICT, town.part_of), (P.AGENCY, agency), (P.AGENCY_FEEDBACK, town)]
    consent = record(grants=grants, witness=" Selam Dolmetsch ", scan=Scan())

    consent.refresh_from_db()
    assert (consent.candidate, consent.version, consent.language) == (person, version, "ti")
    assert (consent.decision, consent.form) == (ConsentDecision.GIVEN, ConsentForm.PAPER)
    assert (consent.decided_on, consent.valid_until) == (DAY, date(2017, 10, 20))
    assert consent.witness == "Selam Dolmetsch"
    found = [(grant.purpose, grant.recipient) for grant in consent.grants.order_by("pk")]
    assert found == grants
    person.refresh_from_db()
    assert person.state == CandidateState.CONSENT_GIVEN
    assert person.last_contact_on == DAY
    verbs = list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["add_attachment", "record_consent_of_person", "note_consent"]


def test_the_journal_names_nobody(record):
    record(witness="Selam Dolmetsch", guardian="Omar Vater", scan=Scan())
    kept = str(list(JournalEntry.objects.values_list("change", "note", "label")))
    assert not any(name in kept for name in ("Selam", "Omar", "Amina", "Beispiel"))


def test_the_signed_paper_is_kept_under_a_name_of_ours(record, person, acting, town):
    """R-DP-01: a scan is read with the record alone, not with the files of the books."""
    scan = record(scan=Scan()).scan
    assert (scan.name, scan.of_person, scan.owner) == (
        f"einwilligung-{person.code}.pdf",
        True,
        town,
    )
    bookkeeper = acting(Role.GRANTS_OFFICER, at=town)
    assert not Attachment.objects.visible_to(bookkeeper).exists()


def test_a_later_consent_leaves_the_state_of_a_released_record(record, town):
    person = CandidateFactory(owner=town, released=True)
    record(person=person)
    person.refresh_from_db()
    assert person.state == CandidateState.RELEASED
    assert person.consents.count() == 1


def test_refusing_changes_nothing_about_the_record(record, person):
    """R-DP-04: no consequences; the record stays as it was, and waits no longer than before."""
    before = {"state": person.state, "closing": person.closing}
    consent = record(decision=ConsentDecision.REFUSED, grants=[])

    person.refresh_from_db()
    assert {"state": person.state, "closing": person.closing} == before
    assert (consent.valid_until, consent.grants.count()) == (None, 0)
    assert "note_consent" not in JournalEntry.objects.values_list("verb", flat=True)


def test_a_minor_may_refuse_alone(record, town):
    """R-DP-06"""
    child = CandidateFactory(owner=town, born_on=date(2000, 1, 1))
    assert record(person=child, decision=ConsentDecision.REFUSED, grants=[]).guardian == ""


def test_a_minor_consents_together_with_a_guardian(record, town):
    """R-DP-06"""
    child = CandidateFactory(owner=town, born_on=date(1997, 10, 21))
    with pytest.raises(errors.GuardianMissing, match="Einwilligung Minderjähriger"):
        record(person=child, guardian="  ")
    assert record(person=child, guardian="Samira Mutter").guardian == "Samira Mutter"


def test_who_is_eighteen_that_day_consents_alone(record, town):
    """R-DP-06"""
    grown = CandidateFactory(owner=town, born_on=date(1997, 10, 20))
    assert record(person=grown).guardian == ""


def test_a_consent_keeps_its_text(record, version, acting, town):
    """R-DP-07: old consents keep the text that was read, whatever comes later."""
    consent = record()
    read = ConsentText.objects.get(version=version, language="ti").texts
    steering = acting(Role.STEERING, at=town.part_of)
    officer = acting(Role.DATA_PROTECTION_OFFICER, at=town.part_of)
    new = actions.draft_consent_version(town.part_of, actor=steering)
    text = new.texts.get(language="ti")
    said = {**text.texts, "title": "ሓድሽ"}
    actions.change_consent_text(text, actor=steering, texts=said, purposes=text.purposes)
    actions.release_consent_version(new, actor=officer)

    consent.refresh_from_db()
    assert consent.version.state == ConsentVersionState.RETIRED
    assert consent.version.texts.get(language="ti").texts == read
    assert released_version(town.part_of_id) == new


def elsewhere():
    return OrganisationFactory(kind=OrganisationKind.EMPLOYMENT_AGENCY)


def unborn(town):
    return CandidateFactory(owner=town, born_on=date(2015, 10, 25))


REFUSALS = {
    "day ahead": (lambda w: {"decided_on": date(2015, 11, 3)}, DayAhead),
    "before birth": (lambda w: {"person": unborn(w)}, errors.BeforeBirth),
    "before the text": (lambda w: {"decided_on": date(2015, 9, 30)}, errors.BeforeTheText),
    "draft": (lambda w: {"version": draft_of(w.part_of, 2)}, errors.VersionNotInUse),
    "another district": (
        lambda w: {"version": released_of(OrganisationFactory())},
        errors.VersionOfAnotherDistrict,
    ),
    "language": (lambda w: {"language": "xx"}, errors.LanguageMissing),
    "no purpose": (lambda w: {"grants": []}, errors.PurposeMissing),
    "refused with one": (
        lambda w: {"decision": ConsentDecision.REFUSED},
        errors.RefusedWithPurposes,
    ),
    "wrong recipient": (lambda w: {"grants": [(P.AGENCY, w)]}, errors.RecipientDoesNotFit),
    "other district's eyes": (
        lambda w: {"grants": [(P.DISTRICT, OrganisationFactory())]},
        errors.RecipientDoesNotFit,
    ),
    "feedback to another town": (
        lambda w: {"grants": [(P.AGENCY_FEEDBACK, MunicipalityFactory(part_of=w.part_of))]},
        errors.RecipientDoesNotFit,
    ),
    "twice": (lambda w: {"grants": [(P.DISTRICT, w.part_of)] * 2}, errors.PurposeTwice),
    "scan of nothing": (
        lambda w: {"form": ConsentForm.ELECTRONIC, "scan": Scan()},
        errors.ScanOnlyOfPaper,
    ),
    "locked": (lambda w: {"person": CandidateFactory(owner=w, restricted=True)}, Restricted),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refused_entry_leaves_nothing_behind(record, town, case):
    """R-DP-01"""
    differs, refusal = REFUSALS[case]
    values = differs(town)
    with pytest.raises(refusal) as refused:
        record(**values)
    assert "Beispiel" not in str(refused.value)
    assert not Consent.objects.exists()
    assert not JournalEntry.objects.exists()
    assert not Candidate.objects.filter(state=CandidateState.CONSENT_GIVEN).exists()


@pytest.mark.parametrize(
    "role", [Role.STEERING, Role.AGENCY_STAFF, Role.DATA_PROTECTION_OFFICER, Role.HEAD]
)
def test_only_the_municipality_records_consents(record, acting, town, role):
    with pytest.raises(NotAllowed):
        record(actor=acting(role, at=town.part_of))
    with pytest.raises(NotAllowed):
        record(actor=acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of)))
    assert not Consent.objects.exists()


def test_consents_are_seen_with_the_name_alone(record, acting, town, clerk):
    consent = record()
    neighbour = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of))
    assert list(Consent.objects.visible_to(clerk)) == [consent]
    assert not Consent.objects.visible_to(neighbour).exists()
    assert not Consent.objects.visible_to(acting(Role.STEERING, at=town.part_of)).exists()


def test_ending_consents_withdraws_all_that_were_given(record, person):
    """R-DP-03: one step for everything; what was refused stays as it was."""
    first, refused = record(), record(decision=ConsentDecision.REFUSED, grants=[])
    second = record(decided_on=date(2015, 10, 30))

    ended = end_consents(person, on=date(2015, 10, 25))

    assert ended == [first, second]
    days = dict(Consent.objects.values_list("pk", "withdrawn_on"))
    assert days == {
        first.pk: date(2015, 10, 25),
        second.pk: date(2015, 10, 30),
        refused.pk: None,
    }
    assert end_consents(person, on=DAY) == []


def test_those_near_are_offered_for_each_purpose(town, agency):
    """R-DP-01"""
    elsewhere()
    district = town.part_of
    assert recipients_near(town, DAY) == {
        P.DISTRICT: [district],
        P.AGENCY: [agency],
        P.AGENCY_FEEDBACK: [town, district],
        P.JOB_CENTRE: [],
        P.COURSE_PROVIDER: [],
    }


def provider(**traits):
    return OrganisationFactory(kind=OrganisationKind.PROVIDER, **traits)


def test_course_providers_are_those_here_and_those_that_the_district_funds(town):
    """R-DP-01: not every provider there is, and none that has been closed."""
    district = town.part_of
    here = provider(part_of=district, name="Volkshochschule")
    provider(part_of=district, name="Aufgelöst", valid_to=date(2015, 9, 30))
    provider(name="Fernweh")
    funded = provider(name="Zweckverband")
    for recipient, values in [
        (funded, {}),
        (provider(name="Abgelehnt"), {"state": ForwardingState.REJECTED}),
        (provider(name="Vorbei"), {"period_to": date(2015, 10, 19)}),
    ]:
        ApprovedForwardingFactory(
            item__award__owner=district,
            recipient=recipient,
            period_from=date(2015, 9, 1),
            **{"period_to": date(2015, 12, 31), **values},
        )
    assert recipients_near(town, DAY)[P.COURSE_PROVIDER] == [here, funded]
    assert recipients_near(district, DAY)[P.COURSE_PROVIDER] == [here, funded]


def test_who_is_named_in_a_consent_that_holds_stays_to_be_chosen(town, person, record):
    former, other = provider(name="Anderswo"), provider(name="Zurückgezogen")
    elsewhere_town = MunicipalityFactory()
    record(grants=[(P.COURSE_PROVIDER, former)])
    withdrawn = record(grants=[(P.COURSE_PROVIDER, other)])
    Consent.objects.filter(pk=withdrawn.pk).update(withdrawn_on=DAY)
    consent = Consent.objects.exclude(pk=withdrawn.pk).get()
    consent.grants.create(purpose=P.AGENCY_FEEDBACK, recipient=elsewhere_town)
    near = recipients_near(town, DAY)
    assert near[P.COURSE_PROVIDER] == []
    found = with_granted(near, person, DAY)
    assert found[P.COURSE_PROVIDER] == [former]
    assert found[P.AGENCY_FEEDBACK] == [town, town.part_of]


def test_a_sheet_signed_while_its_text_held_is_entered_later(record, version, acting, town):
    """R-DP-07: an edition out of use takes what was decided before that day, and nothing after."""
    officer = acting(Role.DATA_PROTECTION_OFFICER, at=town.part_of)
    retired = actions.retire_consent_version(version, actor=officer)
    assert retired.retired_on == officer.today
    with pytest.raises(errors.AfterTheText):
        record(decided_on=officer.today)
    assert not Consent.objects.exists()
    assert record(decided_on=DAY).version == version


def test_the_day_out_of_use_is_kept_when_another_edition_follows(version, acting, town):
    officer = acting(Role.DATA_PROTECTION_OFFICER, at=town.part_of)
    actions.release_consent_version(draft_of(town.part_of, 2), actor=officer)
    version.refresh_from_db()
    assert (version.state, version.retired_on) == (ConsentVersionState.RETIRED, officer.today)
