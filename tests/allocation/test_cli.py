"""kreislotse allocate: three tables in, placements and their proof out."""

import csv
import json
from decimal import Decimal

import pytest

from kreislotse.cli.main import main
from tests.factories.allocation import large_problem

PERSONS = (
    "person,municipality,household,childcare\nAmina,Dülmen,,1\n"
    "Omar,Dülmen,h1,0\nLina,Nottuln,h1,0\n"
)
COURSES = "course,capacity,childcare_capacity,minimum\nA1,1,0,\nB1,1,,\n"
ELIGIBLE = "person,course,weight\nAmina,A1,9\nAmina,B1,2.5\nOmar,A1,3\nOmar,B1,3.25\nLina,B1,1\n"


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, persons=PERSONS, courses=COURSES, eligible=ELIGIBLE)
    return tmp_path


def write(folder, **tables):
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def allocate(folder, *words):
    out = folder / "out"
    assert main(["allocate", str(folder), "--out", str(out), *words]) == 0
    with (out / "placements.csv").open(encoding="utf-8", newline="") as file:
        placements = list(csv.reader(file))
    return placements, json.loads((out / "summary.json").read_text(encoding="utf-8"))


def written(problem, folder):
    """A problem as the three files, weights in tenths."""
    persons, courses, eligible = [], [], []
    for n in range(problem.persons):
        home = problem.household[n] if problem.household[n] >= 0 else ""
        persons.append((f"P{n}", f"T{problem.municipality[n]}", home, int(problem.childcare[n])))
        for k in range(problem.start[n], problem.start[n + 1]):
            points = Decimal(int(problem.weight[k])) / 10
            eligible.append((f"P{n}", f"K{problem.course[k]}", points))
    seats = zip(problem.capacity, problem.childcare_capacity, problem.minimum, strict=True)
    courses = [(f"K{n}", *row) for n, row in enumerate(seats)]
    heads = {
        "persons": ("person", "municipality", "household", "childcare"),
        "courses": ("course", "capacity", "childcare_capacity", "minimum"),
        "eligible": ("person", "course", "weight"),
    }
    rows = {"persons": persons, "courses": courses, "eligible": eligible}
    for name, head in heads.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows[name]])


def test_the_best_placement_is_written_in_the_order_of_the_people(folder, capsys):
    placements, summary = allocate(folder)
    assert placements == [["person", "course"], ["Amina", "B1"], ["Omar", "A1"]]
    assert summary["objective"] == summary["bound"] == 5.5
    assert (summary["gap"], summary["proven"], summary["placed"]) == (0, True, 2)
    assert summary["municipalities"] == {
        "Dülmen": {"placed": 2, "people": 2, "eligible": 2, "share": 1},
        "Nottuln": {"placed": 0, "people": 1, "eligible": 1, "share": 0},
    }
    assert (summary["criteria"], summary["seed"]) == ({}, "kreislotse")
    assert sorted(summary["inputs"]) == ["courses.csv", "eligible.csv", "persons.csv"]
    assert all(len(digest) == 64 for digest in summary["inputs"].values())
    out = folder / "out"
    assert capsys.readouterr().out.splitlines() == [
        "Personen: 3, mit Platz: 2",
        "Punkte: 5.5 (bewiesenes Optimum)",
        f"Ergebnis: {out}",
    ]
    assert {file.stat().st_mode & 0o777 for file in out.iterdir()} == {0o600}


def test_a_childcare_field_left_empty_is_no_cap_and_zero_is_one(folder):
    write(folder, courses="course,capacity,childcare_capacity,minimum\nA1,1,,\nB1,1,0,0\n")
    placements, summary = allocate(folder)
    assert placements[1:] == [["Amina", "A1"], ["Omar", "B1"]]
    assert summary["objective"] == 12.25


def test_semicolons_decimal_commas_and_other_columns_are_read_too(folder):
    allocate(folder)
    first = (folder / "out" / "placements.csv").read_bytes()
    write(
        folder,
        eligible="\ufeffcourse;person;note;weight\nA1;Amina;x;9\nB1;Amina;;2,5\nA1;Omar;;3\n"
        "B1;Omar;;3,25\n\nB1;Lina;;1,0\n",
    )
    allocate(folder)
    assert (folder / "out" / "placements.csv").read_bytes() == first


