"""What the page of a batch shows to the sender, by code, and to the recipient."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.journal.models import JournalEntry
from kreislotse.participants.profile import CATEGORY_NAMES, Category
from kreislotse.transmission.freezing import check_whole
from kreislotse.transmission.gathering import alike, corrections, gather
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.rules import OUT, feedback_overdue, next_chase
from kreislotse.transmission.states import BatchState, Channel, Feedback
from kreislotse.transmission.sums import compared
from kreislotse.web.listing import Badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request
from kreislotse.web.transmission import deeds
from kreislotse.web.transmission.listings import badge, code_of

P = Permission
CRUMBS = [(_("Übermittlungen"), "transmission:batches")]


def address(batch: Batch) -> str:
    return reverse("transmission:batch", args=[batch.pk])


def at(name: str, batch: Batch) -> str:
    return reverse(f"transmission:batch_{name}", args=[batch.pk])


def crumbs() -> list[tuple[Any, str]]:
    return [(title, reverse(route)) for title, route in CRUMBS]


def sends(request: Request, batch: Batch) -> bool:
    return allowed(request.actor, P.BATCH_SEND, at=batch.owner_id)


def receives(request: Request, batch: Batch) -> bool:
    return allowed(request.actor, P.BATCH_RECEIVE, at=batch.recipient_id)


def batch_context(request: Request, batch: Batch) -> dict[str, Any]:
    """The page of a batch; the recipient does not see who was taken out before it was sent."""
    context = record_context(
        request,
        batch,
        title=str(batch),
        crumbs=crumbs(),
        deeds={deed.verb: at(name, batch) for name, deed in deeds.STEPS.items()},
        state=badge(batch),
    )
    ours = sends(request, batch)
    lines = _lines(request, batch)
    further = [
        {"label": label, "address": to, "primary": False} for label, to in _further(request, batch)
    ]
    return {
        **context,
        **({} if ours else {"timeline": None, "blocked": []}),
        "deeds": [*context["deeds"], *further],
        "facts": _facts(batch, lines, ours=ours),
        "overdue": feedback_overdue(batch.state, batch.feedback_due_on, request.actor.today),
        "again_on": next_chase(batch.chased_on),
        "lines_address": at("lines", batch),
        "receives": not ours,
        "sums": _sums(batch) if batch.state in OUT else [],
        **(_preparation(request, batch, lines) if ours else {}),
    }


def _lines(request: Request, batch: Batch) -> list[BatchLine]:
    rows = BatchLine.objects.visible_to(request.actor).filter(batch=batch)
    lines = list(rows.select_related("candidate", "municipality").order_by("position"))
    for line in lines:
        line.batch = batch
    return lines


def _further(request: Request, batch: Batch) -> list[tuple[Any, str]]:
    """Deeds that are no steps of the batch's life, where they make sense now."""
    if batch.state not in OUT:
        return []
    today = request.actor.today
    found: list[tuple[Any, str]] = [
        (_("Rückmeldung zu mehreren Personen"), at("feedback", batch)),
        (_("Rückmeldung in Summen"), at("sums", batch)),
    ]
    in_time = batch.feedback_due_on is not None and today <= batch.feedback_due_on
    if in_time and (receives(request, batch) or batch.channel == Channel.FILE):
        found.append((_("Als verschlüsselte Datei"), at("file", batch)))
    if sends(request, batch):
        again = next_chase(batch.chased_on)
        if feedback_overdue(batch.state, batch.feedback_due_on, today) and (
            again is None or again <= today
        ):
            found.insert(0, (_("An die Rückmeldung erinnern"), at("chase", batch)))
        number = len(corrections(batch, on=today))
        if number:
            found.insert(0, (_corrections_in_words(number), at("delta", batch)))
    return found


def _corrections_in_words(number: int) -> str:
    if number == 1:
        return say("1 Berichtigung liegt vor")
    return say("{number} Berichtigungen liegen vor").format(number=number)


def _facts(batch: Batch, lines: list[BatchLine], *, ours: bool) -> list[tuple[Any, ...]]:
    facts: list[tuple[Any, ...]] = [
        (_("Von"), batch.owner),
        (_("An"), batch.recipient),
        (_("Zweck"), batch.get_purpose_display()),
        (_("Personen"), len(lines)),
        (_("Angaben"), ", ".join(str(CATEGORY_NAMES[Category(each)]) for each in batch.categories)),
        (_("Weg"), batch.get_channel_display()),
    ]
    if ours:
        call = reverse("participants:call", args=[batch.call_id])
        facts.insert(2, (_("Abfrage"), batch.call.title, call))
    if batch.delta_of:
        facts.append((_("Berichtigt"), batch.delta_of, address(batch.delta_of)))
    if batch.sha256:
        facts += [
            (_("Festgeschrieben"), batch.frozen_at),
            (_("Prüfsumme (SHA-256)"), batch.sha256),
            (_("Prüfung der Summe"), check_whole(batch, lines).label),
        ]
    if batch.state in OUT:
        facts += [
            (_("Übermittelt am"), batch.sent_on),
            (_("Empfang bestätigt am"), batch.received_on),
            (_("Zeichen der Stelle"), batch.receipt_reference),
            (_("Rückmeldung bis"), batch.feedback_due_on),
            (_("Erinnert am"), batch.chased_on),
            (_("Als Datei abgeholt"), _times(batch)),
        ]
    return facts


def _times(batch: Batch) -> str:
    number = JournalEntry.objects.of_record(batch).filter(verb="take_batch_file").count()
    return say("{number}-mal").format(number=number) if number else say("noch nicht")


def _preparation(request: Request, batch: Batch, lines: list[BatchLine]) -> dict[str, Any]:
    """For the sender, before it is frozen: who looks alike, who is left out and why."""
    if batch.state != BatchState.DRAFT:
        return {}
    found = gather(batch.call, batch.recipient, batch.purpose, on=request.actor.today)
    within = {line.candidate_id for line in lines}
    return {
        "draft": True,
        "pairs": [_pair(group) for group in alike(lines)],
        "left_out": [
            (person.code, person.owner, reason.label)
            for person, reason in found.left_out
            if person.pk not in within
        ],
        "unreleased": found.unreleased,
    }


def _pair(group: list[BatchLine]) -> dict[str, Any]:
    return {
        "towns": say(" und ").join(str(line.municipality) for line in group),
        "decided": group[0].distinct_reason if all(e.distinct_reason for e in group) else "",
        "lines": [
            (line, code_of(line), reverse("transmission:line_drop", args=[line.pk]))
            for line in group
        ],
        "two": reverse("transmission:line_two", args=[group[0].pk]),
    }


def _sums(batch: Batch) -> list[dict[str, Any]]:
    """Delivered and counted, side by side; a difference says so in words."""
    rows = []
    for kind, figures in compared(batch).items():
        difference = figures.difference
        mark = None
        if difference:
            text = say("Unterschied {number}").format(number=f"{difference:+d}".replace("-", "−"))
            mark = Badge(text, "warning")
        rows.append({"label": Feedback(kind).label, "figures": figures, "mark": mark})
    return rows
