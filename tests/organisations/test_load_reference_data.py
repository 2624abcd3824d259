"""Loading what is shipped, quickly and as often as one likes."""

import time
from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.chain import first_break
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.organisations import reference_data
from kreislotse.organisations.actions import Counts, load_reference_data
from kreislotse.organisations.models import Organisation, Succession
from kreislotse.organisations.queries import system_actor
from kreislotse.organisations.responsible import organisation_on, responsible_for
from tests.factories.journal import NOON
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

# The system acts before there is any organisation to act at.
SYSTEM = system_actor(NOON, 0)


def test_everything_shipped_is_there_after_loading():
    counts = load_reference_data(actor=SYSTEM)
    assert counts._replace(service_areas=0) == Counts(
        districts=53,
        municipalities=396,
        authorities=len(reference_data.authorities()),
        service_areas=0,
        successions=sum(len(each.successors) for each in reference_data.authorities()),
        responsibilities=len(reference_data.responsibilities()),
        topics=len(reference_data.contact_topics()),
    )
    coesfeld = Organisation.objects.get(key="05558")
    assert coesfeld.parts.filter(kind="municipality").count() == 11
    assert Organisation.objects.get(key="05554").parts.filter(kind="municipality").count() == 17
    assert coesfeld.genitive == "des Kreises Coesfeld"
    agency = Organisation.objects.get(kind="employment_agency", serves=coesfeld)
    assert (agency.name, agency.part_of.kind) == (
        "Agentur für Arbeit Coesfeld",
        "regional_directorate",
    )
    assert sorted(agency.serves.values_list("key", flat=True)) == ["05554", "05558"]


def test_rows_loaded_at_once_are_found_and_sorted_like_saved_ones():
    load_reference_data(actor=SYSTEM)
    for name in ("Lüdinghausen", "Münster", "Kreis Coesfeld"):
        loaded = Organisation.objects.filter(name=name).first()
        before = (loaded.search_key, loaded.sort_key)
        loaded.save()
        assert (loaded.search_key, loaded.sort_key) == before != ("", "")


def test_loading_again_adds_nothing_and_keeps_what_was_changed():
    load_reference_data(actor=SYSTEM)
    entries = JournalEntry.objects.count()
    Organisation.objects.filter(key="05558012").update(name="Coesfeld (Kreisstadt)")
    assert load_reference_data(actor=SYSTEM) == Counts(0, 0, 0, 0, 0, 0, 0)
    assert Organisation.objects.get(key="05558012").name == "Coesfeld (Kreisstadt)"
    assert JournalEntry.objects.count() == entries


def test_each_table_leaves_one_entry_in_the_chain():
    load_reference_data(actor=SYSTEM)
    loaded = JournalEntry.objects.order_by("number").values_list("verb", "record", "record_id")
    assert list(loaded) == [
        ("load_reference_data", f"organisations.{table}", 0)
        for table in ("Organisation", "Succession", "Responsibility", "ContactTopic")
    ]
    assert JournalEntry.objects.first().change == {"rows": Organisation.objects.count()}
    assert first_break() is None


def test_loading_takes_less_than_a_second():
    start = time.process_time()
    load_reference_data(actor=SYSTEM)
    assert time.process_time() - start < 1


def test_only_the_administration_loads(acting):
    with pytest.raises(NotAllowed):
        load_reference_data(actor=acting(Role.HEAD, at=OrganisationFactory()))
    assert (Succession.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_the_shipped_answers_are_those_of_2015_and_of_today():
    """R-CON-03, R-GEN-01"""
    load_reference_data(actor=SYSTEM)
    nottuln = Organisation.objects.get(key="05558032")
    day = date(2015, 11, 2)
    names = {}
    for regime in ("asylblg", "sgb_ii"):
        for task in ("benefit", "labour_market_support"):
            answer = responsible_for(regime, task, nottuln, day)
            names[regime, task] = answer and answer.body and answer.body.name
    assert names == {
        ("asylblg", "benefit"): "Nottuln",
        ("asylblg", "labour_market_support"): "Agentur für Arbeit Coesfeld",
        ("sgb_ii", "benefit"): "Jobcenter Kreis Coesfeld",
        ("sgb_ii", "labour_market_support"): "Jobcenter Kreis Coesfeld",
    }
    mais = Organisation.objects.get(short_name="MAIS")
    assert [
        (heir.task, heir.organisation.short_name)
        for heir in organisation_on(mais, date(2026, 11, 22))
    ] == [("Arbeit und Soziales", "MAGS"), ("Integration", "MKJFGFI")]
