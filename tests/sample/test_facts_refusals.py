"""A facts file is refused with all its problems, each with line, field and a way out."""

import pytest

from kreislotse.sample.facts import read_facts
from kreislotse.sample.facts_yaml import FactsRefused, Problem
from tests.sample.facts_files import COESFELD, MUSTERLAND, changed, refusal_of, without_place

# --- refusing values ------------------------------------------------------------------------------

DAY = "Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2015-09-23."
AMOUNT = "Schreiben Sie nur die Zahl, zum Beispiel 170000 oder 170000.50."
FTE = "Schreiben Sie nur die Zahl, zum Beispiel 1.0 oder 0.5."
SUM = "ki_application.amount_eur"
POST = "ki_application.funded_posts[0].fte"
VOTES = "resolution.vote.for"
EMPTY = "Der Wert ist leer. Ist er offen, schreiben Sie unknown."

BAD_VALUES = [
    ("resolution.date", "2015-13-01", f"„2015-13-01“ ist kein Datum. {DAY}"),
    ("resolution.date", "2015-02-30", f"„2015-02-30“ ist kein Datum. {DAY}"),
    ("resolution.date", "24.9.2015", f"„24.9.2015“ ist kein Datum. {DAY}"),
    ("resolution.date", "2015-9-24", f"„2015-9-24“ ist kein Datum. {DAY}"),
    ("resolution.date", "2015-09-24 10:00:00", f"„2015-09-24 10:00:00“ ist kein Datum. {DAY}"),
    ("resolution.date", "true", f"„true“ ist kein Datum. {DAY}"),
    ("resolution.date", "1215-06-15", ("„1215-06-15“ liegt nicht in den Jahren 1946 bis 2100. "
     "Prüfen Sie das Jahr.")),
    ("resolution.date", "[2015-09-23]", ("Hier wird ein einzelner Wert erwartet, keine Liste und "
     "kein Abschnitt.")),
    (SUM, "-170000", "„-170000“ ist negativ. Der Wert darf nicht unter 0 liegen."),
    (SUM, "170000.505", ("„170000.505“ hat mehr als zwei Nachkommastellen. Meinten Sie 170000505? "
     "Der Punkt trennt die Cent ab.")),
    (SUM, "1.2345", "„1.2345“ hat mehr als zwei Nachkommastellen."),
    (SUM, "viel", f"„viel“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, "170000 Euro", f"„170000 Euro“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, "true", f"„true“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, ".nan", f"„.nan“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, ".inf", f"„.inf“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, "1e5", f"„1e5“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, "0170000", f"„0170000“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, "17_0000", f"„17_0000“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, "170.000,00", f"„170.000,00“ ist kein Betrag in Euro. {AMOUNT}"),
    (SUM, "'170000'", "„170000“ ist Text, weil es in Anführungszeichen steht. Lassen Sie sie weg."),
    (SUM, "1000000000", ("„1000000000“ Euro sind zu viel. Der Betrag muss unter einer Milliarde "
     "Euro liegen.")),
    (SUM, "9" * 5000, (f"„{'9' * 57}…“ Euro sind zu viel. Der Betrag muss unter einer Milliarde "
     "Euro liegen.")),
    (SUM, "null", EMPTY),
    (SUM, "~", EMPTY),
    (SUM, "", EMPTY),
    (SUM, "''", EMPTY),
    (SUM, "unbekannt", "„unbekannt“ ist kein Wert. Ist er offen, schreiben Sie unknown, genau so."),
    (SUM, "Unknown", "„Unknown“ ist kein Wert. Ist er offen, schreiben Sie unknown, genau so."),
    (POST, "0", "„0“ ist kein Stellenumfang. Er liegt über 0 und höchstens bei 1000."),
    (POST, "-0.5", "„-0.5“ ist negativ. Der Wert darf nicht unter 0 liegen."),
    (POST, "0.333", "„0.333“ ist zu genau. Ein Stellenumfang hat höchstens zwei Nachkommastellen."),
    (POST, "2,5", f"„2,5“ ist kein Stellenumfang. {FTE}"),
    (POST, "halb", f"„halb“ ist kein Stellenumfang. {FTE}"),
    (POST, "4711.0", "„4711.0“ ist kein Stellenumfang. Er liegt über 0 und höchstens bei 1000."),
    (VOTES, "47.5", "„47.5“ ist keine ganze Zahl. Schreiben Sie zum Beispiel 47."),
    (VOTES, "alle", "„alle“ ist keine ganze Zahl. Schreiben Sie zum Beispiel 47."),
    (VOTES, "no", "„no“ ist keine ganze Zahl. Schreiben Sie zum Beispiel 47."),
    (VOTES, "-1", "„-1“ ist nicht möglich. Die Zahl liegt zwischen 0 und 1000000."),
    ("resolution.clauses[0].number", "0", ("„0“ ist nicht möglich. Die Zahl liegt zwischen 1 und "
     "999.")),
    ("resolution.clauses", "[]",
     "Die Liste ist leer. Ist ihr Inhalt offen, schreiben Sie unknown."),
    ("municipalities", "Ascheberg", "Hier wird eine Liste erwartet, auch bei nur einem Eintrag."),
    ("municipalities[0]", "'  '", EMPTY),
    ("resolution.vote", "unanimous", ("Hier werden diese Schlüssel erwartet: for, against, "
     "abstentions, biased.")),
    ("resolution.vote", "{}", ("Hier werden diese Schlüssel erwartet: for, against, abstentions, "
     "biased.")),
    ("district", "unknown", ("Dieser Wert muss bekannt sein. Ohne ihn gehört die Datei zu keinem "
     "Kreis.")),
    ("district.name", "unknown", ("Dieser Wert muss bekannt sein. Ohne ihn gehört die Datei zu "
     "keinem Kreis.")),
    ("volunteer_funding.status", "amount unknown", ("„amount unknown“ enthält das Wort unknown. "
     "Ist der Wert offen, schreiben Sie nur unknown.")),
    ("volunteer_funding.status", "x" * 2001, ("Der Text hat 2001 Zeichen. Möglich sind höchstens "
     "2000.")),
    ("volunteer_funding.status", r'"a\ab"', ("„a b“ enthält ein unsichtbares Zeichen. Löschen Sie "
     "es.")),
    ("municipalities[1]", "ascheberg", ("„ascheberg“ steht zweimal in der Liste. Löschen Sie einen "
     "der Einträge.")),
    ("resolution.clauses[1].number", "1", "Die Nummer „1“ trägt schon ein anderer Beschlusspunkt."),
    ("ki_application.stages[1].letter_of", "2015-09-23", ("Der Brief vom 23.09.2015 liegt vor dem "
     "Antrag vom 24.09.2015. Prüfen Sie beide Tage.")),
    ("ki_application.stages[0].sent", "2015-09-22", ("Der Antrag vom 22.09.2015 liegt vor dem "
     "Beschluss vom 23.09.2015. Prüfen Sie beide Tage.")),
    ("early_intervention.agency_staff.of_which_in_district", "3", ("Im Kreis sind es 3, im ganzen "
     "Agenturbezirk aber nur 2. Prüfen Sie beide Zahlen.")),
]  # fmt: skip


