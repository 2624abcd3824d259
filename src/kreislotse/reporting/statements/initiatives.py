"""Sentences about who carries an initiative, when, who holds what about it, and what is open."""

from collections.abc import Iterator

from kreislotse.initiatives.models import Initiative, Letter, Milestone, Partner, Position
from kreislotse.initiatives.states import InitiativeKind, PartRole, Stance
from kreislotse.kernel import german
from kreislotse.organisations.naming import full, many
from kreislotse.reporting.facts import Fact, Reader, Statement
from kreislotse.reporting.statements.wording import ended, is_task, is_whole

START = "start"


def opening(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """Who leads or plans the initiative, where, and what for."""
    carriers = _partners(initiative, PartRole.LEAD, PartRole.PLANNING)
    for partner in carriers:
        yield _carrier(partner, read)
    if initiative.area_text and not carriers:
        area = read.text("Gebiet", initiative.area_text, "Wo das Vorhaben gilt", initiative)
        yield Statement(f"initiatives.area.{initiative.pk}", "Ort: {area}.", {"area": area})
    yield from _taking_part(initiative, read)
    if initiative.purpose:
        lead = "Ziel ist es, " if is_task(initiative.purpose) else "Ziel: "
        facts = {
            "purpose": read.text("Ziel", initiative.purpose, "Was erreicht werden soll", initiative)
        }
        yield Statement(
            f"initiatives.purpose.{initiative.pk}",
            f"{lead}{ended('purpose', initiative.purpose)}",
            facts,
        )


def _taking_part(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    partners = _partners(initiative, PartRole.PARTNER)
    if partners:
        names = german.join([full(each.organisation) for each in partners])
        facts = {"partners": read.text("Beteiligte", names, "Wer beteiligt ist", *partners)}
        verb = "sind" if many([each.organisation for each in partners]) else "ist"
        yield Statement(
            f"initiatives.partners.{initiative.pk}", f"Beteiligt {verb} {{partners}}.", facts
        )


def status(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """The state in the words of those who report it, where no record says it better."""
    told_with_the_money = initiative.kind == InitiativeKind.FUNDING or (
        initiative.applications.filter(state="unknown").exists()
    )
    if initiative.status_text and not told_with_the_money:
        facts = {
            "status": read.text("Stand", initiative.status_text, "Stand, wie berichtet", initiative)
        }
        yield Statement(
            f"initiatives.status.{initiative.pk}",
            f"Stand: {ended('status', initiative.status_text)}",
            facts,
        )


def _partners(initiative: Initiative, *roles: PartRole) -> list[Partner]:
    chosen = initiative.partners.filter(role__in=roles)
    return list(chosen.select_related("organisation").order_by("pk"))


def _carrier(partner: Partner, read: Reader) -> Statement:
    initiative, organisation = partner.initiative, partner.organisation
    facts: dict[str, Fact] = {
        "who": read.text(
            "Träger",
            organisation.name,
            "Wer das Vorhaben trägt",
            partner,
            organisation,
            shown=full(organisation),
        ),
        "what": read.text(
            "Vorhaben",
            partner.part or initiative.title,
            "Name des Vorhabens",
            partner,
            initiative,
            shown=partner.part or german.quote(initiative.title),
        ),
    }
    area = ""
    if initiative.area_text:
        facts["area"] = read.text(
            "Gebiet", initiative.area_text, "Wo das Vorhaben gilt", initiative
        )
        area = " {area}"
    several = many([organisation])
    if partner.role == PartRole.PLANNING:
        template = f"{{who}} {'planen' if several else 'plant'} {{what}}{area}."
    else:
        template = f"{{who}} {'führen' if several else 'führt'} {{what}}{area} durch."
    return Statement(f"initiatives.carrier.{partner.pk}", template, facts, starts_paragraph=True)


def fields_of_action(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """The fields of action that the guideline gives."""
    found = list(initiative.fields_of_action.order_by("pk"))
    if not found:
        return
    names = german.join([german.quote(each.title) for each in found])
    facts = {
        "number": read.count(
            "Handlungsfelder",
            len(found),
            "Handlungsfelder",
            "Von der Förderung vorgegeben",
            initiative,
            *found,
            shown=german.count(len(found), "Handlungsfeld", "Handlungsfelder", gender="n"),
        ),
        "fields": read.text("Handlungsfelder", names, "Namen der Handlungsfelder", *found),
    }
    verb = "ist" if len(found) == 1 else "sind"
    yield Statement(
        f"initiatives.fields.{initiative.pk}",
        f"Für die Arbeit {verb} {{number}} vorgegeben: {{fields}}.",
        facts,
        starts_paragraph=True,
    )


def start(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """When it starts: planned, expected otherwise, or begun."""
    for milestone in initiative.milestones.filter(code=START):
        yield _start(milestone, read)


def _start(milestone: Milestone, read: Reader) -> Statement:
    planned = read.day("Geplanter Start", milestone.planned_on, "Tag laut Planung", milestone)
    facts = {"planned": planned}
    was = milestone.planned_on and milestone.planned_on <= read.as_of
    template = f"Der Start {'war' if was else 'ist'} für den {{planned}} vorgesehen."
    if milestone.actual_on:
        facts["actual"] = read.day("Start", milestone.actual_on, "Tatsächlicher Tag", milestone)
        template = "Die Arbeit hat am {actual} begonnen."
    elif milestone.forecast_on and milestone.forecast_on != milestone.planned_on:
        facts["forecast"] = read.day(
            "Erwarteter Start", milestone.forecast_on, "Tag laut heutiger Erwartung", milestone
        )
        template = "Der Start war für den {planned} vorgesehen und wird zum {forecast} erwartet."
        if milestone.planned_on is None:
            template = "Der Start wird zum {forecast} erwartet."
    elif milestone.planned_on is None:
        template = "Der Termin für den Start ist {planned}."
    return Statement(f"initiatives.start.{milestone.pk}", template, facts, starts_paragraph=True)


def letters(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """Letters that no consent tells of: from whom to whom, when, what about."""
    told = {
        each
        for consent in initiative.consents.all()
        for each in (consent.request_id, consent.decision_id)
        if each
    }
    found = initiative.letters.exclude(pk__in=told).select_related("sender")
    for letter in found.prefetch_related("addressees").order_by("pk"):
        yield _letter(letter, read)


def _letter(letter: Letter, read: Reader) -> Statement:
    addressees = list(letter.addressees.all())
    names = german.join([full(each, "acc") for each in addressees]) if addressees else None
    facts = {
        "sender": read.text(
            "Absender",
            letter.sender.name,
            "Wer geschrieben hat",
            letter,
            letter.sender,
            shown=full(letter.sender),
        ),
        "addressees": read.text(
            "Adressaten", names, "An wen geschrieben wurde", letter, *addressees
        ),
        "dated": read.day("Datum", letter.dated, "Datum des Schreibens", letter),
        "subject": read.text(
            "Gegenstand",
            letter.subject,
            "Worum es geht",
            letter,
            shown=german.quote(letter.subject),
        ),
    }
    when = "mit Schreiben vom {dated}" if letter.dated else "mit einem Schreiben (Datum: {dated})"
    whom = "an {addressees}" if addressees else "an eine andere Stelle (Adressat: {addressees})"
    verb = "haben" if many([letter.sender]) else "hat"
    template = f"{{sender}} {verb} sich {when} {whom} gewandt; Gegenstand: {{subject}}."
    return Statement(f"initiatives.letter.{letter.pk}", template, facts)


def positions(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """What others hold about it, as reported speech with its source (R-CPT-04)."""
    found = initiative.positions.select_related("holder", "said_by").order_by("pk")
    for number, position in enumerate(found):
        yield _position(position, read, first=number == 0)


def _position(position: Position, read: Reader, *, first: bool) -> Statement:
    source = position.said_by.name if position.said_by else position.source
    others = [position.said_by] if position.said_by else []
    facts = {
        "statement": read.text("Aussage", position.statement, "Was berichtet wird", position),
        "holder": read.text(
            "Wessen Stellungnahme",
            position.holder.name,
            "Wessen Stellungnahme es ist",
            position.holder,
            position,
        ),
        "stance": read.text(
            "Art", str(Stance(position.stance).label), "Art der Stellungnahme", position
        ),
        "source": read.text("Quelle", source, "Wer das mitgeteilt hat", position, *others),
    }
    said = ended("statement", position.statement)
    if not _says_whose(position):
        said = f"Stellungnahme ({{holder}}): {said}"
    return Statement(f"initiatives.position.{position.pk}", said, facts, starts_paragraph=first)


def _says_whose(position: Position) -> bool:
    """Whether the words name their holder; what the district itself states needs no name."""
    if position.holder_id == position.initiative.owner_id:
        return True
    names = [word[:8].casefold() for word in position.holder.name.split() if len(word) > 6]
    return any(name in position.statement.casefold() for name in names)


def subscriptions(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """Which running reports the district has asked for, and when the last one came."""
    for each in initiative.subscriptions.select_related("reporter").order_by("pk"):
        facts = {
            "subject": read.text("Berichtsbitte", each.subject, "Worum gebeten wurde", each),
            "reporter": read.text(
                "Wer berichtet",
                each.reporter.name,
                "Wer berichten soll",
                each.reporter,
                each,
                shown=full(each.reporter),
            ),
        }
        verb = "sind" if many([each.reporter]) else "ist"
        template = f"{{reporter}} {verb} um laufende Berichte gebeten: {{subject}}."
        if is_whole(each.subject):
            template = "{subject}"
        if each.last_received_on:
            facts["last"] = read.day("Letzter Bericht", each.last_received_on, "Eingang", each)
            template += " Der letzte Bericht ist am {last} eingegangen."
        yield Statement(
            f"initiatives.subscription.{each.pk}", template, facts, starts_paragraph=True
        )


def questions(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """What is not known yet; it stays visibly open until it is answered (R-PAP-06)."""
    asked = initiative.questions.filter(answered_on__isnull=True, asked_on__lte=read.as_of)
    found = list(asked.order_by("pk"))
    if not found:
        return
    facts = {
        "number": read.count(
            "Offene Fragen",
            len(found),
            "Fragen",
            "Noch ohne Antwort",
            *found,
            shown=german.count(len(found), "Punkt", "Punkte", gender="m"),
        )
    }
    yield Statement(
        f"initiatives.questions.{initiative.pk}",
        f"Noch offen {'ist' if len(found) == 1 else 'sind'} {{number}}:",
        facts,
        starts_paragraph=True,
    )
    for question in found:
        open_fact = read.text(question.question, None, "Noch nicht bekannt", question)
        said = read.text("Frage", question.question, "Was zu klären ist", question)
        yield Statement(
            f"initiatives.question.{question.pk}",
            "{question}",
            {"question": said, "answer": open_fact},
            form="item",
        )
