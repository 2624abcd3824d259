"""People with accounts, and what this installation is for."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kreislotse.access.queries import AccountQuerySet
from kreislotse.records.tables import Findable


class AccountManager(BaseUserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Finds accounts by the name that people log in with."""

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email__iexact=username)


class Account(Findable, AbstractBaseUser):
    """A person who may log in until a day that is set from the start (R-DP-13)."""

    FOUND_BY = ("name", "email")
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    ends_on = models.DateField()

    objects = AccountManager()

    class Privacy:
        personal = frozenset(
            {"email", "name", "function", "search_key", "sort_key", "password", "last_login"}
        )
        plain = frozenset({"id", "is_active", "ends_on"})

    def __str__(self) -> str:
        return self.name


class LoginFailure(models.Model):
    """A wrong password: counted per account name, so that guessing gets slow."""

    fingerprint = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()

    objects = models.Manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "fingerprint", "at"})

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"


class Installation(models.Model):
    """What this database is for; there is one row. Set when it is filled for the first time.

    A demonstration plays in the days of its sample: its clock runs behind by `clock_behind`.
    """

    class Purpose(models.TextChoices):
        DEMO = "demo", _("Vorführung mit dem Beispielkreis")
        OFFICE = "office", _("Arbeit eines Kreises")

    purpose = models.CharField(max_length=10, choices=Purpose)
    clock_behind = models.DurationField(default=timedelta())

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="installation_one_row", condition=Q(pk=1)),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "purpose", "clock_behind"})

    def __str__(self) -> str:
        return str(self.Purpose(self.purpose).label)
