"""Hostile spreadsheets, and words about people that want to be code or a formula.

Rules: ASVS 1.2.10 (formulas), 1.3.1 (markup), G28 (whatever a list holds).
"""

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.intake.actions import receive_list
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.reading import read_sheet
from kreislotse.intake.reading.errors import Damaged
from kreislotse.journal.entries import write
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.models import (
    CallResponse,
    Candidate,
    Consent,
    LanguageSkill,
    Qualification,
)
from kreislotse.protection.models import Hold
from kreislotse.transmission.models import BatchLine, Outcome
from tests.doors.named import words_of
from tests.doors.routes import routes
from tests.factories.intake import AMINA, HEADINGS
from tests.fixtures.world import NOON

# One process fills the two districts once for all of these tests.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SCRIPT = '<script>alert("x")</script>'
LIVE = "<script>alert("
PACKAGES = ("participants", "intake", "eligibility", "transmission", "protection")


@pytest.fixture
def clerk(world: Any) -> Any:
    return world.client(Role.MUNICIPAL_CLERK)


@pytest.fixture
def scripted(world: Any, people: dict[str, int]) -> None:
    """Wherever a word may be written about people, a script is written."""
    town = world.ours.town
    Candidate.objects.filter(owner=town).update(
        contact=SCRIPT, wish=SCRIPT, motivation=SCRIPT, given_names=SCRIPT
    )
    Qualification.objects.update(occupation=SCRIPT)
    LanguageSkill.objects.update(issuer=SCRIPT)
    Consent.objects.update(witness=SCRIPT, guardian=SCRIPT)
    Hold.objects.update(reason=SCRIPT)
    Outcome.objects.update(source=SCRIPT)
    CallResponse.objects.update(remark=SCRIPT)
    Upload.objects.update(
        sheet=SCRIPT, columns=[["A", SCRIPT, "family_name"]], left_out=[SCRIPT], remarks=[]
    )
    UploadRow.objects.update(values={"family_name": SCRIPT}, typed={"given_names": SCRIPT})
    said = {"family_name": SCRIPT, "given_names": SCRIPT, "motivation": SCRIPT}
    BatchLine.objects.exclude(content={}).update(content=said, feedback_reason=SCRIPT)
    BatchLine.objects.update(distinct_reason=SCRIPT)
    actor = system_actor(NOON, world.ours.district.pk, town.pk)
    for person in Candidate.objects.filter(owner=town):
        write(person, "change_candidate", actor=actor, note=SCRIPT)
    for upload in Upload.objects.all():
        write(upload, "undo_upload", actor=actor, note=SCRIPT)


@pytest.mark.parametrize(
    "role", [Role.MUNICIPAL_CLERK, Role.STEERING, Role.AGENCY_STAFF, Role.DATA_PROTECTION_OFFICER]
)
def test_words_about_people_never_become_code(world, scripted, role):
    client = world.client(role)
    live, met = [], 0
    for name, route in routes().items():
        if name.split(":")[0] not in PACKAGES:
            continue
        answer = client.get(route.address(world.ours))
        if "html" in answer.headers.get("Content-Type", ""):
            text = words_of(answer)
            met += "&lt;script&gt;" in text
            live += [name] if LIVE in text else []
    assert live == []
    assert met or role == Role.DATA_PROTECTION_OFFICER, "nothing was shown: nothing was proved"


FORMULA = '=HYPERLINK("https://example.org","x")'


@pytest.mark.parametrize("sign", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", FORMULA])
def test_what_begins_like_a_formula_leaves_the_house_as_text(world, people, clerk, sign):
    row = world.ours.records["row_id"]
    UploadRow.objects.filter(pk=row.pk).update(values={"family_name": sign}, state="wrong")
    Upload.objects.filter(pk=row.upload_id).update(columns=[["A", sign, "family_name"]])
    Qualification.objects.update(occupation=sign)
    files = [
        clerk.get(reverse("intake:upload_leftovers", args=[row.upload_id])),
        clerk.get(reverse("participants:people") + "?export=xlsx"),
    ]
    for file in files:
        with zipfile.ZipFile(io.BytesIO(file.content)) as book:
            cells = book.read("xl/worksheets/sheet1.xml").decode()
        assert ("<f>" in cells, "<f " in cells, "hyperlink" in cells) == (False, False, False)
    lines = clerk.get(reverse("participants:people") + "?export=csv").content.decode("utf-8-sig")
    fields = [field.strip('"') for line in lines.splitlines() for field in line.split(";")]
    assert [field for field in fields if field.startswith(("=", "+", "-", "@", "\t"))] == []


def workbook(*cells: str, sheet: str = "Blatt") -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    for at, heading in enumerate(HEADINGS):
        page.write_string(0, at, heading)
    for at, cell in enumerate(cells):
        page.write_string(1, at, cell)
    book.close()
    return file.getvalue()


def repacked(content: bytes, **renamed: str) -> bytes:
    """The workbook with a part under another spelling, and an entity of its own in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(file, "w") as new:
        for name in book.namelist():
            part, spelt = book.read(name), renamed.get(name.rpartition("/")[2].partition(".")[0])
            if spelt:
                part = part.replace(b"<sst", b'<!DOCTYPE s [<!ENTITY e "EEE">]><sst', 1)
            new.writestr(spelt or name, part)
    return file.getvalue()


@pytest.mark.parametrize(
    "spelt", ["xl/SHAREDSTRINGS.xml", "xl/SharedStrings.XML", "XL/sharedStrings.xml"]
)
def test_a_part_of_a_workbook_is_looked_through_in_whatever_spelling(spelt):
    """Else an entity, or a part that unpacks to gigabytes, would be read unseen."""
    with pytest.raises(Damaged):
        read_sheet("liste.xlsx", repacked(workbook(*AMINA), sharedStrings=spelt))


def test_a_workbook_that_holds_a_part_twice_is_refused():
    file = io.BytesIO(workbook(*AMINA))
    with zipfile.ZipFile(file, "a") as book:
        book.writestr("xl/sharedstrings.xml", "<sst/>")
    with pytest.raises(Damaged):
        read_sheet("liste.xlsx", file.getvalue())


@pytest.mark.parametrize("packed", [True, False])
def test_a_zero_byte_in_a_cell_is_not_kept(world, packed):
    """PostgreSQL takes no such text, and its complaint would carry the name into the logs."""
    name, *rest = AMINA
    smuggled = f"{name[:2]}\0{name[2:]}"
    content = workbook(smuggled, *rest)
    if not packed:
        text = "\r\n".join([";".join(HEADINGS), *[";".join(AMINA)] * 400])
        content = f"\ufeff{text}\r\n{';'.join([smuggled, *rest])}\r\n".encode("utf-16-le")
    town = world.ours.town
    upload = receive_list(
        town,
        actor=system_actor(NOON, world.ours.district.pk, town.pk),
        name="liste.xlsx" if packed else "liste.csv",
        content=content,
    )
    said = UploadRow.objects.filter(upload=upload).values_list("values", flat=True)
    assert {each["family_name"] for each in said} == {name}
