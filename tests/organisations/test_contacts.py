"""Who names contacts, where they are missing, which are to be confirmed."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.organisations.actions import (
    change_contact,
    confirm_contact,
    end_contact,
    name_contact,
)
from kreislotse.organisations.contacts import Gap, contact_gaps, contacts_to_confirm
from kreislotse.organisations.errors import (
    AlreadyEnded,
    ContactUnreachable,
    DeputyElsewhere,
    DeputyOfADeputy,
    NotAMunicipality,
)
from kreislotse.organisations.models import Contact
from tests.factories.organisations import (
    ContactFactory,
    ContactTopicFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2015, 11, 2)


def verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


@pytest.fixture
def municipality():
    return MunicipalityFactory(name="Nottuln")


@pytest.fixture
def clerk(acting, municipality):
    return acting(Role.MUNICIPAL_CLERK, at=municipality)


def test_a_municipality_names_its_contact_and_the_journal_keeps_no_name(clerk, municipality):
    """R-CON-01, R-CON-04"""
    topic = ContactTopicFactory()
    name_contact(municipality, actor=clerk, topic=topic, name="Alex Müller", phone="02502 1")
    contact = Contact.objects.get()
    assert (contact.owner, contact.topic, contact.name) == (municipality, topic, "Alex Müller")
    assert (contact.valid_from, contact.confirmed_on) == (TODAY, TODAY)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.owner_id, entry.label) == ("name_contact", municipality.pk, "")
    assert "Müller" not in str(entry.change)
    assert "02502" not in str(entry.change)


def test_the_district_names_contacts_of_its_municipalities(acting, municipality):
    steering = acting(Role.STEERING, at=municipality.part_of)
    name_contact(
        municipality,
        actor=steering,
        topic=ContactTopicFactory(),
        name="Alex",
        email="a@example.org",
    )
    assert Contact.objects.get().owner == municipality


def test_a_deputy_stands_in_for_the_contact(clerk, municipality):
    contact = ContactFactory(owner=municipality)
    deputy = name_contact(
        municipality,
        actor=clerk,
        topic=contact.topic,
        name="Sascha",
        phone="1",
        stands_in_for=contact,
    )
    assert list(contact.deputies.all()) == [deputy]


def test_a_changed_contact_counts_as_confirmed(clerk, municipality):
    """R-CON-02"""
    contact = ContactFactory(owner=municipality, confirmed_on=date(2015, 1, 1))
    change_contact(contact, actor=clerk, phone="02502 99")
    contact.refresh_from_db()
    assert (contact.phone, contact.confirmed_on) == ("02502 99", TODAY)
    assert JournalEntry.objects.get().change == {
        "phone": ["•••", "•••"],
        "confirmed_on": ["2015-01-01", "2015-11-02"],
    }


def test_a_contact_is_confirmed(clerk, municipality):
    """R-CON-02"""
    contact = ContactFactory(owner=municipality, confirmed_on=date(2015, 1, 1))
    confirm_contact(contact, actor=clerk)
    contact.refresh_from_db()
    assert (contact.confirmed_on, verbs()) == (TODAY, ["confirm_contact"])


def test_deputies_end_with_their_contact(clerk, municipality):
    contact = ContactFactory(owner=municipality)
    deputy = ContactFactory(owner=municipality, topic=contact.topic, stands_in_for=contact)
    end_contact(contact, actor=clerk, ends_on=date(2015, 11, 30))
    contact.refresh_from_db()
    deputy.refresh_from_db()
    assert (contact.valid_to, deputy.valid_to) == (date(2015, 11, 30), date(2015, 11, 30))
    assert verbs() == ["end_contact", "end_contact"]


@pytest.mark.parametrize("role", [Role.MUNICIPAL_CLERK, Role.STEERING])
def test_nobody_keeps_the_contacts_of_somebody_elses_municipality(acting, municipality, role):
    """R-DP-10"""
    neighbour = MunicipalityFactory(part_of=municipality.part_of)
    place = neighbour if role == Role.MUNICIPAL_CLERK else OrganisationFactory()
    stranger = acting(role, at=place)
    contact = ContactFactory(owner=municipality)
    before = Contact.objects.values().get()
    deeds = [
        lambda: name_contact(
            municipality, actor=stranger, topic=contact.topic, name="Alex", phone="1"
        ),
        lambda: change_contact(contact, actor=stranger, name="Alex"),
        lambda: confirm_contact(contact, actor=stranger),
        lambda: end_contact(contact, actor=stranger, ends_on=TODAY),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert (Contact.objects.values().get(), verbs()) == (before, [])


@pytest.mark.parametrize(
    "role", [Role.HEAD, Role.COUNSELLOR, Role.AGENCY_STAFF, Role.ADMINISTRATOR, Role.AUDITOR]
)
def test_reading_contacts_is_not_keeping_them(acting, municipality, role):
    """R-DP-10"""
    actor = acting(role, at=municipality.part_of)
    with pytest.raises(NotAllowed):
        name_contact(municipality, actor=actor, topic=ContactTopicFactory(), name="A", phone="1")
    assert not Contact.objects.exists()


def test_a_refused_naming_leaves_nothing(clerk, acting, municipality):
    """R-CON-01, R-CON-04"""
    topic = ContactTopicFactory()
    elsewhere = ContactFactory(topic=topic)
    other_topic = ContactFactory(owner=municipality)
    deputy = ContactFactory(
        owner=municipality,
        topic=topic,
        stands_in_for=ContactFactory(owner=municipality, topic=topic),
    )
    steering = acting(Role.STEERING, at=municipality.part_of)
    before = Contact.objects.count()
    for actor, place, values, refusal in [
        (clerk, municipality, {"phone": " "}, ContactUnreachable),
        (clerk, municipality, {"phone": "1", "stands_in_for": elsewhere}, DeputyElsewhere),
        (clerk, municipality, {"phone": "1", "stands_in_for": other_topic}, DeputyElsewhere),
        (clerk, municipality, {"phone": "1", "stands_in_for": deputy}, DeputyOfADeputy),
        (steering, municipality.part_of, {"phone": "1"}, NotAMunicipality),
    ]:
        with pytest.raises(refusal):
            name_contact(place, actor=actor, topic=topic, name="Alex", **values)
    assert (Contact.objects.count(), verbs()) == (before, [])


@pytest.mark.parametrize(
    ("valid_to", "deed", "values", "refusal"),
    [
        (date(2015, 11, 1), change_contact, {"name": "Alex"}, AlreadyEnded),
        (date(2015, 11, 1), confirm_contact, {}, AlreadyEnded),
        (date(2015, 11, 1), end_contact, {"ends_on": TODAY}, AlreadyEnded),
        (None, end_contact, {"ends_on": date(2014, 12, 31)}, DateOrder),
        (None, change_contact, {"phone": "", "email": ""}, ContactUnreachable),
    ],
)
def test_a_refused_deed_on_a_contact_changes_nothing(
    clerk, municipality, valid_to, deed, values, refusal
):
    contact = ContactFactory(owner=municipality, valid_from=date(2015, 1, 1), valid_to=valid_to)
    before = Contact.objects.values().get()
    with pytest.raises(refusal):
        deed(contact, actor=clerk, **values)
    assert (Contact.objects.values().get(), verbs()) == (before, [])


def test_a_municipality_without_a_contact_for_a_mandatory_topic_is_a_gap():
    """R-CON-01"""
    district = OrganisationFactory()
    ahaus = MunicipalityFactory(name="Ahaus", part_of=district)
    oeding = MunicipalityFactory(name="Öding", part_of=district)
    zell = MunicipalityFactory(name="Zell", part_of=district)
    MunicipalityFactory()  # of another district
    topic, optional = ContactTopicFactory(), ContactTopicFactory(mandatory=False)
    ContactFactory(owner=ahaus, topic=topic, valid_to=TODAY)
    ended = ContactFactory(owner=oeding, topic=topic, valid_to=date(2015, 11, 1))
    ContactFactory(owner=oeding, topic=topic, stands_in_for=ended)
    ContactFactory(owner=oeding, topic=optional)
    ContactFactory(owner=zell, topic=topic, valid_from=date(2015, 11, 3))
    assert contact_gaps(district, TODAY) == [Gap(oeding, topic), Gap(zell, topic)]
    assert contact_gaps(district, date(2015, 11, 3)) == [Gap(ahaus, topic), Gap(oeding, topic)]


@pytest.mark.parametrize("count", [1, 12])
def test_gaps_are_found_with_three_questions_however_large_the_district(
    count, django_assert_num_queries
):
    district = OrganisationFactory()
    for municipality in MunicipalityFactory.create_batch(count, part_of=district):
        ContactFactory(owner=municipality)
    with django_assert_num_queries(3):
        contact_gaps(district, TODAY)


def test_contacts_are_to_be_confirmed_when_the_topics_months_have_passed():
    """R-CON-02"""
    municipality = MunicipalityFactory()
    quarterly = ContactTopicFactory(confirm_every_months=3)
    fresh = ContactFactory(owner=municipality, confirmed_on=date(2015, 5, 3))
    due = ContactFactory(owner=municipality, confirmed_on=date(2015, 5, 2))
    often = ContactFactory(owner=municipality, topic=quarterly, confirmed_on=date(2015, 7, 1))
    ended = ContactFactory(
        owner=municipality, confirmed_on=date(2014, 1, 1), valid_to=date(2015, 10, 1)
    )
    foreign = ContactFactory(confirmed_on=date(2014, 1, 1))
    found = contacts_to_confirm(municipality.part_of, TODAY)
    assert found == [often, due]
    assert not {fresh, ended, foreign} & set(found)


def test_contacts_are_seen_at_their_place_in_their_district_and_by_who_serves_it(acting):
    """R-DP-10"""
    ours, theirs = ContactFactory(), ContactFactory()
    agency = OrganisationFactory(kind="employment_agency")
    agency.serves.set([ours.owner.part_of])
    for role, place, sees in [
        (Role.MUNICIPAL_CLERK, ours.owner, True),
        (Role.STEERING, ours.owner.part_of, True),
        (Role.AGENCY_STAFF, agency, True),
        (Role.AUDITOR, ours.owner.part_of, False),
        (Role.DATA_PROTECTION_OFFICER, ours.owner.part_of, False),
        (Role.ADMINISTRATOR, ours.owner.part_of, False),
    ]:
        seen = Contact.objects.visible_to(acting(role, at=place))
        assert list(seen) == ([ours] if sees else []), role
        assert theirs not in seen


def test_each_contact_stands_before_its_deputies():
    municipality, topic = MunicipalityFactory(), ContactTopicFactory()
    contact = ContactFactory(owner=municipality, topic=topic)
    deputy = ContactFactory(owner=municipality, topic=topic, stands_in_for=contact)
    assert list(Contact.objects.for_list()) == [contact, deputy]
