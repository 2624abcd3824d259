"""From a record's reference to its page, for whoever may see the record."""

import pytest
from django.urls import reverse
from lxml import html

from kreislotse.access.policy import Role
from kreislotse.reporting.kinds import KINDS
from kreislotse.reporting.states import Origin
from kreislotse.web.reporting.addresses import PAGES, addresses
from tests.factories.cooperation import ConceptFactory
from tests.factories.mandates import ClauseFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.reporting import PassageFactory, ReportFactory


def test_every_kind_that_a_sentence_may_rest_on_has_a_page():
    assert set(KINDS) - set(PAGES) == set()


@pytest.mark.parametrize("route", sorted({route for route, path in PAGES.values() if path}))
def test_every_page_with_a_key_exists(route):
    assert reverse(route, args=[1])


@pytest.mark.parametrize("route", sorted({route for route, path in PAGES.values() if not path}))
def test_every_page_without_a_key_exists(route):
    assert reverse(route)


def test_a_record_out_of_sight_has_no_address(acting):
    clause, foreign = ClauseFactory(), ClauseFactory()
    actor = acting(Role.AUDITOR, at=clause.owner)
    references = [f"mandates.Clause/{each.pk}" for each in (clause, foreign)]
    found = addresses(actor, [*references, "mandates.Clause/999999"])
    assert found == {references[0]: reverse("mandates:clause", args=[clause.pk])}


def test_one_question_per_kind_of_record(acting, django_assert_num_queries):
    actor = acting(Role.STEERING, at=OrganisationFactory())
    references = [f"mandates.Clause/{n}" for n in range(1, 200)] + ["mandates.Paper/1"]
    with django_assert_num_queries(2):
        addresses(actor, references)


def test_a_record_that_the_reader_may_not_open_is_plain_text(client_of, acting):
    """A grants officer reads papers, but not the files of cooperation."""
    concept = ConceptFactory(title="Gemeinsames Konzept")
    record = {
        "kind": "Konzept",
        "label": concept.title,
        "reference": f"cooperation.Concept/{concept.pk}",
    }
    fact = {
        "slot": "title",
        "name": "Titel",
        "value": concept.title,
        "shown": concept.title,
        "unit": "",
        "definition": "Titel des Konzepts",
        "as_of": "2015-11-02",
        "records": [record],
    }
    report = ReportFactory(paper__owner=concept.owner)
    PassageFactory(section__report=report, origin=Origin.EDITED, key="concept", facts=[fact])
    address = reverse("reporting:report", args=[report.pk])

    def links(role):
        page = client_of(acting(role, at=concept.owner)).get(address)
        tree = html.fromstring(page.content.decode())
        assert "Gemeinsames Konzept" in tree.text_content()
        return tree.xpath("//details//a[contains(., 'Gemeinsames Konzept')]/@href")

    assert links(Role.GRANTS_OFFICER) == []
    assert links(Role.STEERING) == [reverse("cooperation:concept", args=[concept.pk])]


def test_many_sentences_ask_no_more_than_one(
    client_of, paper_world, django_assert_max_num_queries, django_assert_num_queries
):
    client = client_of(paper_world.writer)
    address = reverse("reporting:report", args=[paper_world.report.pk])
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    section = paper_world.report.sections.get()
    PassageFactory.create_batch(100, section=section)
    with django_assert_num_queries(len(few)):
        client.get(address)
