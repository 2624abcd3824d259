"""The pages about people: what each reader sees, what is written down, what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import ConsentPurpose
from tests.factories.eligibility import RuleSetVersionFactory, VerdictFactory
from tests.factories.intake import UploadFactory, UploadRowFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallFactory
from tests.factories.people import CandidateFactory, ResidenceTitleFactory, with_consent
from tests.factories.transmission import AgencyFactory, BatchLineFactory

NEEDED = {
    "family_name": "Müller-Beispiel",
    "given_names": "Amina",
    "born_on": "17.05.1990",
    "nationality": "syrisch",
}


@pytest.fixture
def town(db):
    return MunicipalityFactory(name="Olfen")


@pytest.fixture
def clerk(acting, client_of, town):
    return client_of(acting(Role.MUNICIPAL_CLERK, at=town))


def page(client, route, *args, status=200, **query):
    response = client.get(reverse(f"participants:{route}", args=args), query)
    assert response.status_code == status
    return response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"participants:{route}", args=args), values)


def read():
    return list(ReadEntry.objects.order_by("pk").values_list("kind", "purpose"))


def test_a_person_is_taken_up_with_four_fields(clerk, town):
    response = send(clerk, "person_new", owner=town.pk, language_1="Arabisch", **NEEDED)
    candidate = Candidate.objects.get()
    assert response.url == reverse("participants:person", args=[candidate.code])
    assert (candidate.full_name, candidate.nationality) == ("Müller-Beispiel, Amina", "SY")
    assert candidate.languages.get().language == "ar"
    shown = page(clerk, "person", candidate.code)
    assert "Müller-Beispiel, Amina" in shown
    assert f"<title>{candidate.code} – Kreislotse</title>" in shown
    assert "Müller" not in response.url
    assert read() == [("record", "Akte einer Person")]


def test_what_was_typed_stays_when_it_is_refused(clerk, town):
    values = {**NEEDED, "owner": town.pk, "motivation": "Ich bin schwanger", "wish": "Pflege"}
    response = send(clerk, "person_new", **values)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "In „Motivation (eigene Worte)“ steht das Wort „schwanger“." in shown
    assert "Pflege" in shown
    assert "data-no-draft" in shown
    assert not Candidate.objects.exists()


def test_the_form_asks_for_a_known_country_and_latin_letters(clerk, town):
    values = {**NEEDED, "owner": town.pk, "nationality": "Phantasien"}
    response = send(clerk, "person_new", **values)
    assert "Dieses Land ist nicht bekannt." in response.content.decode()
    values = {**NEEDED, "owner": town.pk, "family_name": "Иванов"}
    response = send(clerk, "person_new", **values)
    assert "Das Zeichen „И“ kann in einem Namen nicht stehen." in response.content.decode()
    assert response.status_code == 422


def test_the_form_is_filled_with_what_is_known_and_changes_it(clerk, town):
    candidate = CandidateFactory(owner=town, complete=True, family_name="Beispiel")
    shown = page(clerk, "person_change", candidate.code)
    assert 'value="Syrien"' in shown
    assert 'value="Arabisch"' in shown
    values = {
        **NEEDED,
        "language_1": "Kurdisch",
        "title": "GEST",
        "title_since": "01.06.2015",
        "qualification": "vocational",
        "german_level": "B1",
        "german_evidence": "test",
    }
    response = send(clerk, "person_change", candidate.code, **values)
    assert response.status_code == 302
    candidate.refresh_from_db()
    assert candidate.family_name == "Müller-Beispiel"
    assert candidate.languages.get(interpreting=True).language == "ku"
    assert candidate.languages.get(language="de").level == "B1"


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_asks_the_same_number_of_queries_however_long_it_is(
    clerk, town, count, django_assert_max_num_queries
):
    CandidateFactory.create_batch(count, owner=town, complete=True)
    page(clerk, "people")
    with django_assert_max_num_queries(10):
        shown = page(clerk, "people")
    assert shown.count("Aufenthaltsgestattung") == count
    assert read()[-1] == ("list", "Liste der eigenen Personen")


@pytest.mark.parametrize("number", ["00", "0", "-1", "٢", "7", "9" * 20, "9" * 5000])
def test_any_page_number_in_the_address_gives_a_page_of_what_was_searched(clerk, town, number):
    CandidateFactory(owner=town, family_name="Saleh")
    listed = send(clerk, "people", search="Sal\u200beh").url
    answer = clerk.get(f"{listed}&page={number}")
    assert (answer.status_code, "Saleh, " in answer.content.decode()) == (200, True)


def test_a_name_with_markup_is_shown_as_it_is_written(clerk, town):
    """Rows are written without a template: nothing that somebody typed may become markup."""
    candidate = CandidateFactory(owner=town)
    typed = "<script>alert(1)</script>\"'&"
    Candidate.objects.filter(pk=candidate.pk).update(family_name=typed)
    shown = page(clerk, "people")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;" in shown


def test_a_record_asks_few_queries(clerk, town, django_assert_max_num_queries):
    candidate = CandidateFactory(owner=town, complete=True)
    page(clerk, "person", candidate.code)
    with django_assert_max_num_queries(9):
        page(clerk, "person", candidate.code)


def test_a_search_by_another_spelling_finds_the_person_and_is_written_down(clerk, town):
    CandidateFactory(owner=town, family_name="Haidari", given_names="Mohammed")
    CandidateFactory(owner=town, family_name="Tesfay", given_names="Selam")
    response = send(clerk, "people", search="muhamad")
    assert "muhamad" not in response.url
    shown = clerk.get(response.url).content.decode()
    assert "Haidari, Mohammed" in shown
    assert "Tesfay" not in shown
    assert read()[-1] == ("search", "Liste der eigenen Personen")


@pytest.mark.parametrize(
    ("query", "sees"),
    [
        ({"state": "complete"}, {"Eins"}),
        ({"state": "draft"}, {"Zwei"}),
        ({"consent": "yes"}, {"Eins"}),
        ({"consent": "no"}, {"Zwei"}),
        ({"german": "A2"}, {"Eins"}),
        ({"regime": "open"}, {"Eins"}),
        ({"regime": "sgb_ii"}, set()),
    ],
)
def test_filters_narrow_the_list(clerk, town, query, sees):
    one = CandidateFactory(owner=town, family_name="Eins", complete=True)
    CandidateFactory(owner=town, family_name="Zwei")
    with_consent(one)
    shown = page(clerk, "people", **query)
    assert {name for name in ("Eins", "Zwei") if f"{name}, Amina" in shown} == sees


def test_the_district_sees_codes_and_names_only_with_a_basis(acting, client_of, town):
    """R-CAN-01"""
    steering = client_of(acting(Role.STEERING, at=town.part_of))
    named = CandidateFactory(owner=town, family_name="Offen", released=True)
    with_consent(named, ConsentPurpose.DISTRICT)
    coded = CandidateFactory(owner=town, family_name="Geheim", released=True)
    draft = CandidateFactory(owner=town, family_name="Entwurf", complete=True)
    shown = page(steering, "people")
    assert "Offen, Amina" in shown
    assert coded.code in shown
    assert "Geheim" not in shown
    assert draft.code not in shown
    assert "17.05.1990" not in shown
    entry = ReadEntry.objects.get()
    assert entry.people == [named.pk]
    record = page(steering, "person", coded.code)
    assert "Geheim" not in record
    assert "17.05.1990" not in record
    assert "Aufenthaltsgestattung" in record
    page(steering, "person", draft.code, status=404)
    found = steering.get(send(steering, "people", search="geheim").url).content.decode()
    assert coded.code not in found
    page(steering, "person_change", coded.code, status=404)
    page(steering, "person_change", named.code, status=403)
    page(steering, "person_shown", named.code, status=403)
    page(steering, "person_release", named.code, status=403)


def test_another_town_finds_nothing(acting, client_of, town):
    """T18: no content, and the search is written down."""
    theirs = CandidateFactory(owner=town, family_name="Gesucht", released=True)
    other = MunicipalityFactory(part_of=town.part_of)
    clerk = client_of(acting(Role.MUNICIPAL_CLERK, at=other))
    found = clerk.get(send(clerk, "people", search="Gesucht").url).content.decode()
    assert "Gesucht, " not in found
    assert theirs.code not in found
    assert [kind for kind, _ in read()] == ["search"]
    for route in ("person", "person_change", "person_shown", "person_close", "move_new"):
        page(clerk, route, theirs.code, status=404)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.HEAD, 403),
        (Role.AGENCY_STAFF, 403),
        (Role.DATA_PROTECTION_OFFICER, 403),
        (Role.STEERING, 200),
    ],
)
def test_who_may_enter_the_list(acting, client_of, town, role, status):
    page(client_of(acting(role, at=town.part_of)), "people", status=status)


def test_a_second_record_elsewhere_is_a_place_to_ask(clerk, town):
    """R-CAN-05: no content of the other record, and it is written down as a search."""
    other = MunicipalityFactory(name="Senden", part_of=town.part_of)
    same = {"family_name": "Zwilling", "given_names": "Ada"}
    CandidateFactory(owner=other, complete=True, contact="geheim", **same)
    own = CandidateFactory(owner=town, complete=True, **same)
    shown = page(clerk, "person", own.code)
    assert "Im Kreis gibt es möglicherweise einen zweiten Eintrag zu dieser Person." in shown
    assert "Fragen Sie bei Senden nach." in shown
    assert "geheim" not in shown
    assert ("search", "Doppelungshinweis") in read()


def test_a_locked_record_shows_its_code_alone(clerk, town):
    """R-DP-31"""
    candidate = CandidateFactory(owner=town, family_name="Gesperrt", restricted=True)
    shown = page(clerk, "person", candidate.code)
    assert candidate.code in shown
    assert "Gesperrt, Amina" not in shown
    assert candidate.code in page(clerk, "people_locked")
    assert "Gesperrt, Amina" not in page(clerk, "people")
    page(clerk, "person_change", candidate.code, status=404)
    assert send(clerk, "person_unlock", candidate.code, note="geklärt").status_code == 302
    assert "Gesperrt, Amina" in page(clerk, "person", candidate.code)


def test_a_record_of_which_only_evidence_is_left_offers_no_unlocking(clerk, town):
    """R-DP-31: what the deed would refuse is not offered."""
    candidate = CandidateFactory(owner=town, restricted=True)
    unlock = reverse("participants:person_unlock", args=[candidate.code])
    assert unlock in page(clerk, "person", candidate.code)
    Candidate.objects.filter(pk=candidate.pk).update(nationality="")
    shown = page(clerk, "person", candidate.code)
    assert (unlock in shown, "Nachweis der Einwilligung" in shown) == (False, True)
    assert send(clerk, "person_unlock", candidate.code, note="geklärt").status_code == 422


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [("ar", "rtl", "تاريخ الميلاد"), ("uk", "ltr", "Дата народження"), ("xx", "rtl", "سوريا")],
)
def test_the_person_is_shown_their_data_in_their_language(clerk, town, language, direction, words):
    candidate = CandidateFactory(owner=town, complete=True)
    shown = page(clerk, "person_shown", candidate.code, language=language)
    assert f'dir="{direction}"' in shown
    assert words in shown
    assert read() == [("record", "Angaben der Person zeigen")]


DEEDS = [
    ("person_ask", "complete", {}, "consent_pending"),
    ("person_close", "complete", {"closing": "other"}, "closed"),
    ("person_reopen", "closed", {}, "draft"),
    ("person_moved_away", "complete", {}, "moved_away"),
    ("person_return", "released", {"note": "fehlt"}, "complete"),
]


@pytest.mark.parametrize(("route", "state", "values", "target"), DEEDS)
def test_a_deed_takes_its_step(clerk, town, route, state, values, target):
    candidate = CandidateFactory(owner=town, **{state: True})
    page(clerk, route, candidate.code)
    response = send(clerk, route, candidate.code, **values)
    assert response.url == reverse("participants:person", args=[candidate.code])
    candidate.refresh_from_db()
    assert candidate.state == target
    page(clerk, route, candidate.code, status=409)


def test_completing_and_releasing_say_what_is_missing(clerk, town):
    draft = CandidateFactory(owner=town)
    response = send(clerk, "person_complete", draft.code)
    assert response.status_code == 422
    assert "Für eine vollständige Akte fehlt noch" in response.content.decode()
    complete = CandidateFactory(owner=town, complete=True)
    response = send(clerk, "person_release", complete.code)
    assert "Es gibt keine Grundlage" in response.content.decode()
    with_consent(complete)
    assert send(clerk, "person_release", complete.code).status_code == 302


def test_facts_are_added_on_pages_of_their_own(clerk, town):
    candidate, other = CandidateFactory(owner=town), CandidateFactory(owner=town)
    title = ResidenceTitleFactory()
    for route, values in (
        ("person_status", {"title": title.pk, "since": "01.06.2015"}),
        ("person_regime", {"regime": "asylblg", "valid_from": "01.06.2015"}),
        ("person_language", {"language": "Türkisch", "level": "B1", "evidence": "self"}),
        ("person_qualification", {"kind": "bachelor", "country": "Syrien"}),
        ("person_household", {"member": other.code}),
    ):
        page(clerk, route, candidate.code)
        assert send(clerk, route, candidate.code, **values).status_code == 302
    shown = page(clerk, "person", candidate.code)
    for words in ("Aufenthaltsgestattung", "Asylbewerberleistungsgesetz", "Türkisch: B1"):
        assert words in shown
    assert other.full_name in shown
    assert send(clerk, "person_alone", candidate.code).status_code == 302
    response = send(clerk, "person_household", candidate.code, member="BBBBBBBBBBBB")
    assert "Unter dieser Kennung führen Sie niemanden." in response.content.decode()
    response = send(clerk, "person_language", candidate.code, language="Deutsch")
    assert "Deutsch tragen Sie bitte unter „Ändern“ ein." in response.content.decode()
    response = send(
        clerk,
        "person_restrict",
        candidate.code,
        ground="dispute",
        note="Geburtstag strittig",
    )
    assert response.status_code == 302


def test_a_record_leads_to_all_that_belongs_to_it(clerk, client_of, acting, town):
    """Consent, verdict, transmission, list, letter: nobody has to search for them."""
    agency = AgencyFactory(name="Agentur nebenan")
    candidate = CandidateFactory(owner=town, accepted=True, recipient=agency)
    with_consent(candidate, ConsentPurpose.AGENCY, agency)
    with_consent(candidate, ConsentPurpose.AGENCY_FEEDBACK, town)
    call = CallFactory(initiative__owner=town.part_of)
    line = BatchLineFactory(
        batch__call=call,
        candidate=candidate,
        feedback="accepted",
        feedback_on=date(2015, 10, 5),
    )
    rules = RuleSetVersionFactory(rule_set__owner=town.part_of)
    verdict = VerdictFactory(candidate=candidate, version=rules)
    upload = UploadFactory(owner=town, state="applied", applied_at=candidate.changed_at)
    row = UploadRowFactory(upload=upload, candidate_id=candidate.pk, applied=True, state="new")
    code = [candidate.code]
    shared = [("eligibility:verdict", [verdict.pk]), ("transmission:line", [line.pk])]
    own = [
        ("intake:row", [row.pk]),
        ("protection:person_letter", code),
        ("protection:hold_new", code),
        ("transmission:outcome_new", code),
        ("participants:person_consent", code),
    ]
    withdrawal = reverse("transmission:withdraw", args=code)
    shown = page(clerk, "person", candidate.code)
    links = [reverse(route, args=args) for route, args in [*shared, *own]]
    assert [link for link in links if link not in shown] == []
    assert withdrawal in shown
    assert "Weitergabe an die Agentur für Arbeit: Agentur nebenan" in shown

    office = client_of(acting(Role.STEERING, at=town.part_of))
    shown = page(office, "person", candidate.code)
    assert [reverse(route, args=args) in shown for route, args in shared] == [True, True]
    assert [link for link in links[2:] if link in shown] == []
    assert withdrawal in shown
    assert "angenommen" in shown


def test_the_list_of_people_leads_to_the_lists_beside_it(clerk, client_of, acting, town):
    routes = ["intake:uploads", "participants:moves", "participants:people_locked"]
    routes += ["participants:potentials", "transmission:outcomes", "participants:consents_to_ask"]
    for route in ("people", "moves", "people_locked"):
        shown = page(clerk, route)
        here = f"participants:{route}"
        assert [r for r in routes if r != here and f'href="{reverse(r)}"' not in shown] == []
    shown = page(client_of(acting(Role.STEERING, at=town.part_of)), "people")
    led = [r for r in ("transmission:outcomes", "intake:uploads") if f'"{reverse(r)}"' in shown]
    assert led == ["transmission:outcomes"]
