"""The workbench of a paper: what a writer sees and does, sentence by sentence."""

import pytest
from django.urls import reverse
from lxml import html

from kreislotse.access.policy import Role
from kreislotse.reporting import actions
from kreislotse.reporting.models import Passage, Report, Section
from tests.factories.organisations import OrganisationFactory
from tests.factories.reporting import ReportFactory


@pytest.fixture
def bench(paper_world):
    return reverse("reporting:report", args=[paper_world.report.pk])


@pytest.fixture
def writer(paper_world, client_of):
    return client_of(paper_world.writer)


@pytest.fixture
def passage(paper_world):
    return Passage.objects.filter(key__startswith="mandates.clause").get()


def seen(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def deed(name, record, *more):
    return reverse(f"reporting:{name}", args=[record.pk, *more])


def test_the_workbench_shows_state_deadline_and_sentences(writer, bench, passage):
    """R-PAP-04: the calendar shows the latest day."""
    text = seen(writer.get(bench))
    assert "Entwurf" in text
    assert "13.11.2015" in text
    assert passage.text in text
    assert "aus den Datensätzen" in text


def test_a_sentence_opens_its_facts_and_leads_to_its_records(writer, bench, paper_world):
    tree = html.fromstring(writer.get(bench).content.decode())
    address = reverse("mandates:clause", args=[paper_world.clause.pk])
    links = tree.xpath(f"//details//a[@href='{address}']")
    assert links
    assert "Ziffer des Beschlusses" in tree.text_content()


def test_a_stale_sentence_says_what_the_records_say_now(writer, bench, paper_world, passage):
    paper_world.clause.text = "zwei Integrationszentren einzurichten"
    paper_world.clause.save()
    text = seen(writer.get(bench))
    assert "1 Satz ist veraltet." in text
    assert "Auftrag: vorher ein Integrationszentrum einzurichten, heute zwei" in text
    assert "zwei Integrationszentren einzurichten" in text
    response = writer.post(deed("passage_accept", passage))
    assert response.url == f"{bench}#satz-{passage.pk}"
    passage.refresh_from_db()
    assert "zwei Integrationszentren" in passage.text
    assert "veraltet" not in seen(writer.get(bench))


def test_a_new_statement_is_offered_and_taken_up(writer, bench, paper_world, passage):
    text, key = passage.text, passage.key
    passage.delete()
    assert f"Neu in den Datensätzen {text}" in seen(writer.get(bench))
    section = paper_world.report.sections.get()
    response = writer.post(deed("section_take_up", section), {"key": key})
    assert response.url == f"{bench}#abschnitt-{section.pk}"
    assert Passage.objects.get(key=key).text == text


def test_leaving_out_and_putting_back_act_at_once(writer, bench, passage):
    writer.post(deed("passage_leave_out", passage))
    assert "weggelassen" in seen(writer.get(bench))
    writer.post(deed("passage_put_back", passage))
    assert "weggelassen" not in seen(writer.get(bench))


def test_small_deeds_are_not_done_by_looking(writer, passage):
    assert writer.get(deed("passage_leave_out", passage)).status_code == 405


def test_sentences_and_sections_move(writer, paper_world, passage):
    place = [p.pk for p in passage.section.passages.all()].index(passage.pk)
    writer.post(deed("passage_move", passage, "up"))
    assert [p.pk for p in passage.section.passages.all()].index(passage.pk) == place - 1
    writer.post(deed("section_new", paper_world.report), {"title": "Ausblick"})
    own = Section.objects.get(title="Ausblick")
    writer.post(deed("section_move", own, "up"))
    assert paper_world.report.sections.first() == own


def test_an_edited_sentence_is_marked_and_can_be_restored(writer, bench, passage):
    response = writer.post(deed("passage_edit", passage), {"text": "Das Zentrum kommt."})
    assert response.url == f"{bench}#satz-{passage.pk}"
    assert "Das Zentrum kommt." in seen(writer.get(bench))
    assert "bearbeitet" in seen(writer.get(bench))
    writer.post(deed("passage_restore", passage))
    assert "Das Zentrum kommt." not in seen(writer.get(bench))


def test_an_own_sentence_is_marked_and_can_be_removed(writer, bench, paper_world):
    section = paper_world.report.sections.get()
    own = {"text": "Die Verwaltung dankt.", "form": "sentence"}
    writer.post(deed("passage_new", section), own)
    assert "eigener Text" in seen(writer.get(bench))
    writer.post(deed("passage_remove", Passage.objects.get(text="Die Verwaltung dankt.")))
    assert "Die Verwaltung dankt." not in seen(writer.get(bench))


def test_a_refused_sentence_is_kept_as_it_was_typed(writer, passage):
    text = "Ein Satz mit \0 unsichtbarem Zeichen"
    response = writer.post(deed("passage_edit", passage), {"text": text})
    assert response.status_code == 422
    assert "unsichtbarem Zeichen" in response.content.decode()


def test_a_paper_is_begun_in_one_deed(writer, paper_world):
    """R-PAP-02."""
    typed = {
        "owner": paper_world.district.pk,
        "subject": "Bericht zum Jahresende",
        "as_of": "01.12.2015",
        "meeting": paper_world.meeting.pk,
        "role": "taking_note",
        "proposal_kind": "none",
        "department": "KI",
    }
    response = writer.post(reverse("reporting:report_new"), typed)
    report = Report.objects.get(title="Bericht zum Jahresende")
    assert response.url == reverse("reporting:report", args=[report.pk])
    assert report.paper.reference == "SV-9-0002"
    assert "Bericht zum Jahresende" in seen(writer.get(reverse("reporting:reports")))


def test_a_refused_beginning_keeps_what_was_typed(writer, paper_world):
    typed = {
        "owner": paper_world.district.pk,
        "subject": "Bericht zum Jahresende",
        "as_of": "01.12.2015",
        "role": "taking_note",
        "proposal_kind": "decision",
        "department": "KI",
    }
    response = writer.post(reverse("reporting:report_new"), typed)
    assert response.status_code == 422
    assert "Bericht zum Jahresende" in response.content.decode()
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("report_change", {"title": "Neuer Titel", "as_of": "03.11.2015", "signatory": "Kim"}),
        ("report_refresh", {}),
        ("section_new", {"title": "Ausblick"}),
    ],
)
def test_deeds_on_a_draft_lead_back_to_it(writer, bench, paper_world, name, typed):
    assert writer.get(deed(name, paper_world.report)).status_code == 200
    assert writer.post(deed(name, paper_world.report), typed).url == bench


