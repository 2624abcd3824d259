"""The audit of the books on the command line: exit code, sentences, and a page for the files."""

import io

import pytest
from django.db import connection
from pypdf import PdfReader

from kreislotse.cli import ledger
from kreislotse.cli.main import main
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.ledger.audit import audit
from tests.cli.commands import refusal
from tests.factories.ledger import BookFactory, deed, pot
from tests.factories.organisations import MunicipalityFactory
from tests.fixtures.guards import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    book = BookFactory(title="Bescheid über Sprachkurse")
    award = pot(book, awarded=Money.euros(18_000))
    movements.spend(award, MunicipalityFactory(), Money.euros(500), deed(book, "spend"))
    return book


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().replace("\u200b", "").split())


def tamper(sql: str) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_books_that_add_up_are_told_and_proven_on_one_page(book, tmp_path, capsys):
    file = tmp_path / "proof.pdf"
    assert main(["audit-ledger", "--out", str(file)]) == 0
    end = audit().end
    assert capsys.readouterr().out.splitlines() == [
        "Geprüft: 1\u00a0Buch, 6\u00a0Konten, 2\u00a0Vorgänge, 4\u00a0Buchungen",
        "Alles stimmt.",
        f"Gemeinsame Prüfsumme: {end}",
        f"Prüfprotokoll: {file}",
    ]
    said = text_of(file.read_bytes())
    for part in ("Prüfung der Bücher", "Alles stimmt.", "Bescheid über Sprachkurse", "17.500,00"):
        assert part in said
    assert end in said.replace(" ", "")


def test_the_same_books_give_the_same_proof(book, tmp_path):
    files = [tmp_path / name for name in ("first.pdf", "second.pdf")]
    for file in files:
        ledger.audit_ledger(file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_every_difference_is_a_line_and_the_code_is_one(book, tmp_path, capsys):
    tamper("UPDATE ledger_transfer SET note = 'x' WHERE number IN (2, 4)")
    file = tmp_path / "proof.pdf"
    assert ledger.audit_ledger(file) == 1
    changed = "Die Buchung passt nicht zu ihrer Prüfsumme. Sie wurde nachträglich verändert."
    assert capsys.readouterr().out.splitlines()[1:4] == [
        f"Bescheid über Sprachkurse, Buchung 2: {changed}",
        f"Bescheid über Sprachkurse, Buchung 4: {changed}",
        "2\u00a0Abweichungen gefunden.",
    ]
    assert "2 Abweichungen gefunden." in text_of(file.read_bytes()).replace("\u00a0", " ")


def test_many_books_and_many_differences_stay_on_one_page(tmp_path):
    for number in range(30):
        pot(BookFactory(title=f"Bescheid {number} {'lang ' * 50}"), awarded=Money(10**15))
    file = tmp_path / "proof.pdf"
    assert ledger.audit_ledger(file) == 0
    assert "Weitere Bücher: 27." in text_of(file.read_bytes())
    tamper("UPDATE ledger_transfer SET note = 'x'")
    assert ledger.audit_ledger(file) == 1
    assert "Weitere Abweichungen: 57." in text_of(file.read_bytes())


def test_an_empty_ledger_holds(tmp_path, capsys):
    assert ledger.audit_ledger(tmp_path / "proof.pdf") == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Geprüft: 0\u00a0Bücher, 0\u00a0Konten, 0\u00a0Vorgänge, 0\u00a0Buchungen",
        "Alles stimmt.",
    ]


def test_a_proof_that_cannot_be_written_is_a_sentence(tmp_path, capsys):
    assert main(["audit-ledger", "--out", str(tmp_path / "nowhere" / "proof.pdf")]) == 2
    assert "lässt sich nicht schreiben" in capsys.readouterr().err


def test_without_a_name_the_proof_is_written_here(book, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["audit-ledger"]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["audit-ledger.pdf"]


@pytest.mark.slow
def test_an_empty_database_is_named_as_such(tmp_path):
    said = refusal("audit-ledger", cwd=tmp_path, KREISLOTSE_DATA=str(tmp_path))
    assert said == "In dieser Datenbank gibt es noch keine Tabellen: kreislotse manage migrate"
    assert not list(tmp_path.glob("*.pdf"))
