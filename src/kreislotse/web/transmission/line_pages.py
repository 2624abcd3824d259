"""Pages of lines, recalls and outcomes: codes for the sender, names for the recipient."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed, require
from kreislotse.journal.models import ReadKind
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState
from kreislotse.protection.tallies import surviving
from kreislotse.transmission.figures import Counts, counts
from kreislotse.transmission.models import Batch, BatchLine, Outcome, Recall
from kreislotse.transmission.packing import basis_of
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import BatchState, OutcomeKind
from kreislotse.transmission.wording import Wording, fields_in
from kreislotse.web.listing import PAGE_SIZE, Badge
from kreislotse.web.reads import Person, note_read
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request
from kreislotse.web.transmission.batch_pages import address, at, crumbs, receives, sends
from kreislotse.web.transmission.listings import badge, code_of, feedback_badge, told_badge

P = Permission
LIST, ONE = "Liste einer Übermittlung", "Zeile einer Übermittlung"


def line_address(line: BatchLine) -> str:
    return reverse("transmission:line", args=[line.pk])


def note_lines(request: Request, kind: ReadKind, lines: list[BatchLine], purpose: str) -> None:
    """The recipient reads these people's names: written down with what for (R-DP-20)."""
    people = [
        Person(line.candidate_id, line.batch.owner_id, line.municipality_id)
        for line in lines
        if line.candidate_id and line.readable
    ]
    if people:
        note_read(request, kind, people, needs=P.BATCH_RECEIVE, purpose=purpose)


def named_lines_context(request: Request, batch: Batch) -> dict[str, Any]:
    """The recipient's list by name; of what was recalled only the code is left."""
    rows = BatchLine.objects.visible_to(request.actor).filter(batch=batch).for_list()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = list(page)
    note_lines(request, ReadKind.LIST, lines, LIST)
    words = Wording()
    return {
        "title": say("Personen in {batch}").format(batch=batch),
        "crumbs": [*crumbs(), (batch, address(batch))],
        "back": address(batch),
        "page": page,
        "rows": [_named_row(line, words) for line in lines],
        "several": at("feedback", batch) if batch.state in OUT else "",
    }


def _named_row(line: BatchLine, words: Wording) -> dict[str, Any]:
    said = line.readable
    return {
        "position": line.position,
        "name": words.name(said) if said else code_of(line),
        "born": words.text("born_on", said.get("born_on")),
        "municipality": line.municipality,
        "kind": line.get_kind_display(),
        "feedback": feedback_badge(line),
        "address": line_address(line),
    }


def line_context(request: Request, line: BatchLine) -> dict[str, Any]:
    """One line: to the recipient what was transmitted, to all what came of it."""
    batch = line.batch
    named = receives(request, batch)
    known = named or sends(request, batch) or line.told  # type: ignore[attr-defined]
    if named:
        note_lines(request, ReadKind.TRANSMISSION, [line], ONE)
    context = record_context(
        request,
        line,
        title=say("Zeile {line}: {code}").format(line=line, code=code_of(line)),
        crumbs=[*crumbs(), (batch, address(batch)), (_("Personen"), at("lines", batch))]
        if named or sends(request, batch)
        else [(_("Was daraus wurde"), reverse("transmission:outcomes"))],
        state=feedback_badge(line) if known else told_badge(line),
    )
    return {
        **context,
        **({"timeline": None} if not sends(request, batch) else {}),
        "deeds": _line_deeds(request, line),
        "facts": _line_facts(line) + (_feedback_facts(line) if known else []),
        "content": _content(line) if named else [],
        "outcomes": _outcomes(line, named=named),
        "may_end": not named,
        "recalls": list(
            Recall.objects.visible_to(request.actor).filter(line=line).order_by("issued_on", "pk")
        ),
    }


def _line_facts(line: BatchLine) -> list[tuple[Any, ...]]:
    return [
        (_("Kennung"), code_of(line)),
        (_("Kommune"), line.municipality),
        (_("Übermittlung"), line.batch),
        (_("Übermittelt am"), line.batch.sent_on),
        (_("Art"), line.get_kind_display()),
        (_("Grundlage"), basis_of(line)),
        (_("Zwei Personen, weil"), line.distinct_reason)
        if line.distinct_reason and line.batch.state not in OUT
        else (_("Zweck"), line.batch.get_purpose_display()),
    ]


def _feedback_facts(line: BatchLine) -> list[tuple[Any, Any]]:
    return [
        (_("Rückmeldung"), line.get_feedback_display()),
        (_("Grund"), line.feedback_reason),
        (_("Rückmeldung vom"), line.feedback_on),
    ]


def _content(line: BatchLine) -> list[tuple[Any, Any]]:
    words, said = Wording(), line.readable
    return [
        (field.title, words.text(field.code, said[field.code]))
        for field in fields_in(line.batch.categories)
        if field.code in said
    ]


def _outcomes(line: BatchLine, *, named: bool) -> list[Outcome]:
    """To the recipient what it noted or was told, and nothing once the line is recalled."""
    found = list(line.candidate.outcomes.all()) if line.candidate else []
    if not named:
        return found
    told = [each for each in found if each.known_to(line.batch.recipient_id)]
    return [] if line.recalled else told


