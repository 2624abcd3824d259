"""Which verdicts no longer rest on today's facts and rules (R-CAN-04)."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kreislotse.eligibility.models import CountryListVersion, Rule, RuleSetVersion, Verdict
from kreislotse.eligibility.states import VersionState
from kreislotse.participants.queries.people import RELEASED


def outdated(verdicts: QuerySet[Verdict], today: date) -> QuerySet[Verdict]:
    """Of these, the current ones on people that the district works with which must be made anew.

    Facts changed, another version came into force, a rule or a list begins or ends to hold, or a
    list version was entered later. Where no version is in force there is nothing to ask.
    """
    in_force = RuleSetVersion.objects.filter(
        rule_set=OuterRef("version__rule_set"), state=VersionState.IN_FORCE
    )
    return verdicts.filter(
        Exists(in_force),
        Q(candidate__changed_at__gt=F("computed_at"))
        | ~Q(version__state=VersionState.IN_FORCE)
        | Exists(_rules_turned(today))
        | Exists(_lists_turned(today)),
        current=True,
        candidate__state__in=RELEASED,
        candidate__restricted_on__isnull=True,
    )


def _rules_turned(today: date) -> QuerySet[Rule]:
    """Rules that have begun or ended to hold since the day that the verdict was made for."""
    begun = Q(valid_from__gt=OuterRef("as_of"), valid_from__lte=today)
    ended = Q(valid_to__gte=OuterRef("as_of"), valid_to__lt=today)
    return Rule.objects.filter(begun | ended, version=OuterRef("version"))


def _lists_turned(today: date) -> QuerySet[CountryListVersion]:
    entered = Q(entered_at__gt=OuterRef("computed_at"))
    begun = Q(valid_from__gt=OuterRef("as_of"), valid_from__lte=today)
    return CountryListVersion.objects.filter(
        entered | begun, country_list__owner=OuterRef("candidate__district")
    )
