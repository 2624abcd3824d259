"""Invented people whom the towns report: so that the demonstration shows every stage of a list.

Nine towns report, one has nobody, one is silent; one batch is at the agency, with answers, an
outcome and a recall; in the clerk's own town there is still work to do.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from kreislotse.access.policy import BERLIN, Actor
from kreislotse.eligibility.actions import check_call, decide, set_criteria
from kreislotse.eligibility.models import RuleSet, Verdict
from kreislotse.eligibility.states import Result
from kreislotse.initiatives.models import Initiative
from kreislotse.organisations.models import LegalRegime, Organisation, OrganisationKind
from kreislotse.organisations.queries import system_actor
from kreislotse.participants import actions as participants
from kreislotse.participants.models import Call, CallResponse, Candidate, ConsentVersion
from kreislotse.participants.profile import Profile
from kreislotse.participants.states import (
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    PartKind,
)
from kreislotse.protection.actions.beginning import prepare_district
from kreislotse.sample.invented import invented_profiles
from kreislotse.transmission import actions as transmission
from kreislotse.transmission.models import Batch
from kreislotse.transmission.states import Channel, Feedback, OutcomeKind

CLERKS_TOWN = "Nottuln"
NOBODY, SILENT = "Rosendahl", "Senden"
REPORTED, LEFT_TO_DO = 5, 6
_MORNING = time(9, 30)
RELEASED, OPENED, DUE = date(2015, 10, 1), date(2015, 10, 5), date(2015, 10, 23)
ASKED, REPORTED_ON, SENT = date(2015, 10, 8), date(2015, 10, 14), date(2015, 10, 19)
ANSWERED, WITHDRAWN = date(2015, 10, 29), date(2015, 11, 4)
# So that in November the answers that are missing are overdue, and somebody has to ask for them.
DAYS_TO_ANSWER = 21
# Recipients of benefits per town on the first of October, for the rate of the funnel: invented.
_POTENTIAL = 240


def report_people(district: Organisation, initiative: Initiative, agency: Organisation) -> Batch:
    """The call, the towns' people, the checks, the batch and what the agency says to it."""
    version = _consent_texts(district)
    towns = list(
        district.parts.filter(kind=OrganisationKind.MUNICIPALITY).order_by("sort_key", "pk")
    )
    call = _call(district, initiative, agency, towns)
    profiles = invented_profiles(len(towns) * (REPORTED + LEFT_TO_DO))
    for town in towns:
        _answer(call, town, agency, version, profiles)
    _check(call, district)
    batch = _transmit(call, district, agency)
    _hear(batch, agency)
    return batch


def _at(day: date, *places: Organisation) -> Actor:
    moment = datetime.combine(day, _MORNING, tzinfo=BERLIN)
    return system_actor(moment, *(place.pk for place in places))


def _consent_texts(district: Organisation) -> ConsentVersion:
    """The shipped rules and texts; the texts count as released here, where nobody real is asked."""
    prepare_district(district, actor=_at(RELEASED, district))
    version = ConsentVersion.objects.get(owner=district)
    return participants.release_consent_version(version, actor=_at(RELEASED, district))


def _call(
    district: Organisation, initiative: Initiative, agency: Organisation, towns: list[Organisation]
) -> Call:
    actor = _at(OPENED, district)
    call = participants.draft_call(
        initiative,
        actor=actor,
        title="Wer passt zum Projekt? (Übung)",
        recipient=agency,
        due_on=DUE,
        parts=[(PartKind.CANDIDATES, "Menschen mit Ausbildung oder Studium, die arbeiten wollen")],
    )
    rules = RuleSet.objects.get(owner=district, code="early-intervention-nrw-2015")
    set_criteria(call, actor=actor, rule_set=rules)
    participants.open_call(call, actor=actor, municipalities=towns)
    for number, town in enumerate(towns):
        participants.record_potential(
            town,
            actor=actor,
            regime=LegalRegime.ASYLBLG,
            on=RELEASED,
            people=_POTENTIAL + 17 * number,
            source="erfunden",
        )
    return Call.objects.get(pk=call.pk)


