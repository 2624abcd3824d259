"""What changed since the last report or since the release, with its cause (R-PAP-09, G8)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import html

from kreislotse.access.policy import Actor
from kreislotse.mandates import actions as mandate_actions
from kreislotse.reporting import actions


@pytest.fixture
def later(paper_world):
    """The writer, a month after the release."""
    paper_world.released()
    writer = paper_world.writer
    return Actor(writer.person_id, writer.at + timedelta(days=30), writer.roles)


def page(client_of, paper_world, report):
    response = client_of(paper_world.head).get(
        reverse("reporting:report_difference", args=[report.pk])
    )
    return html.fromstring(response.content.decode())


def words(tree):
    return " ".join(tree.text_content().split())


def test_one_changed_record_is_exactly_one_difference_with_its_cause(client_of, paper_world, later):
    mandate_actions.start_clause(paper_world.clause, actor=later)
    tree = page(client_of, paper_world, paper_world.report)
    lines = tree.xpath("//li[contains(@class, 'difference')]")
    assert len(lines) == 1
    told = words(lines[0])
    assert "Stand fortgeschritten" in told
    assert "vorher: offen" in told
    assert "heute: in Arbeit" in told
    assert "Person 1" in told
    assert lines[0].xpath(f".//a[@href='/mandates/clauses/{paper_world.clause.pk}/']")


def test_the_counts_add_up(client_of, paper_world, later):
    mandate_actions.start_clause(paper_world.clause, actor=later)
    edition = paper_world.report.editions.get()
    old = sum(
        len(statement["facts"])
        for section in edition.document["sections"]
        for statement in section["statements"]
    )
    said = words(page(client_of, paper_world, paper_world.report))
    expected = (
        f"Von {old} Angaben sind {old - 1} unverändert, 1 geändert und 0 beendet; 0 sind neu. "
        f"Zusammen sind es heute {old}."
    )
    assert expected in said


def test_a_follow_up_is_compared_with_the_report_before_it(client_of, paper_world, later):
    mandate_actions.start_clause(paper_world.clause, actor=later)
    following = actions.prepare_follow_up(paper_world.report, actor=later, as_of=date(2015, 12, 2))
    tree = page(client_of, paper_world, following)
    assert len(tree.xpath("//li[contains(@class, 'difference')]")) == 1


def test_nothing_changed_is_said(client_of, paper_world):
    paper_world.released()
    assert "Nichts hat sich geändert." in words(page(client_of, paper_world, paper_world.report))


def test_a_first_draft_has_nothing_to_be_compared_with(client_of, paper_world):
    assert "keine frühere" in words(page(client_of, paper_world, paper_world.report))
