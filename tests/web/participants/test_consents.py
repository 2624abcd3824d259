"""Pages of consent texts, of what people decide on them, and of norms."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.models import Account
from kreislotse.access.policy import Role
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.actions import change_consent_text
from kreislotse.participants.consent_texts import CODES
from kreislotse.participants.consenting import grants_of
from kreislotse.participants.models import (
    Candidate,
    Consent,
    ConsentText,
    ConsentVersion,
    LegalBasis,
)
from kreislotse.participants.states import CandidateState, ConsentVersionState
from kreislotse.web.participants.consents_part import consents_context
from tests.factories.attachments import PDF
from tests.factories.consents import agency_of, draft_of, released_of
from tests.factories.organisations import (
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)
from tests.factories.people import CandidateFactory
from tests.reporting.documents.extract import pdf_pages

TODAY = f"{timezone.localdate():%d.%m.%Y}"
TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d.%m.%Y}"


@pytest.fixture
def town(db):
    return MunicipalityFactory(part_of=OrganisationFactory(name="Kreis Musterland"))


@pytest.fixture
def version(town):
    return released_of(town.part_of)


@pytest.fixture
def agency(town):
    return agency_of(town.part_of)


@pytest.fixture
def person(town):
    return CandidateFactory(owner=town, consent_pending=True)


@pytest.fixture
def as_role(acting, client_of, town):
    def log_in(role, at=None):
        place = at or (town if role == Role.MUNICIPAL_CLERK else town.part_of)
        return client_of(acting(role, at=place, now=timezone.now()))

    return log_in


@pytest.fixture
def clerk(as_role):
    return as_role(Role.MUNICIPAL_CLERK)


def address(route, *args):
    return reverse(f"participants:{route}", args=args)


def page(client, route, *args, query=""):
    response = client.get(address(route, *args) + query)
    return response.status_code, response.content.decode()


def filled_in(agency, **values):
    given = {
        "decision": "given",
        "form": "paper",
        "decided_on": TODAY,
        "purpose_agency": [agency.pk],
    }
    return {**given, **values}


def test_a_consent_is_read_and_recorded_on_one_page(clerk, person, version, agency):
    """R-DP-01: the text in the person's language above the purposes, ticked singly."""
    status, shown = page(clerk, "person_consent", person.code, query="?language=ar")
    assert status == 200
    assert '<div class="page-intro" lang="ar" dir="rtl">' in shown
    assert "الموافقة على نقل بياناتي" in shown
    assert "Einwilligung in die Weitergabe meiner Daten" in shown
    assert person.full_name not in shown.split("</title>")[0]

    sent = filled_in(agency, scan=SimpleUploadedFile("Amina.pdf", PDF))
    response = clerk.post(address("person_consent", person.code) + "?language=ar", sent)

    assert (response.status_code, response["Location"]) == (302, address("person", person.code))
    consent = Consent.objects.get()
    assert (consent.language, consent.version, consent.scan.of_person) == ("ar", version, True)
    assert [grant.recipient for grant in consent.grants.all()] == [agency]
    person.refresh_from_db()
    assert person.state == CandidateState.CONSENT_GIVEN


def test_the_persons_own_language_is_offered_first(clerk, person, version):
    status, shown = page(clerk, "person_consent", person.code)
    assert status == 200
    assert shown.index("?language=ar") < shown.index("?language=de")
    assert all(f"?language={code}" in shown for code in CODES)


def test_a_refusal_is_recorded_without_consequences(clerk, person, version, agency):
    """R-DP-04"""
    sent = filled_in(agency, decision="refused", purpose_agency=[])
    assert clerk.post(
        address("person_consent", person.code) + "?language=de", sent
    ).status_code == (302)
    person.refresh_from_db()
    assert person.state == CandidateState.CONSENT_PENDING


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"purpose_agency": []}, "nicht angekreuzt"),
        ({"decision": "refused"}, "stimmt keinem Zweck zu"),
        ({"decided_on": TOMORROW}, "liegt noch vor uns"),
        ({"decision": ""}, "Bitte wählen Sie hier etwas aus"),
        ({"purpose_agency": [99999]}, "99999"),
    ],
)
def test_a_form_that_was_refused_keeps_what_was_typed(clerk, person, version, agency, wrong, said):
    sent = filled_in(agency, witness="Selam Dolmetsch", **wrong)
    response = clerk.post(address("person_consent", person.code) + "?language=ti", sent)
    shown = response.content.decode()
    assert response.status_code == 422
    assert said in shown
    assert "Selam Dolmetsch" in shown
    assert not Consent.objects.exists()


