"""Files: which are kept, under which name, by whom, and who sees them."""

import dataclasses

import pytest

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.attachments.acceptance import MOST_BYTES, checksum
from kreislotse.attachments.actions import add_attachment
from kreislotse.attachments.errors import FileEmpty, TooLarge, TypeNotKnown
from kreislotse.attachments.media_types import media_type_of
from kreislotse.attachments.models import Attachment
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from tests.factories.attachments import JPEG, PDF, AttachmentFactory, package
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def officer(acting, district):
    return acting(Role.GRANTS_OFFICER, at=district)


def office_file(part: str) -> bytes:
    return package({"[Content_Types].xml": "<Types/>", part: "<x/>"})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("a.webp", b"RIFF\x04\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
        ("a.csv", "Größe;1\r\n".encode(), "text/csv"),
        ("a.csv", "Größe;1\r\n".encode("latin-1"), "text/csv"),
    ],
)
def test_a_file_is_known_by_its_content(name, content, kind):
    assert media_type_of(name, content) == kind


def test_packages_are_known_by_their_parts():
    assert media_type_of("a", office_file("xl/workbook.xml")) == f"{OFFICE}spreadsheetml.sheet"
    word = office_file("word/document.xml")
    assert media_type_of("a", word) == f"{OFFICE}wordprocessingml.document"
    for kind in ("spreadsheet", "text"):
        assert media_type_of("a", package({"mimetype": f"{OPEN}{kind}"})) == f"{OPEN}{kind}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00 a program"),
        ("a.csv", b"MZ a program"),
        ("a.csv", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.txt", b"  <!DOCTYPE html><script>"),
        ("a.csv", b"\xef\xbb\xbf<?xml version='1.0'?>"),
        ("a.txt", b"#!/bin/sh\n"),
        ("a.csv", b"a;\x00b"),
        ("a.sh", b"echo"),
        ("a.svg", b"<svg/>"),
        ("a.zip", package({"any.txt": "x"})),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.ods", package({"mimetype": f"{OPEN}presentation"})),
    ],
)
def test_other_files_are_refused(district, officer, name, content):
    assert media_type_of(name, content) == ""
    before = JournalEntry.objects.count()
    with pytest.raises(TypeNotKnown):
        add_attachment(district, actor=officer, name=name, content=content)
    assert (Attachment.objects.count(), JournalEntry.objects.count()) == (0, before)


def test_a_workbook_with_macros_is_refused():
    content = package(
        {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "", "xl/vbaProject.bin": "x"}
    )
    assert media_type_of("a.xlsx", content) == ""


def test_a_kept_file_carries_its_checksum_and_leaves_a_trace_without_its_name(district, officer):
    kept = add_attachment(district, actor=officer, name="Rechnung Meyer.pdf", content=PDF)
    assert (kept.name, kept.media_type, kept.size) == (
        "Rechnung Meyer.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (kept.sha256, kept.added_at) == (checksum(PDF), officer.at)
    entry = JournalEntry.objects.get(verb="add_attachment")
    assert (entry.label, entry.note) == ("", "")
    assert entry.change == {
        "media_type": "application/pdf",
        "size": len(PDF),
        "sha256": checksum(PDF),
    }


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/beleg.pdf", "beleg.pdf"),
        ("C:\\Belege\\beleg.PDF", "beleg.PDF"),
        ("beleg.exe", "beleg.exe.pdf"),
        ("\r\nSet-Cookie: x.pdf", "Set-Cookie: x.pdf"),
        ("", "datei.pdf"),
        ("x" * 300, "x" * 196 + ".pdf"),
    ],
)
def test_a_name_has_no_folders_and_ends_as_its_kind_does(district, officer, name, kept):
    assert add_attachment(district, actor=officer, name=name, content=PDF).name == kept


def test_a_photo_of_60_megabytes_is_refused_with_what_to_do(district, officer):
    with pytest.raises(TooLarge) as refusal:
        add_attachment(district, actor=officer, name="a.jpg", content=bytes(60 * 1024 * 1024))
    assert str(refusal.value) == (
        "Die Datei ist 60,0 MB groß, erlaubt sind 15 MB. Verkleinern Sie das Foto, oder legen Sie "
        "es als PDF mit geringerer Auflösung ab."
    )


def test_one_byte_too_many_is_said_to_be_more_than_the_limit(district, officer):
    with pytest.raises(TooLarge, match="15,1 MB groß"):
        add_attachment(district, actor=officer, name="a.pdf", content=bytes(MOST_BYTES + 1))


def test_an_empty_file_is_refused(district, officer):
    with pytest.raises(FileEmpty, match=r"„a[.]pdf“ ist leer"):
        add_attachment(district, actor=officer, name="a.pdf", content=b"")


def test_a_town_hands_in_a_file_to_its_district_and_to_no_other(acting, district):
    clerk = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=district))
    assert add_attachment(district, actor=clerk, name="a.pdf", content=PDF).owner == district
    with pytest.raises(NotAllowed):
        add_attachment(OrganisationFactory(), actor=clerk, name="a.pdf", content=PDF)


def test_whoever_applies_by_a_link_hands_in_a_file_there_only(district, officer):
    guest = Actor(None, officer.at, passes=frozenset({(Permission.FUNDS_APPLY, district.pk)}))
    assert add_attachment(district, actor=guest, name="a.pdf", content=PDF).owner == district
    with pytest.raises(NotAllowed):
        add_attachment(OrganisationFactory(), actor=guest, name="a.pdf", content=PDF)


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.STEERING])
def test_whoever_only_reads_hands_in_nothing(acting, district, role):
    with pytest.raises(NotAllowed):
        add_attachment(district, actor=acting(role, at=district), name="a.pdf", content=PDF)


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.AUDITOR, True), (Role.GRANTS_OFFICER, True), (Role.COUNSELLOR, False)]
)
def test_files_are_seen_where_the_money_is_seen(acting, district, role, sees):
    ours, _theirs = AttachmentFactory(owner=district), AttachmentFactory()
    actor = acting(role, at=district)
    assert list(Attachment.objects.visible_to(actor)) == ([ours] if sees else [])
    assert list(Attachment.objects.visible_to(dataclasses.replace(actor, roles=frozenset()))) == []


def test_a_kept_file_is_never_changed_nor_deleted(district):
    kept = AttachmentFactory(owner=district)
    with pytest.raises(TypeError):
        kept.save()
    with pytest.raises(TypeError):
        kept.delete()
