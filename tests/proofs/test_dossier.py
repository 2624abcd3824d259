"""The dossier of an award: whole, checkable without this program, alike for alike records."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.ledger.chain import START
from kreislotse.proofs import actions
from kreislotse.proofs.content import checksum_of
from kreislotse.proofs.dossiers import dossier, file_name
from kreislotse.proofs.dossiers.parts import plain_name, table
from tests.factories.awards import NotificationDutyFactory, RepaymentFactory
from tests.factories.organisations import OrganisationFactory
from tests.proofs.conftest import SPRING
from tests.proofs.world import tied


@pytest.fixture
def rich(acting):
    """Signed, submitted with a scan, with a receipt's file, a notification and a claim."""
    world = tied()
    award = world.item.award
    NotificationDutyFactory(award=award)
    RepaymentFactory(item=world.item)
    admin = acting(Role.ADMINISTRATOR, at=award.owner, now=SPRING)
    actions.load_form_templates(actor=admin)
    head = acting(Role.HEAD, at=award.owner, now=SPRING)
    officer = acting(Role.GRANTS_OFFICER, at=award.owner, now=SPRING)
    signed = actions.sign_proof(world.proof, actor=head)
    actions.submit_proof(
        signed,
        actor=officer,
        submitted_on=date(2016, 3, 15),
        file_name="Scan über alles.pdf",
        file_content=b"%PDF-1.7 gescannt",
    )
    award.refresh_from_db()
    award.book.refresh_from_db()
    return award


def opened(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        return {name: files.read(name) for name in files.namelist()}


def test_the_same_records_make_the_same_bytes(rich):
    assert dossier(rich) == dossier(rich)


def test_every_file_is_in_the_index_with_its_checksum(rich):
    files = opened(dossier(rich))
    index = csv.DictReader(io.StringIO(files["index.csv"].decode("utf-8-sig")), delimiter=";")
    told = {row["Pfad"]: (row["SHA-256"], int(row["Größe in Byte"])) for row in index}
    about = {"README.txt", "index.csv", "index.pdf", "checksums.txt"}
    assert set(told) == set(files) - about
    for path, (checksum, size) in told.items():
        assert (hashlib.sha256(files[path]).hexdigest(), len(files[path])) == (checksum, size)
    sums = dict(line.split("  ")[::-1] for line in files["checksums.txt"].decode().splitlines())
    assert sums == {
        path: hashlib.sha256(content).hexdigest()
        for path, content in files.items()
        if path != "checksums.txt"
    }


def test_the_dossier_holds_everything_of_the_award(rich):
    paths = set(opened(dossier(rich)))
    proof = rich.proof_duties.get().proof
    duty = rich.duties.get()
    assert {
        "bescheid/datenblatt.pdf",
        "bescheid/aenderungen.csv",
        "bescheid/rueckforderungen.csv",
        "buch/buchungen.csv",
        "buch/salden.csv",
        "buch/kette.txt",
        "belege/belegliste.xlsx",
        f"mitteilungen/{duty.pk}/mitteilung.pdf",
        f"nachweise/{proof.pk}/verwendungsnachweis.pdf",
        f"nachweise/{proof.pk}/verwendungsnachweis.xlsx",
        f"nachweise/{proof.pk}/inhalt.json",
        f"nachweise/{proof.pk}/{proof.scan_id}-scan-ueber-alles.pdf",
        "verlauf/journal.csv",
    } <= paths
    assert any(path.startswith("weiterleitungen/") for path in paths)


def test_the_chain_can_be_recomputed_as_the_readme_says(rich):
    files = opened(dossier(rich))
    previous = START
    lines = files["buch/kette.txt"].decode().splitlines()
    assert len(lines) == rich.book.length
    for line in lines:
        before, said, own = line.split("\t")
        assert before == previous
        assert hashlib.sha256(f"{before}{said}".encode()).hexdigest() == own
        previous = own
    assert previous == rich.book.end
    assert f"Die letzte Prüfsumme ist: {rich.book.end}" in files["README.txt"].decode()


def test_the_frozen_proof_has_the_checksum_that_the_index_tells(rich):
    files = opened(dossier(rich))
    proof = rich.proof_duties.get().proof
    content = json.loads(files[f"nachweise/{proof.pk}/inhalt.json"])
    assert checksum_of(content) == proof.checksum
    assert proof.checksum in files["index.csv"].decode()


def test_the_contact_and_the_account_of_a_recipient_stay_out(rich):
    for path, content in opened(dossier(rich)).items():
        if path.endswith((".csv", ".txt", ".json")):
            assert b"DE89370400440532013000" not in content
            assert b"Alex Beispiel" not in content


def test_taking_it_is_traced_and_changes_nothing_of_it(rich, acting):
    auditor = acting(Role.AUDITOR, at=rich.owner, now=SPRING)
    first = actions.take_dossier(rich, actor=auditor)
    entry = JournalEntry.objects.of_record(rich).first()
    assert (entry.verb, entry.person_id) == ("take_dossier", auditor.person_id)
    assert actions.take_dossier(rich, actor=auditor) == first


def test_whoever_may_not_read_grants_there_gets_nothing(rich, acting):
    stranger = acting(Role.AUDITOR, at=OrganisationFactory())
    before = JournalEntry.objects.count()
    with pytest.raises(NotAllowed):
        actions.take_dossier(rich, actor=stranger)
    assert JournalEntry.objects.count() == before


def test_file_names_can_be_read_by_every_system(world):
    award = world.item.award
    award.title = "Förderung für Ö/Ü: „Ehrenamt“"
    assert file_name(award) == f"pruefordner-{award.pk}-foerderung-fuer-oe-ue-ehrenamt.zip"
    assert plain_name("../../etc/passwd") == "etc-passwd"
    assert plain_name("نص.pdf") == "pdf"


def test_a_formula_in_a_table_stays_text():
    assert table(["a"], [["=1+1"]]).decode("utf-8-sig") == "a\r\n'=1+1\r\n"
