"""A record of every kind that has to do with people, for one side of the world.

Family names carry the mark, so that a leak can be seen; each deed finds a record in its state.
"""

from datetime import date
from typing import Any

from kreislotse.eligibility.models import Review
from kreislotse.eligibility.states import Result
from kreislotse.organisations.models import Organisation
from kreislotse.participants.consent_texts import shipped_texts
from kreislotse.participants.models import (
    CallPart,
    CallResponse,
    ConsentText,
    ConsentVersion,
    LegalBasis,
    Move,
    Nomination,
    ResidenceTitle,
)
from kreislotse.participants.states import ConsentPurpose, PartKind
from kreislotse.protection.models import DestructionItem, DestructionList, Disclosure, Hold
from kreislotse.protection.states import Clock
from tests.factories import eligibility, intake, people, transmission
from tests.factories.attachments import AttachmentFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.protection import reading

DAY = date(2015, 11, 2)
_PROOF = {
    "carried_out_by": None,
    "rows": {},
    "kept": {},
    "erased": 1,
    "reduced": 0,
    "codes_sha256": "0" * 64,
}


def people_records(call: Any, town: Any, mark: str) -> dict[str, Any]:
    """By the parameter of their addresses, as the doors look them up."""
    district = call.owner
    agency = Organisation.objects.filter(
        kind="employment_agency", serves=district
    ).first() or transmission.AgencyFactory(name="Agentur nebenan")
    part = CallPart.objects.create(call=call, position=9, kind=PartKind.CANDIDATES, text="Namen")
    response = CallResponse.objects.create(part=part, municipality=town)
    released = _person(town, mark, "released", response)
    return {
        **_persons(town, mark, released),
        **_moves(town, released, mark),
        **_consents(district, town, agency, mark),
        **_lists(town, response, mark),
        **_rules(call, released, mark),
        **_batches(call, town, agency, response, mark),
        **_protection(district, town, released, mark),
        "participants:response_sign_off:response_id": response,
        "participants:nominations:response_id": response,
        "participants:nomination_withdraw:response_id": response,
        "participants:nomination_withdraw:candidate_code": released.code,
        "title_id": ResidenceTitle.objects.order_by("pk").first(),
        "language": "de",
    }


def _person(town: Any, mark: str, state: str, response: Any = None, **said: Any) -> Any:
    person = people.CandidateFactory(
        owner=town, family_name=mark, contact=f"über {mark}", **{state: True}, **said
    )
    if response is not None:
        Nomination.objects.create(candidate=person, response=response, nominated_on=DAY)
        people.with_consent(person, ConsentPurpose.DISTRICT, person.district)
    return person


def _persons(town: Any, mark: str, released: Any) -> dict[str, Any]:
    """The released one stands for all; deeds of other states have their own."""
    complete = _person(town, mark, "complete")
    draft = people.CandidateFactory(owner=town, family_name=mark)
    return {
        "candidate_code": released.code,
        "participants:person_complete:candidate_code": draft.code,
        "participants:person_ask:candidate_code": complete.code,
        "participants:person_release:candidate_code": _person(town, mark, "consent_given").code,
        "participants:person_reopen:candidate_code": _person(town, mark, "closed").code,
        "participants:person_close:candidate_code": complete.code,
        "participants:person_unlock:candidate_code": _person(town, mark, "restricted").code,
        "participants:person_consent:candidate_code": complete.code,
    }


def _moves(town: Any, person: Any, mark: str) -> dict[str, Any]:
    neighbour = MunicipalityFactory(part_of=town.part_of, name=f"Nachbarort {town.pk}")

    def offered(giver: Any, taker: Any) -> Move:
        mover = person if giver == town else people.CandidateFactory(owner=giver, complete=True)
        return Move.objects.create(
            candidate=mover,
            from_municipality=giver,
            to_municipality=taker,
            moved_on=DAY,
            asked_on=DAY,
        )

    mine, coming = offered(town, neighbour), offered(neighbour, town)
    return {
        "move_id": mine,
        "participants:move_accept:move_id": coming,
        "participants:move_decline:move_id": coming,
    }


def _consents(district: Any, town: Any, agency: Any, mark: str) -> dict[str, Any]:
    released = ConsentVersion.objects.filter(owner=district, state="released").first()
    draft = ConsentVersion.objects.create(owner=district, number=77, note=mark)
    shipped = shipped_texts()["de"]
    text = ConsentText.objects.create(
        version=draft, language="de", texts=shipped.texts, purposes=shipped.purposes
    )
    person = people.CandidateFactory(owner=town, family_name=mark, complete=True)
    consent = people.with_consent(person, ConsentPurpose.AGENCY, agency)
    consent.scan = AttachmentFactory(owner=town, of_person=True)
    consent.save()
    basis = LegalBasis.objects.create(
        owner=district,
        purpose=ConsentPurpose.JOB_CENTRE,
        recipient=agency,
        norm=f"§ 1 {mark}",
        reasons=f"Grund {mark}",
        valid_from=DAY,
    )
    return {
        "consent_version_id": draft,
        "participants:consent_retire:consent_version_id": released or draft,
        "consent_text_id": text,
        "consent_id": consent,
        "basis_id": basis,
    }


