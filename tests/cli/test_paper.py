"""The main job without a browser: four files, the same bytes every time, or one sentence."""

import json
import re
import shutil

import page
import pytest

from tests.cli.commands import FILES, refusal, run
from tests.sample.facts_files import COESFELD, DATA

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The sample's paper, written twice in quite different surroundings."""
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
    ]
    for folder, around in zip(folders, surroundings, strict=True):
        done = run("paper", "--out", "made", cwd=folder, **around)
        assert (done.returncode, done.stderr) == (0, "")
    return [folder / "made" for folder in folders]


@pytest.fixture(scope="module")
def paper(written):
    return json.loads((written[0] / "paper.json").read_bytes())


def statements(paper):
    return [each for section in paper["sections"] for each in section["statements"]]


@pytest.mark.parametrize("name", FILES)
def test_the_same_facts_give_the_same_bytes(written, name):
    """G7: whatever the hash seed, the time zone, the language or the folder."""
    first, second = ((folder / name).read_bytes() for folder in written)
    assert first == second


def test_exactly_the_four_files_are_written_and_no_database(written):
    for folder in written:
        assert sorted(each.name for each in folder.iterdir()) == list(FILES)
        assert [each.name for each in folder.parent.iterdir()] == ["made"]


@pytest.mark.parametrize(
    "profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]
)
def test_the_pdf_is_accessible_and_for_the_archive(written, profile):
    """G5."""
    checked = page.validate_pdf_bytes((written[0] / "paper.pdf").read_bytes(), profile=profile)
    assert (checked.is_compliant, list(checked.failures)) == (True, [])


def test_every_sentence_leads_to_a_record_or_is_the_authors_own(paper):
    """G6: no sentence without evidence."""
    assert len(statements(paper)) > 40
    without = [
        each["text"]
        for each in statements(paper)
        if not each["records"] and each["origin"] != "authored"
    ]
    assert without == []


def test_every_fact_has_its_name_unit_definition_day_and_records(paper):
    facts = [fact for each in statements(paper) for fact in each["facts"]]
    assert len(facts) > 100
    for fact in facts:
        assert list(fact) == [
            "slot",
            "name",
            "value",
            "shown",
            "unit",
            "definition",
            "as_of",
            "records",
        ]
        assert fact["name"]
        assert fact["shown"]
        assert fact["definition"]
        assert fact["as_of"] == paper["as_of"] == "2015-11-12"
        assert isinstance(fact["value"], str | int | None)
        assert isinstance(fact["value"], str | None) or fact["unit"]
        assert fact["records"]
        for record in fact["records"]:
            assert list(record) == ["kind", "label", "reference"]
            assert re.fullmatch(r"[a-z]+\.[A-Za-z]+/\d+", record["reference"])


def test_the_data_have_one_form(paper):
    assert list(paper) == ["edition", "format", "title", "as_of", "head", "sections"]
    assert paper["format"] == 1
    for section in paper["sections"]:
        assert list(section) == ["number", "title", "statements"]
    for each in statements(paper):
        assert list(each) == [
            "key",
            "text",
            "origin",
            "form",
            "starts_paragraph",
            "facts",
            "records",
        ]
        assert each["form"] in ("sentence", "item")
        assert each["text"][0] == each["text"][0].upper()
        used = {record["reference"] for fact in each["facts"] for record in fact["records"]}
        assert {record["reference"] for record in each["records"]} == used
    keys = [each["key"] for each in statements(paper)]
    assert len(keys) == len(set(keys))


def test_another_districts_file_and_day(tmp_path):
    facts = DATA / "kreis-musterland.yaml"
    done = run("paper", "--out", "o", "--facts", facts, "--as-of", "2016-06-01", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads((tmp_path / "o" / "paper.json").read_bytes())
    assert (made["as_of"], made["head"]["authority"]) == ("2016-06-01", "Kreis Musterland")
    assert done.stdout.split() == [f"o/paper.{each}" for each in ("pdf", "docx", "html", "json")]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "date: 2015-09-23",
            "date: gestern",
            (
                "kreis.yaml, Zeile {line}, Feld resolution.date: „gestern“ ist kein Datum. "
                "Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2015-09-23."
            ),
        ),
        (
            "language_course_places: 100",
            "language_course_places: viele",
            (
                "kreis.yaml, Zeile {line}, Feld early_intervention.language_course_places: "
                "„viele“ ist keine ganze Zahl. Schreiben Sie zum Beispiel 47."
            ),
        ),
    ],
)
@pytest.mark.parametrize("verb", [("paper", "--out", "o", "--facts"), ("check-facts",)])
def test_a_wrong_value_is_named_with_line_and_field(tmp_path, verb, old, new, sentence):
    line = COESFELD[: COESFELD.index(old)].count("\n") + 1
    (tmp_path / "kreis.yaml").write_text(COESFELD.replace(old, new, 1), encoding="utf-8")
    assert refusal(*verb, "kreis.yaml", cwd=tmp_path) == sentence.format(line=line)
    assert [each.name for each in tmp_path.iterdir()] == ["kreis.yaml"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", b"- 1\n", b"&a [*a]", b"\x00"])
def test_what_is_no_facts_file_is_refused_in_sentences(tmp_path, content):
    (tmp_path / "kreis.yaml").write_bytes(content)
    said = refusal("paper", "--out", "o", "--facts", "kreis.yaml", cwd=tmp_path)
    assert said.startswith("kreis.yaml")
    assert not (tmp_path / "o").exists()


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    paper = ("paper", "--out", "o", "--facts")
    assert refusal(*paper, "x.yaml", cwd=tmp_path) == (
        "x.yaml lässt sich nicht lesen: Es gibt diese Datei nicht."
    )
    assert refusal("check-facts", tmp_path, cwd=tmp_path) == (
        f"{tmp_path} lässt sich nicht lesen: Das ist ein Ordner."
    )


def test_where_nothing_can_be_written_nothing_is(tmp_path):
    (tmp_path / "file").touch()
    assert refusal("paper", "--out", "file", cwd=tmp_path) == (
        "In file lässt sich nicht schreiben: Unter diesem Namen liegt schon eine Datei."
    )
    assert refusal("paper", "--out", "file/below", cwd=tmp_path) == (
        "In file/below lässt sich nicht schreiben: Ein Teil des Pfades ist kein Ordner."
    )


def test_of_four_files_none_is_written_when_one_cannot_be(tmp_path):
    (tmp_path / "o" / "paper.html").mkdir(parents=True)
    assert refusal("paper", "--out", "o", cwd=tmp_path) == (
        "In o lässt sich nicht schreiben: Das ist ein Ordner."
    )
    assert [each.name for each in (tmp_path / "o").iterdir()] == ["paper.html"]


def test_an_office_database_is_neither_needed_nor_touched(tmp_path):
    address = "postgres://nobody@localhost:1/none"
    done = run("paper", "--out", "o", cwd=tmp_path, KREISLOTSE_DATABASE_URL=address)
    assert done.returncode == 0
    shutil.rmtree(tmp_path / "o")
    assert list(tmp_path.iterdir()) == []