@pytest.mark.parametrize(("path", "written", "sentence"), BAD_VALUES)
def test_a_wrong_value_is_refused_with_its_field_and_a_way_out(path, written, sentence):
    text = changed(path, written)
    [line] = refusal_of(text)
    assert without_place(line) == f"Feld {path}: {sentence}"


def test_a_problem_names_file_line_column_field_and_sentence():
    text = changed("resolution.date", "2015-13-01")
    with pytest.raises(FactsRefused) as refused:
        read_facts(text, name="kreis.yaml")
    [problem] = refused.value.problems
    sentence = f"„2015-13-01“ ist kein Datum. {DAY}"
    line = text[: text.index("2015-13-01")].count("\n") + 1
    assert problem == Problem(line, 9, "resolution.date", sentence, "kreis.yaml")
    assert str(problem) == f"kreis.yaml, Zeile {line}, Feld resolution.date: {sentence}"


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    text = COESFELD.replace("2015-09-23", "gestern").replace("for: 47", "for: viele")
    text = text.replace("amount_eur: 18000", "amount_eur: -1")
    assert [line.split(": ")[0].partition("Feld ")[2] for line in refusal_of(text)] == [
        "resolution.date",
        "resolution.vote.for",
        "volunteer_funding.pots[0].amount_eur",
    ]


