"""How far people have come in answer to calls, and who counts as having come so far.

Every stage is a flow: it counts all who ever got there up to a day, and never goes back. People
are counted for the municipality that reported them, or whose they were when transmitted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kreislotse.eligibility.models import RuleSetVersion, Verdict
from kreislotse.eligibility.states import Result
from kreislotse.participants.models import Nomination
from kreislotse.transmission.figures import lines_sent
from kreislotse.transmission.models import BatchLine


class Stage(StrEnum):
    """How far somebody has come (R-CAN-10), in this order."""

    REPORTED = "reported"
    ELIGIBLE = "eligible"
    TRANSMITTED = "transmitted"
    ACCEPTED = "accepted"
    STARTED = "started"
    OUTCOME = "outcome"


STAGE_NAMES = {
    Stage.REPORTED: _("gemeldet"),
    Stage.ELIGIBLE: _("Voraussetzungen erfüllt"),
    Stage.TRANSMITTED: _("übermittelt"),
    Stage.ACCEPTED: _("angenommen"),
    Stage.STARTED: _("Förderung begonnen"),
    Stage.OUTCOME: _("mit Ergebnis"),
}


@dataclass(frozen=True)
class Scope:
    """The calls looked at, the answers to them that are seen, and the reference date.

    `once` says that each municipality gives one list in these answers: then nobody stands twice
    on the lists of a municipality.
    """

    calls: Collection[int]
    responses: Collection[int]
    towns: Collection[int]
    on: date
    once: bool = False

    @property
    def since(self) -> date:
        """The day from which changes of regime are counted."""
        return self.on.replace(month=1, day=1)

    def nominations(self) -> QuerySet[Nomination]:
        rows = Nomination.objects.filter(response__in=self.responses, nominated_on__lte=self.on)
        return rows.order_by()

    def eligible(self) -> QuerySet[Nomination]:
        """Of whom it was decided so once, or found by the rules where nobody has decided yet."""
        decided = Q(decision__result=Result.ELIGIBLE, decision__decided_on__lte=self.on)
        found = Q(current=True, decision__isnull=True, result=Result.ELIGIBLE, as_of__lte=self.on)
        rows = Verdict.objects.filter(decided | found, candidate=OuterRef("candidate"))
        return self.nominations().filter(Exists(rows.filter(self._by_the_rules_of_the_call())))

    def _by_the_rules_of_the_call(self) -> Q:
        if len(self.calls) == 1:  # nobody's own call has to be looked up
            asked = RuleSetVersion.objects.filter(rule_set__calls__call__in=self.calls)
            return Q(version__in=asked.values("pk"))
        return Q(version__rule_set__calls__call=OuterRef("response__part__call"))

    def lines(self) -> QuerySet[BatchLine]:
        """The lines that went out, but for people who are erased since."""
        rows = lines_sent(self.calls, self.on).filter(municipality__in=self.towns)
        return rows.filter(candidate__isnull=False).order_by()
