"""What the page of a record needs: state, deeds possible now, why others are not, its history."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import may_take
from kreislotse.access.histories import with_names
from kreislotse.access.policy import GRANTS, ROLE_NAMES, SYSTEM_NAME, Actor, Permission, allowed
from kreislotse.journal.models import JournalEntry
from kreislotse.web.listing import Badge
from kreislotse.web.requests import Request
from kreislotse.web.verbs import in_words

SHOWN = 100
# What leads off the way or back on it is offered after the way forward, and never as its button.
_ASIDE = (
    "abolish_",
    "cancel_",
    "close_candidate",
    "declare_state_",
    "discard_run",
    "drop_",
    "note_moved_",
    "note_no_show",
    "note_withdrawal",
    "reject_",
    "remove_entry",
    "reopen_run",
    "retire_",
    "return_",
    "revoke_",
    "settle_batch",
    "supersede_",
    "take_back_",
    "undo_",
    "waive_",
    "withdraw_",
)


def record_context(
    request: Request,
    record: Any,
    *,
    title: Any,
    crumbs: Sequence[tuple[Any, str]],
    deeds: Mapping[str, str] | None = None,
    extra_deeds: Sequence[tuple[Permission, Any, str]] = (),
    state: Badge | None = None,
    entries: QuerySet | None = None,
) -> dict[str, Any]:
    """The context of record.html; `deeds` gives the address of each lifecycle step's page.

    `entries` are the `latest_entries` of the record where the page has asked for them already.
    """
    possible, blocked = _steps(record, deeds or {}, request.actor)
    possible += [
        {"label": label, "address": address, "primary": False}
        for permission, label, address in extra_deeds
        if _may(request.actor, permission, record)
    ]
    latest = latest_entries(record) if entries is None else entries
    return {
        "record": record,
        "title": title,
        "crumbs": list(crumbs),
        "state": state or _state(record),
        "deeds": possible,
        "blocked": blocked,
        **_told(record, latest),
    }


def _state(record: Any) -> Badge | None:
    return Badge(record.get_state_display()) if hasattr(record, "get_state_display") else None


def _may(actor: Actor, permission: Permission, record: Any) -> bool:
    """At the record's owner, or at the district that the record is kept for."""
    places = [getattr(record, name, None) for name in ("owner_id", "district_id")]
    known = [place for place in places if place is not None]
    return any(allowed(actor, permission, at=p) for p in known) or (
        not known and actor.holds(permission)
    )


def _steps(
    record: Any, addresses: Mapping[str, str], actor: Actor
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps with a page, parted into those open to the reader now and those that are not."""
    possible: list[dict[str, Any]] = []
    blocked: list[dict[str, Any]] = []
    for verb, address in addresses.items():
        step = record.LIFECYCLE.step(verb)
        if not may_take(step, record, actor):
            blocked.append({"label": step.label, "why": _who_may(step.needs)})
        elif record.state not in step.sources:
            state = record.get_state_display()
            why = gettext("im Stand „{state}“ nicht möglich.").format(state=state)
            blocked.append({"label": step.label, "why": why})
        else:
            aside = verb.startswith(_ASIDE)
            possible.append({"label": step.label, "address": address, "primary": not aside})
    possible.sort(key=lambda deed: not deed["primary"])
    for deed in possible[1:]:
        deed["primary"] = False
    return possible, blocked


def _who_may(permission: Permission) -> str:
    """Whose step it is, so that the reader knows whom to ask."""
    roles = gettext(" oder ").join(
        f"„{ROLE_NAMES[role]}“" for role, granted in GRANTS.items() if permission in granted
    )
    return gettext("dazu fehlt Ihnen das Recht. Das darf die Rolle {roles}.").format(roles=roles)


def latest_entries(record: Any) -> QuerySet:
    """The latest entries about the record with the names of those who acted; one more is asked."""
    return with_names(JournalEntry.objects.of_record(record))[: SHOWN + 1]


def _told(record: Any, latest: QuerySet) -> dict[str, Any]:
    """The latest entries as people read them; how many there are more."""
    entries = list(latest)
    every = JournalEntry.objects.of_record(record)
    earlier = every.count() - SHOWN if len(entries) > SHOWN else 0
    states = _state_names(record)
    lines = [
        {
            "at": entry.at,
            "who": _who(entry),
            "deed": in_words(entry.verb, record),
            "source": states.get(entry.change.get("from"), ""),
            "target": states.get(entry.change.get("to"), ""),
            "note": entry.note,
        }
        for entry in entries[:SHOWN]
    ]
    return {"timeline": lines, "earlier": earlier}


def _who(entry: Any) -> Any:
    if entry.person_id is None:
        return SYSTEM_NAME
    return entry.person_name or _("ein früheres Konto")


def _state_names(record: Any) -> dict[Any, Any]:
    """The words for the record's states; empty for a record without states."""
    if not hasattr(record, "LIFECYCLE"):
        return {}
    return dict(record._meta.get_field("state").flatchoices)
