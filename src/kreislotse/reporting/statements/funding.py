"""Sentences about consents in principle, applications and the money of small programmes."""

from collections.abc import Iterator

from kreislotse.funding.models import Application, ConsentInPrinciple, ConsentParty
from kreislotse.funding.queries import parts_of
from kreislotse.funding.rules import Factor, Sum, formula, share_text
from kreislotse.funding.states import ApplicationState, ConsentRole, ConsentState, Financing
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.states import InitiativeKind
from kreislotse.kernel import german
from kreislotse.kernel.money import Money, total
from kreislotse.organisations.naming import full, many, short
from kreislotse.reporting.facts import Fact, Reader, Statement
from kreislotse.reporting.statements.wording import ended

_PROGRESS = {
    ApplicationState.DRAFT: "ist in Vorbereitung",
    ApplicationState.INTERNALLY_APPROVED: "ist intern freigegeben",
    ApplicationState.SUBMITTED: "ist gestellt",
    ApplicationState.AWARDED: "ist bewilligt",
    ApplicationState.REJECTED: "ist abgelehnt",
    ApplicationState.WITHDRAWN: "ist zurückgezogen",
}


def statements(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """The way of the money: consent, application, sum; or the pots of a funding programme."""
    for consent in initiative.consents.order_by("pk"):
        yield from _consent(consent, read)
    applications = list(
        initiative.applications.select_related("granting_authority", "applicant", "programme")
        .prefetch_related("lines__rate", "purposes")
        .order_by("pk")
    )
    if initiative.kind == InitiativeKind.FUNDING:
        yield from _pots(initiative, applications, read)
        return
    for application in applications:
        yield from _application(application, read)


def _consent(consent: ConsentInPrinciple, read: Reader) -> Iterator[Statement]:
    parties = list(consent.parties.select_related("organisation").order_by("pk"))
    asked = [p for p in parties if p.role == ConsentRole.ADDRESSEE]
    letters = [letter for letter in (consent.request,) if letter]
    day = read.day("Tag des Antrags", consent.sent_on, "Datum des Schreibens", consent, *letters)
    if consent.state != ConsentState.DRAFT or asked:
        names = german.join([full(p.organisation, "acc") for p in asked]) if asked else ""
        facts = {
            "district": read.text(
                "Antragsteller",
                consent.owner.name,
                "Wer beantragt",
                consent.owner,
                shown=full(consent.owner),
            ),
            "asked": read.text("Adressaten", names, "An wen das Schreiben ging", consent, *asked),
            "sent": day,
        }
        template = _request(consent, asked)
        if consent.state == ConsentState.WITHDRAWN:
            facts["state"] = read.text("Stand", consent.get_state_display(), "Stand", consent)
            template += " Der Antrag ist {state}."
        yield Statement(
            f"funding.consent.{consent.pk}.request",
            template,
            facts,
            starts_paragraph=True,
        )
    if consent.state in (ConsentState.GRANTED, ConsentState.REFUSED):
        yield _consent_decision(consent, parties, read)


def _request(consent: ConsentInPrinciple, asked: list[ConsentParty]) -> str:
    if consent.sent_on and asked:
        return (
            "Mit Schreiben vom {sent} hat {district} {asked} um die grundsätzliche Zustimmung "
            "gebeten."
        )
    if consent.state == ConsentState.DRAFT:
        return "Der Antrag auf grundsätzliche Zustimmung ist in Vorbereitung (an: {asked})."
    return (
        "{district} hat um die grundsätzliche Zustimmung gebeten (Adressat: {asked}; "
        "Datum: {sent})."
    )


def _consent_decision(consent: ConsentInPrinciple, parties: list, read: Reader) -> Statement:
    deciding = [p for p in parties if p.role == ConsentRole.DECIDING]
    concurring = [p for p in parties if p.role == ConsentRole.CONCURRING]
    letters = [letter for letter in (consent.decision,) if letter]
    verdict = "erteilt" if consent.state == ConsentState.GRANTED else "versagt"
    facts = {
        "by": read.text(
            "Entscheidende Stelle",
            german.join([p.organisation.name for p in deciding]) if deciding else None,
            "Wer entschieden hat",
            consent,
            *deciding,
            shown=german.join([short(p.organisation) for p in deciding]) if deciding else "",
        ),
        "decided": read.day(
            "Tag der Entscheidung", consent.decided_on, "Datum des Schreibens", consent, *letters
        ),
        "verdict": read.text("Entscheidung", verdict, "Wie entschieden wurde", consent),
    }
    agreement = _agreement(concurring, consent, read, facts)
    elapsed = _elapsed(consent, read, facts)
    verb = "haben" if many([p.organisation for p in deciding]) else "hat"
    lead = f"{{by}} {verb} sie" if deciding else "Die Zustimmung wurde (von wem: {by})"
    return Statement(
        f"funding.consent.{consent.pk}.decision",
        f"{lead} {agreement}mit Schreiben vom {{decided}} {{verdict}}{elapsed}.",
        facts,
    )


def _agreement(
    concurring: list, consent: ConsentInPrinciple, read: Reader, facts: dict[str, Fact]
) -> str:
    """Whose concurrence was needed, as part of the sentence; its fact is added."""
    if not concurring:
        return ""
    facts["with"] = read.text(
        "Einvernehmen",
        german.join([p.organisation.name for p in concurring]),
        "Wer zustimmen musste",
        consent,
        *concurring,
        shown=german.join([short(p.organisation, "dat") for p in concurring]),
    )
    return "im Einvernehmen mit {with} "


def _elapsed(consent: ConsentInPrinciple, read: Reader, facts: dict[str, Fact]) -> str:
    """How long the answer took, as part of the sentence; its fact is added."""
    if not consent.sent_on or not consent.decided_on:
        return ""
    days = (consent.decided_on - consent.sent_on).days
    facts["days"] = read.count(
        "Dauer",
        days,
        "Tage",
        "Tage vom Antrag bis zur Entscheidung",
        consent,
        shown=german.enumerate_plural(days, "Tag", "Tage"),
    )
    return ", {days} nach dem Antrag" if days else ", noch am Tag des Antrags"


def _application(application: Application, read: Reader) -> Iterator[Statement]:
    authority = application.granting_authority
    reported = application.initiative.status_text
    facts = {
        "authority": read.text(
            "Bewilligungsbehörde",
            authority.name if authority else None,
            "Wer über den Antrag entscheidet",
            application,
            *([authority] if authority else []),
            shown=full(authority, "acc") if authority else "",
        ),
        "state": read.text(
            "Stand des Antrags",
            _PROGRESS.get(ApplicationState(application.state)) or reported,
            "Stand der Bearbeitung",
            application,
        ),
    }
    addressed = "an {authority}" if authority else "(Bewilligungsbehörde: {authority})"
    progress = "{state}" if application.state in _PROGRESS else "hat den Stand: {state}"
    yield Statement(
        f"funding.application.{application.pk}.state",
        f"Der konkrete Förderantrag {addressed} {progress}.",
        facts,
    )
    yield _sum(application, read)


def _sum(application: Application, read: Reader) -> Statement:
    lines = list(application.lines.all())
    computed, products = _computed(lines)
    kind = Financing(application.financing).label if application.financing else ""
    rates = [line.rate for line in lines if line.rate]
    facts = {
        "kind": read.text(
            "Finanzierungsart", str(kind) or None, "Art der Finanzierung", application
        ),
        "sum": read.money(
            "Beantragte Summe",
            application.requested,
            "Summe, die beantragt wird",
            application,
            *lines,
            *rates,
        ),
    }
    template = (
        "Vorgesehen ist eine {kind} von {sum}"
        if kind
        else ("Vorgesehen ist eine Förderung von {sum} (Finanzierungsart: {kind})")
    )
    if application.requested is None:
        template = "Die Höhe der Förderung ist {sum}" + (" (Finanzierungsart: {kind})")
    if computed is not None:
        facts["formula"] = read.text(
            "Berechnung", products, "Anteile mal Fördersatz des Tages", application, *lines, *rates
        )
        if computed == application.requested:
            template += "; sie ergibt sich aus {formula}"
        else:
            facts["computed"] = read.money(
                "Rechenwert", computed, "Summe der Zeilen des Antrags", application, *lines, *rates
            )
            template += "; aus den Stellen errechnen sich {computed} ({formula})"
    return Statement(f"funding.application.{application.pk}.sum", template + ".", facts)


def _computed(lines: list) -> tuple[Money | None, str]:
    """The sum that the lines compute, with its formula; nothing when a rate is not known."""
    found = formula([parts_of(line) for line in lines])
    if found is None:
        return None, ""
    return found.total, " + ".join(_term(term) for term in found.terms)


def _term(term: Factor | Sum) -> str:
    if isinstance(term, Sum):
        return german.euro(term.amount.cents)
    return f"{share_text(term.share)} × {german.euro(term.per_full_post.cents)}"


def _pots(initiative: Initiative, pots: list[Application], read: Reader) -> Iterator[Statement]:
    uses = list(initiative.programme_uses.select_related("programme").order_by("pk"))
    if pots:
        yield _applicant(pots, uses, read)
    if initiative.status_text:
        yield Statement(
            f"funding.status.{initiative.pk}",
            f"Stand der Anträge: {ended('status', initiative.status_text)}",
            {
                "status": read.text(
                    "Stand", initiative.status_text, "Stand, wie berichtet", initiative, *pots
                )
            },
        )
    if pots:
        yield _pots_total(pots, read)
        yield from (_pot(pot, read) for pot in pots)
    if pots and uses and not all(pot.programme_id for pot in pots) and len(uses) + len(pots) > 2:
        yield Statement(
            f"funding.assignment.{initiative.pk}",
            "Welcher Betrag zu welchem Programm gehört, ist {assignment}.",
            {
                "assignment": read.text(
                    "Zuordnung", None, "Programm, zu dem ein Betrag gehört", *pots, *uses
                )
            },
            starts_paragraph=True,
        )
    yield from _distribution(initiative, read)


def _applicant(pots: list[Application], uses: list, read: Reader) -> Statement:
    applicant, instead = pots[0].applicant, pots[0].in_place_of
    names = german.join([german.quote(use.programme.name) for use in uses]) if uses else None
    facts = {
        "applicant": read.text(
            "Antragsteller",
            applicant.name,
            "Wer den Antrag stellt",
            applicant,
            *pots,
            shown=full(applicant),
        ),
        "programmes": read.text(
            "Förderprogramme",
            names,
            "Programme, die in Anspruch genommen werden",
            *(uses or pots),
            *[use.programme for use in uses],
        ),
    }
    source = "dem Programm" if len(uses) == 1 else "den Programmen"
    wanted = f"Mittel aus {source} {{programmes}}" if names else "Mittel (Programme: {programmes})"
    verb = "beantragen" if many([applicant]) else "beantragt"
    if facts["applicant"].value is None:
        template = f"Es geht um {wanted}; wer den Antrag stellt, ist {{applicant}}."
    elif instead:
        facts["instead"] = read.text(
            "Anstelle von", instead, "Für wen der Antragsteller ersatzweise eintritt", *pots
        )
        template = f"Anstelle {{instead}} {verb} {{applicant}} {wanted}."
    else:
        template = f"{{applicant}} {verb} {wanted}."
    return Statement(
        f"funding.pots.{pots[0].initiative_id}.applicant", template, facts, starts_paragraph=True
    )


def _pots_total(pots: list[Application], read: Reader) -> Statement:
    known = [pot.requested for pot in pots if pot.requested is not None]
    words = german.count(len(pots), "Betrag", "Beträge", gender="m", case="acc")
    whole = total(known) if len(known) == len(pots) else None
    facts: dict[str, Fact] = {
        "number": read.count(
            "Zahl der Beträge", len(pots), "Beträge", "Einzelne Anträge", *pots, shown=words
        ),
        "total": read.money("Summe", whole, "Summe der Beträge", *pots),
    }
    template = "Es geht um {number}"
    if len(pots) > 1:
        template += " über zusammen {total}" if whole is not None else " (Summe: {total})"
    return Statement(
        f"funding.pots.{pots[0].initiative_id}.total", template + ":", facts, starts_paragraph=True
    )


def _pot(pot: Application, read: Reader) -> Statement:
    purposes = list(pot.purposes.order_by("pk"))
    names = german.join([purpose.title for purpose in purposes]) if purposes else None
    facts = {
        "sum": read.money("Betrag", pot.requested, "Beantragte Summe", pot),
        "purposes": read.text("Zwecke", names, "Wofür das Geld bestimmt ist", pot, *purposes),
    }
    lead = "{sum}" if pot.requested is not None else "ein Betrag, dessen Höhe {sum} ist,"
    template = f"{lead} für diese Zwecke: {{purposes}}"
    if pot.programme:
        facts["programme"] = read.text(
            "Programm",
            pot.programme.name,
            "Förderprogramm",
            pot.programme,
            pot,
            shown=german.quote(pot.programme.name),
        )
        template += " (Programm {programme})"
    return Statement(f"funding.pot.{pot.pk}", template, facts, form="item")


def _distribution(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    distribution = getattr(initiative, "distribution", None)
    if distribution is None:
        return
    facts = {
        "rule": read.text(
            "Verteilung", distribution.rule, "Wie die Mittel verteilt werden", distribution
        )
    }
    template = f"Verteilung der Mittel: {ended('rule', distribution.rule)}"
    if distribution.agreed_with_municipalities:
        template = "Die Mittel werden in Abstimmung mit den Städten und Gemeinden verteilt."
    yield Statement(f"funding.distribution.{distribution.pk}", template, facts)
