"""Pages of receipts and files: photographed with a phone, nothing lost of what was typed."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.attachments.models import Attachment
from kreislotse.awards.models import Allocation, Award, Receipt
from kreislotse.awards.states import AwardState, OtherFunding
from kreislotse.kernel.money import Money
from tests.factories.attachments import JPEG, AttachmentFactory
from tests.factories.awards import AwardFactory, AwardItemFactory
from tests.factories.cash import ReceiptFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory


@pytest.fixture
def district(db):
    return OrganisationFactory(name="Kreis Musterland")


@pytest.fixture
def officer(acting, client_of, district):
    return client_of(acting(Role.GRANTS_OFFICER, at=district))


@pytest.fixture
def item(district):
    award = AwardFactory(owner=district, item=False, title="Ehrenamt")
    return AwardItemFactory(award=award, number="1", title="Infomaterial")


@pytest.fixture
def typed(item, district):
    return {
        "payee": "Druckerei",
        "subject": "Faltblatt Ankommen",
        "invoice_number": "R-7",
        "amount": "100,00",
        "dated": "01.06.2015",
        "paid_on": "15.06.2015",
        "payer": str(district.pk),
        "item": str(item.pk),
        "other_funding": OtherFunding.NONE,
        "request_key": "klick-1",
    }


def page(client, route, *args, **query):
    answer = client.get(reverse(f"awards:{route}", args=args), query)
    return answer, answer.content.decode().replace("\u00a0", " ")


def send(client, values, route="receipt_new", *args):
    answer = client.post(reverse(f"awards:{route}", args=args), values)
    return answer, answer.content.decode().replace("\u00a0", " ")


def photo(content=JPEG, name="beleg.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def chosen_pot(text):
    """What the choice of the pot shows as chosen."""
    select = re.search(r'<select name="item".*?</select>', text, re.S).group()
    return re.findall(r'<option value="(\d*)" selected', select)


def test_the_form_opens_the_camera_of_a_phone_and_takes_files(officer, item):
    _, text = page(officer, "receipt_new")
    field = re.search(r'<input type="file"[^>]*>', text).group()
    assert 'accept="image/*,application/pdf"' in field
    assert 'capture="environment"' in field
    assert 'enctype="multipart/form-data"' in text


def test_a_photographed_receipt_is_entered_and_its_file_handed_out(officer, typed):
    answer, _ = send(officer, {**typed, "file": photo()})
    receipt = Receipt.objects.get()
    assert answer.headers["Location"] == reverse("awards:receipt", args=[receipt.pk])
    _, text = page(officer, "receipt", receipt.pk)
    assert "Faltblatt Ankommen" in text
    assert "1 Infomaterial" in text
    assert reverse("awards:attachment", args=[receipt.file_id]) in text
    file = officer.get(reverse("awards:attachment", args=[receipt.file_id]))
    assert file.content == JPEG
    assert (file["Content-Type"], file["Content-Disposition"], file["X-Content-Type-Options"]) == (
        "image/jpeg",
        'attachment; filename="beleg.jpg"',
        "nosniff",
    )


def test_a_second_click_enters_nothing_more(officer, typed):
    first, _ = send(officer, {**typed, "file": photo()})
    second, _ = send(officer, {**typed, "file": photo()})
    assert first.headers["Location"] == second.headers["Location"]
    assert (Receipt.objects.count(), Attachment.objects.count()) == (1, 1)


def test_where_several_pots_fit_none_is_chosen_beforehand(officer, item):
    """R-DIS-11, T21"""
    assert chosen_pot(page(officer, "receipt_new")[1]) == [str(item.pk)]
    AwardItemFactory(award=item.award, title="Internet")
    text = page(officer, "receipt_new")[1]
    assert chosen_pot(text) == [""]
    assert "Bitte wählen: Jeder Euro gehört zu einem Topf" in text
    assert "Ehrenamt: 1 Infomaterial (frei 18.000,00 €)" in text


def test_without_a_pot_nothing_is_entered(officer, item, typed):
    """R-DIS-11"""
    answer, text = send(officer, {**typed, "item": ""})
    assert (answer.status_code, Receipt.objects.count()) == (422, 0)
    assert "Topf: Bitte wählen Sie hier etwas aus." in text


def test_only_pots_of_open_awards_of_ones_own_are_offered(officer, item, district):
    AwardItemFactory(title="Fremder Zweck")
    over = AwardFactory(owner=district, item=False, initiative=item.award.initiative)
    AwardItemFactory(award=over, title="Vorbei")
    Award.objects.filter(pk=over.pk).update(state=AwardState.CLOSED, closed_on=date(2015, 11, 1))
    text = page(officer, "receipt_new")[1]
    assert "Infomaterial" in text
    assert "Fremder Zweck" not in text
    assert "Vorbei" not in text


def test_a_receipt_of_an_award_offers_its_pots_only(officer, item, district):
    other = AwardFactory(owner=district, item=False, initiative=item.award.initiative)
    AwardItemFactory(award=other, title="Anderer Topf")
    _, text = page(officer, "award_receipt_new", item.award_id)
    assert chosen_pot(text) == [str(item.pk)]
    assert "Anderer Topf" not in text


def test_a_photo_of_60_megabytes_is_refused_and_keeps_what_was_typed(officer, typed):
    answer, text = send(officer, {**typed, "file": photo(JPEG + bytes(60 * 1024 * 1024))})
    assert (answer.status_code, Receipt.objects.count()) == (422, 0)
    assert "Die Datei ist 60,1 MB groß, erlaubt sind 15 MB. Verkleinern Sie das Foto" in text
    assert 'value="Faltblatt Ankommen"' in text
    assert 'value="100,00"' in text
    assert 'value="klick-1"' in text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("beleg.svg", b"<svg/>", "ist keine der erlaubten Arten"),
        ("beleg.jpg", b"MZ program", "ist keine der erlaubten Arten"),
        ("beleg.jpg", b"", "Die Datei ist leer."),
    ],
)
def test_a_file_of_another_kind_keeps_what_was_typed(officer, typed, name, content, said):
    answer, text = send(officer, {**typed, "file": photo(content, name)})
    assert (answer.status_code, Attachment.objects.count()) == (422, 0)
    assert said in text
    assert 'value="Faltblatt Ankommen"' in text


@pytest.mark.parametrize("amount", ["12,345", "18.000,01"])
def test_after_an_error_the_form_says_to_choose_the_file_again(officer, typed, amount):
    answer, text = send(officer, {**typed, "amount": amount, "file": photo()})
    assert answer.status_code == 422
    assert "Wählen Sie die Datei bitte noch einmal aus." in text
    assert f'value="{amount}"' in text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("amount", "12,345", "ist kein Betrag in Euro"),
        ("amount", "-5,00", "Ein Betrag muss größer als null sein"),
        ("amount", "18.000,01", "sind noch 18.000,00 € frei"),
        ("paid_on", "31.12.2014", "bewilligt Ausgaben vom 01.01.2015"),
        ("other_amount", "5,00", "wer sonst noch zahlt und wie viel"),
    ],
)
def test_a_refusal_helps_and_keeps_what_was_typed(officer, typed, field, value, said):
    answer, text = send(officer, {**typed, field: value})
    assert (answer.status_code, Receipt.objects.count()) == (422, 0)
    assert said in text
    assert f'value="{value}"' in text
    assert 'value="Faltblatt Ankommen"' in text


def test_a_receipt_for_a_closed_award_is_refused(officer, item, typed):
    Award.objects.update(state=AwardState.CLOSED, closed_on=date(2015, 11, 1))
    answer, _ = send(officer, typed)
    assert (answer.status_code, Receipt.objects.count()) == (422, 0)


def test_a_foreign_pot_is_refused(officer, typed):
    """R-GRT-09"""
    answer, _ = send(officer, {**typed, "item": str(AwardItemFactory().pk)})
    assert (answer.status_code, Receipt.objects.count()) == (422, 0)


def test_a_receipt_is_taken_out_of_one_pot_and_put_into_another(officer, item, typed):
    """T21"""
    send(officer, typed)
    receipt, allocation = Receipt.objects.get(), Allocation.objects.get()
    second = AwardItemFactory(award=item.award, title="Internet")
    taken = {"item": str(second.pk), "amount": "100,00"}
    answer, text = send(officer, taken, "receipt_allocate", receipt.pk)
    assert answer.status_code == 422
    assert "Jeder Euro gehört zu einem Topf." in text
    answer, text = send(officer, {"reason": ""}, "allocation_withdraw", allocation.pk)
    assert (answer.status_code, Allocation.objects.get().withdrawn_on) == (422, None)
    answer, _ = send(officer, {"reason": "Versehen"}, "allocation_withdraw", allocation.pk)
    assert answer.status_code == 302
    _, text = page(officer, "receipt", receipt.pk)
    assert "keinem Topf zugeordnet" in text
    answer, _ = send(officer, taken, "receipt_allocate", receipt.pk)
    assert answer.status_code == 302
    _, text = page(officer, "receipt", receipt.pk)
    assert "zurückgezogen" in text
    assert "Internet" in text


def test_an_auditor_reads_and_is_offered_no_deed(acting, client_of, district, item):
    receipt = ReceiptFactory(owner=district, file=AttachmentFactory(owner=district))
    auditor = client_of(acting(Role.AUDITOR, at=district))
    _, text = page(auditor, "receipt", receipt.pk)
    assert "zuordnen" not in text
    assert page(auditor, "attachment", receipt.file_id)[0].status_code == 200
    assert page(auditor, "receipt_new")[0].status_code == 403
    assert page(auditor, "award_receipt_new", item.award_id)[0].status_code == 403


def test_what_belongs_to_others_is_not_there(officer):
    theirs = ReceiptFactory(file=AttachmentFactory())
    assert page(officer, "receipt", theirs.pk)[0].status_code == 404
    assert page(officer, "attachment", theirs.file_id)[0].status_code == 404
    assert page(officer, "receipt_allocate", theirs.pk)[0].status_code == 404
    assert theirs.subject not in page(officer, "receipts")[1]


def test_the_list_is_narrowed_by_award_pot_and_payer(officer, district, item):
    town = MunicipalityFactory(part_of=district)
    ours = ReceiptFactory(owner=district, subject="Faltblatt")
    Allocation.objects.create(receipt=ours, item=item, amount=Money.euros(100))
    ReceiptFactory(owner=district, subject="Plakat", payer=town)
    for query in ({"award": item.award_id}, {"item": item.pk}, {"payer": district.pk}):
        text = page(officer, "receipts", **query)[1]
        assert ("Faltblatt" in text, "Plakat" in text) == (True, False)
    text = page(officer, "receipts", search="plakat")[1]
    assert ("Faltblatt" in text, "Plakat" in text) == (False, True)


def test_a_formula_stays_text_on_the_page_and_in_files(officer, typed):
    send(officer, {**typed, "subject": '=HYPERLINK("http://x")', "payee": "@SUM(A1)"})
    assert "=HYPERLINK(&quot;http://x&quot;)" in page(officer, "receipts")[1]
    sheet = officer.get(reverse("awards:receipts"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "'=HYPERLINK(" in sheet
    assert "'@SUM(A1)" in sheet


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_much_for_one_row_as_for_thirty(officer, district, item, rows):
    """Eleven questions, and no bytes of any file."""
    for _ in range(rows):
        receipt = ReceiptFactory(owner=district, file=AttachmentFactory(owner=district))
        Allocation.objects.create(receipt=receipt, item=item, amount=Money(1))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(officer, "receipts")
    assert not [each for each in asked if '"content"' in each["sql"]]
    assert len(asked) == 11