# --- refusing keys --------------------------------------------------------------------------------

BAD_KEYS = [
    ("  date: 2015-09-23", "  dat: 2015-09-23",
     "Feld resolution.dat: Den Schlüssel „dat“ gibt es hier nicht. Meinten Sie „date“?"),
    ("  state: NRW", "  state: NRW\n  population: 5",
     ("Feld district.population: Den Schlüssel „population“ gibt es hier nicht. "
     "Möglich sind: name, state.")),
    ("  state: NRW", "  state: NRW\n  state: NRW",
     "Feld district.state: Der Schlüssel steht schon in Zeile 7."),
    ("  state: NRW\n", "",
     ("Feld district.state: Der Schlüssel „state“ fehlt. Ist der Wert offen, schreiben Sie "
     "unknown.")),
    ("  name: Kreis Coesfeld\n", "",
     "Feld district.name: Der Schlüssel „name“ fehlt. Ergänzen Sie ihn."),
    ("      role: social work / social science\n", "",
     ("Feld ki_application.funded_posts[0].role: Der Schlüssel „role“ fehlt. Ist der Wert offen, "
     "schreiben Sie unknown.")),
    ("  state: NRW", "  state: NRW\n  [a]: b",
     "Feld district: Hier wird ein Schlüssel erwartet, keine Liste und kein Abschnitt."),
    ("  state: NRW", "  state: NRW\n  <<: {a: b}",
     "Feld district.<<: Den Schlüssel „<<“ gibt es hier nicht. Möglich sind: name, state."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "problem"), BAD_KEYS)
def test_a_wrong_key_is_refused_with_a_suggestion(before, after, problem):
    assert COESFELD.count(before) == 1
    [line] = refusal_of(COESFELD.replace(before, after))
    assert without_place(line) == problem


def test_a_missing_section_is_refused():
    text = COESFELD[: COESFELD.index("municipalities:")]
    assert [without_place(line) for line in refusal_of(text)] == [
        (
            "Feld municipalities: Der Schlüssel „municipalities“ fehlt. Ist der Wert offen, "
            "schreiben Sie unknown."
        )
    ]


def test_a_thousands_comma_in_braces_is_explained():
    text = MUSTERLAND.replace("amount_eur: 7_250.50", "amount_eur: 18,000")
    assert [without_place(line) for line in refusal_of(text)] == [
        (
            "Feld volunteer_funding.pots[0].amount_eur: Nach einem Komma steht nur „000“. "
            "Schreiben Sie Zahlen ohne Komma, zum Beispiel 18000 oder 2.5."
        )
    ]


def test_a_misspelt_key_without_value_is_not_taken_for_the_rest_of_a_text():
    text = MUSTERLAND.replace("role: Sozialpädagogik, Leitung", "role: Sozialpädagogik, ftes")
    assert [without_place(line) for line in refusal_of(text)] == [
        (
            "Feld ki_application.funded_posts[0].ftes: Den Schlüssel „ftes“ gibt es hier nicht. "
            "Meinten Sie „fte“?"
        )
    ]


# --- refusing files -------------------------------------------------------------------------------

