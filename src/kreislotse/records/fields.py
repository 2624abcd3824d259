"""Columns for values of the kernel."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable

from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DomainError


class MoneyField(models.BigIntegerField):
    """An amount in euros, stored as whole cents."""

    # What a record takes and gives here, for the type checker: not the whole number stored.
    _pyi_private_set_type: Money | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Money  # type: ignore[assignment]

    # Those of whole numbers would compare amounts with numbers; reading limits the digits.
    validators: ClassVar[list[Any]] = []

    def from_db_value(self, value: int | None, *_: Any) -> Money | None:
        return None if value is None else Money(value)

    def get_prep_value(self, value: Any) -> int | None:
        return super().get_prep_value(value.cents if isinstance(value, Money) else value)

    def to_python(self, value: Any) -> Money | None:
        if value is None or isinstance(value, Money):
            return value
        if isinstance(value, int):
            return Money(value)
        try:
            return Money.parse(str(value))
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def value_to_string(self, obj: models.Model) -> str:
        value: Any = self.value_from_object(obj)
        return "" if value is None else str(value.cents)


class ShareField(models.DecimalField):
    """A part of a full-time post (full-time equivalent), to four places."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.update(max_digits=8, decimal_places=4)
        super().__init__(*args, **options)