def test_a_section_gets_another_heading(writer, bench, paper_world):
    section = paper_world.report.sections.get()
    writer.post(deed("section_rename", section), {"title": "Das Zentrum"})
    assert "1 Das Zentrum" in seen(writer.get(bench))


def test_in_cosigning_the_text_is_closed(writer, paper_world, passage):
    actions.ask_for_cosignatures(
        paper_world.report, actor=paper_world.writer, departments=["Kämmerei"]
    )
    response = writer.post(deed("passage_leave_out", passage))
    assert response.status_code == 409
    assert "in Mitzeichnung" in seen(response)
    assert writer.get(deed("passage_edit", passage)).status_code == 409


def test_who_only_reads_papers_changes_nothing(client_of, paper_world, bench, passage):
    head = client_of(paper_world.head)
    assert "Bearbeiten" not in seen(head.get(bench))
    assert head.post(deed("passage_leave_out", passage)).status_code == 403
    assert head.get(reverse("reporting:report_new")).status_code == 403


def test_another_district_does_not_find_the_paper(client_of, acting, bench, passage):
    stranger = client_of(acting(Role.STEERING, at=OrganisationFactory()))
    assert stranger.get(bench).status_code == 404
    assert stranger.post(deed("passage_leave_out", passage)).status_code == 404
    assert stranger.get(reverse("reporting:reports")).status_code == 200


def test_the_preview_shows_the_document_and_what_to_check(writer, paper_world):
    """R-DP-40: small numbers are flagged."""
    response = writer.get(deed("report_preview", paper_world.report))
    tree = html.fromstring(response.content.decode())
    assert tree.xpath("//article[contains(@class, 'paper')]")
    assert "Beschlussvorschlag" in tree.text_content()
    assert "Vor der Freigabe prüfen" in tree.text_content()
    address = reverse("mandates:clause", args=[paper_world.clause.pk])
    assert tree.xpath(f"//article//a[@href='{address}']")


def test_the_list_asks_the_same_for_many_papers(
    writer, paper_world, django_assert_num_queries, django_assert_max_num_queries
):
    address = reverse("reporting:reports")
    writer.get(address)
    with django_assert_max_num_queries(20) as few:
        writer.get(address)
    ReportFactory.create_batch(60, paper__owner=paper_world.district)
    with django_assert_num_queries(len(few)):
        writer.get(address)
