"""Co-signing, release with four eyes, frozen files, and what the public sees."""

import pytest
from django.urls import reverse
from lxml import html

from kreislotse.access.models import Account
from kreislotse.mandates import actions as mandate_actions
from kreislotse.reporting import actions
from kreislotse.reporting.models import Report
from kreislotse.reporting.states import ReportState, Verdict
from tests.factories.reporting import EditionFactory


def seen(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def deed(name, record, *more):
    return reverse(f"reporting:{name}", args=[record.pk, *more])


def test_from_draft_to_published_by_two_people(client_of, paper_world):
    """R-PAP-01, G9: the writer writes, the head releases and publishes."""
    report = paper_world.report
    writer = client_of(paper_world.writer)
    typed = {"departments": "Kämmerei\n\n Personal "}
    assert writer.post(deed("report_cosign_ask", report), typed).status_code == 302
    head = client_of(paper_world.head)
    for signature in report.cosignatures.all():
        head.post(deed("cosignature_sign", signature), {"verdict": Verdict.SIGNED})
    question = head.get(deed("report_release", report))
    assert "Eingefroren werden" in seen(question)
    assert "weder ändern noch löschen" in seen(question)
    assert head.post(deed("report_release", report)).url == deed("report", report)
    assert "Fassung 1" in seen(head.get(deed("report", report)))
    head.post(deed("report_publish", report))
    report.refresh_from_db()
    assert report.state == ReportState.PUBLISHED


def test_the_writer_cannot_release(client_of, paper_world):
    """Four eyes: without the right at all, and with it as well."""
    report = paper_world.cosigned()
    assert client_of(paper_world.writer).post(deed("report_release", report)).status_code == 403
    Report.objects.filter(pk=report.pk).update(last_edited_by=paper_world.head.person_id)
    response = client_of(paper_world.head).post(deed("report_release", report))
    assert response.status_code == 422
    assert "Vier-Augen-Prinzip" in seen(response)
    assert report.editions.count() == 0


def test_a_missing_signature_is_named(client_of, paper_world):
    actions.ask_for_cosignatures(
        paper_world.report, actor=paper_world.writer, departments=["Kämmerei"]
    )
    response = client_of(paper_world.head).post(deed("report_release", paper_world.report))
    assert response.status_code == 422
    assert "Es fehlen: Kämmerei." in seen(response)


def test_an_objection_without_a_reason_keeps_the_verdict(client_of, paper_world):
    actions.ask_for_cosignatures(
        paper_world.report, actor=paper_world.writer, departments=["Kämmerei"]
    )
    signature = paper_world.report.cosignatures.get()
    head = client_of(paper_world.head)
    response = head.post(deed("cosignature_sign", signature), {"verdict": Verdict.OBJECTED})
    assert response.status_code == 422
    assert b'value="objected"' in response.content
    assert "warum haben Sie Bedenken" in seen(response)


def test_nobody_asked_keeps_the_page(client_of, paper_world):
    writer = client_of(paper_world.writer)
    response = writer.post(deed("report_cosign_ask", paper_world.report), {"departments": " \n "})
    assert response.status_code == 422
    assert "mindestens eine Stelle" in seen(response)


def test_a_paper_in_cosigning_can_be_taken_back(client_of, paper_world):
    report = paper_world.cosigned()
    client_of(paper_world.writer).post(deed("report_take_back", report))
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_a_draft_cannot_be_signed_released_or_tabled(client_of, paper_world):
    head = client_of(paper_world.head)
    for name in ("report_release", "report_publish", "report_table"):
        assert head.get(deed(name, paper_world.report)).status_code == 409


def test_published_bytes_are_the_frozen_bytes(client, client_of, paper_world):
    """R-PAP-01: not one byte changes."""
    edition = paper_world.published().editions.get()
    head = client_of(paper_world.head)
    frozen = {kind: bytes(getattr(edition, kind)) for kind in ("pdf", "docx", "html", "json")}
    inside = {kind: head.get(deed("edition_file", edition, kind)).content for kind in frozen}
    head.logout()
    public = ("pdf", "docx")
    outside = {kind: client.get(deed("public_file", edition, kind)).content for kind in public}
    assert inside == frozen
    assert outside == {kind: frozen[kind] for kind in public}


@pytest.mark.parametrize("kind", ["html", "json"])
def test_the_files_that_name_single_records_stay_inside(client, paper_world, kind):
    """R-PAP-03: the public sees how many records a fact rests on, not which."""
    edition = paper_world.published().editions.get()
    assert client.get(deed("public_file", edition, kind)).status_code == 404


def test_the_public_page_counts_records_and_names_none(client, paper_world):
    edition = paper_world.published().editions.get()
    page = client.get(deed("public_paper", edition)).content.decode()
    labels = {
        record["label"]
        for section in edition.document["sections"]
        for statement in section["statements"]
        for record in statement["records"]
        if record["label"] not in statement["text"]
    }
    references = {
        record["reference"]
        for section in edition.document["sections"]
        for statement in section["statements"]
        for record in statement["records"]
    }
    assert references
    assert labels
    assert [each for each in references if each in page] == []
    assert "1\u00a0Datensatz" in page
    assert edition.checksum[:12] in page


def test_files_are_downloaded_and_not_shown(client, paper_world):
    edition = paper_world.published().editions.get()
    response = client.get(deed("public_file", edition, "pdf"))
    name = 'attachment; filename="SV-9-0001-fassung-1.pdf"'
    assert response["Content-Disposition"] == name
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(deed("public_file", edition, "exe")).status_code == 404


def test_an_edition_is_rebuilt_from_what_was_frozen(client_of, paper_world):
    """R-PAP-01: later changes do not alter the paper."""
    edition = paper_world.released().editions.get()
    paper_world.clause.text = "etwas anderes einzurichten"
    paper_world.clause.save()
    response = client_of(paper_world.head).get(deed("edition", edition))
    tree = html.fromstring(response.content.decode())
    assert "etwas anderes" not in tree.text_content()
    assert edition.checksum in tree.text_content()
    address = reverse("mandates:clause", args=[paper_world.clause.pk])
    assert tree.xpath(f"//article//a[@href='{address}']")


def test_the_public_sees_the_paper_and_nothing_of_the_house(client, paper_world):
    edition = paper_world.published().editions.get()
    assert "Sachstand Integration" in seen(client.get(reverse("reporting:public_papers")))
    response = client.get(deed("public_paper", edition))
    tree = html.fromstring(response.content.decode())
    links = {link for link in tree.xpath("//main//a/@href") if not link.startswith("#")}
    assert all(link.startswith("/reporting/public/") for link in links)
    assert not tree.xpath("//article//a[starts-with(@href, '/')]")
    for name in Account.objects.values_list("name", flat=True):
        assert name not in response.content.decode()


@pytest.mark.parametrize("is_public", [True, False])
def test_what_is_not_published_is_not_there(client, paper_world, is_public):
    """404 for released but unpublished editions, and for papers that are not public."""
    report = paper_world.released() if is_public else paper_world.published()
    report.paper.is_public = is_public
    report.paper.save()
    edition = report.editions.get()
    assert client.get(deed("public_paper", edition)).status_code == 404
    assert client.get(deed("public_file", edition, "pdf")).status_code == 404
    assert "Sachstand" not in seen(client.get(reverse("reporting:public_papers")))
    assert client.get(deed("edition", edition)).status_code == 302


def test_the_public_list_asks_the_same_for_many_papers(
    client, paper_world, django_assert_max_num_queries, django_assert_num_queries
):
    paper_world.published()
    address = reverse("reporting:public_papers")
    with django_assert_max_num_queries(10) as few:
        client.get(address)
    for number in range(2, 62):
        EditionFactory(report=paper_world.report, number=number)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_a_tabled_update_holds_only_what_has_changed(client_of, paper_world):
    """R-MTG-01."""
    report = paper_world.released()
    head = client_of(paper_world.head)
    nothing = head.post(deed("report_table", report))
    assert nothing.status_code == 422
    mandate_actions.start_clause(paper_world.clause, actor=paper_world.writer)
    response = head.post(deed("report_table", report))
    edition = report.editions.get(number=2)
    assert response.url == deed("edition", edition)
    assert "Tischvorlage, Fassung 2" in seen(head.get(response.url))
