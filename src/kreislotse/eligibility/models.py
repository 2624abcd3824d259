"""Dated rule sets and country lists as data; verdicts with the rules behind them; decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.eligibility.queries import (
    CountryListQuerySet,
    CountryListVersionQuerySet,
    CriteriaQuerySet,
    DecisionQuerySet,
    ReviewQuerySet,
    RuleQuerySet,
    RuleSetQuerySet,
    RuleSetVersionQuerySet,
    VerdictQuerySet,
)
from kreislotse.eligibility.states import RULE_SET_VERSION, Result, ReviewState, VersionState
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.models import ends_after_it_begins
from kreislotse.organisations.records import Owned
from kreislotse.records.tables import Dated, Findable


class CountryList(Owned):
    """A list of countries that rules ask for, for example those with a prospect of staying."""

    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)

    objects = CountryListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="country_list_code_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "code", "title"})

    def __str__(self) -> str:
        return self.title


class CountryListVersion(Dated):
    """The countries on a list between two days, with the source; ISO 3166 codes of two letters.

    `entered_at` is since when the system knows of it: verdicts from before are to be made anew.
    """

    country_list = models.ForeignKey(CountryList, on_delete=models.PROTECT, related_name="versions")
    countries = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()

    objects = CountryListVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("country_list_version"),
            models.UniqueConstraint(
                fields=["country_list", "valid_from"], name="country_list_one_version_a_day"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "country_list", "countries", "note", "valid_from", "valid_to", "source"}
            | {"entered_at"}
        )

    def __str__(self) -> str:
        return f"{self.country_list}"

    @property
    def owner_id(self) -> int:
        return self.country_list.owner_id


class RuleSet(Findable, Owned):
    """The conditions of one offer, in dated versions."""

    FOUND_BY = ("title",)

    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="rule_set_code_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "code", "title", "about", "search_key", "sort_key"})

    def __str__(self) -> str:
        return self.title


class RuleSetVersion(models.Model):
    """One edition of a rule set; only a draft can be changed, and only one is in force."""

    LIFECYCLE: ClassVar[Lifecycle] = RULE_SET_VERSION

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    note = models.CharField(max_length=300, blank=True)
    in_force_since = models.DateTimeField(null=True, blank=True)

    objects = RuleSetVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "number"], name="rule_set_version_number"),
            models.UniqueConstraint(
                fields=["rule_set"],
                name="rule_set_one_version_in_force",
                condition=Q(state=VersionState.IN_FORCE),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "rule_set", "number", "state", "note", "in_force_since"})

    def __str__(self) -> str:
        return f"{self.rule_set}, Fassung {self.number}"

    @property
    def owner_id(self) -> int:
        return self.rule_set.owner_id


class Rule(Dated):
    """One condition that must hold on the day asked for, with its norm and its reasons in words.

    `condition` is a tree over facts (see `eligibility.rules`); the rule is asked only between its
    days. Not fulfilled: not eligible. A fact missing: unclear.
    """

    version = models.ForeignKey(RuleSetVersion, on_delete=models.PROTECT, related_name="rules")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    norm = models.CharField(max_length=200)
    condition = models.JSONField()
    explanation = models.CharField(max_length=500)
    plain_language = models.CharField(max_length=500)

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("rule"),
            models.UniqueConstraint(fields=["version", "position"], name="rule_position_unique"),
            models.UniqueConstraint(fields=["version", "code"], name="rule_code_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "version", "position", "code", "title", "norm", "condition", "explanation"}
            | {"plain_language", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return self.title

    @property
    def owner_id(self) -> int:
        return self.version.owner_id


class Criteria(models.Model):
    """The rule set by which a call's candidates are looked at."""

    call = models.OneToOneField(
        "participants.Call", on_delete=models.PROTECT, related_name="criteria"
    )
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="calls")

    objects = CriteriaQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "call", "rule_set"})

    def __str__(self) -> str:
        return f"{self.call}: {self.rule_set}"

    @property
    def owner_id(self) -> int:
        return self.call.owner_id


class Verdict(models.Model):
    """What the rules said about a candidate on a day: each rule with norm, list version, reason.

    The latest verdict per candidate and rule set is `current`; older ones are kept beside it.
    `facts` are those that the rules asked for. `turns_on` is the first day on which the result
    would be another one for passage of time alone.
    """

    candidate = models.ForeignKey(
        "participants.Candidate", on_delete=models.PROTECT, related_name="verdicts"
    )
    version = models.ForeignKey(RuleSetVersion, on_delete=models.PROTECT, related_name="verdicts")
    as_of = models.DateField()
    result = models.CharField(max_length=12, choices=Result)
    reasons = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    turns_on = models.DateField(null=True, blank=True)
    current = models.BooleanField(default=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["version", "result"], name="verdict_by_result"),
            models.Index(fields=["turns_on"], name="verdict_turns_on", condition=Q(current=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "version"],
                name="verdict_one_current",
                condition=Q(current=True),
            ),
        ]

    class Privacy:
        personal = frozenset({"candidate", "result", "reasons", "facts", "turns_on"})
        plain = frozenset({"id", "version", "as_of", "computed_at", "current"})

    def __str__(self) -> str:
        return f"Prüfergebnis {self.pk}"

    @property
    def owner_id(self) -> int:
        return self.candidate.district_id


class Decision(models.Model):
    """What a person decided on a verdict; a deviation carries its reason (R-CAN-03)."""

    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="decision")
    result = models.CharField(
        max_length=12, choices=[(r.value, r.label) for r in Result if r != Result.UNCLEAR]
    )
    deviates = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField()
    decided_by = models.BigIntegerField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_deviates_with_a_reason",
                condition=Q(deviates=False) | ~Q(reason=""),
            ),
        ]

    class Privacy:
        personal = frozenset({"verdict", "result", "reason", "decided_by"})
        plain = frozenset({"id", "deviates", "decided_on"})

    def __str__(self) -> str:
        return self.get_result_display()

    @property
    def owner_id(self) -> int:
        return self.verdict.owner_id


class Review(models.Model):
    """A verdict came out differently: somebody has to look, nothing is done (R-CAN-04)."""

    before = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+")
    after = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="review")
    state = models.CharField(max_length=8, choices=ReviewState, default=ReviewState.OPEN)
    opened_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["after"], name="review_open", condition=Q(state=ReviewState.OPEN)),
        ]
        constraints = [
            models.CheckConstraint(name="review_of_another", condition=~Q(before=F("after"))),
        ]

    class Privacy:
        personal = frozenset({"before", "after"})
        plain = frozenset({"id", "state", "opened_on", "settled_on"})

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def owner_id(self) -> int:
        return self.after.owner_id
