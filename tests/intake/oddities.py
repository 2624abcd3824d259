"""Lists as municipalities really hand them in: odd but readable, and each with what it must give.

Every oddity says who is read (all values), which cells are wrong and why, and what is remarked.
`ODDITIES` has each table in all formats that can hold it; what breaks a file stands in `broken`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.intake.making import WRITERS, Formula, Grid, Joined, Page

TODAY = date(2026, 11, 22)
HEAD = ["Nachname", "Vorname", "Geburtsdatum", "Staatsangehörigkeit"]
AMINA = ["Alhassan", "Amina", date(1990, 12, 24), "syrisch"]
OMAR = ["Haile", "Omar", date(1985, 2, 3), "Eritrea"]
LINA = ["Yılmaz", "Lina", date(2001, 7, 30), "Türkei"]


def who(family: str, given: str, born: date, country: str, **more: Any) -> dict[str, Any]:
    return {
        "family_name": family,
        "given_names": given,
        "born_on": born,
        "nationality": country,
        **more,
    }


A = who("Alhassan", "Amina", date(1990, 12, 24), "SY")
O = who("Haile", "Omar", date(1985, 2, 3), "ER")  # noqa: E741
L = who("Yılmaz", "Lina", date(2001, 7, 30), "TR")


@dataclass(frozen=True)
class Oddity:
    """A file and what reading it must give: people in their order, cell -> key, remarks' keys."""

    name: str
    make: Callable[[], bytes]
    people: list[dict[str, Any]] = field(default_factory=list)
    wrong: Mapping[str, str] = field(default_factory=dict)
    remarks: frozenset[str] = frozenset()
    sheet: str = "Liste"


ODDITIES: list[Oddity] = []


def odd(
    name: str,
    grid: Grid,
    *,
    people: list[dict[str, Any]],
    wrong: Mapping[str, str] | None = None,
    remarks: tuple[str, ...] = (),
    formats: tuple[str, ...] = ("xlsx", "xls", "ods", "csv"),
    more: tuple[Page, ...] = (),
    hidden_rows: tuple[int, ...] = (),
) -> None:
    """The same table in each of the formats."""
    pages = (Page("Liste", grid, hidden_rows=hidden_rows), *more)
    for suffix in formats:
        file = f"{name}.{suffix}"
        ODDITIES.append(
            Oddity(
                file,
                lambda write=WRITERS[suffix]: write(*pages),
                people,
                wrong or {},
                frozenset(remarks),
                sheet=file if suffix == "csv" else "Liste",
            )
        )


