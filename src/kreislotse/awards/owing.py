"""Interest on what is paid back late: five points above the base rate (R-GRT-17)."""

from datetime import date

from kreislotse.awards.models import Repayment
from kreislotse.funding.queries import interest_rates
from kreislotse.kernel.interest import DayCounting, Interest, interest


def interest_owed(repayment: Repayment, repaid_on: date) -> Interest | None:
    """From the day that interest runs to the day of payment, both counted; None where none runs."""
    first = repayment.interest_from
    if first is None or repaid_on < first:
        return None
    count = DayCounting(repayment.award.day_count)
    return interest(repayment.amount, first, repaid_on, interest_rates(), count)
