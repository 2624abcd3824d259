"""Invented people: names put together by chance from common ones, facts that fit each other.

The same seed gives the same people, on every machine. Any likeness to a real person is an accident
of names that thousands bear.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.profile import Profile
from kreislotse.participants.states import Evidence, Level, Paper, QualificationKind, Sex


@dataclass(frozen=True)
class Origin:
    """Names as they are written in German papers, and the languages people speak."""

    country: str
    languages: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


ORIGINS = (
    Origin(
        "SY",
        ("ar", "ku"),
        ("Amina", "Rania", "Hala", "Lina", "Samar", "Nour", "Dima", "Reem", "Yasmin", "Ghada"),
        (
            "Omar",
            "Khaled",
            "Yusuf",
            "Bassam",
            "Tarek",
            "Firas",
            "Ziad",
            "Mohammed",
            "Anas",
            "Karim",
        ),
        ("Al Hassan", "Darwish", "Kassab", "Haddad", "Sabbagh", "Al Khatib", "Hamdan", "Najjar"),
    ),
    Origin(
        "ER",
        ("ti",),
        ("Selam", "Hiwet", "Feven", "Rahel", "Luwam", "Saba", "Mebrat", "Winta"),
        ("Yonas", "Filmon", "Dawit", "Samuel", "Tesfay", "Mehari", "Natnael", "Abel"),
        ("Tesfamariam", "Habte", "Ghebremeskel", "Kidane", "Woldu", "Berhane", "Asmerom", "Tekle"),
    ),
    Origin(
        "IQ",
        ("ar", "ku"),
        ("Zahra", "Maryam", "Shirin", "Nada", "Hanan", "Rojin", "Suha", "Berivan"),
        ("Ali", "Hassan", "Mustafa", "Haidar", "Rebin", "Azad", "Saif", "Dilshad"),
        ("Al Saadi", "Barzani", "Jabbar", "Mahmoud", "Rashid", "Al Obaidi", "Salih", "Hussein"),
    ),
    Origin(
        "IR",
        ("fa",),
        ("Parisa", "Narges", "Shadi", "Leila", "Mahsa", "Nasrin", "Elham", "Azadeh"),
        ("Reza", "Mehdi", "Farhad", "Babak", "Kaveh", "Arash", "Saman", "Hamid"),
        ("Ahmadi", "Karimi", "Rostami", "Moradi", "Jafari", "Ebrahimi", "Sadeghi", "Naseri"),
    ),
    Origin(
        "AF",
        ("fa", "ps"),
        ("Fatima", "Zainab", "Laila", "Mursal", "Freshta", "Nilofar", "Shabnam", "Roya"),
        ("Ahmad", "Jamshid", "Farid", "Najib", "Zabiullah", "Habib", "Sayed", "Rahim"),
        ("Rahimi", "Noori", "Haidari", "Ahmadzai", "Sharifi", "Wardak", "Hakimi", "Yousufi"),
    ),
    Origin(
        "SO",
        ("so",),
        ("Hodan", "Ayaan", "Fadumo", "Ifrah", "Sahra", "Khadra", "Nasteho", "Deqa"),
        ("Abdi", "Mahad", "Liban", "Guled", "Warsame", "Bashir", "Hirsi", "Yaasiin"),
        ("Warsame", "Farah", "Jama", "Abdullahi", "Hersi", "Mohamud", "Elmi", "Nur"),
    ),
    Origin(
        "AL",
        ("sq",),
        ("Besa", "Drita", "Elira", "Mimoza", "Teuta", "Valbona", "Arta", "Enkeleda"),
        ("Agron", "Besnik", "Dritan", "Genti", "Ilir", "Kreshnik", "Luan", "Arben"),
        ("Hoxha", "Shehu", "Gjoka", "Prifti", "Dervishi", "Kola", "Leka", "Marku"),
    ),
    Origin(
        "UA",
        ("uk", "ru"),
        ("Olena", "Oksana", "Iryna", "Nadija", "Svitlana", "Kateryna", "Halyna", "Tetjana"),
        ("Oleksandr", "Andrij", "Serhij", "Mykola", "Dmytro", "Ihor", "Taras", "Bohdan"),
        (
            "Kovalenko",
            "Bondar",
            "Tkatschenko",
            "Melnyk",
            "Schewtschuk",
            "Lyssenko",
            "Moros",
            "Hnatjuk",
        ),
    ),
)
# How many of a hundred come from where, in the order of ORIGINS.
_SHARES = (38, 14, 13, 9, 12, 5, 5, 4)
_WORK = (
    ("83", "Erzieherin"),
    ("81", "Krankenpfleger"),
    ("32", "Maurer"),
    ("33", "Maler und Lackierer"),
    ("25", "Kfz-Mechaniker"),
    ("43", "Informatiker"),
    ("62", "Verkäuferin"),
    ("29", "Bäcker"),
    ("28", "Schneider"),
    ("84", "Lehrerin"),
    ("27", "Bauingenieurin"),
    ("26", "Elektriker"),
    ("52", "Lkw-Fahrer"),
    ("73", "Verwaltungskraft"),
)
_KINDS = (
    QualificationKind.VOCATIONAL,
    QualificationKind.VOCATIONAL_NO_PAPER,
    QualificationKind.BACHELOR,
    QualificationKind.MASTER,
    QualificationKind.SCHOOL,
    QualificationKind.UNIVERSITY_STARTED,
)
_LEVELS = (Level.A0, Level.A1, Level.A1, Level.A2, Level.A2, Level.B1, Level.B2)
_FIRST_BIRTHDAY = date(1955, 1, 1)
_BIRTH_DAYS = 15_500  # until summer 1997: of age in autumn 2015
_FIRST_ENTRY = date(2013, 1, 1)
_ENTRY_DAYS = 1_000


def invented_profiles(count: int, *, seed: int = 2015) -> Iterator[Profile]:
    """So many people, one after the other."""
    chance = Random(seed)  # noqa: S311 - invents samples, guards nothing
    for number in range(count):
        yield _invent(chance, number)


def _invent(chance: Random, number: int) -> Profile:
    (origin,) = chance.choices(ORIGINS, _SHARES)
    female = chance.random() < 0.4
    given = chance.choice(origin.women if female else origin.men)
    entered = _FIRST_ENTRY + timedelta(days=chance.randrange(_ENTRY_DAYS))
    group, work = chance.choice(_WORK)
    kind = chance.choice(_KINDS)
    return Profile(
        family_name=chance.choice(origin.families),
        given_names=given
        if chance.random() < 0.7
        else f"{given} {_second(chance, origin, female)}",
        born_on=_FIRST_BIRTHDAY + timedelta(days=chance.randrange(_BIRTH_DAYS)),
        nationality=origin.country,
        sex=Sex.FEMALE if female else Sex.MALE,
        contact=f"Unterkunft {number % 40 + 1}, Zimmer {number % 9 + 1}",
        languages=origin.languages[: chance.randint(1, 2)],
        title="GEST",
        title_since=entered + timedelta(days=20),
        regime=LegalRegime.ASYLBLG,
        entered_on=entered,
        asylum_applied_on=entered + timedelta(days=20),
        school_years=chance.randint(6, 13),
        qualification=kind,
        occupation_group="" if kind == QualificationKind.SCHOOL else group,
        occupation="" if kind == QualificationKind.SCHOOL else work,
        qualification_country="" if kind == QualificationKind.SCHOOL else origin.country,
        paper=chance.choice((Paper.ORIGINAL, Paper.COPY, Paper.LOST, Paper.NONE)),
        experience_years=chance.randint(0, 20),
        german_level=chance.choice(_LEVELS),
        german_evidence=chance.choice((Evidence.SELF, Evidence.INTERVIEW, Evidence.TEST)),
        wish=work,
        needs_childcare=female and chance.random() < 0.3,
        hours_per_week=chance.choice((20, 30, 39)),
    )


def _second(chance: Random, origin: Origin, female: bool) -> str:
    return chance.choice(origin.women if female else origin.men)
