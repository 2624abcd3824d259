"""Days that must not stand before others."""

from datetime import date

from kreislotse.kernel.refusals import DateOrder


def check_order(
    earlier: date | None, earlier_name: object, later: date | None, later_name: object
) -> None:
    """Refuse when both days are known and the later one lies before the earlier one."""
    if earlier and later and later < earlier:
        raise DateOrder(
            later_name=later_name,
            later=f"{later:%d.%m.%Y}",
            earlier_name=earlier_name,
            earlier=f"{earlier:%d.%m.%Y}",
        )
