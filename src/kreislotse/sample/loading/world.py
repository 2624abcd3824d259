"""What all parts of loading share: the district, who acts on which day, who a name means."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from django.utils.text import slugify

from kreislotse.access.policy import BERLIN, Actor
from kreislotse.initiatives.actions import ask_question, record_position
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.states import Stance
from kreislotse.kernel.german import NOT_KNOWN
from kreislotse.kernel.money import Money
from kreislotse.kernel.spelling import search_key
from kreislotse.organisations.actions import register_organisation
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.organisations.queries import system_actor
from kreislotse.organisations.reference_data import (
    authorities,
    district,
    district_forms,
    gender_of_name,
)
from kreislotse.sample.facts_schema import Facts
from kreislotse.sample.facts_values import Unknown
from kreislotse.sample.terms import Term, organisation_codes, term

T = TypeVar("T")

SOURCE = "Faktendatei des Kreises"
MORNING = time(9, 0)
THE_DISTRICT = "district"
_BETWEEN_NAMES = re.compile(r"\s*,\s*|\s+(?:und|and)\s+|\s*/\s*")


def known(value: T | Unknown | None) -> T | None:
    """The value, or None where the file says `unknown` or does not speak of it."""
    return None if isinstance(value, Unknown) else value


def words(value: Any) -> str:
    """A text of the file in the wording of a paper; empty where it is unknown."""
    return term(value).text if known(value) else ""


def items(values: Any) -> list[Any]:
    """The known items of a list; an unknown list has none."""
    return [each for each in (known(values) or ()) if known(each) is not None]


def money(cents: Any) -> Money | None:
    """An amount of the file, which holds cents."""
    return None if known(cents) is None else Money(cents)


def share(part: Fraction | Any) -> Decimal | None:
    """Full-time equivalents of the file; they have two places at most."""
    if known(part) is None:
        return None
    return Decimal(part.numerator) / Decimal(part.denominator)


def code_of(meaning: Term) -> str:
    """The code of a phrase, made from its wording where the vocabulary has none."""
    return meaning.code or slugify(search_key(meaning.text))[:40] or "ohne-namen"


@dataclass
class World:
    """A district while its facts are loaded; `as_of` is the reference date of its paper."""

    facts: Facts
    district: Organisation
    as_of: date
    towns: list[Organisation] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.district.key

    def actor(self, day: date | None = None) -> Actor:
        """The system acting for the district on a day, by default on the reference date."""
        at = datetime.combine(day or self.as_of, MORNING, tzinfo=BERLIN)
        return system_actor(at, self.district.pk)

    def organisations(self, name: str) -> list[Organisation]:
        """Whom a name of the file means; somebody new is registered under it."""
        codes = organisation_codes(name, self.key, self.as_of)
        found = [_by_code(code) for code in codes]
        abbreviated = Organisation.objects.filter(name__endswith=f"({name})").first()
        if not codes and abbreviated:
            return [abbreviated]
        return [each for each in found if each] or [self._register(name)]

    def organisation(self, name: Any) -> Organisation | None:
        """The one organisation that a name means; several together are registered as a group."""
        if not known(name):
            return None
        if name == THE_DISTRICT or term(name).text == self.district.name:
            return self.district
        found = self.organisations(name)
        return found[0] if len(found) == 1 else self._register(name)

    def several(self, names: Any) -> list[Organisation]:
        """Those that a text such as „MSW und MIK“ names, where each of them is known."""
        if not known(names):
            return []
        pieces = _BETWEEN_NAMES.split(names)
        if term(names).known or not all(_is_name(piece) for piece in pieces):
            pieces = [names]
        found = [self.organisation(piece) for piece in pieces]
        return [each for each in found if each]

    def somebody(self) -> Organisation:
        """An organisation of which not even the name is known; the paper shows it as open."""
        return self._register(NOT_KNOWN)

    def _register(self, name: str) -> Organisation:
        meaning = term(name)
        known_one = Organisation.objects.filter(name=meaning.text).first()
        return known_one or register_organisation(
            actor=self.actor(),
            kind=OrganisationKind.OTHER,
            name=meaning.text[:200],
            gender=meaning.gender or gender_of_name(meaning.text),
            genitive=meaning.genitive if meaning.known else "",
            dative=meaning.dative if meaning.known else "",
            source=SOURCE,
        )

    def say(self, initiative: Initiative, statement: str) -> None:
        """What no record has a place for, in the words of the file."""
        record_position(
            initiative,
            actor=self.actor(),
            holder=self.district,
            stance=Stance.STATES,
            statement=statement,
            source=SOURCE,
        )

    def ask(self, initiative: Initiative, about: str, question: str) -> None:
        """Keep something unknown visibly open."""
        ask_question(initiative, actor=self.actor(), question=question, about=about)


def _is_name(piece: str) -> bool:
    """A name that is known, or the short name of a ministry."""
    return term(piece).known or re.fullmatch(r"[A-ZÄÖÜ]{2,}", piece) is not None


def _by_code(code: str) -> Organisation | None:
    """The organisation of a code of the reference data, or of a district's key."""
    if code.isdigit():
        return Organisation.objects.filter(key=code).first()
    name = next((each.name for each in authorities() if each.code == code), None)
    return Organisation.objects.filter(name=name).first() if name else None


def district_named(name: str, actor: Actor) -> Organisation:
    """The district of this name; one that is in no reference list is registered."""
    reference = district(name)
    if reference:
        return Organisation.objects.get(key=reference.ags)
    forms = district_forms(name)
    return Organisation.objects.filter(name=name).first() or register_organisation(
        actor=actor,
        kind=OrganisationKind.DISTRICT,
        name=name[:200],
        gender=forms.gender if forms else "m",
        genitive=forms.genitive if forms else "",
        dative=forms.dative if forms else "",
        source=SOURCE,
    )
