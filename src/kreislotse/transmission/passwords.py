"""Passwords for files: made by chance, in groups that can be read out on the telephone."""

import secrets

# Without what looks or sounds alike: 0 and O, 1 and I and L.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS, _LENGTH = 5, 4


def new_password() -> str:
    """Twenty signs out of 31, close to 100 bits; kept nowhere."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
