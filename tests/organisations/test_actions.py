"""Registering organisations, successors, bodies, topics and responsibilities."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.organisations.actions import (
    change_body,
    change_contact_topic,
    change_organisation,
    end_responsibility,
    record_responsibility,
    record_succession,
    register_body,
    register_contact_topic,
    register_organisation,
)
from kreislotse.organisations.errors import (
    AlreadyEnded,
    KeyTaken,
    NameTaken,
    PartOfItself,
    ResponsibilityOverlaps,
    SuccessionCircle,
    SuccessionKnown,
    TopicKnown,
)
from kreislotse.organisations.models import (
    Body,
    ContactTopic,
    Organisation,
    Responsibility,
    Succession,
)
from tests.factories.organisations import (
    BodyFactory,
    ContactTopicFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ResponsibilityFactory,
)

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2015, 1, 1), date(2015, 12, 31)


@pytest.fixture
def administrator(acting):
    return acting(Role.ADMINISTRATOR, at=OrganisationFactory(name="Kreis Verwaltung", key="05000"))


def verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_an_organisation_is_registered_with_its_area_and_leaves_a_trace(administrator):
    district = OrganisationFactory()
    agency = register_organisation(
        actor=administrator,
        kind="employment_agency",
        name="Agentur für Arbeit Coesfeld",
        gender="f",
        genitive="der Agentur für Arbeit Coesfeld",
        serves=[district],
        valid_from=EARLY,
        source="eigene",
    )
    agency = Organisation.objects.get(pk=agency.pk)
    assert (agency.name, agency.gender, agency.valid_from) == (
        "Agentur für Arbeit Coesfeld",
        "f",
        EARLY,
    )
    assert agency.search_key == "agentur fur arbeit coesfeld"
    assert list(agency.serves.all()) == [district]
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.label, entry.owner_id) == (
        "register_organisation",
        "Agentur für Arbeit Coesfeld",
        None,
    )


def test_a_changed_organisation_leaves_before_and_after(administrator):
    organisation = OrganisationFactory(name="Kreis Alt")
    change_organisation(organisation, actor=administrator, name="Kreis Neu", valid_to=LATE)
    organisation.refresh_from_db()
    assert (organisation.name, organisation.valid_to) == ("Kreis Neu", LATE)
    assert JournalEntry.objects.get().change == {
        "name": ["Kreis Alt", "Kreis Neu"],
        "valid_to": [None, "2015-12-31"],
    }


def test_a_changed_service_area_says_which_were_added_and_which_removed(administrator):
    first, second = OrganisationFactory(), OrganisationFactory()
    agency = OrganisationFactory(kind="employment_agency")
    agency.serves.set([first])
    change_organisation(agency, actor=administrator, serves=[second])
    assert list(agency.serves.all()) == [second]
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.change) == (
        "change_service_area",
        {"added": [second.pk], "removed": [first.pk]},
    )


def test_saving_an_organisation_as_it_is_leaves_nothing(administrator):
    district = OrganisationFactory()
    agency = OrganisationFactory()
    agency.serves.set([district])
    change_organisation(agency, actor=administrator, name=agency.name, serves=[district])
    assert verbs() == []


def test_a_succession_is_recorded(administrator):
    old, new = OrganisationFactory(name="MAIS"), OrganisationFactory(name="MKFFI")
    record_succession(old, new, actor=administrator, since=date(2017, 6, 30), task="Integration")
    succession = Succession.objects.get()
    assert (succession.predecessor, succession.successor, succession.task) == (
        old,
        new,
        "Integration",
    )
    assert verbs() == ["record_succession"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"key": "05000"}, KeyTaken),
        ({"valid_from": LATE, "valid_to": EARLY}, DateOrder),
    ],
)
def test_a_refused_registration_leaves_nothing(administrator, values, refusal):
    before = Organisation.objects.count()
    with pytest.raises(refusal):
        register_organisation(actor=administrator, kind="other", name="Neu", **values)
    assert (Organisation.objects.count(), verbs()) == (before, [])


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"key": "05000"}, KeyTaken),
        ({"valid_to": date(2014, 12, 31)}, DateOrder),
        ({"part_of": "itself"}, PartOfItself),
        ({"part_of": "a part of it"}, PartOfItself),
    ],
)
def test_a_refused_change_of_an_organisation_changes_nothing(administrator, values, refusal):
    organisation = OrganisationFactory(name="Alt", valid_from=EARLY)
    part = OrganisationFactory(part_of=organisation)
    if superior := values.get("part_of"):
        values = {"part_of": organisation if superior == "itself" else part}
    with pytest.raises(refusal):
        change_organisation(organisation, actor=administrator, **values)
    organisation.refresh_from_db()
    assert (organisation.key, organisation.valid_to, organisation.part_of) == ("", None, None)
    assert verbs() == []


def test_a_succession_never_runs_in_a_circle_nor_twice(administrator):
    old, new = OrganisationFactory(valid_from=EARLY), OrganisationFactory()
    since = date(2017, 6, 30)
    record_succession(old, new, actor=administrator, since=since)
    for predecessor, successor, day, refusal in [
        (new, old, since, SuccessionCircle),
        (old, old, since, SuccessionCircle),
        (old, new, since, SuccessionKnown),
        (old, OrganisationFactory(), date(2014, 1, 1), DateOrder),
    ]:
        with pytest.raises(refusal):
            record_succession(predecessor, successor, actor=administrator, since=day)
    assert Succession.objects.count() == 1
    assert verbs() == ["record_succession"]


def test_a_body_is_registered_by_the_administration_and_by_the_mandates_clerk(
    administrator, acting
):
    district = OrganisationFactory()
    register_body(actor=administrator, owner=district, name="Kreistag", kind="council", members=54)
    body = register_body(
        actor=acting(Role.STEERING, at=district),
        owner=district,
        name="Integrationsausschuss",
        kind="committee",
        notice_days=10,
    )
    change_body(body, actor=administrator, members=17)
    assert set(Body.objects.values_list("name", "members", "notice_days")) == {
        ("Kreistag", 54, None),
        ("Integrationsausschuss", 17, 10),
    }
    assert verbs() == ["register_body", "register_body", "change_body"]


def test_a_refused_deed_on_a_body_leaves_nothing(administrator, acting):
    body = BodyFactory(name="Kreistag")
    other = BodyFactory(owner=body.owner, name="Kreisausschuss", valid_from=EARLY)
    stranger = acting(Role.STEERING, at=OrganisationFactory())
    reader = acting(Role.HEAD, at=body.owner)
    for actor, refusal in [
        (administrator, NameTaken),
        (stranger, NotAllowed),
        (reader, NotAllowed),
    ]:
        with pytest.raises(refusal):
            register_body(actor=actor, owner=body.owner, name="Kreistag", kind="council")
        with pytest.raises(refusal):
            change_body(other, actor=actor, name="Kreistag")
    with pytest.raises(DateOrder):
        change_body(other, actor=administrator, valid_to=date(2014, 1, 1))
    other.refresh_from_db()
    assert (other.name, other.valid_to, Body.objects.count(), verbs()) == (
        "Kreisausschuss",
        None,
        2,
        [],
    )


def test_a_topic_is_registered_changed_and_never_twice(administrator):
    """R-CON-01, R-CON-02"""
    topic = register_contact_topic(actor=administrator, title="Räume für Gespräche")
    assert (topic.code, topic.mandatory, topic.confirm_every_months) == (
        "raume-fur-gesprache",
        True,
        6,
    )
    change_contact_topic(topic, actor=administrator, mandatory=False, confirm_every_months=3)
    with pytest.raises(TopicKnown):
        register_contact_topic(actor=administrator, title="Räume für Gespräche")
    assert ContactTopic.objects.values_list("mandatory", "confirm_every_months").get() == (False, 3)
    assert verbs() == ["register_contact_topic", "change_contact_topic"]


def test_a_responsibility_follows_the_one_before_it(administrator):
    """R-GEN-01, R-CON-03"""
    given = {"regime": "sgb_iii", "task": "benefit", "body_kind": "employment_agency"}
    old = record_responsibility(
        actor=administrator, norm="§§ 117 ff. SGB III", valid_from=date(2005, 1, 1), **given
    )
    new = {"norm": "§§ 136 ff. SGB III", "valid_from": date(2012, 4, 1)}
    with pytest.raises(ResponsibilityOverlaps):
        record_responsibility(actor=administrator, **new, **given)
    end_responsibility(old, actor=administrator, ends_on=date(2012, 3, 31))
    record_responsibility(actor=administrator, **new, **given)
    assert list(Responsibility.objects.order_by("valid_from").values_list("norm", "valid_to")) == [
        ("§§ 117 ff. SGB III", date(2012, 3, 31)),
        ("§§ 136 ff. SGB III", None),
    ]
    assert verbs() == ["record_responsibility", "end_responsibility", "record_responsibility"]


@pytest.mark.parametrize(
    ("ends_on", "refusal"), [(date(2014, 1, 1), DateOrder), (LATE, AlreadyEnded)]
)
def test_a_refused_end_of_a_responsibility_changes_nothing(administrator, ends_on, refusal):
    responsibility = ResponsibilityFactory(valid_from=EARLY, valid_to=date(2015, 6, 30))
    with pytest.raises(refusal):
        end_responsibility(responsibility, actor=administrator, ends_on=ends_on)
    responsibility.refresh_from_db()
    assert (responsibility.valid_to, verbs()) == (date(2015, 6, 30), [])


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_the_administration_keeps_the_register(acting, role):
    """R-DP-10"""
    organisation, topic = MunicipalityFactory(), ContactTopicFactory()
    responsibility = ResponsibilityFactory()
    actor = acting(role, at=organisation.part_of)
    deeds = [
        lambda: register_organisation(actor=actor, kind="other", name="Neu"),
        lambda: change_organisation(organisation, actor=actor, name="Neu"),
        lambda: record_succession(organisation, organisation.part_of, actor=actor, since=EARLY),
        lambda: register_contact_topic(actor=actor, title="Neu"),
        lambda: change_contact_topic(topic, actor=actor, title="Neu"),
        lambda: record_responsibility(
            actor=actor, regime="none", task="benefit", body_kind="other", norm="§ 1"
        ),
        lambda: end_responsibility(responsibility, actor=actor, ends_on=LATE),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert verbs() == []