@pytest.mark.slow
def test_a_second_run_writes_the_same_but_for_the_seconds(tmp_path):
    written(large_problem(300, 10), tmp_path)
    runs = []
    for name in ("one", "two"):
        out = tmp_path / name
        words = ["--seed", "Herbst", "--households", "--minimum-sizes"]
        assert main(["allocate", str(tmp_path), "--out", str(out), *words]) == 0
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        summary.pop("seconds")
        runs.append(((out / "placements.csv").read_bytes(), summary))
    assert runs[0] == runs[1]
    assert runs[0][1]["criteria"] == {"households": True, "minimum_sizes": True}
    assert runs[0][1]["bound"] >= runs[0][1]["objective"]


def test_the_order_of_the_lines_does_not_decide_who_gets_a_place(folder):
    eligible = "".join(f"P{n},A1,1\n" for n in range(9))
    people = [f"P{n},Dülmen,,0\n" for n in range(9)]
    head = "person,municipality,household,childcare\n"
    results = set()
    for order in (people, people[::-1]):
        write(folder, persons=head + "".join(order), eligible=f"person,course,weight\n{eligible}")
        results.add(str(allocate(folder)[0]))
    assert len(results) == 1
    seeds = {str(allocate(folder, "--seed", str(seed))[0]) for seed in range(12)}
    assert len(seeds) > 3


@pytest.mark.slow
def test_fairness_promises_each_municipality_its_part_of_the_share_of_all(tmp_path):
    written(large_problem(300, 10), tmp_path)
    _placements, free = allocate(tmp_path)
    _placements, fair = allocate(tmp_path, "--fairness", "0,5")
    overall = free["placed"] / 300
    assert fair["criteria"] == {"fairness": 0.5}
    assert all(
        town["placed"] >= 0.5 * overall * town["eligible"] - 1e-9
        for town in fair["municipalities"].values()
    )