def test_a_minor_needs_a_guardian(clerk, town, version, agency):
    """R-DP-06"""
    child = CandidateFactory(owner=town, born_on=timezone.localdate() - timedelta(days=3650))
    route = address("person_consent", child.code) + "?language=de"
    refused = clerk.post(route, filled_in(agency))
    assert "Einwilligung Minderjähriger" in refused.content.decode()
    assert clerk.post(route, filled_in(agency, guardian="Samira")).status_code == 302


def test_without_a_released_text_nobody_decides(clerk, person, town):
    draft_of(town.part_of)
    status, shown = page(clerk, "person_consent", person.code)
    assert (status, "noch keinen Einwilligungstext freigegeben" in shown) == (409, True)


def test_every_sheet_and_every_scan_leaves_a_trace(clerk, person, version, agency):
    """R-DP-20: print and scan are readings of a name."""
    printed = clerk.get(address("person_consent_print", person.code, "ti"))
    assert printed["Content-Disposition"] == f'inline; filename="einwilligung-{person.code}.pdf"'
    assert person.full_name in " ".join(pdf_pages(printed.content)[0].split())
    sent = filled_in(agency, scan=SimpleUploadedFile("a.pdf", PDF))
    clerk.post(address("person_consent", person.code) + "?language=de", sent)
    before = ReadEntry.objects.count()
    scan = clerk.get(address("consent_scan", Consent.objects.get().pk))
    assert (scan.status_code, scan.content, scan["Content-Type"]) == (200, PDF, "application/pdf")
    last = ReadEntry.objects.order_by("-number").first()
    assert (ReadEntry.objects.count(), last.people) == (before + 1, [person.pk])
    assert ReadEntry.objects.filter(kind="print", people=[person.pk]).count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.STEERING, 403), (Role.AGENCY_STAFF, 404), (Role.DATA_PROTECTION_OFFICER, 404)],
)
def test_others_neither_record_nor_see_papers(as_role, town, person, version, agency, role, status):
    clerk = as_role(Role.MUNICIPAL_CLERK)
    sent = filled_in(
        agency,
        purpose_district=[town.part_of_id],
        scan=SimpleUploadedFile("a.pdf", PDF),
    )
    clerk.post(address("person_consent", person.code) + "?language=de", sent)
    Candidate.objects.update(state=CandidateState.RELEASED)
    other = as_role(role)
    assert page(other, "person_consent", person.code)[0] == status
    assert page(other, "person_consent_print", person.code, "de")[0] == status
    assert page(other, "consent_scan", Consent.objects.get().pk)[0] == status


def test_a_neighbouring_town_finds_nothing(as_role, town, person, version):
    """R-CAN-01"""
    neighbour = as_role(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of))
    assert page(neighbour, "person_consent", person.code)[0] == 404
    assert page(neighbour, "person_consent_print", person.code, "de")[0] == 404
    assert person.full_name not in page(neighbour, "consents_to_ask")[1]


def test_those_still_to_be_asked_get_one_file_of_sheets(clerk, town, version, agency):
    people = CandidateFactory.create_batch(2, owner=town, complete=True)
    decided = CandidateFactory(owner=town, consent_pending=True)
    sent = filled_in(agency, decision="refused", purpose_agency=[])
    clerk.post(address("person_consent", decided.code) + "?language=de", sent)

    shown = page(clerk, "consents_to_ask")[1]
    assert [person.full_name in shown for person in [*people, decided]] == [True, True, False]
    chosen = {"person": [person.code for person in people]}
    sheets = clerk.post(address("consents_to_ask"), chosen)
    assert len(pdf_pages(sheets.content)) == 4
    assert sorted(ReadEntry.objects.filter(kind="print").last().people) == sorted(
        person.pk for person in people
    )
    assert clerk.post(address("consents_to_ask"), {}).status_code == 422


