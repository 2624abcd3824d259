"""The pages of lists: what a clerk sees and does, and that nobody else gets there."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import RowState, UploadState
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import PartKind
from tests.factories.intake import AMINA, DAY, HEADINGS, known, sheet
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallPartFactory, CallResponseFactory
from tests.intake.lists import checked, handed_in, taken_over

WRONG = ("Falsch", "Fadi", "31.02.1990", "Syrien")
OMAR = ("Ahmad", "Omar", "07.02.1991", "Syrien")


@pytest.fixture
def town(db):
    return MunicipalityFactory(name="Musterdorf")


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town)


@pytest.fixture
def desk(client_of, clerk):
    return client_of(clerk)


@pytest.fixture
def asked(town):
    part = CallPartFactory(
        kind=PartKind.CANDIDATES, call__owner=town.part_of, call__title="Plätze im Herbst"
    )
    return CallResponseFactory(part=part, municipality=town)


def see(client, route, *args, **query):
    response = client.get(reverse(f"intake:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, headers=None, **values):
    return client.post(reverse(f"intake:{route}", args=args), values, headers=headers or {})


def file_of(content=None, name="liste.csv"):
    return SimpleUploadedFile(name, content or sheet(AMINA, WRONG), content_type="text/csv")


def test_a_clerk_hands_in_a_list_and_takes_it_over_without_a_script(desk, town, asked):
    """Journey 2, and G29: nothing is written before the click."""
    _page, text = see(desk, "upload_new")
    assert "Plätze im Herbst" in text
    begun = send(desk, "upload_new", owner=town.pk, response=asked.pk, file=file_of())
    upload = Upload.objects.get()
    assert begun.url == reverse("intake:upload", args=[upload.pk])

    _page, text = see(desk, "upload", upload.pk)
    assert "0 von 2 Zeilen geprüft" in text
    while Upload.objects.get().state == UploadState.READ:
        assert send(desk, "upload_check", upload.pk).url == begun.url
    _page, text = see(desk, "upload", upload.pk)
    assert "So wurden die Spalten gelesen" in text
    assert not Candidate.objects.exists()

    _page, text = see(desk, "upload_apply", upload.pk)
    assert "1 Personen werden neu angelegt" in text
    assert send(desk, "upload_apply", upload.pk).url == begun.url
    _page, text = see(desk, "upload", upload.pk)
    assert "Was daraus geworden ist" in text
    assert Candidate.objects.get().owner == town

    assert send(desk, "upload_undo", upload.pk, note="falsche Liste").url == begun.url
    assert not Candidate.objects.exists()


def test_slices_are_asked_for_by_the_page_itself(desk, town, clerk):
    upload = handed_in(town, clerk, AMINA, WRONG)
    script = {"HX-Request": "true"}
    first = send(desk, "upload_check", upload.pk, headers=script)
    assert "2 von 2 Zeilen geprüft" in first.content.decode()
    assert 'hx-trigger="load, submit"' in first.content.decode()
    last = send(desk, "upload_check", upload.pk, headers=script)
    assert last["HX-Redirect"] == reverse("intake:upload", args=[upload.pk])
    assert desk.get(reverse("intake:upload_check", args=[upload.pk])).status_code == 405


def test_columns_are_read_otherwise_when_the_file_is_chosen_again(desk, town, clerk):
    content = sheet((*AMINA, "Köchin"), headings=(*HEADINGS, "Was er so macht"))
    first = handed_in(town, clerk, content=content)
    _page, text = see(desk, "upload_columns", first.pk)
    assert "Wir heben Ihre Datei nicht auf" in text
    said = {f"column_{at}": field for at, (_l, _h, field) in enumerate(first.columns)}
    sent = send(
        desk, "upload_columns", first.pk, **said, column_4="occupation", file=file_of(content)
    )
    second = Upload.objects.latest("pk")
    assert sent.url == reverse("intake:upload", args=[second.pk])
    assert UploadRow.objects.get().values["occupation"] == "Köchin"
    assert Upload.objects.get(pk=first.pk).state == UploadState.DISCARDED


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: file_of(b"%PDF-1.7", "liste.pdf"), "keine Tabelle"),
        (lambda: file_of(b"x;y\r\n1;2\r\n"), "keine Zeile mit Überschriften"),
        (lambda: "", "Bitte wählen Sie Ihre Liste aus."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(desk, town, file, sentence):
    answer = send(desk, "upload_new", owner=town.pk, file=file())
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Upload.objects.exists()


def test_rows_are_shown_by_state_with_the_cell_that_is_wrong(desk, town, clerk):
    upload = checked(town, clerk, AMINA, WRONG)
    _page, text = see(desk, "upload_rows", upload.pk, state="wrong")
    assert "Zelle C3" in text
    assert "Haddad" not in text
    _page, text = see(desk, "upload_rows", upload.pk)
    assert "Haddad" in text
    assert "fehlerhaft (1)" in text


def test_a_wrong_row_is_corrected_in_the_browser(desk, town, clerk):
    """G29"""
    upload = checked(town, clerk, WRONG)
    row = upload.rows.get()
    _page, text = see(desk, "row_correct", row.pk)
    assert "Zelle C2" in text
    said = dict(zip(("family_name", "given_names", "born_on", "nationality"), WRONG, strict=True))
    answer = send(desk, "row_correct", row.pk, **said | {"born_on": "28.02.1990"})
    assert answer.url == reverse("intake:row", args=[row.pk])
    row.refresh_from_db()
    assert (row.state, row.typed) == (RowState.NEW, {"born_on": "28.02.1990"})


def test_a_doubtful_row_stands_beside_whoever_is_known_and_is_decided(desk, town, clerk):
    """R-CAN-05"""
    person = known(town, "Omar", "Ahmad", DAY.replace(1991, 2, 7), wish="Gärtner")
    row = checked(town, clerk, OMAR).rows.get()
    _page, text = see(desk, "row", row.pk)
    assert "Omar, Ahmad" in text
    assert "vertauscht" in text
    _page, text = see(desk, "row_decide", row.pk)
    assert "dieselbe Person wie Omar, Ahmad" in text
    send(desk, "row_decide", row.pk, answer=person.code)
    row.refresh_from_db()
    assert (row.decision, row.candidate_id) == ("same", person.pk)
    assert "dieselbe Person" in see(desk, "row", row.pk)[1]
    send(desk, "row_decide", row.pk, answer="different")
    row.refresh_from_db()
    assert row.decision == "different"


def test_a_twin_in_the_list_is_decided_as_well(desk, town, clerk):
    upload = checked(town, clerk, AMINA, AMINA)
    row = upload.rows.get(number=3)
    assert "dieselbe Person wie in Zeile 2" in see(desk, "row_decide", row.pk)[1]
    send(desk, "row_decide", row.pk, answer="same")
    row.refresh_from_db()
    assert row.decision == "same"


def test_whose_name_is_shown_beside_a_row_stands_in_the_read_log(desk, town, clerk):
    """R-DP-20"""
    person = known(town, "Haddad", "Amina")
    upload = checked(town, clerk, AMINA, OMAR)
    see(desk, "upload_rows", upload.pk)
    see(desk, "row", upload.rows.get(number=2).pk)
    entries = ReadEntry.objects.order_by("number")
    assert [(each.kind, each.people) for each in entries] == [
        ("list", [person.pk]),
        ("record", [person.pk]),
    ]
    see(desk, "upload", upload.pk)
    assert entries.count() == 2


def test_names_of_people_who_are_not_known_yet_are_read_in_the_preview(desk, town, clerk):
    """R-DP-20: the log says which list and how many, having no record to point to."""
    upload = checked(town, clerk, AMINA, OMAR)
    see(desk, "upload_rows", upload.pk)
    see(desk, "row", upload.rows.get(number=2).pk)
    see(desk, "row_correct", upload.rows.get(number=2).pk)
    said = [(each.kind, each.people, each.found) for each in ReadEntry.objects.order_by("number")]
    assert said == [("list", [], 2), ("record", [], 1), ("record", [], 1)]
    entry = ReadEntry.objects.latest("number")
    assert entry.purpose == f"Vorschau einer hochgeladenen Liste, Nummer {upload.pk}"
    assert (entry.owner_id, entry.place_id) == (town.part_of_id, town.pk)


def test_no_title_of_a_page_names_anybody(desk, town, clerk):
    row = checked(town, clerk, AMINA).rows.get()
    for route in ("row", "row_correct"):
        text = see(desk, route, row.pk)[1]
        assert "Haddad" not in text.split("</title>")[0]


def test_files_to_take_away(desk, town, clerk, asked):
    upload = checked(town, clerk, AMINA, WRONG)
    answer, _ = see_file(desk, "upload_leftovers", upload.pk)
    assert answer["Content-Disposition"].endswith('offene-zeilen.xlsx"')
    answer, book = see_file(desk, "template", asked.part.call_id)
    assert book["Liste"]["A1"].value == "Namensliste: Plätze im Herbst"
    assert see_file(desk, "template_plain")[1]["Liste"]["A1"].value == "Namensliste"


def see_file(client, route, *args):
    answer = client.get(reverse(f"intake:{route}", args=args))
    return answer, openpyxl.load_workbook(io.BytesIO(answer.content))


def test_a_list_taken_over_offers_to_take_it_back_and_nothing_else(desk, town, clerk):
    upload = taken_over(town, clerk, AMINA)
    text = see(desk, "upload", upload.pk)[1]
    assert reverse("intake:upload_undo", args=[upload.pk]) in text
    assert reverse("intake:upload_apply", args=[upload.pk]) not in text
    assert see(desk, "upload_apply", upload.pk)[0].status_code == 409
    assert send(desk, "upload_discard", upload.pk).status_code == 409
    row = upload.rows.get()
    assert send(desk, "row_correct", row.pk, family_name="X").status_code == 422


ROUTES = ("upload", "upload_columns", "upload_rows", "upload_leftovers", "upload_apply")
ROUTES += ("upload_undo", "upload_discard")


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.MUNICIPAL_CLERK, "neighbour"),
        (Role.STEERING, "district"),
        (Role.HEAD, "district"),
        (Role.DATA_PROTECTION_OFFICER, "district"),
        (Role.ADMINISTRATOR, "district"),
        (Role.AGENCY_STAFF, "district"),
    ],
)
def test_nobody_else_finds_a_list_or_a_row_by_guessing_its_number(
    acting, client_of, town, clerk, role, place
):
    """R-CAN-01, T18"""
    upload = checked(town, clerk, AMINA)
    row = upload.rows.get()
    at = MunicipalityFactory(part_of=town.part_of) if place == "neighbour" else town.part_of
    stranger = client_of(acting(role, at=at))
    for route in ROUTES:
        assert see(stranger, route, upload.pk)[0].status_code == 404
        assert send(stranger, route, upload.pk, note="x").status_code == 404
    assert send(stranger, "upload_check", upload.pk).status_code == 404
    for route in ("row", "row_correct", "row_decide"):
        assert see(stranger, route, row.pk)[0].status_code == 404
        assert send(stranger, route, row.pk, answer="different").status_code == 404
    lists = see(stranger, "uploads")[0]
    assert lists.status_code == (200 if place == "neighbour" else 403)
    assert str(upload) not in lists.content.decode()
    row.refresh_from_db()
    assert (row.state, row.decision) == (RowState.NEW, "")


def test_a_list_costs_the_same_questions_for_one_row_and_for_fifty(desk, town, clerk):
    small = checked(town, clerk, AMINA)
    many = [
        (f"Haddad{chr(65 + n // 7)}{chr(65 + n % 7)}", "Amina", "03.04.1990", "Syrien")
        for n in range(49)
    ]
    large = checked(town, clerk, *many)

    def questions(route, *args):
        with CaptureQueriesContext(connection) as asked:
            assert see(desk, route, *args)[0].status_code == 200
        return len(asked)

    see(desk, "upload_rows", small.pk)  # the first reading of all begins the log
    for route in ("upload", "upload_rows"):
        assert questions(route, small.pk) == questions(route, large.pk) < 15
    before = questions("uploads")
    handed_in(town, clerk, OMAR)
    assert questions("uploads") == before < 15
