"""Taking over the country lists and rule sets that are shipped with the product."""

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, require
from kreislotse.eligibility.conditions import check_condition
from kreislotse.eligibility.models import (
    CountryList,
    CountryListVersion,
    Rule,
    RuleSet,
    RuleSetVersion,
)
from kreislotse.eligibility.reference_data import (
    ShippedList,
    ShippedRuleSet,
    shipped_lists,
    shipped_rule_sets,
)
from kreislotse.eligibility.states import VersionState
from kreislotse.eligibility.vocabulary import Vocabulary
from kreislotse.journal.entries import write
from kreislotse.organisations.models import Organisation


@transaction.atomic
def load_rules(owner: Organisation, *, actor: Actor) -> int:
    """Give a district the shipped lists and rule sets that it does not have yet; how many.

    What the district has, it keeps as it is: its own versions go before what is shipped.
    """
    require(actor, Permission.RULE_EDIT, at=owner.pk)
    lists = set(CountryList.objects.filter(owner=owner).values_list("code", flat=True))
    sets = set(RuleSet.objects.filter(owner=owner).values_list("code", flat=True))
    new_lists = [each for each in shipped_lists() if each.code not in lists]
    new_sets = [each for each in shipped_rule_sets() if each.code not in sets]
    for country_list in new_lists:
        _load_list(country_list, owner, actor)
    for rule_set in new_sets:
        _load_rule_set(rule_set, owner, actor)
    return len(new_lists) + len(new_sets)


def _load_list(shipped: ShippedList, owner: Organisation, actor: Actor) -> None:
    country_list = CountryList.objects.create(owner=owner, code=shipped.code, title=shipped.title)
    CountryListVersion.objects.bulk_create(
        CountryListVersion(country_list=country_list, entered_at=actor.at, **version)
        for version in shipped.versions
    )
    write(country_list, "load_rules", actor=actor)


def _load_rule_set(shipped: ShippedRuleSet, owner: Organisation, actor: Actor) -> None:
    titles = CountryList.objects.filter(owner=owner).values_list("code", "title")
    known = Vocabulary(lists=dict(titles))
    rule_set = RuleSet.objects.create(
        owner=owner, code=shipped.code, title=shipped.title, about=shipped.about
    )
    version = RuleSetVersion.objects.create(
        rule_set=rule_set,
        number=1,
        state=VersionState.IN_FORCE,
        note=shipped.note,
        in_force_since=actor.at,
    )
    for rule in shipped.rules:
        check_condition(rule["condition"], known)
    Rule.objects.bulk_create(
        Rule(version=version, position=position, **rule)
        for position, rule in enumerate(shipped.rules, start=1)
    )
    write(rule_set, "load_rules", actor=actor)
    write(version, "load_rules", actor=actor)
