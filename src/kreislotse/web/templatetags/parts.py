"""Small tags that show values; they decide nothing and ask no database."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.timezone import localtime

from kreislotse.kernel.german import number
from kreislotse.kernel.money import Money

register = template.Library()


@register.filter
def grouped(value: int) -> str:
    """A whole number with a point between the thousands: 1.234."""
    return number(value)


@register.filter
def shown(value: Any) -> str:
    """A value as people read it: dates as 24.12.2015, amounts with €, nothing as a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return f"{localtime(value):%d.%m.%Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(value)
