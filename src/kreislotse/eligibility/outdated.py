"""Which verdicts no longer rest on today's facts and rules (R-CAN-04)."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from kreislotse.eligibility.conditions import lists_asked
from kreislotse.eligibility.models import CountryListVersion, Rule, RuleSetVersion, Verdict
from kreislotse.eligibility.states import VersionState
from kreislotse.participants.queries.people import RELEASED
from kreislotse.records.tables import valid_on


def outdated(verdicts: QuerySet[Verdict], today: date) -> QuerySet[Verdict]:
    """Of these, the current ones on people that the district works with which must be made anew.

    Facts changed, another version came into force, the day has come on which time alone turns the
    result, a rule or a list that it asks begins or ends to hold, or a version of such a list was
    entered later. Where no version is in force there is nothing to ask.
    """
    in_force = RuleSetVersion.objects.filter(
        rule_set=OuterRef("version__rule_set"), state=VersionState.IN_FORCE
    )
    reasons: Combinable | Q = (
        Q(candidate__changed_at__gt=F("computed_at"))
        | ~Q(version__state=VersionState.IN_FORCE)
        | Q(turns_on__lte=today)
        | Exists(_rules_turned(today))
    )
    for version, codes in _lists_asked(today):
        reasons |= Q(version=version) & Exists(_lists_turned(codes, today))
    return verdicts.filter(
        Exists(in_force),
        reasons,
        current=True,
        candidate__state__in=RELEASED,
        candidate__restricted_on__isnull=True,
    )


def _turned(today: date) -> Q:
    """Dated rows that have begun or ended to hold since the day that the verdict was made for."""
    begun = Q(valid_from__gt=OuterRef("as_of"), valid_from__lte=today)
    ended = Q(valid_to__gte=OuterRef("as_of"), valid_to__lt=today)
    return begun | ended


def _rules_turned(today: date) -> QuerySet[Rule]:
    return Rule.objects.filter(_turned(today), version=OuterRef("version"))


def _lists_asked(today: date) -> Iterator[tuple[int, Collection[str]]]:
    """By version in force the lists that its rules of the day look into, if any."""
    rules = Rule.objects.filter(valid_on(today), version__state=VersionState.IN_FORCE)
    asked: dict[int, set[str]] = {}
    for version, condition in rules.order_by("version").values_list("version", "condition"):
        asked.setdefault(version, set()).update(lists_asked(condition))
    return ((version, sorted(codes)) for version, codes in asked.items() if codes)


def _lists_turned(codes: Collection[str], today: date) -> QuerySet[CountryListVersion]:
    """Versions of these lists that have begun, ended or been entered since the verdict."""
    return CountryListVersion.objects.filter(
        _turned(today) | Q(entered_at__gt=OuterRef("computed_at")),
        country_list__owner=OuterRef("version__rule_set__owner"),
        country_list__code__in=codes,
    )
