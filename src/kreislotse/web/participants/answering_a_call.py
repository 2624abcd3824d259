"""What a municipality does to answer a call that asks for people: step by step, and how far it is.

Journey of the clerk: fetch the template, hand in the list, complete the records, note the
consents, sign off; or say that nobody is suited.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.eligibility.models import Criteria
from kreislotse.participants.models import Call, CallReminder, CallResponse, Candidate
from kreislotse.participants.rules import ANSWERABLE
from kreislotse.participants.states import CandidateState, PartKind, ResponseState

S = CandidateState
_IN_PREPARATION = (S.DRAFT, S.COMPLETE, S.CONSENT_PENDING, S.CONSENT_GIVEN)


def asked_for(call: Call, actor: Actor) -> dict[str, Any]:
    """By which criteria people are looked at, and who was reminded when, as the reader may see."""
    criteria = Criteria.objects.visible_to(actor).filter(call=call).select_related("rule_set")
    return {
        "criteria": criteria.first(),
        "reminders": CallReminder.objects.visible_to(actor).of_call(call),
    }


def own_lists(call: Call, responses: Sequence[CallResponse], actor: Actor) -> dict[str, Any]:
    """The parts that ask the reader's municipality for people, with the steps to answer them."""
    places = actor.places(Permission.PERSON_EDIT)
    own = [each for each in responses if each.municipality_id in places]
    lists = [each for each in own if each.part.kind == PartKind.CANDIDATES]
    if not lists:
        return {"lists": []}
    answers = CallResponse.objects.visible_to(actor).filter(pk__in=[each.pk for each in lists])
    reported = answers.people_by_state()
    return {
        "lists": [_list(call, each) for each in lists],
        "preparation": _in_preparation(call, {each.municipality_id for each in lists}, actor),
        "became": [(state.label, reported[state]) for state in S if state in reported],
    }


def _list(call: Call, response: CallResponse) -> dict[str, Any]:
    """One list: the steps towards it while the call takes answers, unless nobody is suited."""
    open_now = call.state in ANSWERABLE and response.state != ResponseState.NIL_RETURN
    return {
        "response": response,
        "steps": _steps(call, response) if open_now else [],
        "nil": reverse("participants:response_nil", args=[response.pk])
        if open_now and response.state == ResponseState.ASKED
        else "",
        "people": reverse("participants:nominations", args=[response.pk]),
    }


def _steps(call: Call, response: CallResponse) -> list[tuple[Any, Any, str]]:
    people = reverse("participants:people")
    return [
        (
            _("Vorlage herunterladen"),
            _("Eine Tabelle mit den Spalten, die gebraucht werden. Ihre eigene Liste geht auch."),
            reverse("intake:template", args=[call.pk]),
        ),
        (
            _("Liste hochladen"),
            _("Sie sehen vor dem Übernehmen zu jeder Zeile, was geschieht."),
            f"{reverse('intake:upload_new')}?response={response.pk}",
        ),
        (_("Personen ergänzen"), _("Was fehlt, tragen Sie hier nach."), people),
        (
            _("Einwilligungen einholen"),
            _("Drucken Sie die Texte in der Sprache der Person, und tragen Sie die Antwort ein."),
            reverse("participants:consents_to_ask"),
        ),
        (
            _("Liste freigeben"),
            _("Damit ist die Abfrage beantwortet. Ergänzen können Sie die Liste weiterhin."),
            reverse("participants:response_sign_off", args=[response.pk]),
        ),
    ]


def _in_preparation(call: Call, towns: set[int], actor: Actor) -> list[tuple[Any, int, str]]:
    """How many of one's people are still on the way to a release, with the way to them."""
    rows = Candidate.objects.visible_to(actor).filter(
        district=call.owner_id, owner__in=towns, state__in=_IN_PREPARATION
    )
    counted = dict(rows.order_by().values_list("state").annotate(people=Count("pk")))
    people = reverse("participants:people")
    return [
        (state.label, counted[state], f"{people}?state={state}")
        for state in _IN_PREPARATION
        if state in counted
    ]


def next_for_the_district(call: Call, actor: Actor) -> list[tuple[Any, str]]:
    """From the lists to the batch: by which rules, who fulfils them, who is passed on."""
    asks_for_people = any(part.kind == PartKind.CANDIDATES for part in call.parts.all())
    if not asks_for_people or not allowed(actor, Permission.PERSON_CHECK, at=call.owner_id):
        return []
    return [
        (_("Kriterien festlegen"), reverse("eligibility:criteria", args=[call.pk])),
        (_("Gemeldete Personen prüfen"), reverse("eligibility:verdicts", args=[call.pk])),
        (_("Übermittlung vorbereiten"), f"{reverse('transmission:batch_new')}?call={call.pk}"),
        (_("Übermittlungen ansehen"), reverse("transmission:batches")),
    ]