def _line_deeds(request: Request, line: BatchLine) -> list[dict[str, Any]]:
    """What this reader may do at the line now; the next thing first."""
    batch, found = line.batch, []
    ours, theirs = sends(request, batch), receives(request, batch)
    own = allowed(request.actor, P.PERSON_EDIT, at=_keeper(line))
    alive = line.candidate is not None and not line.recalled
    if batch.state == BatchState.DRAFT and ours:
        found.append((_("Aus der Übermittlung nehmen"), "line_drop"))
    if batch.state in OUT and alive:
        if ours or theirs:
            found += _deeds_by_state(line)
        if ours or own:
            found.append((_("Zurückrufen"), "line_recall"))
    return [
        {
            "label": label,
            "address": reverse(f"transmission:{name}", args=[line.pk]),
            "primary": place == 0 and name not in ("line_drop", "line_recall"),
        }
        for place, (label, name) in enumerate(found)
    ]


def _deeds_by_state(line: BatchLine) -> list[tuple[Any, str]]:
    """Feedback, the beginning, an outcome: where the person's record allows them."""
    assert line.candidate is not None
    state, steps = line.candidate.state, line.candidate.LIFECYCLE
    found: list[tuple[Any, str]] = []
    if state in steps.step("accept_candidate").sources:
        found.append((_("Rückmeldung geben"), "line_feedback"))
    if state in steps.step("start_support").sources:
        found.append((_("Förderung beginnt"), "line_support"))
    if state in (*steps.step("record_outcome").sources, CandidateState.OUTCOME):
        found.append((_("Ergebnis festhalten"), "line_outcome"))
    return found


def recall_context(request: Request, recall: Recall) -> dict[str, Any]:
    """One recall by code: whom it goes to, until when it is to be confirmed."""
    line = recall.line
    context = record_context(
        request,
        recall,
        title=say("Rückruf zu {code}").format(code=code_of(line)),
        crumbs=[(_("Rückrufe"), reverse("transmission:recalls"))],
        deeds={"confirm_recall": reverse("transmission:recall_confirm", args=[recall.pk])},
        state=badge(recall),
    )
    late = recall.confirmed_on is None and recall.due_on < request.actor.today
    return {
        **context,
        **({} if sends(request, line.batch) else {"blocked": []}),
        "late": Badge(_("Bestätigung überfällig"), "danger") if late else None,
        "facts": [
            (_("Kennung"), code_of(line), line_address(line)),
            (_("Übermittlung"), line.batch),
            (_("An"), line.batch.recipient),
            (_("Grund"), recall.get_ground_display()),
            (_("Angezeigt am"), recall.issued_on),
            (_("Zu bestätigen bis"), recall.due_on),
            (_("Bestätigt am"), recall.confirmed_on),
        ],
    }


def own_figures(request: Request) -> list[tuple[Any, int]]:
    """What became of a municipality's people, in numbers: persons, not cases (R-OUT-02)."""
    places = request.actor.places(P.PERSON_EDIT)
    rows = BatchLine.objects.visible_to(request.actor).filter(municipality__in=places)
    calls = set(rows.values_list("batch__call_id", flat=True))
    found = counts(calls, request.actor.today)
    mine = [found[place] for place in places if place in found]
    kept = surviving(calls, until=request.actor.today.year)
    erased = sum((kept[place] for place in places if place in kept), Counter[str]())
    total: list[tuple[Any, int]] = [
        (_("übermittelt"), sum(each.transmitted for each in mine) + erased["transmitted"]),
        (_("angenommen"), sum(each.accepted for each in mine) + erased["accepted"]),
        (_("begonnen"), sum(each.started for each in mine) + erased["started"]),
        (_("mit Ergebnis"), sum(each.reached.flow for each in mine) + erased["outcome"]),
    ]
    return total + _by_kind(mine, erased)


def _by_kind(found: list[Counts], erased: Counter[str]) -> list[tuple[Any, int]]:
    kinds = [
        (
            kind,
            sum(c.outcomes[kind].flow for c in found if kind in c.outcomes)
            + erased[f"outcome:{kind}"],
        )
        for kind in OutcomeKind
    ]
    return [(kind.label, number) for kind, number in kinds if number]


def require_owner(request: Request, line: BatchLine) -> None:
    """Whose person it is, or who has passed the data on."""
    if not allowed(request.actor, P.PERSON_EDIT, at=_keeper(line)):
        require(request.actor, P.BATCH_SEND, at=line.owner_id)


def _keeper(line: BatchLine) -> int:
    """The municipality that keeps the record now; of one erased, the one that reported it."""
    return line.candidate.owner_id if line.candidate else line.municipality_id


def person_by_code(request: Request, code: str) -> Any:
    """A candidate whom the reader knows by name, by code, or as locked."""
    rows = Candidate.objects.coded_to(request.actor) | Candidate.objects.locked_for(request.actor)
    return rows.filter(code=code)
