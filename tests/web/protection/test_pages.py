"""What the data protection officer and the towns see of readings, erasing and keeping."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kreislotse.access.models import Account
from kreislotse.access.policy import Permission, Role
from kreislotse.access.readings import log_read
from kreislotse.journal.models import ReadEntry, ReadKind, ReadTally
from kreislotse.participants.models import Candidate
from kreislotse.protection import actions
from kreislotse.protection.models import ArchiveOffer, DestructionList, Disclosure, Hold
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory
from tests.factories.protection import reading

pytestmark = pytest.mark.django_db
LONG_AGO = date(2015, 3, 1)


@pytest.fixture
def town():
    return MunicipalityFactory(name="Nottuln")


@pytest.fixture
def browse(acting, client, town):
    """A browser of somebody with this role, at the town or at its district."""

    def log_in(role: Role):
        at = town if role == Role.MUNICIPAL_CLERK else town.part_of
        actor = acting(role, at=at, now=timezone.now())
        client.force_login(Account.objects.get(pk=actor.person_id))
        client.actor = actor
        return client

    return log_in


@pytest.fixture
def old(town, acting):
    actions.load_periods(actor=acting(Role.ADMINISTRATOR, at=town.part_of))
    return CandidateFactory(
        owner=town, last_contact_on=LONG_AGO, family_name="Zyrillowa", facts=True
    )


def page(client, name, *args, **query) -> str:
    answer = client.get(reverse(f"protection:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_read_log_tells_who_read_how_many_and_names_nobody_read(browse, town, old):
    """R-DP-20, R-DP-21, G61"""
    browser = browse(Role.DATA_PROTECTION_OFFICER)
    reading(town.part_of_id, old.pk, at=timezone.now())
    text = page(browser, "read_log")
    for part in ("Steuerung", "Liste der eigenen Personen", town.part_of.name):
        assert part in text
    entry = page(browser, "reading", 1)
    assert old.code in entry
    assert old.family_name not in entry + text


def test_the_log_is_searched_by_a_persons_code_or_by_what_was_searched_for(browse, town, old):
    """G61: what was typed is compared by its hash and stands in no address."""
    browser = browse(Role.DATA_PROTECTION_OFFICER)
    reading(town.part_of_id, old.pk)
    log_read(
        browser.actor,
        ReadKind.SEARCH,
        needs=Permission.READ_LOG_READ,
        district=town.part_of_id,
        people=[],
        purpose="Suche",
        asked="Zyrillowa",
    )
    for typed, number in ((old.code.lower(), 1), ("ZYRILLOWA", 2)):
        answer = browser.post(reverse("protection:read_log"), {"search": typed})
        assert typed not in answer["Location"]
        text = browser.get(answer["Location"]).content.decode()
        assert "1 Eintrag" in text
        assert reverse("protection:reading", args=[number]) in text


def test_the_log_of_another_district_is_nobodys_business(browse):
    """R-DP-21"""
    browser = browse(Role.DATA_PROTECTION_OFFICER)
    reading(MunicipalityFactory().part_of_id, 5)
    assert "Noch hat niemand Namen gelesen." in page(browser, "read_log")
    assert browser.get(reverse("protection:reading", args=[1])).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DATA_PROTECTION_OFFICER])
@pytest.mark.parametrize("name", ["read_log", "read_chain", "read_months", "read_signs"])
def test_nobody_else_reads_the_log(browse, role, name):
    """R-DP-21"""
    assert browse(role).get(reverse(f"protection:{name}")).status_code == 403


def test_the_chain_of_readings_holds_and_the_sums_are_shown(browse, town):
    """R-DP-21"""
    reading(town.part_of_id, 5)
    ReadTally.objects.create(
        month=date(2016, 1, 1),
        owner_id=town.part_of_id,
        role="gemeinde",
        kind="list",
        readings=12,
        people=600,
    )
    browser = browse(Role.DATA_PROTECTION_OFFICER)
    assert "Kette unversehrt bis Eintrag 1." in page(browser, "read_chain")
    months = page(browser, "read_months")
    assert "01.2016" in months
    assert "600" in months


def test_conspicuous_readings_lead_to_their_entries(browse, town):
    """R-DP-24"""
    midnight = timezone.now().replace(hour=2) - timedelta(days=2)
    browser = browse(Role.DATA_PROTECTION_OFFICER)
    reading(town.part_of_id, *range(301), at=midnight)
    text = page(browser, "read_signs")
    assert "Sehr viele Personen in einer Stunde gelesen" in text
    assert reverse("protection:reading", args=[1]) in text


def test_a_list_goes_from_the_town_to_the_officer_and_back(browse, town, old):
    """R-DP-30"""
    browser = browse(Role.MUNICIPAL_CLERK)
    due = page(browser, "records_due")
    assert old.code in due
    assert "wird gelöscht" in due
    assert old.family_name not in due
    browser.post(reverse("protection:destruction_new"), {"owner": town.pk})
    made = DestructionList.objects.get()

    officer = browse(Role.DATA_PROTECTION_OFFICER)
    seen = page(officer, "destruction", made.pk) + page(officer, "destruction_items", made.pk)
    assert old.code in seen
    assert old.family_name not in seen
    answer = officer.post(reverse("protection:destruction_release", args=[made.pk]), {"note": ""})
    assert answer.status_code == 302

    browser = browse(Role.MUNICIPAL_CLERK)
    address = reverse("protection:destruction_carry_out", args=[made.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address).status_code == 302
    assert Candidate.objects.count() == 0
    assert "Gelöschte Datensätze" in page(browser, "destruction", made.pk)
    proof = browser.get(reverse("protection:destruction_proof", args=[made.pk]))
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(proof.content)).pages)
    assert "Löschprotokoll" in text
    assert "Sicherungskopien" in text
    assert old.code not in text


def test_a_list_is_rejected_with_a_reason_only(browse, town, old):
    clerk = browse(Role.MUNICIPAL_CLERK)
    made = actions.propose_destruction(town, actor=clerk.actor)
    officer = browse(Role.DATA_PROTECTION_OFFICER)
    address = reverse("protection:destruction_reject", args=[made.pk])
    assert officer.post(address, {"note": ""}).status_code == 422
    assert officer.post(address, {"note": "Klage anhängig"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "rejected"


def test_a_list_of_another_district_does_not_exist(browse, town, old, acting):
    made = actions.propose_destruction(town, actor=acting(Role.MUNICIPAL_CLERK, at=town))
    other = MunicipalityFactory()
    stranger = acting(Role.DATA_PROTECTION_OFFICER, at=other.part_of)
    browser = browse(Role.HEAD)
    browser.force_login(Account.objects.get(pk=stranger.person_id))
    for name in ("destruction", "destruction_items", "destruction_release", "destruction_proof"):
        assert browser.get(reverse(f"protection:{name}", args=[made.pk])).status_code == 404


def test_a_hold_is_placed_and_ended_and_shown_where_it_keeps(browse, old):
    """G64"""
    browser = browse(Role.MUNICIPAL_CLERK)
    address = reverse("protection:hold_new", args=[old.code])
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "Klage"}).status_code == 302
    assert "Klage" in page(browser, "holds")
    assert "Aufbewahrung angeordnet" in page(browser, "records_due")
    assert browser.post(address, {"reason": "noch eine"}).status_code == 422
    hold = Hold.objects.get()
    Hold.objects.update(since=LONG_AGO)
    assert browser.post(reverse("protection:hold_end", args=[hold.pk])).status_code == 302
    assert "wird gelöscht" in page(browser, "records_due")


def test_periods_are_read_by_all_and_changed_by_the_keeper(browse, old):
    """R-DP-30: dated, with reason and source."""
    assert "Art. 7 Abs. 1 DSGVO" in page(browse(Role.DATA_PROTECTION_OFFICER), "periods")
    said = {
        "clock": "read_log",
        "months": "11",
        "valid_from": "01.01.2017",
        "reason": "Dienstvereinbarung",
        "source": "DV 3/2017",
    }
    address = reverse("protection:period_new")
    assert browse(Role.MUNICIPAL_CLERK).post(address, said).status_code == 403
    keeper = browse(Role.ADMINISTRATOR)
    assert keeper.post(address, said).status_code == 422
    assert keeper.post(address, {**said, "months": "24"}).status_code == 302
    assert "DV 3/2017" in page(keeper, "periods")


@pytest.mark.parametrize(("language", "said"), [("de", "Ihre Rechte"), ("tr", "Haklarınız")])
def test_the_person_is_told_everything_by_letter_in_two_clicks(browse, old, language, said):
    """R-DP-22, G62"""
    browser = browse(Role.MUNICIPAL_CLERK)
    address = reverse("protection:person_letter", args=[old.code])
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"asked_on": "02.01.2017", "language": language})
    letter = browser.get(answer["Location"])
    assert letter["Content-Type"] == "application/pdf"
    assert old.family_name not in letter["Content-Disposition"]
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(letter.content)).pages)
    for part in ("Zyrillowa", "Amina", "17.05.1990", "Arab", said):
        assert part in text
    assert Disclosure.objects.get().language == language
    entry = ReadEntry.objects.get()
    assert (entry.kind, entry.people, entry.purpose) == (
        "letter",
        [old.pk],
        "Auskunft an die Person",
    )


def test_a_locked_record_is_told_about_as_well(browse, old):
    """R-DP-22, R-DP-31"""
    Candidate.objects.update(restricted_on=LONG_AGO, restriction="request")
    browser = browse(Role.MUNICIPAL_CLERK)
    address = reverse("protection:person_letter", args=[old.code])
    answer = browser.post(address, {"asked_on": "02.01.2017", "language": "de"})
    assert browser.get(answer["Location"]).status_code == 200


def test_another_towns_person_has_no_letter_and_no_hold_here(browse, old):
    """R-CAN-01"""
    other = CandidateFactory(owner=MunicipalityFactory(part_of=old.district))
    browser = browse(Role.MUNICIPAL_CLERK)
    for name in ("person_letter", "hold_new"):
        assert browser.get(reverse(f"protection:{name}", args=[other.code])).status_code == 404


def test_an_offer_to_the_archive_is_recorded_and_missed_where_it_lacks(browse, town, old):
    """R-DP-32"""
    initiative = InitiativeFactory(owner=town.part_of)
    browser = browse(Role.STEERING)
    said = {
        "initiative": initiative.pk,
        "archive": "Kreisarchiv",
        "offered_on": "02.01.2017",
        "answer": "declined",
    }
    assert browser.post(reverse("protection:archive_offer_new"), said).status_code == 302
    assert "Kreisarchiv" in page(browser, "archive_offers")
    assert ArchiveOffer.objects.get().initiative == initiative
