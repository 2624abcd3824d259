"""The first account of an office: whoever opens all other accounts in the browser."""

import os
import sys
from difflib import get_close_matches
from getpass import getpass

import django

from kreislotse.cli.database import database_in_use
from kreislotse.kernel.refusals import DomainError
from kreislotse.organisations.reference_data import District, district, districts

VARIABLE = "KREISLOTSE_FIRST_PASSWORD"
MONTHS = 24


class DatabaseInUse(DomainError):
    """Only an empty database becomes an office's."""

    message = (
        "In dieser Datenbank liegen schon Daten. Weitere Konten eröffnet die Verwaltung im "
        "Browser; für einen anderen Kreis setzen Sie KREISLOTSE_DATA auf einen leeren Ordner."
    )


class NoSuchDistrict(DomainError):
    """A district that is not among the reference data."""

    message = "Einen Kreis „{name}“ gibt es in den Stammdaten nicht. {hint}"


class NoAddress(DomainError):
    """Nobody could log in with it."""

    message = "„{email}“ ist keine E-Mail-Adresse."


class NoPassword(DomainError):
    """Neither somebody to ask nor a password in the environment."""

    message = "Es fehlt das Passwort. Geben Sie es hier ein oder setzen Sie {variable}."


class PasswordsDiffer(DomainError):
    """A slip of the hand would lock everybody out."""

    message = "Die beiden Eingaben sind verschieden. Beginnen Sie noch einmal."


def open_office(place: str, email: str, name: str) -> int:
    """Load reference data and open an administrator's account; refuse a database in use."""
    django.setup()
    from kreislotse.organisations.beginning import is_unused

    with database_in_use():
        if not is_unused():
            raise DatabaseInUse
        wanted = _wanted(place)
        _refuse_no_address(email)
        last_day = _open(wanted.ags, email, name, _password())
    print(f"Eingerichtet: {wanted.name}. Das Konto {email} verwaltet die anderen bis {last_day}.")
    print("Richten Sie im Browser ein zweites Konto für die Verwaltung ein.")
    return 0


def _wanted(name: str) -> District:
    found = district(name)
    if found:
        return found
    near = get_close_matches(name, [each.name for each in districts()], n=1)
    hint = f"Meinten Sie „{near[0]}“?" if near else "Schreiben Sie zum Beispiel: Kreis Coesfeld."
    raise NoSuchDistrict(name=name, hint=hint)


def _refuse_no_address(email: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError as problem:
        raise NoAddress(email=email) from problem


def _password() -> str:
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise NoPassword(variable=VARIABLE)
    password = getpass("Passwort (mindestens 12 Zeichen): ")
    if getpass("Noch einmal: ") != password:
        raise PasswordsDiffer
    return password


def _open(key: str, email: str, name: str, password: str) -> str:
    from django.db import transaction
    from django.utils import timezone

    from kreislotse.access.actions import mark_installation, open_account
    from kreislotse.access.models import Installation
    from kreislotse.access.policy import Role
    from kreislotse.funding.actions import load_programmes
    from kreislotse.kernel.deadlines import add_months
    from kreislotse.kernel.german import date_short
    from kreislotse.organisations.actions import grant_role, load_reference_data
    from kreislotse.organisations.models import Organisation
    from kreislotse.organisations.queries import system_actor
    from kreislotse.participants.actions import load_residence_titles
    from kreislotse.proofs.actions import load_paperwork
    from kreislotse.protection.actions.beginning import prepare_district

    now = timezone.now()
    everywhere = system_actor(now, 0)
    with transaction.atomic():
        mark_installation(Installation.Purpose.OFFICE, actor=everywhere)
        load_reference_data(actor=everywhere)
        load_programmes(actor=everywhere)
        load_paperwork(actor=everywhere)
        load_residence_titles(actor=everywhere)
        place = Organisation.objects.visible_to(everywhere).get(key=key)
        actor = system_actor(now, place.pk)
        prepare_district(place, actor=actor)
        last_day = add_months(actor.today, MONTHS)
        account = open_account(
            actor=actor, email=email, name=name, ends_on=last_day, password=password
        )
        grant_role(
            account,
            actor=actor,
            organisation=place,
            role=Role.ADMINISTRATOR,
            valid_from=actor.today,
            valid_to=last_day,
        )
    return date_short(last_day)
