"""The form of a district's facts file: its keys in order, and what is written under each.

Read the classes below as the description of the form. Three rules hold everywhere:

* Every value - a single one, a list or a whole section - may be `unknown`; only the district's
  name may not.
* Every key is needed, except those marked `| None`. These belong to some items of a list and not
  to others (a request has a date of sending, a consent has a date of its letter), or to a deed
  that not every district did. What a district does not know is written as `unknown` and never
  left out, so that a gap stays visible; this holds for whole sections too.
* Sums of money are euros, full-time equivalents have at most two decimals, dates are
  year-month-day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from kreislotse.sample.facts_values import (
    Unknown,
    Whole,
    read_amount,
    read_day,
    read_fte,
    read_text,
)


@dataclass(frozen=True)
class Single:
    """One value."""

    read: Callable[[str], object]
    may_be_quoted: bool = True


@dataclass(frozen=True)
class ListOf:
    """A list; `ministries` says that its items are organisations, whose names may hold commas."""

    item: "Kind"
    ministries: bool = False


@dataclass(frozen=True)
class Section:
    """A group of keys, read into the given class."""

    form: type


@dataclass(frozen=True)
class Named:
    """The key in the file, where the attribute is called otherwise."""

    name: str


Kind: TypeAlias = Single | ListOf | Section

TEXT = Single(read_text)
AMOUNT = Single(read_amount, may_be_quoted=False)
FTE = Single(read_fte, may_be_quoted=False)
COUNT = Single(Whole(0, 1_000_000), may_be_quoted=False)
ORDINAL = Single(Whole(1, 999), may_be_quoted=False)

Text: TypeAlias = Annotated[str | Unknown, TEXT]
Texts: TypeAlias = Annotated[tuple[str | Unknown, ...] | Unknown, ListOf(TEXT)]
Organisations: TypeAlias = Annotated[
    tuple[str | Unknown, ...] | Unknown, ListOf(TEXT, ministries=True)
]
Day: TypeAlias = Annotated[date | Unknown, Single(read_day)]
Cents: TypeAlias = Annotated[int | Unknown, AMOUNT]
Fte: TypeAlias = Annotated[Fraction | Unknown, FTE]
Number: TypeAlias = Annotated[int | Unknown, COUNT]
Ordinal: TypeAlias = Annotated[int | Unknown, ORDINAL]


@dataclass(frozen=True)
class District:
    name: Annotated[str, TEXT]
    state: Text


@dataclass(frozen=True)
class NeighbourDistrict:
    """The other district in the same district of the employment agency."""

    name: Text


@dataclass(frozen=True)
class CommitteePaper:
    body: Text
    proposed_decision: Text
    numbered_topics: Texts


@dataclass(frozen=True)
class Vote:
    in_favour: Annotated[Number, Named("for")]
    against: Number
    abstentions: Number
    biased: Number


@dataclass(frozen=True)
class Clause:
    """A numbered clause of the resolution; some carry a hard rule."""

    number: Ordinal
    task: Text
    hard_rule: Text | None


@dataclass(frozen=True)
class Resolution:
    body: Text
    date: Day
    vote: Vote | Unknown
    also_decided: Text | None
    clauses: tuple[Clause | Unknown, ...] | Unknown


@dataclass(frozen=True)
class Stage:
    """A step of the grant: a request that was sent, a consent by letter, or an application."""

    stage: Text
    sent: Day | None
    to: Organisations | None
    letter_of: Day | None
    by: Text | None
    in_agreement_with: Text | None
    status: Text | None
    granting_authority: Text | None


@dataclass(frozen=True)
class FundedPost:
    fte: Fte
    role: Text


@dataclass(frozen=True)
class KiApplication:
    stages: tuple[Stage | Unknown, ...] | Unknown
    kind: Text
    amount_cents: Annotated[Cents, Named("amount_eur")]
    funded_posts: tuple[FundedPost | Unknown, ...] | Unknown
    planned_start: Day
    recruitment: Text | None


@dataclass(frozen=True)
class SecondedPost:
    """A post whose holder stays with the state and works in the centre."""

    fte: Fte
    role: Text
    arrangement: Text
    recruitment_by: Text
    in_consultation_with: Organisations | None
    target_date: Day
    target_reason: Text | None


@dataclass(frozen=True)
class Pot:
    """A sum of money with its purposes; which programme it belongs to is not said."""

    amount_cents: Annotated[Cents, Named("amount_eur")]
    purposes: Texts


@dataclass(frozen=True)
class VolunteerFunding:
    applicant: Text
    distribution: Text
    status: Text
    programmes: Texts
    pots: tuple[Pot | Unknown, ...] | Unknown


@dataclass(frozen=True)
class AgencyStaff:
    new_in_agency_district: Number
    of_which_in_district: Number


@dataclass(frozen=True)
class EarlyIntervention:
    name: Text
    lead: Text
    agency_district: Text
    target_group: Texts
    services: Texts
    language_course_places: Number
    agency_staff: AgencyStaff | Unknown
    collected_from_municipalities_and_forwarded: Texts
    follow_up: Text


@dataclass(frozen=True)
class Meeting:
    date: Day
    invited: Text
    topic: Text
    results: Text


@dataclass(frozen=True)
class IntegrationPoints:
    planned_by: Text
    where: Text
    purpose: Text
    not_agreed_with: Text
    agency_offer: Text
    rule: Text
    joint_concept: Text
    meeting: Meeting | Unknown


@dataclass(frozen=True)
class Facts:
    """The state of affairs of a district, each value with its place in the file."""

    district: District
    neighbour_district: NeighbourDistrict | Unknown
    committee_paper: CommitteePaper | Unknown
    resolution: Resolution | Unknown
    ki_application: KiApplication | Unknown
    seconded_posts: tuple[SecondedPost | Unknown, ...] | Unknown
    fields_of_action: Texts
    volunteer_funding: VolunteerFunding | Unknown
    early_intervention: EarlyIntervention | Unknown
    integration_points: IntegrationPoints | Unknown
    municipalities: Texts
    places: Mapping[str, "Place"] = field(compare=False, repr=False)

    def line_of(self, path: str) -> int:
        """The line of a value such as `resolution.clauses[0].task`, or of the section it is in."""
        while path not in self.places and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.places[path].line


@dataclass(frozen=True)
class Place:
    """Where a value stands in the file; lines and columns count from one."""

    line: int
    column: int


@dataclass(frozen=True)
class Key:
    """A key of the form and the attribute that holds its value."""

    name: str
    attribute: str
    kind: Kind
    optional: bool
    must_be_known: bool


@cache
def keys_of(form: type) -> dict[str, Key]:
    """The keys of a section by their names in the file, as its class declares them."""
    hints = get_type_hints(form, include_extras=True)
    keys = (_key(each.name, hints[each.name]) for each in fields(form) if each.compare)
    return {each.name: each for each in keys}


def _key(attribute: str, hint: Any) -> Key:
    choices = set(_choices(hint))
    names = [each.name for each in getattr(hint, "__metadata__", ()) if isinstance(each, Named)]
    return Key(
        name=names[0] if names else attribute,
        attribute=attribute,
        kind=_kind(hint),
        optional=NoneType in choices,
        must_be_known=Unknown not in choices,
    )


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is Annotated:
        return next(each for each in hint.__metadata__ if isinstance(each, Single | ListOf))
    (only,) = (each for each in get_args(hint) or [hint] if each not in (Unknown, NoneType))
    if get_origin(only) is Annotated:
        return _kind(only)
    if get_origin(only) is tuple:
        return ListOf(_kind(get_args(only)[0]))
    return Section(only)


def _choices(hint: Any) -> list[Any]:
    """The types that a value may have, with those inside an annotated one."""
    if get_origin(hint) is Annotated:
        return _choices(get_args(hint)[0])
    if get_origin(hint) is tuple or not get_args(hint):
        return [hint]
    return [choice for each in get_args(hint) for choice in _choices(each)]