BOOKS = ("xlsx", "xls", "ods")
odd("plain", [HEAD, AMINA, OMAR, LINA], people=[A, O, L])
odd(
    "title-rows-and-blank-rows-and-columns",
    [
        ["", "Liste der gemeldeten Personen"],
        ["", "Stand: 01.11.2026", "", "", "", "Seite 1"],
        [],
        ["", *HEAD],
        [],
        ["", *AMINA],
        [],
        ["", *OMAR],
    ],
    people=[A, O],
    remarks=("no_heading",),
)
odd(
    "notes-and-sums-below",
    [
        HEAD,
        AMINA,
        OMAR,
        [],
        ["Summe", "", 2],
        ["Alle Angaben ohne Gewähr"],
        ["", "", "", "Gez. Sachgebiet 50"],
    ],
    people=[A, O],
    remarks=("below",),
)
odd(
    "headings-repeated-on-every-page",
    [HEAD, AMINA, HEAD, OMAR],
    people=[A, O],
    remarks=("headings_again",),
)
odd(
    "numbered-in-advance",
    [["Nr.", *HEAD], [1, *AMINA], [2, *OMAR], [3], [4], [5]],
    people=[A, O],
)
odd(
    "columns-in-another-order-and-unknown-ones",
    [
        ["Religion", "Staatsang.", "Zimmer", "geb. am", "Vorname(n)", "Fam.-Name", "AZR-Nr."],
        ["geheim", "SY", "12", date(1990, 12, 24), "Amina", "Alhassan", "123456789"],
    ],
    people=[A],
    remarks=("forbidden",),
)
odd(
    "both-names-in-one-column",
    [
        ["Name, Vorname", "Geb.", "Nationalität"],
        ["Alhassan, Amina", date(1990, 12, 24), "Syrien"],
        ["Haile Omar", date(1985, 2, 3), "Eritrea"],
        ["Yılmaz, Lina, Dr.", date(2001, 7, 30), "Türkei"],
    ],
    people=[A],
    wrong={"A3": "one_name", "A4": "one_name"},
)
odd(
    "headings-over-two-rows",
    [
        [*(Joined(head, rows=2) for head in HEAD), Joined("Deutschkenntnisse", columns=2)],
        ["", "", "", "", "Niveau", "Nachweis"],
        [*AMINA, "A2", "Test"],
    ],
    people=[{**A, "german_level": "A2", "german_evidence": "test"}],
    remarks=("headings_over_two_rows",),
    formats=BOOKS,
)
odd(
    "joined-cells-among-people",
    [
        HEAD,
        [Joined("Alhassan", rows=2), *AMINA[1:]],
        ["", "Basel", date(1988, 5, 6), "syrisch"],
        [Joined("Gemeinschaftsunterkunft Nord", columns=4)],
        OMAR,
    ],
    people=[A, O],
    wrong={"A3": "merged"},
    remarks=("between",),
    formats=BOOKS,
)
odd(
    "formulas",
    [HEAD, [*AMINA[:2], Formula("A1", 33231), "syrisch"], OMAR],
    people=[O],
    wrong={"C2": "formula"},
)
odd(
    "error-values-as-text",
    [HEAD, ["#N/A", *AMINA[1:]], [*OMAR[:3], "#BEZUG!"]],
    people=[],
    wrong={"A2": "excel_error", "D3": "excel_error"},
)
odd(
    "days-as-texts",
    [
        HEAD,
        ["Alhassan", "Amina", "24.12.1990", "syrisch"],
        ["Alhassan", "Amina", "24.12.1990 00:00:00", "syrisch"],
        ["Alhassan", "Amina", "1990-12-24", "syrisch"],
        ["Alhassan", "Amina", "24. Dezember 1990", "syrisch"],
        ["Alhassan", "Amina", "19901224", "syrisch"],
        ["Alhassan", "Amina", " 24.12.1990\u00a0", "syrisch"],
    ],
    people=[A] * 6,
)
odd(
    "days-that-are-none",
    [
        HEAD,
        ["Alhassan", "Amina", "31.02.1990", "syrisch"],
        ["Alhassan", "Amina", "24.12.90", "syrisch"],
        ["Alhassan", "Amina", "1990", "syrisch"],
        ["Alhassan", "Amina", "01.01.1990 ca.", "syrisch"],
        ["Alhassan", "Amina", "12/1990", "syrisch"],
        ["Alhassan", "Amina", "24.12.2090", "syrisch"],
        ["Alhassan", "Amina", "24.12.1890", "syrisch"],
        ["Alhassan", "Amina", "23.12.1990 23:00", "syrisch"],
        ["Alhassan", "Amina", "00.00.0000", "syrisch"],
        ["Alhassan", "Amina", "12.24.1990", "syrisch"],
    ],
    people=[],
    wrong={
        "C2": "not_a_day",
        "C3": "short_year",
        "C4": "year_only",
        "C5": "no_day",
        "C6": "month_only",
        "C7": "in_the_future",
        "C8": "too_old",
        "C9": "day_with_time",
        "C10": "missing",
        "C11": "not_a_day",
    },
)
odd(
    "serial-numbers-and-years-as-numbers",
    [HEAD, ["Alhassan", "Amina", 33231, "syrisch"], ["Haile", "Omar", 1985, "Eritrea"]],
    people=[A],
    wrong={"C3": "year_only"},
)
odd(
    "month-before-day-in-the-whole-column",
    [
        HEAD,
        ["Alhassan", "Amina", "12/24/1990", "syrisch"],
        ["Haile", "Omar", "02/03/1985", "Eritrea"],
    ],
    people=[A, O],
    remarks=("month_first",),
)
odd(
    "day-before-month-with-slashes",
    [HEAD, ["Alhassan", "Amina", "24/12/1990", "syrisch"], ["Haile", "Omar", "3/2/1985", "ER"]],
    people=[A, O],
)
odd(
    "no-telling-day-from-month",
    [HEAD, ["Alhassan", "Amina", "03/04/1990", "syrisch"], ["Haile", "Omar", "2-3-1985", "ER"]],
    people=[],
    wrong={"C2": "ambiguous_day", "C3": "ambiguous_day"},
)
odd(
    "both-orders-in-one-column",
    [
        HEAD,
        ["Alhassan", "Amina", "24/12/1990", "syrisch"],
        ["Alhassan", "Amina", "12/24/1990", "syrisch"],
        ["Haile", "Omar", "03/02/1985", "Eritrea"],
    ],
    people=[A, A],
    wrong={"C4": "ambiguous_day"},
)
odd(
    "days-swapped-by-excel",
    [HEAD, ["Alhassan", "Amina", "12/24/1990", "syrisch"], OMAR],
    people=[A],
    wrong={"C3": "swapped_day"},
    remarks=("month_first",),
    formats=BOOKS,
)
odd(
    "day-with-a-time",
    [HEAD, ["Alhassan", "Amina", datetime.fromisoformat("1990-12-23T23:00"), "syrisch"], OMAR],
    people=[O],
    wrong={"C2": "day_with_time"},
    formats=("ods", "csv"),
)
odd(
    "invisible-signs-and-line-breaks",
    [
        HEAD,
        ["\u200bAlhassan\ufeff", " Amina\u00a0", "24.12.1990\u200e", "\u00a0syrisch "],
        ["'Haile", "Omar", "03.02.1985", "Eri\u00adtrea"],
        ["Alhassan", "Amina\nNour", "24.12.1990", "syrisch"],
    ],
    people=[A, O, {**A, "given_names": "Amina Nour"}],
)
odd(
    "letters-read-wrongly-once",
    [
        HEAD,
        ["MÃ¼ller", "JosÃ©", "24.12.1990", "TÃ¼rkei"],
        ["M\ufffdller", "Eva", "03.02.1985", "DE"],
    ],
    people=[who("Müller", "José", date(1990, 12, 24), "TR")],
    wrong={"A3": "broken_letters"},
)
odd(
    "names-that-are-none",
    [
        HEAD,
        ["Алексеев", "Ivan", "24.12.1990", "Russland"],
        ["Haile2", "Omar", "03.02.1985", "Eritrea"],
        ["M?ller", "Eva", "03.02.1985", "Eritrea"],
        ["Haile, Omar", "Omar", "03.02.1985", "Eritrea"],
        ["-", "Omar", "03.02.1985", "Eritrea"],
        ["Null", "Na", "24.12.1990", "Syrien"],
    ],
    people=[who("Null", "Na", date(1990, 12, 24), "SY")],
    wrong={
        "A2": "not_a_name",
        "A3": "not_a_name",
        "A4": "broken_letters",
        "A5": "comma_in_name",
        "A6": "missing",
    },
)