NAME = "district: {name: Kreis X, state: NRW}\n"
BAD_FILES = [
    ("", 1, "Die Datei enthält keine Fakten."),
    ("# nur ein Kommentar\n", 1, "Die Datei enthält keine Fakten."),
    (b"district:\n  name: K\xf6ln\n", 2,
     "Hier steht ein Zeichen, das nicht UTF-8 ist. Speichern Sie die Datei als UTF-8."),
    (NAME.encode("utf-16"), 1,
     "Hier steht ein Zeichen, das nicht UTF-8 ist. Speichern Sie die Datei als UTF-8."),
    ("district:\n\tname: X\n", 2,
     "Hier steht ein Tabulatorzeichen. Rücken Sie mit Leerzeichen ein."),
    ("district: {name: X\nvote: [1\n", 2,
     "Die Klammer aus Zeile 1 wird nicht geschlossen, oder es fehlt ein Komma."),
    ("district: 'X\n", 2, "Ein Anführungszeichen wird nicht geschlossen."),
    ("district: name: X\n", 1,
     ("Hier passt kein Doppelpunkt. Prüfen Sie die Einrückung, oder setzen Sie den Text in "
     "Anführungszeichen.")),
    ("district\nname: X\n", 2,
     ("Hier passt kein Doppelpunkt. Prüfen Sie die Einrückung, oder setzen Sie den Text in "
     "Anführungszeichen.")),
    ("district:\n  name: X\nstate\nbody: Y\n", 4,
     "Nach einem Schlüssel fehlt der Doppelpunkt mit einem Leerzeichen dahinter."),
    ("a:\n    b: 1\n  c: 2\n", 3, "Die Einrückung passt nicht zu den Zeilen darüber."),
    ("a: %b\n", 1, ("Hier stimmt etwas nicht. Prüfen Sie Einrückung, Klammern und "
     "Anführungszeichen.")),
    ('a: "\\q"\n', 1, ("Hier steht ein Rückstrich in einem Text mit Anführungszeichen. Lassen Sie "
     "ihn weg.")),
    ('a: "\\UFFFFFFFF"\n', 1, "Hier steht ein Zeichen, das es nicht gibt."),
    ("a: b\x07c\n", 1, "An Stelle 5 steht das unsichtbare Zeichen U+0007. Löschen Sie es."),
    ("a: b\n\u202ec: d\n", 2, "An Stelle 1 steht das unsichtbare Zeichen U+202E. Löschen Sie es."),
    ("a: \ud800\n", 1, "An Stelle 4 steht das unsichtbare Zeichen U+D800. Löschen Sie es."),
    ("[" * 100, 1, "Hier ist zu tief verschachtelt. Prüfen Sie Klammern und Einrückung."),
    ("a: " * 20 + "b", 1,
     ("Hier passt kein Doppelpunkt. Prüfen Sie die Einrückung, oder setzen Sie "
     "den Text in Anführungszeichen.")),
    ("- a\n" * 25_000, 20_000, ("Die Datei enthält mehr als 20000 Werte. So lang ist keine "
     "Faktendatei.")),
    ("#" * 1_000_001, 1, "Die Datei ist größer als 1 MB. So lang ist keine Faktendatei."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "line", "sentence"), BAD_FILES)
def test_a_file_that_is_no_plain_yaml_is_refused_with_its_line(file, line, sentence):
    assert refusal_of(file) == [f"kreis.yaml, Zeile {line}: {sentence}"]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("state: NRW", "state: &nrw NRW", "Der Anker &nrw ist nicht erlaubt. Löschen Sie ihn."),
        (
            "state: NRW",
            "state: *nrw",
            "Der Verweis *nrw ist nicht erlaubt. Schreiben Sie den Wert aus.",
        ),
        (
            "state: NRW",
            "state: !!python/object/apply:os.getcwd []",
            "Eine Typangabe mit ! ist nicht erlaubt. Löschen Sie sie.",
        ),
        ("state: NRW", "state: !x NRW", "Eine Typangabe mit ! ist nicht erlaubt. Löschen Sie sie."),
    ],
)
def test_references_and_types_are_refused(before, after, sentence):
    lines = refusal_of(COESFELD.replace(before, after))
    assert lines[0] == f"kreis.yaml, Zeile 7: {sentence}"


def test_a_second_document_is_refused():
    number = COESFELD.count("\n") + 1
    assert refusal_of(f"{COESFELD}---\na: b\n") == [
        (
            f"kreis.yaml, Zeile {number}: Hier beginnt ein zweites Dokument. "
            "Löschen Sie es oder die Trennlinie davor."
        )
    ]


@pytest.mark.parametrize("file", ["nur Text", "[a, b]", "- a\n- b\n", "unknown"])
def test_a_file_without_keys_is_refused(file):
    [line] = refusal_of(file)
    assert line.startswith(
        "kreis.yaml, Zeile 1: Hier werden diese Schlüssel erwartet: district, neighbour_district, "
    )
