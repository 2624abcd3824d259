"""Heute: what waits for me with the way to the deed, and a next step when nothing waits."""

import pytest
from django.urls import reverse
from lxml import html

from kreislotse.access.policy import Role
from kreislotse.organisations.models import Membership
from tests.factories.mandates import ClauseFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.participants import CallResponseFactory

TODAY = "/"


def tree_of(response):
    return html.fromstring(response.content.decode())


def test_a_line_leads_to_the_deed(client_of, paper_world):
    tree = tree_of(client_of(paper_world.writer).get(TODAY))
    page = reverse("reporting:report", args=[paper_world.report.pk])
    assert tree.xpath(f"//li//a[@href='{page}' and contains(., 'Sachstand Integration')]")
    assert "überfällig" in tree.text_content()
    assert "13.11.2015" in tree.text_content()


def test_a_clerk_sees_the_question_to_their_town_and_no_other(client_of, acting):
    answer, foreign = CallResponseFactory(), CallResponseFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=answer.municipality)
    told = tree_of(client_of(clerk).get(TODAY)).text_content()
    assert str(answer.part) in told
    assert str(foreign.part) not in told


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_figures_and_a_next_step_or_its_work(client_of, acting, role):
    tree = tree_of(client_of(acting(role, at=OrganisationFactory())).get(TODAY))
    assert tree.xpath("//*[contains(@class, 'figure__value')]")
    next_step = tree.xpath("//*[@class='empty']//a")
    assert next_step or tree.xpath("//li[contains(@class, 'waiting__line')]")


def test_an_account_without_a_role_is_told_whom_to_ask(client_of, acting):
    actor = acting(Role.STEERING, at=OrganisationFactory())
    Membership.objects.all().delete()
    assert "Wenden Sie sich" in tree_of(client_of(actor).get(TODAY)).text_content()


def test_the_clause_map_shows_alarms_in_words_and_filters_by_them(client_of, acting):
    """G3: clauses without any activity are listed."""
    clause = ClauseFactory(text="Alpha einrichten")
    client = client_of(acting(Role.HEAD, at=clause.owner))
    address = reverse("reporting:clause_map")
    told = " ".join(tree_of(client.get(address)).text_content().split())
    assert "Alpha einrichten" in told
    assert "ohne Vorhaben · ohne Nachweis" in told
    assert "ohne Vorhaben (1)" in told
    assert "Alpha" in client.get(address, {"alarm": "no_initiative"}).content.decode()
    sheet = client.get(address, {"alarm": "no_initiative", "export": "csv"}).content.decode()
    assert "Alpha einrichten" in sheet
    assert "ohne Vorhaben" in sheet


def test_the_clause_map_is_for_those_who_read_mandates(client_of, acting):
    clerk = acting(Role.MUNICIPAL_CLERK, at=OrganisationFactory())
    assert client_of(clerk).get(reverse("reporting:clause_map")).status_code == 403