def _lists(town: Any, response: Any, mark: str) -> dict[str, Any]:
    checked = intake.UploadFactory(
        owner=town, state="checked", rows_total=1, rows_checked=1, response=response
    )
    row = intake.UploadRowFactory(
        upload=checked, state="doubtful", values={"family_name": mark, "given_names": "Amina"}
    )
    reading = intake.UploadFactory(owner=town, state="read", rows_total=1)
    applied = intake.UploadFactory(owner=town, state="applied", rows_total=0)
    return {
        "upload_id": checked,
        "intake:upload_check:upload_id": reading,
        "intake:upload_undo:upload_id": applied,
        "row_id": row,
    }


def _rules(call: Any, person: Any, mark: str) -> dict[str, Any]:
    district = call.owner
    rule_set = eligibility.RuleSetFactory(owner=district, title=f"Regeln {mark}")
    in_force = eligibility.RuleSetVersionFactory(rule_set=rule_set)
    eligibility.RuleFactory(version=in_force, title=f"Regel {mark}")
    other = eligibility.RuleSetFactory(owner=district, title=f"Andere {mark}")
    draft = eligibility.RuleSetVersionFactory(rule_set=other, draft=True)
    rule = eligibility.RuleFactory(version=draft, title=f"Regel {mark}")
    countries = eligibility.CountryListFactory(owner=district, title=f"Länder {mark}")
    version = eligibility.CountryListVersionFactory(country_list=countries)
    eligibility.CriteriaFactory(call=call, rule_set=rule_set)
    before = eligibility.VerdictFactory(
        candidate=person, version=in_force, current=False, result=Result.UNCLEAR
    )
    verdict = eligibility.VerdictFactory(candidate=person, version=in_force)
    review = Review.objects.create(before=before, after=verdict, opened_on=DAY)
    return {
        "rule_set_id": rule_set,
        "rule_version_id": draft,
        "eligibility:rule_version_retire:rule_version_id": in_force,
        "rule_id": rule,
        "country_list_id": countries,
        "list_version_id": version,
        "verdict_id": verdict,
        "review_id": review,
    }


def _batches(call: Any, town: Any, agency: Any, response: Any, mark: str) -> dict[str, Any]:
    def batch(state: str, number: int, **said: Any) -> Any:
        return transmission.BatchFactory(
            call=call, recipient=agency, state=state, number=number, **said
        )

    sent = batch("sent", 901)
    line = transmission.BatchLineFactory(
        batch=sent,
        candidate=people.CandidateFactory(
            owner=town, family_name=mark, transmitted=True, recipient=agency
        ),
        content={"family_name": mark, "given_names": "Amina"},
    )
    people.with_consent(line.candidate, ConsentPurpose.AGENCY_FEEDBACK, town)
    draft, frozen = batch("draft", 902), batch("frozen", 903)
    in_draft = transmission.BatchLineFactory(
        batch=draft,
        candidate=people.CandidateFactory(owner=town, family_name=mark, checked=True),
    )
    gone = transmission.BatchLineFactory(
        batch=sent,
        recalled=True,
        candidate=people.CandidateFactory(owner=town, family_name=mark, recipient=agency),
    )
    outcome = transmission.OutcomeFactory(
        candidate=people.CandidateFactory(
            owner=town, family_name=mark, outcome=True, recipient=agency
        )
    )
    return {
        "batch_id": sent,
        "transmission:batch_freeze:batch_id": draft,
        "transmission:batch_cancel:batch_id": draft,
        "transmission:batch_send:batch_id": frozen,
        "line_id": line,
        "transmission:line_drop:line_id": in_draft,
        "transmission:line_two:line_id": in_draft,
        "recall_id": transmission.RecallFactory(line=gone),
        "outcome_id": outcome,
        "transmission:withdraw:candidate_code": line.candidate.code,
    }


def _protection(district: Any, town: Any, person: Any, mark: str) -> dict[str, Any]:
    def destruction(state: str) -> DestructionList:
        made = DestructionList.objects.create(
            owner=town,
            district=district,
            state=state,
            proposed_on=DAY,
            carried_out_on=DAY if state == "carried_out" else None,
            proof=_PROOF if state == "carried_out" else {},
        )
        DestructionItem.objects.create(
            destruction_list=made,
            candidate_id=person.pk,
            code=person.code,
            clock=Clock.NOT_ELIGIBLE,
            started_on=DAY,
            due_on=DAY,
        )
        return made

    proposed, released = destruction("proposed"), destruction("released")
    return {
        "destruction_id": proposed,
        "protection:destruction_carry_out:destruction_id": released,
        "protection:destruction_proof:destruction_id": destruction("carried_out"),
        "hold_id": Hold.objects.create(candidate=person, reason=f"Streit {mark}", since=DAY),
        "disclosure_id": Disclosure.objects.create(
            candidate=person, asked_on=DAY, given_on=DAY, language="de"
        ),
        "reading_number": reading(district.pk, person.pk),
    }
