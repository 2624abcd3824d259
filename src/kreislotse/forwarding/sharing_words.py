"""Sentences about a plan, for pages and papers; German unless `translate` knows better."""

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from kreislotse.forwarding.models import SharePlan
from kreislotse.forwarding.sharing import Rounding, rounding
from kreislotse.forwarding.states import AgreementState, Key
from kreislotse.kernel.money import ZERO

Translate = Callable[[str], str]

_EXACT = _("Alle Anteile gehen auf den Cent genau auf.")
_ONE_RAISED = _(
    "Einer von {shares} Anteilen ist um einen Cent aufgerundet, damit die Summe stimmt: "
    "der mit dem größten Rest."
)
_RAISED = _(
    "{raised} von {shares} Anteilen sind um einen Cent aufgerundet, damit die Summe stimmt: "
    "die mit den größten Resten."
)
_TIED = _("Bei gleichem Rest geht vor, wer in der Liste weiter oben steht.")
_BY_HAND = _("Die Anteile sind von Hand gesetzt; gerundet wurde nichts.")

_ALL_AGREED = _("alle {number} einverstanden")
_WORDS = (
    (AgreementState.AGREED, _("{number} einverstanden"), _("{number} einverstanden")),
    (AgreementState.OBJECTED, _("{number} Einwand"), _("{number} Einwände")),
    (AgreementState.SILENT, _("{number} ohne Antwort"), _("{number} ohne Antwort")),
    (AgreementState.ASKED, _("{number} noch offen"), _("{number} noch offen")),
)


def rounding_text(found: Rounding, translate: Translate = str) -> str:
    """How many shares got one cent more, and by which rule."""
    if not found.raised:
        return translate(_EXACT)
    sentence = translate(_ONE_RAISED if found.raised == 1 else _RAISED)
    first = sentence.format(raised=found.raised, shares=found.shares)
    return f"{first} {translate(_TIED)}" if found.tied else first


def rounding_of(plan: SharePlan, translate: Translate = str) -> str:
    """The rounding rule as it worked on this plan's shares."""
    if plan.key == Key.MANUAL:
        return translate(_BY_HAND)
    kept = plan.shares.order_by("position").values_list("weight", flat=True)
    weights = [1 if weight is None else weight for weight in kept]
    return rounding_text(rounding(plan.amount, weights, base=plan.base_amount or ZERO), translate)


def agreement_summary(plan: SharePlan, translate: Translate = str) -> str:
    """What the towns say (R-DIS-04): „alle 11 einverstanden“; empty when nobody was asked."""
    return summary_text([agreement.state for agreement in plan.agreements.all()], translate)


def summary_text(states: list[str], translate: Translate = str) -> str:
    """The same of the states alone."""
    counted = Counter(states)
    if states and set(counted) == {AgreementState.AGREED} and len(states) > 1:
        return translate(_ALL_AGREED).format(number=len(states))
    return ", ".join(
        translate(one if counted[state] == 1 else many).format(number=counted[state])
        for state, one, many in _WORDS
        if counted[state]
    )
