"""What a district needs before people can be reported: rules, drafts of texts, periods, courses."""

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, require
from kreislotse.courses.actions import load_course_kinds
from kreislotse.eligibility.actions import load_rules
from kreislotse.organisations.models import Organisation
from kreislotse.participants.actions import ship_consent_texts
from kreislotse.protection.actions.periods import load_periods


@transaction.atomic
def prepare_district(owner: Organisation, *, actor: Actor) -> None:
    """Put the shipped rules, texts, periods and kinds of courses before a district, once."""
    require(actor, Permission.RULE_EDIT, at=owner.pk)
    load_rules(owner, actor=actor)
    ship_consent_texts(owner, actor=actor)
    load_periods(actor=actor)
    load_course_kinds(actor=actor)
