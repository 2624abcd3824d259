"""The least that is asked about a candidate (domain 2.6), as one flat record, field by field.

Forms, lists, templates, transmissions and letters all take their fields from here, so that
nothing else can be asked, read, kept or sent. What is not in FIELDS is not stored.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class FieldKind(StrEnum):
    """How a field's text is read and shown."""

    NAME = "name"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    COUNTRY = "country"
    LANGUAGES = "languages"
    TITLE = "title"
    OCCUPATION_GROUP = "occupation_group"


class Category(StrEnum):
    """The data categories of a transmission (R-CAN-02)."""

    IDENTITY = "identity"
    CONTACT = "contact"
    STATUS = "status"
    QUALIFICATION = "qualification"
    LANGUAGE = "language"
    AVAILABILITY = "availability"


CATEGORY_NAMES = {
    Category.IDENTITY: _("Name und Geburtstag"),
    Category.CONTACT: _("Erreichbarkeit und Sprachen zur Verständigung"),
    Category.STATUS: _("Aufenthalt und Leistungsrecht"),
    Category.QUALIFICATION: _("Schule, Ausbildung und Berufserfahrung"),
    Category.LANGUAGE: _("Deutschkenntnisse"),
    Category.AVAILABILITY: _("Wunsch und zeitliche Möglichkeiten"),
}


@dataclass(frozen=True)
class Field:
    """One thing that may be said about a candidate: its name in code, its words, how it is read."""

    code: str
    title: Any
    kind: FieldKind
    category: Category
    longest: int = 200


_F, _K, _C = Field, FieldKind, Category
FIELDS: tuple[Field, ...] = (
    _F("family_name", _("Familienname"), _K.NAME, _C.IDENTITY, 120),
    _F("given_names", _("Vornamen"), _K.NAME, _C.IDENTITY, 120),
    _F("born_on", _("Geburtsdatum"), _K.DAY, _C.IDENTITY),
    _F("sex", _("Geschlecht"), _K.CHOICE, _C.IDENTITY),
    _F("nationality", _("Staatsangehörigkeit"), _K.COUNTRY, _C.IDENTITY),
    _F("contact", _("Erreichbar über"), _K.TEXT, _C.CONTACT),
    _F("languages", _("Sprachen zur Verständigung"), _K.LANGUAGES, _C.CONTACT),
    _F("title", _("Aufenthaltsstatus"), _K.TITLE, _C.STATUS),
    _F("title_since", _("Aufenthaltsstatus seit"), _K.DAY, _C.STATUS),
    _F("title_valid_to", _("Aufenthaltsstatus gültig bis"), _K.DAY, _C.STATUS),
    _F("regime", _("Leistungsrecht"), _K.CHOICE, _C.STATUS),
    _F("entered_on", _("Eingereist am"), _K.DAY, _C.STATUS),
    _F("asylum_applied_on", _("Asylantrag am"), _K.DAY, _C.STATUS),
    _F("school_years", _("Schuljahre"), _K.NUMBER, _C.QUALIFICATION),
    _F("qualification", _("Abschluss"), _K.CHOICE, _C.QUALIFICATION),
    _F("occupation_group", _("Berufsgruppe"), _K.OCCUPATION_GROUP, _C.QUALIFICATION),
    _F("occupation", _("Erlernter oder ausgeübter Beruf"), _K.TEXT, _C.QUALIFICATION),
    _F("qualification_country", _("Abschluss erworben in"), _K.COUNTRY, _C.QUALIFICATION),
    _F("paper", _("Nachweis des Abschlusses"), _K.CHOICE, _C.QUALIFICATION),
    _F("experience_years", _("Jahre Berufserfahrung"), _K.NUMBER, _C.QUALIFICATION),
    _F("german_level", _("Deutschniveau"), _K.CHOICE, _C.LANGUAGE),
    _F("german_evidence", _("Nachweis des Deutschniveaus"), _K.CHOICE, _C.LANGUAGE),
    _F("german_issuer", _("Ausgestellt von"), _K.TEXT, _C.LANGUAGE, 120),
    _F("german_tested_on", _("Getestet am"), _K.DAY, _C.LANGUAGE),
    _F("wish", _("Berufswunsch"), _K.TEXT, _C.AVAILABILITY),
    _F("motivation", _("Motivation (eigene Worte)"), _K.TEXT, _C.AVAILABILITY, 300),
    _F("needs_childcare", _("Kinderbetreuung nötig"), _K.YES_NO, _C.AVAILABILITY),
    _F("limited_mobility", _("Wege nur eingeschränkt möglich"), _K.YES_NO, _C.AVAILABILITY),
    _F("hours_per_week", _("Stunden je Woche möglich"), _K.NUMBER, _C.AVAILABILITY),
)
BY_CODE = {field.code: field for field in FIELDS}
# Without these a record cannot be begun; the others are asked for when it is to be complete.
NEEDED = ("family_name", "given_names", "born_on", "nationality")
NEEDED_WHEN_COMPLETE = ("title", "title_since", "languages", "german_level", "qualification")


@dataclass(frozen=True)
class Profile:
    """What is known about a person; empty texts and None stand for "not said".

    `title` is the code of a residence title, countries are ISO 3166 (two letters), `languages`
    ISO 639 codes in the order of preference, choices the values of their enumerations.
    """

    family_name: str
    given_names: str
    born_on: date
    nationality: str
    sex: str = ""
    contact: str = ""
    languages: tuple[str, ...] = ()
    title: str = ""
    title_since: date | None = None
    title_valid_to: date | None = None
    regime: str = ""
    entered_on: date | None = None
    asylum_applied_on: date | None = None
    school_years: int | None = None
    qualification: str = ""
    occupation_group: str = ""
    occupation: str = ""
    qualification_country: str = ""
    paper: str = ""
    experience_years: int | None = None
    german_level: str = ""
    german_evidence: str = ""
    german_issuer: str = ""
    german_tested_on: date | None = None
    wish: str = ""
    motivation: str = ""
    needs_childcare: bool = False
    limited_mobility: bool = False
    hours_per_week: int | None = None


PROFILE_FIELDS = tuple(field.name for field in fields(Profile))
