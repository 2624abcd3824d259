"""What people see of organisations, bodies, contacts and responsibilities."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.organisations.models import (
    Body,
    Contact,
    ContactTopic,
    Organisation,
    Responsibility,
    Succession,
)
from tests.factories.organisations import (
    BodyFactory,
    ContactFactory,
    ContactTopicFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ResponsibilityFactory,
)

pytestmark = pytest.mark.django_db


def at(name: str, *args: int, **query: object) -> str:
    address = reverse(f"organisations:{name}", args=args)
    return f"{address}?{urlencode(query)}" if query else address


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def district():
    return OrganisationFactory(name="Kreis Coesfeld")


@pytest.fixture
def municipality(district):
    return MunicipalityFactory(name="Nottuln", part_of=district)


@pytest.fixture
def administrator(acting, client_of, district):
    return client_of(acting(Role.ADMINISTRATOR, at=district))


@pytest.fixture
def steering(acting, client_of, district):
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def clerk(acting, client_of, municipality):
    return client_of(acting(Role.MUNICIPAL_CLERK, at=municipality))


@pytest.mark.parametrize(
    ("route", "field", "factory"),
    [
        ("organisations", "name", OrganisationFactory),
        ("bodies", "name", BodyFactory),
        ("contacts", "name", ContactFactory),
        ("topics", "title", ContactTopicFactory),
        ("responsibilities", "norm", ResponsibilityFactory),
    ],
)
def test_a_list_asks_as_much_for_one_row_as_for_many(
    steering, district, municipality, django_assert_max_num_queries, route, field, factory
):
    given = {"owner": municipality} if factory is ContactFactory else {}
    factory(**given)
    counts = []
    for more in (0, 12):
        factory.create_batch(more, **given)
        with django_assert_max_num_queries(40) as asked:
            page = steering.get(at(route))
        counts.append(len(asked))
    assert page.status_code == 200
    assert counts[0] == counts[1]


def test_organisations_are_found_by_word_kind_and_district(steering, district, municipality):
    OrganisationFactory(name="Kreis Borken")
    found = text(steering.get(at("organisations", search="NOTTUL")))
    assert "Nottuln" in found
    assert "Kreis Borken" not in found
    nearby = text(steering.get(at("organisations", district=district.pk)))
    assert "Nottuln" in nearby
    assert "Kreis Borken" not in nearby


def test_an_organisation_shows_who_does_its_work_today(steering):
    mais = OrganisationFactory(name="MAIS", kind="ministry", valid_to=date(2017, 6, 29))
    mkffi = OrganisationFactory(name="MKFFI", kind="ministry")
    Succession.objects.create(
        predecessor=mais, successor=mkffi, task="Integration", since=date(2017, 6, 30)
    )
    page = text(steering.get(at("organisation", mais.pk)))
    assert "besteht nicht mehr" in page
    assert "seit 30.06.2017" in page
    assert "Heute zuständig:" in page
    assert at("organisation", mkffi.pk) in page


def test_an_organisation_shows_its_parts_its_area_and_its_contacts(steering, municipality):
    ContactFactory(owner=municipality, name="Alex Sichtbar")
    agency = OrganisationFactory(name="Agentur Nord", kind="employment_agency")
    agency.serves.set([municipality.part_of])
    ResponsibilityFactory(body_kind="employment_agency", norm="§ 29 SGB III")
    assert "Nottuln" in text(steering.get(at("organisation", municipality.part_of_id)))
    assert "Alex Sichtbar" in text(steering.get(at("organisation", municipality.pk)))
    page = text(steering.get(at("organisation", agency.pk)))
    assert "Kreis Coesfeld" in page
    assert "§ 29 SGB III" in page


def test_contacts_on_an_organisations_page_stay_with_those_who_may_read_them(
    administrator, municipality
):
    ContactFactory(owner=municipality, name="Alex Verborgen")
    page = administrator.get(at("organisation", municipality.pk))
    assert page.status_code == 200
    assert "Alex Verborgen" not in text(page)


def organisation_form(**changes: object) -> dict[str, object]:
    return {"kind": "provider", "name": "Volkshochschule", "gender": "f", **changes}


def test_the_administration_registers_an_organisation(administrator, district):
    typed = organisation_form(serves=[district.pk], valid_from="01.09.2015")
    page = administrator.post(at("organisation_new"), typed, follow=True)
    record = Organisation.objects.get(name="Volkshochschule")
    assert page.redirect_chain == [(at("organisation", record.pk), 302)]
    assert (record.valid_from, list(record.serves.all())) == (date(2015, 9, 1), [district])
    assert "Die Organisation ist erfasst." in text(page)


def test_a_refused_registration_keeps_what_was_typed(administrator, district):
    district.key = "05558"
    district.save()
    page = administrator.post(at("organisation_new"), organisation_form(key="05558"))
    assert page.status_code == 422
    assert "Den Schlüssel 05558 trägt schon: Kreis Coesfeld." in text(page)
    assert 'value="Volkshochschule"' in text(page)
    assert not Organisation.objects.filter(kind="provider").exists()


def test_the_administration_changes_an_organisation_and_keeps_its_area(
    administrator, district, municipality
):
    agency = OrganisationFactory(kind="employment_agency")
    agency.serves.set([district, municipality])
    form = text(administrator.get(at("organisation_change", agency.pk)))
    assert 'value="' + str(municipality.pk) in form
    typed = organisation_form(serves=[district.pk, municipality.pk], name="Agentur Neu")
    administrator.post(at("organisation_change", agency.pk), typed)
    agency.refresh_from_db()
    assert agency.name == "Agentur Neu"
    assert set(agency.serves.all()) == {district, municipality}
    assert JournalEntry.objects.get().verb == "change_organisation"


def test_the_administration_records_a_succession(administrator, district):
    old, new = OrganisationFactory(), OrganisationFactory()
    typed = {"successor": new.pk, "since": "30.06.2017", "task": "Schule"}
    page = administrator.post(at("succession_new", old.pk), typed, follow=True)
    assert "Die Nachfolge ist eingetragen." in text(page)
    assert Succession.objects.get().task == "Schule"


def test_the_mandates_clerk_registers_and_changes_bodies_of_the_district(steering, district):
    typed = {"owner": district.pk, "name": "Kreistag", "kind": "council", "gender": "m"}
    page = steering.post(at("body_new"), typed, follow=True)
    body = Body.objects.get()
    assert "Das Gremium ist erfasst." in text(page)
    steering.post(at("body_change", body.pk), {**typed, "members": "54"})
    body.refresh_from_db()
    assert body.members == 54
    assert "54" in text(steering.get(at("body", body.pk)))


def test_the_administration_keeps_bodies_too(administrator):
    body = BodyFactory()
    assert at("body_change", body.pk) in text(administrator.get(at("body", body.pk)))
    typed = {"name": "Neu", "kind": "committee", "gender": "m"}
    assert administrator.post(at("body_change", body.pk), typed).status_code == 302


def test_somebody_elses_body_is_read_and_not_changed(steering):
    body = BodyFactory()
    assert at("body_change", body.pk) not in text(steering.get(at("body", body.pk)))
    assert steering.get(at("body_change", body.pk)).status_code == 403


def test_who_is_responsible_is_answered_with_norm_body_and_contact(steering, municipality):
    """R-CON-03"""
    ResponsibilityFactory(norm="§§ 10, 10a AsylbLG", source="Gesetz")
    topic = ContactTopicFactory(code="asylblg-leistungen")
    ContactFactory(owner=municipality, topic=topic, name="Alex Zuständig")
    asked = {"regime": "asylblg", "task": "benefit", "municipality": municipality.pk}
    page = text(steering.get(at("responsible", **asked, on="02.11.2015")))
    for part in ("Nottuln", "§§ 10, 10a AsylbLG", "Alex Zuständig", "02.11.2015", "Gesetz"):
        assert part in page
    nobody = {**asked, "regime": "none", "on": "02.11.2015"}
    assert "niemand zuständig" in text(steering.get(at("responsible", **nobody)))


def test_a_body_that_is_not_registered_is_said_to_be_missing(steering, municipality):
    ResponsibilityFactory(regime="sgb_ii", body_kind="job_centre")
    asked = {"regime": "sgb_ii", "task": "benefit", "municipality": municipality.pk}
    page = text(steering.get(at("responsible", **asked, on="02.11.2015")))
    assert "Jobcenter; für Nottuln ist keine solche Stelle erfasst." in page


def test_a_badly_asked_question_is_answered_at_the_field(steering, municipality):
    page = steering.get(at("responsible", regime="asylblg", on="32.13.2015"))
    assert page.status_code == 422
    assert "Das ist kein Datum." in text(page)


def test_gaps_stand_above_the_contacts_one_click_from_naming(clerk, municipality, district):
    """R-CON-01"""
    topic = ContactTopicFactory(title="Räume")
    MunicipalityFactory(name="Senden", part_of=district)
    page = text(clerk.get(at("contacts")))
    assert "Für 1 Pflichtthema fehlt eine Ansprechperson" in page
    assert f"municipality={municipality.pk}&amp;topic={topic.pk}" in page
    assert "Senden" not in page
    form = text(clerk.get(at("contact_new", municipality=municipality.pk, topic=topic.pk)))
    assert f'<option value="{municipality.pk}" selected' in form
    assert f'<option value="{topic.pk}" selected' in form


def test_the_district_sees_the_gaps_of_all_its_municipalities(steering, municipality, district):
    """R-CON-01"""
    ContactTopicFactory()
    MunicipalityFactory(name="Senden", part_of=district)
    MunicipalityFactory(name="Ahaus")
    page = text(steering.get(at("contacts")))
    assert "Für 2 Pflichtthemen fehlt eine Ansprechperson" in page
    assert "Ahaus" not in page


def test_a_clerk_names_a_contact_and_sees_it(clerk, municipality):
    """R-CON-01"""
    topic = ContactTopicFactory()
    typed = {
        "municipality": municipality.pk,
        "topic": topic.pk,
        "name": "Alex Müller",
        "phone": "02502 1",
    }
    page = clerk.post(at("contact_new"), typed, follow=True)
    assert "Die Ansprechperson ist benannt." in text(page)
    contact = Contact.objects.get()
    assert contact.valid_from == timezone.localdate()
    assert "Alex Müller" in text(clerk.get(at("contacts")))
    assert "Kontakt benennen" not in text(clerk.get(at("contacts")))


def test_the_only_municipality_of_a_clerk_is_chosen_already(clerk, municipality):
    assert f'<option value="{municipality.pk}" selected' in text(clerk.get(at("contact_new")))


def test_many_chips_are_folded_away_until_one_is_chosen(steering, municipality):
    topics = ContactTopicFactory.create_batch(13)
    assert '<details class="chips chips--folded">' in text(steering.get(at("contacts")))
    page = text(steering.get(at("contacts", topic=topics[0].pk)))
    assert '<details class="chips chips--folded" open>' in page


def test_a_clerk_cannot_choose_another_municipality(clerk, district):
    """R-DP-10"""
    neighbour = MunicipalityFactory(name="Senden", part_of=district)
    topic = ContactTopicFactory()
    typed = {"municipality": neighbour.pk, "topic": topic.pk, "name": "Alex", "phone": "1"}
    page = clerk.post(at("contact_new"), typed)
    assert page.status_code == 422
    assert "Senden" not in text(page)
    assert not Contact.objects.exists()


def test_an_unreachable_contact_is_refused_and_keeps_what_was_typed(clerk, municipality):
    """R-CON-04"""
    topic = ContactTopicFactory()
    typed = {"municipality": municipality.pk, "topic": topic.pk, "name": "Alex Tippfrei"}
    page = clerk.post(at("contact_new"), typed)
    assert page.status_code == 422
    assert "Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse an." in text(page)
    assert 'value="Alex Tippfrei"' in text(page)


def test_a_contact_is_confirmed_changed_and_ended(clerk, municipality):
    """R-CON-02"""
    contact = ContactFactory(owner=municipality, confirmed_on=date(2015, 1, 1), name="Alex")
    page = text(clerk.get(at("contact", contact.pk)))
    assert "zu bestätigen" in page
    assert "Niemand vertritt diese Person." in page
    page = text(clerk.post(at("contact_confirm", contact.pk), {"go": "1"}, follow=True))
    assert "Die Angaben sind bestätigt." in page
    assert "aktuell" in page
    clerk.post(at("contact_change", contact.pk), {"name": "Sascha", "email": "s@example.org"})
    contact.refresh_from_db()
    assert (contact.name, contact.phone, contact.email) == ("Sascha", "", "s@example.org")
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = clerk.post(at("contact_end", contact.pk), {"ends_on": f"{yesterday:%d.%m.%Y}"})
    assert ended.status_code == 302
    page = text(clerk.get(at("contact", contact.pk)))
    assert "beendet" in page
    assert at("contact_confirm", contact.pk) not in page


def test_the_district_keeps_contacts_of_its_municipalities(steering, municipality):
    contact = ContactFactory(owner=municipality)
    assert at("contact_confirm", contact.pk) in text(steering.get(at("contact", contact.pk)))
    assert steering.get(at("contact_change", contact.pk)).status_code == 200


def test_readers_of_contacts_have_no_buttons_and_no_way_in(
    acting, client_of, district, municipality
):
    """R-DP-10"""
    contact = ContactFactory(owner=municipality)
    reader = client_of(acting(Role.HEAD, at=district))
    page = text(reader.get(at("contact", contact.pk)))
    assert at("contact_change", contact.pk) not in page
    for deed in ("contact_change", "contact_confirm", "contact_end"):
        assert reader.get(at(deed, contact.pk)).status_code == 403
    assert reader.get(at("contact_new")).status_code == 403
    ContactTopicFactory()
    assert "Kontakt benennen" not in text(reader.get(at("contacts")))


def test_a_contact_elsewhere_does_not_exist(clerk):
    """R-DP-10"""
    foreign = ContactFactory(name="Alex Anderswo")
    for page in ("contact", "contact_change", "contact_confirm", "contact_end"):
        assert clerk.get(at(page, foreign.pk)).status_code == 404
    assert "Alex Anderswo" not in text(clerk.get(at("contacts")))


@pytest.mark.parametrize(
    ("chosen", "names"),
    [("current", {"Frisch"}), ("due", {"Faellig"}), ("ended", {"Vorbei"})],
)
def test_contacts_are_filtered_by_their_state(steering, municipality, chosen, names):
    """R-CON-02"""
    today = timezone.localdate()
    ContactFactory(owner=municipality, name="Frisch", confirmed_on=today)
    ContactFactory(owner=municipality, name="Faellig", confirmed_on=today - timedelta(days=200))
    ContactFactory(owner=municipality, name="Vorbei", valid_to=today - timedelta(days=1))
    page = text(steering.get(at("contacts", confirmed=chosen)))
    assert {name for name in ("Frisch", "Faellig", "Vorbei") if name in page} == names


def test_the_administration_keeps_topics_and_responsibilities(administrator):
    page = administrator.post(
        at("topic_new"),
        {"title": "Räume", "mandatory": "on", "confirm_every_months": "6"},
        follow=True,
    )
    assert "Das Thema ist angelegt." in text(page)
    topic = ContactTopic.objects.get()
    administrator.post(
        at("topic_change", topic.pk), {"title": "Räume und Säle", "confirm_every_months": "3"}
    )
    topic.refresh_from_db()
    assert (topic.title, topic.mandatory, topic.confirm_every_months) == (
        "Räume und Säle",
        False,
        3,
    )
    duty = {
        "regime": "asylblg",
        "task": "benefit",
        "body_kind": "municipality",
        "norm": "§ 10 AsylbLG",
        "valid_from": "01.01.2005",
    }
    assert administrator.post(at("responsibility_new"), duty).status_code == 302
    page = administrator.post(at("responsibility_new"), duty)
    assert page.status_code == 422
    assert "Beenden Sie diese zuerst." in text(page)
    row = Responsibility.objects.get()
    assert at("responsibility_end", row.pk) in text(administrator.get(at("responsibilities")))
    administrator.post(at("responsibility_end", row.pk), {"ends_on": "31.12.2015"})
    row.refresh_from_db()
    assert row.valid_to == date(2015, 12, 31)


def test_nobody_but_the_administration_keeps_the_register(steering, municipality):
    """R-DP-10"""
    topic, duty = ContactTopicFactory(), ResponsibilityFactory()
    for address in (
        at("organisation_new"),
        at("organisation_change", municipality.pk),
        at("succession_new", municipality.pk),
        at("topic_new"),
        at("topic_change", topic.pk),
        at("responsibility_new"),
        at("responsibility_end", duty.pk),
    ):
        assert steering.get(address).status_code == 403, address
        assert steering.post(address, {"go": "1"}).status_code == 403, address
    assert at("topic_change", topic.pk) not in text(steering.get(at("topics")))
    assert not JournalEntry.objects.exists()
