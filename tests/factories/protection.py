"""People whose time is over, readings of names, and lists of what is to be erased."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.access.readings import log_read
from kreislotse.attachments.models import Attachment
from kreislotse.eligibility.models import Decision, Review, RuleSet, RuleSetVersion, Verdict
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.journal.entries import write
from kreislotse.journal.models import ReadEntry, ReadKind
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Candidate, Household, Nomination
from kreislotse.participants.states import CandidateState, ConsentPurpose
from kreislotse.protection.models import Disclosure, Hold
from kreislotse.transmission.models import Batch, BatchLine, Outcome
from tests.factories.organisations import OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory
from tests.factories.people import CandidateFactory, with_consent

NOON = datetime(2017, 3, 1, 11, 0, tzinfo=UTC)
TODAY = NOON.date()
LONG_AGO = date(2015, 3, 1)
_numbers = count(1)


def person(owner: Organisation, **values: Any) -> Candidate:
    """A candidate of a municipality, written as it stands: no action has to have led there."""
    number = next(_numbers)
    said: dict[str, Any] = {
        "owner": owner,
        "district": owner.part_of,
        "code": f"P{number:011}",
        "family_name": f"Nachname{number:04}x",
        "given_names": f"Vorname{number:04}x",
        "born_on": date(1990, 5, 17),
        "nationality": "SY",
        "last_contact_on": TODAY,
        "changed_at": NOON,
        "match_key": f"{number:064}",
        "state": CandidateState.DRAFT,
        **values,
    }
    return Candidate.objects.create(**said)


def reading(
    district: int, *people: int, at: datetime = NOON, kind: ReadKind = ReadKind.LIST
) -> ReadEntry:
    """One reading of these people by a clerk of the district."""
    actor = Actor(1, at, frozenset({(Role.STEERING, district)}))
    return log_read(
        actor,
        kind,
        needs=Permission.PERSON_CHECK,
        district=district,
        people=people,
        purpose="Liste der eigenen Personen",
    )


def old(town, **values) -> Candidate:
    return CandidateFactory(owner=town, last_contact_on=LONG_AGO, **values)


def whole_life(town, officer, **values) -> Candidate:
    """A person about whom every table says something, supported until September 2015."""
    home = Household.objects.create(owner=town, code=f"H{Household.objects.count():011}")
    person = old(town, outcome=True, household=home, **values)
    agency = OrganisationFactory(name="Agentur für Arbeit")
    consent = with_consent(person, ConsentPurpose.AGENCY, agency, decided_on=date(2015, 2, 1))
    consent.scan = Attachment.objects.create(
        owner=town,
        name=f"{person.family_name}.pdf",
        media_type="application/pdf",
        size=4,
        sha256="0" * 64,
        content=b"scan",
        added_at=NOON,
    )
    consent.witness = person.given_names
    consent.save()
    call = CallFactory(owner=town.part_of)
    part = CallPartFactory(call=call)
    response = CallResponseFactory(part=part, municipality=town)
    Nomination.objects.create(candidate=person, response=response, nominated_on=LONG_AGO)
    sent(person, call, agency, consent)
    judged(person, town.part_of)
    Outcome.objects.create(
        candidate=person,
        kind="employment",
        began_on=date(2015, 4, 1),
        ended_on=date(2015, 9, 30),
        source=f"{person.family_name} selbst",
        noted_by=town,
    )
    upload = Upload.objects.create(owner=town, sha256="1" * 64, format="xlsx", uploaded_at=NOON)
    UploadRow.objects.create(
        upload=upload,
        number=2,
        values={"family_name": person.family_name, "born_on": "17.05.1990"},
        before={"contact": person.contact},
        candidate_id=person.pk,
    )
    Hold.objects.create(
        candidate=person, reason=person.family_name, since=LONG_AGO, until=date(2015, 4, 1)
    )
    Disclosure.objects.create(candidate=person, asked_on=LONG_AGO, given_on=LONG_AGO, language="de")
    reading(town.part_of_id, person.pk)
    write(person, "change_candidate", actor=officer, family_name=[person.family_name, "x"])
    return person


def sent(person, call, agency, consent=None, *, state="settled", **values) -> BatchLine:
    batch = Batch.objects.create(
        owner=person.district,
        call=call,
        number=Batch.objects.count() + 1,
        recipient=agency,
        channel="portal",
        state=state,
        sha256="2" * 64,
        frozen_at=NOON,
        sent_on=date(2015, 3, 5),
        feedback_due_on=date(2015, 4, 1),
    )
    consent = consent or with_consent(person, ConsentPurpose.AGENCY, agency)
    line = BatchLine(
        batch=batch,
        position=1,
        candidate=person,
        municipality=person.owner,
        content={"family_name": person.family_name, "contact": person.contact},
        basis="consent",
        consent=consent,
        feedback="accepted",
        feedback_reason=f"{person.given_names} passt",
        feedback_on=date(2015, 3, 20),
        **values,
    )
    BatchLine.objects.bulk_create([line])
    return line


def judged(person, district) -> None:
    rules = RuleSet.objects.create(owner=district, code=f"r{person.pk}", title="Regeln")
    version = RuleSetVersion.objects.create(rule_set=rules, number=1)
    said = {"version": version, "as_of": LONG_AGO, "computed_at": NOON}
    first, second = (
        Verdict.objects.create(
            candidate=person,
            result="eligible",
            facts={"nationality": person.nationality, "born_on": "1990-05-17"},
            current=current,
            **said,
        )
        for current in (False, True)
    )
    Decision.objects.create(
        verdict=second, result="eligible", deviates=False, reason="", decided_on=LONG_AGO
    )
    Review.objects.create(before=first, after=second, opened_on=LONG_AGO)
