"""All that the records say about an initiative, in the order of the paper."""

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import override

from kreislotse.initiatives.models import Initiative
from kreislotse.reporting.facts import Reader, Statement
from kreislotse.reporting.statements import (
    cooperation,
    funding,
    initiatives,
    mandates,
    money,
    participants,
    places,
    services,
    staffing,
)

Rule = Callable[[Initiative, Reader], Iterator[Statement]]

ORDER: tuple[Rule, ...] = (
    mandates.statements,
    initiatives.opening,
    funding.statements,
    money.statements,
    initiatives.letters,
    initiatives.start,
    initiatives.status,
    staffing.statements,
    initiatives.fields_of_action,
    participants.target_group,
    services.services,
    services.quotas,
    places.statements,
    staffing.external,
    participants.calls,
    initiatives.subscriptions,
    initiatives.positions,
    cooperation.statements,
    initiatives.questions,
)


@override("de")  # a paper is German, whatever language its reader works in
def statements_about(initiative: Initiative, as_of: date) -> list[Statement]:
    """Every sentence that the records give about an initiative as of the reference date."""
    read = Reader(as_of)
    return [statement for rule in ORDER for statement in rule(initiative, read)]
