"""The dullest valid rules, country lists and verdicts."""

from datetime import UTC, date, datetime

import factory

from kreislotse.eligibility.models import (
    CountryList,
    CountryListVersion,
    Criteria,
    Rule,
    RuleSet,
    RuleSetVersion,
    Verdict,
)
from kreislotse.eligibility.states import Result, VersionState
from tests.factories.organisations import OrganisationFactory
from tests.factories.participants import CallFactory
from tests.factories.people import CandidateFactory

DAY = date(2015, 11, 1)
AT = datetime(2015, 11, 1, 9, 0, tzinfo=UTC)


class CountryListFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CountryList

    owner = factory.SubFactory(OrganisationFactory)
    code = factory.Sequence(lambda n: f"liste-{n}")
    title = factory.Sequence(lambda n: f"Liste {n}")


class CountryListVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CountryListVersion

    country_list = factory.SubFactory(CountryListFactory)
    countries = ["ER", "SY"]
    valid_from = date(2015, 1, 1)
    source = "Liste der Behörde"
    entered_at = AT


class RuleSetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RuleSet

    owner = factory.SubFactory(OrganisationFactory)
    code = factory.Sequence(lambda n: f"regelwerk-{n}")
    title = factory.Sequence(lambda n: f"Regelwerk {n}")


class RuleSetVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RuleSetVersion

    class Params:
        draft = factory.Trait(state=VersionState.DRAFT, in_force_since=None, number=2)

    rule_set = factory.SubFactory(RuleSetFactory)
    number = 1
    state = VersionState.IN_FORCE
    in_force_since = AT


class RuleFactory(factory.django.DjangoModelFactory):
    """Fulfilled by whoever has German at A1 or above."""

    class Meta:
        model = Rule

    version = factory.SubFactory(RuleSetVersionFactory)
    position = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"regel-{n}")
    title = factory.Sequence(lambda n: f"Regel {n}")
    norm = "§ 1 Mustergesetz"
    source = "Gesetzblatt"
    condition = {"fact": "german_level", "at_least": "A1"}
    explanation = "Der Kurs setzt Deutschkenntnisse voraus."
    plain_language = "Sie brauchen schon etwas Deutsch."


class CriteriaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criteria

    call = factory.SubFactory(CallFactory)
    rule_set = factory.SubFactory(RuleSetFactory, owner=factory.SelfAttribute("..call.owner"))


class VerdictFactory(factory.django.DjangoModelFactory):
    """On a released candidate of the rule set's district."""

    class Meta:
        model = Verdict

    version = factory.SubFactory(RuleSetVersionFactory)
    candidate = factory.SubFactory(
        CandidateFactory,
        released=True,
        owner__part_of=factory.SelfAttribute("...version.rule_set.owner"),
    )
    as_of = DAY
    result = Result.ELIGIBLE
    computed_at = AT