def test_sheets_of_two_districts_are_printed_apart(acting, client_of, town, version):
    other = MunicipalityFactory()
    people = [CandidateFactory(owner=place, complete=True) for place in (town, other)]
    clerk = acting(Role.MUNICIPAL_CLERK, at=town, now=timezone.now())
    MembershipFactory(
        account=Account.objects.get(pk=clerk.person_id),
        organisation=other,
        role=Role.MUNICIPAL_CLERK,
        valid_to=timezone.localdate(),
    )
    chosen = {"person": [person.code for person in people]}
    refused = client_of(clerk).post(address("consents_to_ask"), chosen)
    assert (refused.status_code, "für jeden Kreis getrennt" in refused.content.decode()) == (
        422,
        True,
    )


@pytest.mark.parametrize("people", [1, 20])
def test_the_page_of_sheets_asks_the_same_however_many(
    clerk, town, version, people, django_assert_max_num_queries
):
    CandidateFactory.create_batch(people, owner=town, complete=True)
    with django_assert_max_num_queries(18):
        assert page(clerk, "consents_to_ask")[0] == 200


def test_steering_writes_and_data_protection_releases(as_role, town):
    """R-DP-02, R-DP-07: four eyes by role, each language beside the German one."""
    steering = as_role(Role.STEERING)
    steering.post(address("consent_new"), {"owner": town.part_of_id})
    version = ConsentVersion.objects.get()
    status, shown = page(steering, "consent_version", version.pk)
    assert (status, "Entwurf – noch nicht freigegeben" in shown) == (200, True)
    text = version.texts.get(language="uk")
    beside = page(steering, "consent_text", text.pk)[1]
    assert 'lang="uk" dir="ltr"' in beside
    assert "Einwilligung in die Weitergabe meiner Daten" in beside
    sent = {**text.texts, "title": "Згода"}
    sent |= {f"purpose_{key}": said for key, said in text.purposes.items()}
    assert steering.post(address("consent_text_change", text.pk), sent).status_code == 302
    text.refresh_from_db()
    assert text.texts["title"] == "Згода"
    assert page(steering, "consent_release", version.pk)[0] == 403

    officer = as_role(Role.DATA_PROTECTION_OFFICER)
    assert page(officer, "consent_text_change", text.pk)[0] == 403
    assert "vollständig" in page(officer, "consent_release", version.pk)[1]
    assert officer.post(address("consent_release", version.pk)).status_code == 302
    version.refresh_from_db()
    assert version.state == ConsentVersionState.RELEASED
    assert page(as_role(Role.STEERING), "consent_text_change", text.pk)[0] == 409


def test_an_incomplete_edition_is_not_released(as_role, town):
    """R-DP-02"""
    version = draft_of(town.part_of)
    text = version.texts.get(language="fr")
    text.texts = {**text.texts, "withdrawal": ""}
    text.save()
    officer = as_role(Role.DATA_PROTECTION_OFFICER)
    assert "unvollständig" in page(officer, "consent_version", version.pk)[1]
    refused = officer.post(address("consent_release", version.pk))
    assert (refused.status_code, "Französisch" in refused.content.decode()) == (422, True)


def test_a_clerk_reads_and_prints_what_is_in_use_only(clerk, town, version):
    draft = draft_of(town.part_of, number=2)
    assert page(clerk, "consent_version", draft.pk)[0] == 404
    status, shown = page(clerk, "consent_version", version.pk)
    assert (status, "Was geschah" in shown) == (200, False)
    blank = clerk.get(address("consent_print", version.pk, "so"))
    assert town.name in " ".join(pdf_pages(blank.content)[0].split())
    assert page(clerk, "consent_print", version.pk, "xx")[0] == 404
    assert page(clerk, "consents")[0] == 200
    assert page(clerk, "consent_new")[0] == 403


def test_data_protection_documents_and_ends_a_norm(as_role, town, agency):
    officer = as_role(Role.DATA_PROTECTION_OFFICER)
    sent = {
        "owner": town.part_of_id,
        "purpose": "agency",
        "recipient": agency.pk,
        "norm": "§ 3 DSG NRW",
        "reasons": "Aufgabe der Kommune",
        "valid_from": TODAY,
    }
    assert officer.post(address("basis_new"), sent).status_code == 302
    basis = LegalBasis.objects.get()
    assert "Aufgabe der Kommune" in page(officer, "basis", basis.pk)[1]
    wrong = officer.post(address("basis_new"), {**sent, "purpose": "job_centre"})
    assert (wrong.status_code, "passt nicht" in wrong.content.decode()) == (422, True)
    assert officer.post(address("basis_end", basis.pk), {"valid_to": TODAY}).status_code == 302
    steering = as_role(Role.STEERING)
    assert page(steering, "basis", basis.pk)[0] == 200
    assert page(steering, "basis_end", basis.pk)[0] == 403
    assert page(steering, "basis_new")[0] == 403
    assert page(as_role(Role.AGENCY_STAFF), "bases")[0] == 403


