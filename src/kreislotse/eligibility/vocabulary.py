"""What conditions may ask about a person: the facts, their kinds, how they can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a fact's value is."""

    CHOICE = "choice"
    COUNTRY = "country"
    LEVEL = "level"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"


class Origin(StrEnum):
    """Where a fact comes from; what is SAID is added by whoever judges, for that verdict."""

    RECORD = "record"
    ON_THE_DAY = "on_the_day"
    SAID = "said"


@dataclass(frozen=True)
class Fact:
    """One thing that conditions may ask; `lasting` is what nobody can change about themselves."""

    code: str
    title: str
    kind: Kind
    origin: Origin = Origin.RECORD
    lasting: bool = False


_K, _O = Kind, Origin
FACTS: tuple[Fact, ...] = (
    Fact("nationality", "Staatsangehörigkeit", _K.COUNTRY, lasting=True),
    Fact("age", "Alter am gefragten Tag", _K.NUMBER, _O.ON_THE_DAY, lasting=True),
    Fact("title", "Aufenthaltsstatus", _K.CHOICE, _O.ON_THE_DAY),
    Fact("title_since", "Aufenthaltsstatus seit", _K.DAY, _O.ON_THE_DAY),
    Fact("title_valid_to", "Aufenthaltsstatus gültig bis", _K.DAY, _O.ON_THE_DAY),
    Fact("regime", "Leistungsrecht", _K.CHOICE, _O.ON_THE_DAY),
    Fact("entered_on", "Eingereist am", _K.DAY, lasting=True),
    Fact("asylum_applied_on", "Asylantrag am", _K.DAY, lasting=True),
    Fact("school_years", "Schuljahre", _K.NUMBER),
    Fact("qualification", "Abschluss", _K.CHOICE),
    Fact("occupation_group", "Berufsgruppe", _K.CHOICE),
    Fact("qualification_country", "Abschluss erworben in", _K.COUNTRY, lasting=True),
    Fact("paper", "Nachweis des Abschlusses", _K.CHOICE),
    Fact("experience_years", "Jahre Berufserfahrung", _K.NUMBER),
    Fact("german_level", "Deutschniveau", _K.LEVEL),
    Fact("german_evidence", "Nachweis des Deutschniveaus", _K.CHOICE),
    Fact("german_tested_on", "Getestet am", _K.DAY),
    Fact("hours_per_week", "Stunden je Woche möglich", _K.NUMBER),
    Fact("admitted_on", "Zum Integrationskurs zugelassen am", _K.DAY, _O.SAID),
    Fact("earlier_course", "Hat schon einen Integrationskurs besucht", _K.YES_NO, _O.SAID),
    Fact(
        "registered_as_seeking", "Als arbeit- oder ausbildungsuchend gemeldet", _K.YES_NO, _O.SAID
    ),
)
FACT = {fact.code: fact for fact in FACTS}
# What holds as long as nobody says otherwise; without an entry here a fact is simply not known.
UNLESS_SAID: Mapping[str, object] = {"admitted_on": None, "earlier_course": False}

AGE = "age"
LEVELS = ("A0", "A1", "A2", "B1", "B2", "C1", "C2")
ASKED_DAY = "asked"

IS, IN, IN_LIST, KNOWN = "is", "in", "in_list", "known"
BEFORE, AFTER, AT_LEAST, AT_MOST = "before", "after", "at_least", "at_most"
OPERATORS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CHOICE: (IS, IN, KNOWN),
    Kind.COUNTRY: (IS, IN, IN_LIST, KNOWN),
    Kind.LEVEL: (IS, IN, AT_LEAST, AT_MOST, KNOWN),
    Kind.NUMBER: (IS, AT_LEAST, AT_MOST, KNOWN),
    Kind.DAY: (BEFORE, AFTER, AT_LEAST, AT_MOST, KNOWN),
    Kind.YES_NO: (IS, KNOWN),
}


@dataclass(frozen=True)
class Vocabulary:
    """Words that only a district's data know: its country lists, and the values of choices.

    What is None is neither checked nor put into words.
    """

    lists: Mapping[str, str] | None = None
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def list_title(self, code: str) -> str:
        return (self.lists or {}).get(code, code)

    def value(self, fact: str, code: object) -> str:
        return self.values.get(fact, {}).get(str(code), str(code))


NO_WORDS = Vocabulary()
