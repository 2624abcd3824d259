"""Looking at a list on the command line: everything in the file, only numbers on the screen."""

import json

import pytest

from kreislotse.cli.main import main
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.participants.models import Candidate
from tests.cli.commands import refusal, run
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory
from tests.intake.making import Page, xlsx
from tests.intake.oddities import AMINA, HEAD, LINA, OMAR

LIST = xlsx(
    Page("Liste", [[*HEAD, "Religion"], [*AMINA, "x"], [*OMAR[:2], "1985", "ER"], LINA, LINA])
)


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "liste.xlsx"
    found.write_bytes(LIST)
    return found


def told(out):
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_without_a_municipality_no_database_is_needed(file, tmp_path):
    out = tmp_path / "out.json"
    done = run("preview", file, "--json", out, cwd=tmp_path, KREISLOTSE_DATA=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Zeilen: 4 (neu: 2, bekannt: 0, geändert: 0, zweifelhaft: 1, fehlerhaft: 1)",
        "Bemerkungen zur Liste: 1",
        f"Ergebnis: {out}",
    ]
    assert out.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.sqlite3"))
    found = told(out)
    assert found["counts"] == {
        "rows": 4,
        "new": 2,
        "known": 0,
        "changed": 0,
        "doubtful": 1,
        "wrong": 1,
    }
    assert [column["field"] for column in found["columns"]] == [
        "family_name",
        "given_names",
        "born_on",
        "nationality",
        "",
    ]
    assert found["columns"][4]["forbidden"]
    assert [row["state"] for row in found["rows"]] == ["new", "wrong", "new", "doubtful"]
    assert found["rows"][1]["reasons"] == [
        {
            "field": "born_on",
            "cell": "C3",
            "key": "year_only",
            "text": (
                "Blatt „Liste“, Zelle C3: „1985“ ist nur ein Jahr. Schreiben Sie Tag.Monat.Jahr."
            ),
        }
    ]
    assert found["rows"][3]["reasons"][0]["text"].startswith("Steht vielleicht schon in Zeile 4")
    assert found["remarks"][0]["key"] == "forbidden"
    assert "x" not in found["rows"][0]["values"].values()


@pytest.mark.django_db
def test_with_a_municipality_its_own_people_are_known_and_nothing_is_written(
    file, tmp_path, capsys
):
    town, other = MunicipalityFactory(key="05558004"), MunicipalityFactory(key="05558008")
    person = {"family_name": "Alhassan", "given_names": "Amina", "born_on": AMINA[2]}
    CandidateFactory(owner=town, nationality="SY", **person)
    before = Candidate.objects.count()
    states = {}
    for place in (town, other):
        out = tmp_path / f"{place.key}.json"
        assert main(["preview", str(file), "--json", str(out), "--municipality", place.key]) == 0
        states[place] = [row["state"] for row in told(out)["rows"]]
        assert "Alhassan" not in capsys.readouterr().out
    assert states[town] == ["known", "wrong", "new", "doubtful"]
    assert states[other] == ["new", "wrong", "new", "doubtful"]
    assert (Candidate.objects.count(), Upload.objects.count()) == (before, 0)
    assert not UploadRow.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["00000000", ""])
def test_a_key_of_no_municipality_is_refused(file, tmp_path, capsys, key):
    MunicipalityFactory(key="")
    out = tmp_path / "out.json"
    assert main(["preview", str(file), "--json", str(out), "--municipality", key]) == 2
    assert f"„{key}“ gibt es in dieser Datenbank nicht" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.slow
def test_a_file_that_is_no_list_is_refused_in_a_sentence(tmp_path):
    file, out = tmp_path / "liste.xlsx", tmp_path / "out.json"
    said = refusal("preview", file, "--json", out, cwd=tmp_path, KREISLOTSE_DATA=str(tmp_path))
    assert said.endswith("lässt sich nicht öffnen. Prüfen Sie den Namen und die Rechte.")
    file.write_bytes(b"%PDF-1.7")
    said = refusal("preview", file, "--json", out, cwd=tmp_path, KREISLOTSE_DATA=str(tmp_path))
    assert said.startswith("Die Datei „liste.xlsx“ ist ein PDF")
    assert not out.exists()


def test_a_result_that_cannot_be_written_is_a_sentence(file, tmp_path, capsys):
    out = tmp_path / "nowhere" / "out.json"
    assert main(["preview", str(file), "--json", str(out)]) == 2
    assert "Nennen Sie mit --json eine andere Datei." in capsys.readouterr().err


def test_a_file_that_was_there_is_for_its_owner_alone_afterwards(file, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old " * 50_000)
    out.chmod(0o644)
    assert main(["preview", str(file), "--json", str(out)]) == 0
    assert out.stat().st_mode & 0o777 == 0o600
    assert told(out)["format"] == "XLSX"
