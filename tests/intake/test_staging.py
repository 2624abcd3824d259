"""Handing in a list: what is kept of it, and what is not."""

import pytest
from django.db import connection

from kreislotse.access.policy import Role
from kreislotse.intake.actions import discard_upload, receive_list
from kreislotse.intake.earlier import applied_before
from kreislotse.intake.errors import NotForThisCall, NotInADistrict
from kreislotse.intake.models import ColumnMapping, Upload, UploadRow
from kreislotse.intake.reading.errors import ListRefused
from kreislotse.intake.states import UploadState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants.states import CallState, PartKind
from tests.factories.intake import AMINA, HEADINGS, sheet
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallPartFactory, CallResponseFactory
from tests.intake.lists import checked, handed_in, taken_over

SECRET = "Geheimwort"
WITH_FAITH = sheet((*AMINA, SECRET, SECRET), headings=(*HEADINGS, "Religion", "Lieblingsfarbe"))


def test_only_columns_that_are_known_are_kept(town, clerk):
    """R-CAN-09: neither the file nor an unknown or forbidden column is stored anywhere."""
    upload = handed_in(town, clerk, content=WITH_FAITH)

    assert [each[2] for each in upload.columns] == [
        "family_name",
        "given_names",
        "born_on",
        "nationality",
    ]
    assert upload.left_out == ["Religion", "Lieblingsfarbe"]
    assert UploadRow.objects.get().values == {
        "family_name": "Haddad",
        "given_names": "Amina",
        "born_on": "03.04.1990",
        "nationality": "Syrien",
    }
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert SECRET not in str(cursor.fetchall())


def test_a_list_leaves_its_checksum_and_its_counts_in_the_journal_and_no_name(town, clerk):
    upload = handed_in(town, clerk, AMINA)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.person_id, entry.record_id) == (
        "receive_list",
        clerk.person_id,
        upload.pk,
    )
    assert entry.change == {
        "sha256": upload.sha256,
        "format": "CSV",
        "rows_total": 1,
        "response": None,
    }


def test_the_mapping_is_remembered_for_the_municipalitys_next_list(town, clerk):
    """G28"""
    content = sheet((*AMINA, "Bäcker"), headings=(*HEADINGS, "Was er so macht"))
    first = handed_in(town, clerk, content=content)
    assert first.left_out == ["Was er so macht"]

    mapping = {"Was er so macht": "occupation"}
    handed_in(town, clerk, content=content, mapping=mapping, replaces=first)
    third = handed_in(town, clerk, content=content)

    assert ["E", "Was er so macht", "occupation"] in third.columns
    first.refresh_from_db()
    assert (first.state, first.rows.count(), first.columns) == (UploadState.DISCARDED, 0, [])
    assert ColumnMapping.objects.get().owner == town
    elsewhere = MunicipalityFactory(part_of=town.part_of)
    stranger = type(clerk)(
        clerk.person_id, clerk.at, frozenset({(Role.MUNICIPAL_CLERK, elsewhere.pk)})
    )
    assert handed_in(elsewhere, stranger, content=content).left_out == ["Was er so macht"]


def test_discarding_deletes_the_rows_at_once(town, clerk):
    upload = discard_upload(checked(town, clerk, AMINA), actor=clerk)
    assert (upload.state, upload.cleared_on) == (UploadState.DISCARDED, clerk.today)
    assert not UploadRow.objects.exists()


def test_a_file_that_was_taken_over_before_says_so(town, clerk):
    first = taken_over(town, clerk, AMINA)
    assert applied_before(first) is None
    assert applied_before(handed_in(town, clerk, AMINA)) == first
    assert applied_before(handed_in(town, clerk, (*AMINA[:3], "Irak"))) is None


@pytest.fixture
def asked(town):
    part = CallPartFactory(kind=PartKind.CANDIDATES, call__owner=town.part_of)
    return CallResponseFactory(part=part, municipality=town)


def test_a_list_may_answer_a_call(town, clerk, asked):
    assert handed_in(town, clerk, AMINA, response=asked).response == asked


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": Role.STEERING}, NotAllowed),
        ({"role": Role.AGENCY_STAFF}, NotAllowed),
        ({"place": "elsewhere"}, NotAllowed),
        ({"owner": "district"}, NotInADistrict),
        ({"response": "rooms"}, NotForThisCall),
        ({"response": "theirs"}, NotForThisCall),
        ({"response": "closed"}, WrongState),
        ({"content": b"%PDF-1.7"}, ListRefused),
        ({"content": sheet()}, ListRefused),
    ],
)
def test_a_refused_list_leaves_nothing_behind(acting, town, asked, change, refusal):
    owner = OrganisationFactory() if "owner" in change else town
    place = MunicipalityFactory() if "place" in change else owner
    actor = acting(change.get("role", Role.MUNICIPAL_CLERK), at=place)
    responses = {
        "rooms": CallResponseFactory(municipality=town),
        "theirs": CallResponseFactory(part=asked.part),
        "closed": CallResponseFactory(
            part=CallPartFactory(kind=PartKind.CANDIDATES, call__state=CallState.CLOSED),
            municipality=town,
        ),
    }
    content = change.get("content", sheet(AMINA))
    with pytest.raises(refusal):
        receive_list(
            owner,
            actor=actor,
            name="liste.csv",
            content=content,
            mapping={"Vornamen": "given_names"},
            response=responses.get(change.get("response", "")),
        )
    assert not Upload.objects.exists()
    assert not ColumnMapping.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_municipality_sees_its_own_lists_and_rows_only(acting, town, clerk):
    """R-CAN-01"""
    upload = handed_in(town, clerk, AMINA)
    neighbour = MunicipalityFactory(part_of=town.part_of)
    others = [
        acting(Role.MUNICIPAL_CLERK, at=neighbour),
        acting(Role.STEERING, at=town.part_of),
        acting(Role.HEAD, at=town.part_of),
        acting(Role.DATA_PROTECTION_OFFICER, at=town.part_of),
        acting(Role.ADMINISTRATOR, at=town.part_of),
    ]
    assert list(Upload.objects.visible_to(clerk)) == [upload]
    for actor in others:
        assert not Upload.objects.visible_to(actor).exists()
        assert not UploadRow.objects.visible_to(actor).exists()
        assert not ColumnMapping.objects.visible_to(actor).exists()
