"""Sentences about concepts written together and working meetings."""

from collections.abc import Iterator
from datetime import date

from kreislotse.cooperation.models import Concept, WorkingMeeting
from kreislotse.cooperation.states import Reply, WorkingMeetingState
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.reporting.facts import Fact, Reader, Statement
from kreislotse.reporting.statements.wording import ended


def statements(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """The concept, then the meetings: invitation, replies, what came out."""
    for concept in initiative.concepts.order_by("pk"):
        yield _concept(concept, read)
    for meeting in initiative.working_meetings.order_by("held_on", "pk"):
        yield from _meeting(meeting, read)


def _concept(concept: Concept, read: Reader) -> Statement:
    partners = list(concept.partners.order_by("pk"))
    basis = concept.basis or concept.title
    facts = {
        "basis": read.text(
            "Vereinbarung", basis, "Was über das Konzept vereinbart ist", concept, *partners
        ),
        "state": read.text("Stand", concept.get_state_display(), "Stand des Konzepts", concept),
    }
    return Statement(
        f"cooperation.concept.{concept.pk}", ended("basis", basis), facts, starts_paragraph=True
    )


def _meeting(meeting: WorkingMeeting, read: Reader) -> Iterator[Statement]:
    invitations = list(meeting.invitations.select_related("organisation").order_by("pk"))
    facts: dict[str, Fact] = {
        "day": read.day("Tag der Besprechung", meeting.held_on, "Tag laut Einladung", meeting),
        "invited": read.count(
            "Eingeladene",
            len(invitations),
            "Stellen",
            "Eingeladene Stellen",
            meeting,
            *invitations,
            shown=_guests(meeting, invitations),
        ),
        "topic": read.text("Thema", meeting.topic, "Gegenstand der Besprechung", meeting),
        "state": read.text("Stand", meeting.get_state_display(), "Stand der Besprechung", meeting),
    }
    yield Statement(
        f"cooperation.meeting.{meeting.pk}",
        _invitation(meeting, len(invitations), read.as_of),
        facts,
        starts_paragraph=True,
    )
    if invitations:
        yield _names(meeting, invitations, read)
    yield from _replies(meeting, invitations, read)
    outcomes = list(meeting.outcomes.order_by("recorded_on", "pk"))
    for outcome in outcomes:
        text = read.text(
            str(outcome.get_kind_display()), outcome.text, "Ergebnis der Besprechung", outcome
        )
        yield Statement(f"cooperation.outcome.{outcome.pk}", "{text}", {"text": text}, form="item")
    if meeting.results_orally and not outcomes:
        told = read.text(
            "Ergebnisse", None, "Ergebnisse der Besprechung; in der Sitzung mündlich", meeting
        )
        yield Statement(
            f"cooperation.orally.{meeting.pk}",
            "Über die Ergebnisse wird in der Sitzung mündlich berichtet.",
            {"results": told},
        )


def _invitation(meeting: WorkingMeeting, invited: int, as_of: date) -> str:
    when = "am {day}" if meeting.held_on else "(Tag: {day})"
    if meeting.state == WorkingMeetingState.CANCELLED:
        return f"Die Besprechung {when} ist abgesagt; Thema: {{topic}}."
    if meeting.state == WorkingMeetingState.HELD:
        was = "war" if invited == 1 else "waren"
        guests = f"eingeladen {was} {{invited}}; " if invited else ""
        return f"Die Besprechung {when} hat stattgefunden; {guests}Thema: {{topic}}."
    past = meeting.held_on is not None and meeting.held_on <= as_of
    if not invited:
        return f"Geplant {'war' if past else 'ist'} eine Besprechung {when}; Thema: {{topic}}."
    verb = ("war" if past else "ist") if invited == 1 else ("waren" if past else "sind")
    if meeting.held_on is None:
        return f"Zu einer Besprechung {when} {verb} {{invited}} eingeladen; Thema: {{topic}}."
    return f"Für den {{day}} {verb} {{invited}} eingeladen; Thema: {{topic}}."


def _guests(meeting: WorkingMeeting, invitations: list) -> str:
    """All towns of the district, or so many organisations."""
    own = [each for each in invitations if each.organisation.part_of_id == meeting.owner_id]
    number = len(invitations)
    if own and len(own) == number == meeting.owner.parts.filter(kind="municipality").count() > 1:
        return f"alle {german.count(number, '', 'Städte und Gemeinden', gender='f')}"
    if len(own) == number:
        return german.count(number, "Stadt oder Gemeinde", "Städte und Gemeinden", gender="f")
    return german.count(number, "Stelle", "Stellen", gender="f")


def _names(meeting: WorkingMeeting, invitations: list, read: Reader) -> Statement:
    names = german.join([each.organisation.name for each in invitations])
    facts = {
        "names": read.text(
            "Eingeladene",
            names,
            "Wer eingeladen ist",
            *invitations,
            *[each.organisation for each in invitations],
        )
    }
    return Statement(f"cooperation.names.{meeting.pk}", "Eingeladen: {names}.", facts)


def _replies(meeting: WorkingMeeting, invitations: list, read: Reader) -> Iterator[Statement]:
    given = [each for each in invitations if each.reply != Reply.NONE]
    if not given:
        return
    coming = sum(each.reply == Reply.COMING for each in given)
    represented = sum(each.reply == Reply.REPRESENTED for each in given)
    declined = sum(each.reply == Reply.DECLINED for each in given)
    silent = len(invitations) - len(given)
    facts = {
        "coming": read.count("Zusagen", coming, "Stellen", "Kommen selbst", *invitations),
        "represented": read.count(
            "Vertretungen", represented, "Stellen", "Lassen sich vertreten", *invitations
        ),
        "declined": read.count("Absagen", declined, "Stellen", "Haben abgesagt", *invitations),
        "silent": read.count(
            "Ohne Antwort", silent, "Stellen", "Haben nicht geantwortet", *invitations
        ),
    }
    yield Statement(
        f"cooperation.replies.{meeting.pk}",
        "Rückmeldungen: {coming} zugesagt, {represented} vertreten, {declined} abgesagt, "
        "{silent} ohne Antwort.",
        facts,
    )
