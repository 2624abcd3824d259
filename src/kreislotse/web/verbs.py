"""The journal's verbs in words, as the timeline of a record tells them: what has happened."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# The steps of the lifecycles; where a step's label already is such a word, it stands for itself.
_STEPS: dict[str, Any] = {
    "record_meeting_held": _("als durchgeführt festgehalten"),
    "hold_meeting": _("als durchgeführt eingetragen"),
    "cancel_meeting": _("abgesagt"),
    "send_invitations": _("eingeladen"),
    "start_clause": _("in Arbeit genommen"),
    "declare_standing_duty": _("als Daueraufgabe geführt"),
    "fulfil_clause": _("als erledigt gemeldet"),
    "reopen_clause": _("wieder aufgenommen"),
    "supersede_clause": _("als überholt geführt"),
    "withdraw_clause": _("aufgehoben"),
    "request_consent": _("Zustimmung beantragt"),
    "record_consent": _("Zustimmung eingetragen"),
    "record_refusal_of_consent": _("Ablehnung eingetragen"),
    "withdraw_consent_request": _("zurückgezogen"),
    "declare_state_unknown": _("als nicht bekannt geführt"),
    "take_up_draft": _("als Entwurf geführt"),
    "approve_application": _("intern freigegeben"),
    "submit_application": _("Antrag gestellt"),
    "record_award": _("Bewilligung eingetragen"),
    "record_rejection": _("Ablehnung eingetragen"),
    "withdraw_application": _("zurückgezogen"),
    "open_call": _("Abfrage gestartet"),
    "forward_call": _("Ergebnis weitergeleitet"),
    "close_call": _("Abfrage abgeschlossen"),
    "approve_post": _("in den Stellenplan aufgenommen"),
    "advertise_post": _("ausgeschrieben"),
    "select_for_post": _("Auswahl begonnen"),
    "fill_post": _("besetzt"),
    "vacate_post": _("als frei gemeldet"),
    "abolish_post": _("weggefallen"),
    "begin_drafting": _("Arbeit aufgenommen"),
    "ask_for_cosignatures": _("in Mitzeichnung gegeben"),
    "take_back_to_draft": _("zurück in den Entwurf genommen"),
    "release_report": _("freigegeben"),
    "add_application_line": _("Stelle aufgenommen"),
    "add_evidence": _("Nachweis eingetragen"),
    "confirm_contact": _("Angaben bestätigt"),
    "draft_application": _("Antrag angelegt"),
    "draft_call": _("Entwurf angelegt"),
    "draft_report": _("Entwurf geschrieben"),
    "intend_concept": _("als Vorhaben festgehalten"),
    "plan_initiative": _("Vorhaben angelegt"),
    "set_quota": _("Kontingent angelegt"),
    "publish_report": _("veröffentlicht"),
}

# All other verbs, by their first word; the record's page names the object.
_FIRST_WORDS: dict[str, Any] = {
    "accept": _("übernommen"),
    "add": _("angelegt"),
    "agree": _("vereinbart"),
    "answer": _("beantwortet"),
    "ask": _("nachgefragt"),
    "assign": _("zugeordnet"),
    "change": _("geändert"),
    "close": _("geschlossen"),
    "confirm": _("bestätigt"),
    "correct": _("berichtigt"),
    "cosign": _("mitgezeichnet"),
    "declare": _("festgestellt"),
    "describe": _("beschrieben"),
    "draft": _("entworfen"),
    "edit": _("geändert"),
    "end": _("beendet"),
    "freeze": _("festgehalten"),
    "grant": _("vergeben"),
    "intend": _("angelegt"),
    "load": _("geladen"),
    "mark": _("gekennzeichnet"),
    "move": _("verschoben"),
    "name": _("benannt"),
    "open": _("eröffnet"),
    "plan": _("geplant"),
    "prepare": _("vorbereitet"),
    "put": _("aufgenommen"),
    "record": _("eingetragen"),
    "refresh": _("auf den neuen Stand gebracht"),
    "register": _("erfasst"),
    "report": _("gemeldet"),
    "remove": _("entfernt"),
    "rename": _("umbenannt"),
    "reopen": _("wieder geöffnet"),
    "restore": _("wiederhergestellt"),
    "revise": _("ergänzende Fassung angelegt"),
    "schedule": _("anberaumt"),
    "set": _("festgelegt"),
    "share": _("freigegeben"),
    "state": _("angegeben"),
    "withdraw": _("zurückgezogen"),
    "write": _("geschrieben"),
}


def in_words(verb: str, record: Any) -> Any:
    """What was done to this record; a verb without words of its own was some work on it."""
    lifecycle = getattr(record, "LIFECYCLE", None)
    labels = {step.verb: step.label for step in lifecycle.steps} if lifecycle else {}
    first = verb.split("_", 1)[0]
    return _STEPS.get(verb) or labels.get(verb) or _FIRST_WORDS.get(first, _("bearbeitet"))
