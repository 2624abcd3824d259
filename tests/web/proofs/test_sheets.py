"""Forms on screen and as files, their templates, and the auditor's dossier."""

import io
import zipfile

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.proofs.models import FormTemplate
from kreislotse.proofs.states import FormKind
from tests.factories.awards import NotificationDutyFactory
from tests.factories.funding import ApplicationFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.usefixtures("shipped")


@pytest.fixture
def proof_form():
    return FormTemplate.objects.get(kind=FormKind.PROOF)


def test_all_sheets_of_an_award_stand_on_one_page(officer, world, seen):
    duty = NotificationDutyFactory(award=world.item.award)
    response, text = seen(officer, "forms", world.item.award_id)
    assert response.status_code == 200
    for kind, route, key in (
        (FormKind.PROOF, "proof_form", world.proof.pk),
        (FormKind.NOTIFICATION, "duty_form", duty.pk),
        (FormKind.APPEAL_WAIVER, "award_form", world.item.award_id),
    ):
        template = FormTemplate.objects.get(kind=kind)
        address = reverse(f"proofs:{route}", args=[key, template.pk])
        assert f"{address}?as=pdf" in text
        assert f"{address}?as=xlsx" in text


def test_a_form_is_shown_on_screen(officer, world, proof_form, seen):
    args = (world.proof.pk, proof_form.pk)
    _, text = seen(officer, "proof_form", *args)
    assert "II.2 Ausgaben" in text
    assert "17.500,00 €" in text
    assert "noch auszufüllen" in text


def test_files_are_named_and_typed(officer, world, proof_form):
    address = reverse("proofs:proof_form", args=[world.proof.pk, proof_form.pk])
    pdf = officer.get(address, {"as": "pdf"})
    assert pdf.content.startswith(b"%PDF-")
    name = f"verwendungsnachweis-{world.proof.pk}.pdf"
    assert pdf["Content-Disposition"] == f'attachment; filename="{name}"'
    response = officer.get(address, {"as": "xlsx"})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content.startswith(b"PK")
    assert officer.get(address, {"as": "unsinn"})["Content-Type"].startswith("text/html")


def test_an_application_has_its_sheets_before_there_is_an_award(officer, place, seen):
    application = ApplicationFactory(owner=place)
    _, text = seen(officer, "application_forms", application.pk)
    template = FormTemplate.objects.get(kind=FormKind.APPLICATION)
    assert reverse("proofs:application_form", args=[application.pk, template.pk]) in text
    response, text = seen(officer, "application_form", application.pk, template.pk)
    assert response.status_code == 200
    assert "3 Finanzierungsplan" in text


def test_a_form_for_another_record_is_refused_in_a_sentence(officer, world):
    template = FormTemplate.objects.get(kind=FormKind.APPLICATION)
    response = officer.get(reverse("proofs:proof_form", args=[world.proof.pk, template.pk]))
    assert response.status_code == 422
    assert "passt nicht zu" in response.content.decode()


def test_templates_are_listed_and_show_what_they_can_name(officer, proof_form, seen):
    _, text = seen(officer, "templates")
    assert "Verwendungsnachweis" in text
    assert "Mittelanforderung" in text
    _, text = seen(officer, "template", proof_form.pk)
    assert "proof.expenditure" in text
    assert "application.need" not in text


def test_a_new_version_is_made_and_a_slip_is_named_by_its_place(
    officer, proof_form, layout, seen, send
):
    _, text = seen(officer, "template_copy", proof_form.pk)
    assert "II.2 Ausgaben" in text
    values = {"title": "Neu", "valid_from": "01.01.2030"}
    wrong = layout.replace("award.dated", "award.nichts")
    response = send(officer, "template_copy", proof_form.pk, layout=wrong, **values)
    assert response.status_code == 422
    text = response.content.decode()
    assert "Block 1, text 1" in text
    assert "award.nichts" in text
    assert "award.title" in text
    response = send(officer, "template_copy", proof_form.pk, layout=layout, **values)
    new = FormTemplate.objects.get(version=2)
    assert response.url == reverse("proofs:template", args=[new.pk])


def test_the_auditor_takes_the_dossier_and_that_is_told(acting, client_of, world, place, seen):
    auditor = acting(Role.AUDITOR, at=place)
    client = client_of(auditor)
    response, text = seen(client, "dossier", world.item.award_id)
    assert response.status_code == 200
    assert "Prüfordner herunterladen" in text
    assert not JournalEntry.objects.filter(verb="take_dossier").exists()
    response = client.post(reverse("proofs:dossier", args=[world.item.award_id]))
    packed = b"".join(response.streaming_content)
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert files.testzip() is None
        assert "checksums.txt" in files.namelist()
    assert response["Content-Disposition"].endswith('.zip"')
    entry = JournalEntry.objects.get(verb="take_dossier")
    assert (entry.person_id, entry.record_id) == (auditor.person_id, world.item.award_id)


def test_forms_out_of_sight_are_not_found(acting, client_of, world, proof_form):
    stranger = client_of(acting(Role.GRANTS_OFFICER, at=OrganisationFactory()))
    duty = NotificationDutyFactory(award=world.item.award)
    for route, key in (
        ("proof_form", world.proof.pk),
        ("award_form", world.item.award_id),
        ("duty_form", duty.pk),
    ):
        address = reverse(f"proofs:{route}", args=[key, proof_form.pk])
        assert stranger.get(address).status_code == 404


def test_who_has_nothing_to_do_with_money_sees_no_forms(acting, client_of, place, proof_form):
    counsellor = client_of(acting(Role.COUNSELLOR, at=place))
    for address in (
        reverse("proofs:templates"),
        reverse("proofs:template", args=[proof_form.pk]),
        reverse("proofs:template_copy", args=[proof_form.pk]),
        reverse("proofs:proofs"),
    ):
        assert counsellor.get(address).status_code == 403
