"""The check digit of a US provider number (NPI): Luhn over 80840 and the ten digits."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "80840"
DIGITS: Final = 10


def is_valid(number: str) -> bool:
    """Whether ten digits are a provider number without a typing error."""
    if len(number) != DIGITS or not (number.isascii() and number.isdigit()):
        return False
    return luhn(PREFIX + number) == 0


def luhn(digits: str) -> int:
    """Remainder of the Luhn sum; 0 when the last digit fits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10
