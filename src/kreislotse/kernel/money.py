"""Money in whole cents. Rounding and splitting have names; floats are refused."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from kreislotse.kernel.apportionment import largest_remainder
from kreislotse.kernel.refusals import DomainError


class NotAnAmount(DomainError):
    """A text that cannot be read as an amount in euros."""

    message = (
        "„{text}“ ist kein Betrag in Euro. Schreiben Sie ihn mit höchstens zwei Stellen "
        "nach dem Komma, zum Beispiel 1.234,56."
    )


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in euros, held as whole cents; may be negative."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:  # refuses float, Decimal and bool alike
            raise TypeError(f"Money wants whole cents, not {self.cents!r}")

    @classmethod
    def euros(cls, whole: int) -> Self:
        """An amount of whole euros."""
        return cls(whole * 100)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an amount as people type it in German: 1.234,56 or 1234,5 or 18000 €."""
        plain = text.replace("€", "").replace("EUR", "").replace("\u00a0", " ").strip()
        sign, plain = (-1, plain[1:]) if plain[:1] in "-−" and plain else (1, plain)
        whole, comma, cents = plain.partition(",")
        groups = whole.strip().split(".")
        well_grouped = len(groups) == 1 or (
            1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        )
        digits = "".join(groups)
        if (
            not (digits.isascii() and digits.isdigit())
            or not well_grouped
            or len(digits) > 13
            or (comma and not (cents.isascii() and cents.isdigit() and len(cents) <= 2))
        ):
            raise NotAnAmount(text=text)
        return cls(sign * (int(digits) * 100 + int(cents.ljust(2, "0") or 0)))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.cents + other.cents)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.cents - other.cents)

    def __neg__(self) -> Self:
        return type(self)(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def share(self, part: Fraction) -> Self:
        """This part of the amount, half a cent rounded away from zero."""
        exact = self.cents * Fraction(part)
        whole = math.floor(abs(exact) + Fraction(1, 2))
        return type(self)(whole if exact >= 0 else -whole)

    def split(self, weights: list[int]) -> list[Self]:
        """Parts in proportion to the weights, by largest remainder; they add up to the cent."""
        return [type(self)(part) for part in largest_remainder(self.cents, weights)]

    def __str__(self) -> str:
        euros, cents = divmod(abs(self.cents), 100)
        grouped = f"{euros:,}".replace(",", ".")
        return f"{'-' if self.cents < 0 else ''}{grouped},{cents:02d}\u00a0€"


ZERO = Money(0)


def total(amounts: "list[Money]") -> Money:
    """The sum of amounts; nothing adds up to zero."""
    return Money(sum(amount.cents for amount in amounts))
