"""Deeds on organisations, bodies, contacts and roles."""

from kreislotse.organisations.actions.bodies import change_body, register_body
from kreislotse.organisations.actions.contacts import (
    change_contact,
    confirm_contact,
    end_contact,
    name_contact,
)
from kreislotse.organisations.actions.memberships import end_role, grant_role
from kreislotse.organisations.actions.organisations import (
    change_organisation,
    record_succession,
    register_organisation,
)
from kreislotse.organisations.actions.reference import Counts, load_reference_data
from kreislotse.organisations.actions.responsibilities import (
    end_responsibility,
    record_responsibility,
)
from kreislotse.organisations.actions.topics import change_contact_topic, register_contact_topic

__all__ = [
    "Counts",
    "change_body",
    "change_contact",
    "change_contact_topic",
    "change_organisation",
    "confirm_contact",
    "end_contact",
    "end_responsibility",
    "end_role",
    "grant_role",
    "load_reference_data",
    "name_contact",
    "record_responsibility",
    "record_succession",
    "register_body",
    "register_contact_topic",
    "register_organisation",
]