MANY = [*HEAD, "Geschlecht", "Tel.", "Sprache(n)", "Status", "gültig bis", "Deutsch", "Beruf"]
odd(
    "answers-in-many-words",
    [
        MANY,
        [*AMINA, "Frau", "0171 234567", "Arabisch, Englisch", "Gestattung", "", "A2", "Köchin"],
        [*OMAR, "männl.", "k.A.", "Tigrinya und Arabisch", "Duldung", "unbefristet", "b 1", "-"],
    ],
    people=[
        {
            **A,
            "sex": "w",
            "contact": "0171 234567",
            "languages": ("ar", "en"),
            "title": "GEST",
            "german_level": "A2",
            "german_evidence": "self",
            "occupation": "Köchin",
        },
        {
            **O,
            "sex": "m",
            "languages": ("ti", "ar"),
            "title": "D60A",
            "german_level": "B1",
            "german_evidence": "self",
        },
    ],
)
odd(
    "answers-that-are-not-clear",
    [
        MANY,
        [*AMINA, "?!", "1712345", "Elbisch", "anerkannt?", "24.12.2020", "A2+", "x" * 201],
        [*OMAR[:3], "syrisch/irakisch", "", "", "", "", "01.01.2030", "B1/B2", ""],
        [*LINA[:3], "Atlantis", "", "", "Arabisch, ???", "", "31.12.9999", "gut", ""],
    ],
    people=[],
    wrong={
        "E2": "not_a_choice",
        "F2": "number_without_zero",
        "G2": "not_a_language",
        "H2": "not_a_title",
        "J2": "level_unclear",
        "K2": "too_long",
        "D3": "two_countries",
        "I3": "needs_other",
        "J3": "level_unclear",
        "D4": "not_a_country",
        "G4": "not_a_language",
        "I4": "too_far",
        "J4": "level_unclear",
    },
)
odd(
    "a-life-in-the-wrong-order",
    [
        [*HEAD, "Eingereist am", "Status", "Status seit", "gültig bis", "Schuljahre", "Std./Woche"],
        [*AMINA, "01.01.1989", "Duldung", "01.02.2024", "01.01.2024", "12,5", "ca. 20"],
        [*OMAR, "01.01.2030", "", "01.02.2024", "", "99", "-"],
        [*LINA, date(2023, 5, 6), "Duldung", date(2024, 2, 1), date(2027, 1, 31), 9, "20 Std."],
    ],
    people=[
        {
            **L,
            "entered_on": date(2023, 5, 6),
            "title": "D60A",
            "title_since": date(2024, 2, 1),
            "title_valid_to": date(2027, 1, 31),
            "school_years": 9,
            "hours_per_week": 20,
        }
    ],
    wrong={
        "E2": "before_birth",
        "H2": "ends_before_it_begins",
        "I2": "not_a_number",
        "J2": "not_a_number",
        "E3": "in_the_future",
        "G3": "needs_other",
        "I3": "out_of_range",
    },
)
odd(
    "a-heading-twice",
    [[*HEAD, "Vorname", "Telefon", "E-Mail"], [*AMINA, "Mina", "0171 1", "a@example.org"]],
    people=[{**A, "contact": "0171 1"}],
    remarks=("heading_twice", "two_for_one"),
)
odd(
    "other-sheets-seen-and-hidden",
    [HEAD, AMINA],
    people=[A],
    remarks=("hidden_sheet", "other_sheet"),
    formats=BOOKS,
    more=(
        Page("Hinweise", [["Bitte lesen"]]),
        Page("Alt", [HEAD, OMAR, LINA], hidden=True),
    ),
)
odd(
    "hidden-rows",
    [HEAD, AMINA, OMAR, LINA],
    people=[A, O, L],
    remarks=("hidden_rows",),
    formats=BOOKS,
    hidden_rows=(2,),
)