def _answer(
    call: Call,
    town: Organisation,
    agency: Organisation,
    version: ConsentVersion,
    profiles: Iterator[Profile],
) -> None:
    response = CallResponse.objects.get(part__call=call, municipality=town)
    if town.name == SILENT:
        return
    if town.name == NOBODY:
        participants.report_nil_return(
            response, actor=_at(REPORTED_ON, town), answered_on=REPORTED_ON
        )
        return
    people = [_person(town, next(profiles)) for _ in range(REPORTED)]
    for person in people:
        _consent(person, town, agency, version)
    fresh = Candidate.objects.filter(pk__in=[person.pk for person in people])
    participants.sign_off(
        response,
        actor=_at(REPORTED_ON, town),
        candidates=list(fresh.order_by("pk")),
        answered_on=REPORTED_ON,
    )
    if town.name == CLERKS_TOWN:
        _leave_work(town, agency, version, profiles)


def _person(town: Organisation, profile: Profile) -> Candidate:
    actor = _at(ASKED, town)
    person = participants.record_candidate(town, actor=actor, profile=profile)
    return participants.complete_candidate(person, actor=actor)


def _consent(
    person: Candidate, town: Organisation, agency: Organisation, version: ConsentVersion
) -> None:
    participants.record_consent(
        person,
        actor=_at(ASKED, town),
        version=version,
        language="de",
        decision=ConsentDecision.GIVEN,
        form=ConsentForm.PAPER,
        decided_on=ASKED,
        grants=[
            (ConsentPurpose.DISTRICT, person.district),
            (ConsentPurpose.AGENCY, agency),
            (ConsentPurpose.AGENCY_FEEDBACK, town),
        ],
    )


def _leave_work(
    town: Organisation, agency: Organisation, version: ConsentVersion, profiles: Iterator[Profile]
) -> None:
    """For whoever tries it out: drafts, one to be asked, some to be signed off."""
    actor = _at(ASKED, town)
    for number in range(LEFT_TO_DO):
        person = participants.record_candidate(town, actor=actor, profile=next(profiles))
        if number >= 2:
            person = participants.complete_candidate(person, actor=actor)
        if number == 3:
            participants.ask_for_consent(person, actor=actor)
        if number > 3:
            _consent(person, town, agency, version)


def _check(call: Call, district: Organisation) -> None:
    """What the rules say is decided so, apart from one person who is left to be decided."""
    actor = _at(REPORTED_ON, district)
    check_call(call, actor=actor)
    verdicts = Verdict.objects.filter(current=True, candidate__district=district).order_by("pk")
    for verdict in list(verdicts)[:-1]:
        if verdict.result != Result.UNCLEAR:
            decide(verdict, actor=actor, result=Result(verdict.result))


def _transmit(call: Call, district: Organisation, agency: Organisation) -> Batch:
    actor = _at(SENT, district)
    batch = transmission.draft_batch(call, actor=actor, recipient=agency, channel=Channel.PORTAL)
    batch = transmission.freeze_batch(batch, actor=actor)
    return transmission.send_batch(batch, actor=actor, sent_on=SENT, feedback_days=DAYS_TO_ANSWER)


def _hear(batch: Batch, agency: Organisation) -> None:
    """The agency acknowledges and answers for some; one person finds work, one withdraws."""
    transmission.confirm_receipt(
        batch, actor=_at(SENT, agency), received_on=SENT, reference="erfunden"
    )
    lines = list(batch.lines.order_by("position"))
    said = [Feedback.ACCEPTED] * 3 + [Feedback.NOT_REACHED, Feedback.ALREADY_KNOWN]
    actor = _at(ANSWERED, agency)
    for line, feedback in zip(lines, said, strict=False):
        transmission.record_feedback(line, actor=actor, feedback=feedback, on=ANSWERED)
    transmission.note_outcome(
        lines[0],
        actor=actor,
        kind=OutcomeKind.INTERNSHIP,
        began_on=ANSWERED,
        source="Agentur für Arbeit",
    )
    last = Candidate.objects.select_related("owner").get(batch_lines=lines[-1])
    transmission.withdraw_consent(last, actor=_at(WITHDRAWN, last.owner), on=WITHDRAWN)
