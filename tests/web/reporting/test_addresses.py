"""From a record's reference to its page, for whoever may see the record."""

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.reporting.kinds import KINDS
from kreislotse.web.reporting.addresses import PAGES, addresses
from tests.factories.mandates import ClauseFactory
from tests.factories.organisations import OrganisationFactory


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