def test_who_does_not_keep_the_record_sees_no_papers_there(rf, acting, town, person, version):
    """The district sees where a consent stands, not who signed beside the person."""
    consent = Consent.objects.create(
        candidate=person,
        version=version,
        language="so",
        decision="given",
        form="paper",
        decided_on=timezone.localdate(),
        witness="Selam Dolmetsch",
    )
    consent.grants.create(purpose="district", recipient=town.part_of)
    Candidate.objects.update(state=CandidateState.RELEASED)
    seen = {}
    for role, place in [(Role.MUNICIPAL_CLERK, town), (Role.STEERING, town.part_of)]:
        request = rf.get("/")
        request.actor = acting(role, at=place, now=timezone.now())
        seen[role] = consents_context(request, person, grants_of(person), named=True)
    own, theirs = seen[Role.MUNICIPAL_CLERK], seen[Role.STEERING]
    assert ["Selam" in str(each["consents"]) for each in (own, theirs)] == [True, False]
    assert (own["consent_new"], theirs["consent_new"]) == (
        address("person_consent", person.code),
        "",
    )


@pytest.mark.parametrize(("language", "said"), [("ti", "Tigrinya"), ("de", "Deutsch")])
def test_a_draft_that_lacks_a_part_is_not_printed_and_says_what_is_missing(
    as_role, town, acting, language, said
):
    """R-DP-02: a translation is printed together with the German text."""
    draft = draft_of(town.part_of)
    text = draft.texts.get(language=language)
    steering = acting(Role.STEERING, at=town.part_of)
    texts = {part: words for part, words in text.texts.items() if part != "title"}
    purposes = {**text.purposes, "agency": ""}
    change_consent_text(text, actor=steering, texts=texts, purposes=purposes)
    client = as_role(Role.STEERING)
    status, shown = page(client, "consent_print", draft.pk, "ti")
    assert status == 422
    assert f"auf {said} noch nicht zeigen" in shown
    assert "„Überschrift“ und „Weitergabe an die Agentur für Arbeit“" in shown
    assert page(client, "consent_version", draft.pk)[0] == 200
    assert page(client, "consent_text", text.pk)[0] == 200
    other = client.get(address("consent_print", draft.pk, "en")).status_code
    assert other == (200 if language == "ti" else 422)


def test_a_draft_without_its_german_text_says_so_too(as_role, town):
    draft = draft_of(town.part_of)
    ConsentText.objects.filter(version=draft, language="de").delete()
    client = as_role(Role.STEERING)
    assert page(client, "consent_print", draft.pk, "en")[0] == 422
    assert page(client, "consent_text", draft.texts.get(language="en").pk)[0] == 200


def test_a_sheet_on_an_earlier_edition_is_entered_on_that_edition(clerk, person, version, agency):
    """R-DP-07: signed while it held, come in later."""
    today = timezone.localdate()
    version.state, version.retired_on = ConsentVersionState.RETIRED, today
    version.save()
    released_of(version.owner, 2)
    _, shown = page(clerk, "person_consent", person.code)
    assert 'href="?version=1"' in shown
    _, shown = page(clerk, "person_consent", person.code, query="?version=1")
    assert "?language=ti&amp;version=1" in shown
    assert "außer Gebrauch" in shown
    at = address("person_consent", person.code) + "?language=ti&version=1"
    late = clerk.post(at, filled_in(agency))
    assert (late.status_code, "schon außer Gebrauch" in late.content.decode()) == (422, True)
    signed = f"{today - timedelta(days=3):%d.%m.%Y}"
    assert clerk.post(at, filled_in(agency, decided_on=signed)).status_code == 302
    assert Consent.objects.get().version == version
    assert page(clerk, "person_consent", person.code, query="?version=9")[0] == 404