@pytest.mark.slow
def test_shares_that_cannot_be_held_are_refused_by_name_and_nothing_is_written(folder, capsys):
    write(folder, courses="course,capacity,childcare_capacity,minimum\nA1,2,,\nB1,0,,\n")
    assert main(["allocate", str(folder), "--out", str(folder / "out"), "--fairness", "1"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Die Mindestanteile lassen sich nicht einhalten.")
    assert "Nottuln 0,0 %" in said
    assert not (folder / "out").exists()


def test_who_keeps_the_course_is_counted_and_rewarded(folder):
    (folder / "before.csv").write_text("person,course\nLina,B1\nGone,B1\nOmar,C9\n")
    words = ["--previous", str(folder / "before.csv"), "--stay-points"]
    placements, summary = allocate(folder, *words, "0")
    assert summary["previous"] == {"held": 1, "kept": 0}
    placements, summary = allocate(folder, *words, "50")
    assert ["Lina", "B1"] in placements
    assert summary["previous"] == {"held": 1, "kept": 1}
    assert summary["objective"] == 4
    assert summary["criteria"] == {"stay_points": 50}


BAD = [
    ("eligible", ELIGIBLE + "Nora,A1,3\n", "eligible.csv, Zeile 7, Spalte „person“: „Nora“"),
    ("eligible", ELIGIBLE + "Lina,C1,3\n", "eligible.csv, Zeile 7, Spalte „course“: „C1“"),
    ("eligible", ELIGIBLE + "Omar,A1,4\n", "eligible.csv, Zeile 7, Spalte „person“: „Omar“ steht"),
    ("eligible", ELIGIBLE + "Lina,A1,viel\n", "Zeile 7, Spalte „weight“: „viel“ ist keine Zahl"),
    ("eligible", ELIGIBLE + "Lina,A1,-2\n", "Zeile 7, Spalte „weight“: „-2“ ist keine Zahl"),
    ("eligible", ELIGIBLE + "Lina,A1,0\n", "Zeile 7, Spalte „weight“: „0“ ist keine Zahl"),
    ("eligible", ELIGIBLE + "Lina,A1,\n", "Zeile 7, Spalte „weight“: „“ ist keine Zahl"),
    ("eligible", ELIGIBLE + "Lina,A1,1e3\n", "Zeile 7, Spalte „weight“: „1e3“ ist keine Zahl"),
    ("eligible", ELIGIBLE + f"Lina,A1,0.{'1' * 17}\n", "hat zu viele Stellen"),
    ("eligible", ELIGIBLE + f"Lina,A1,{'1' * 5000}\n", "hat zu viele Stellen"),
    ("eligible", ELIGIBLE + f"Lina,A1,{'1' * 200_000}\n", "eligible.csv, Zeile 7: Die Zeile ist"),
    ("eligible", ELIGIBLE + "Lina,A1\n", "eligible.csv, Zeile 7, Spalte „weight“: Hier fehlt"),
    ("eligible", "person,course\nLina,A1\n", "eligible.csv, Zeile 1: Es fehlt die Spalte „weight“"),
    ("eligible", "", "eligible.csv, Zeile 1: Es fehlt die Spalte „person“"),
    ("courses", COURSES + "C1,-1,,\n", "courses.csv, Zeile 4, Spalte „capacity“: „-1“"),
    ("courses", COURSES + "C1,,,\n", "courses.csv, Zeile 4, Spalte „capacity“: „“"),
    ("courses", COURSES + "C1,2,zwei,\n", "Zeile 4, Spalte „childcare_capacity“: „zwei“"),
    ("courses", COURSES + "C1,2,,1.5\n", "courses.csv, Zeile 4, Spalte „minimum“: „1.5“"),
    ("courses", COURSES + "A1,2,,\n", "courses.csv, Zeile 4, Spalte „course“: „A1“ steht schon"),
    ("persons", PERSONS + "Nora,,,0\n", "persons.csv, Zeile 5, Spalte „municipality“: Das Feld"),
    ("persons", PERSONS + ",Coesfeld,,0\n", "persons.csv, Zeile 5, Spalte „person“: Das Feld"),
    ("persons", PERSONS + "Omar,Coesfeld,,0\n", "persons.csv, Zeile 5, Spalte „person“: „Omar“"),
    ("persons", PERSONS + "Nora,Coesfeld,,?\n", "persons.csv, Zeile 5, Spalte „childcare“: „?“"),
]


@pytest.mark.parametrize(("table", "text", "said"), BAD)
def test_a_fault_is_named_with_file_line_column_and_remedy(folder, capsys, table, text, said):
    write(folder, **{table: text})
    assert main(["allocate", str(folder), "--out", str(folder / "out")]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not (folder / "out").exists()


def test_a_file_that_is_missing_or_no_text_is_named(folder, capsys):
    words = ["allocate", str(folder), "--out", str(folder / "out")]
    (folder / "courses.csv").write_bytes(b"course,capacity,childcare_capacity,minimum\nK\xfc,1,,\n")
    assert main(words) == 2
    assert "courses.csv, Zeile 2: Das ist kein UTF-8." in capsys.readouterr().err
    (folder / "courses.csv").unlink()
    assert main(words) == 2
    assert "courses.csv“ lässt sich nicht öffnen." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--fairness", "viel"), "„viel“ ist kein Anteil"),
        (("--fairness", "1.5"), "„1.5“ ist kein Anteil"),
        (("--fairness", "nan"), "„nan“ ist kein Anteil"),
        (("--stay-points", "3"), "--stay-points braucht --previous"),
        (("--previous", "before.csv", "--stay-points", "-3"), "„-3“ ist keine ganze Zahl"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(folder, capsys, words, said):
    assert main(["allocate", str(folder), "--out", str(folder / "out"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_a_result_that_cannot_be_written_is_refused(folder, capsys):
    assert main(["allocate", str(folder), "--out", str(folder / "persons.csv")]) == 2
    assert "lässt sich nicht beschreiben" in capsys.readouterr().err
