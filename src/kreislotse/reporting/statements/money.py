"""Sentences about money granted: awarded, drawn, bound, paid, proven; and who agreed to what."""

from collections.abc import Iterator

from django.db.models import Sum

from kreislotse.awards.models import Award
from kreislotse.awards.states import AwardState
from kreislotse.forwarding.models import Agreement, Forwarding, SharePlan
from kreislotse.forwarding.states import AgreementState, ForwardingState, PlanState
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.naming import full, many
from kreislotse.reporting.facts import Reader, Statement

K = AccountKind


def statements(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """What became of the money by the reference date; nothing before a notice is booked."""
    awards = initiative.awards.exclude(state=AwardState.ENTERED).filter(dated__lte=read.as_of)
    for award in awards.select_related("authority", "book").order_by("dated", "pk"):
        stands = moved_by(award, read)
        yield _awarded(award, stands, read)
        yield _whereabouts(award, stands, read)
        yield from _passed_on(award, read)
    for plan in _plans(initiative, read):
        yield from _agreement(plan, read)


def moved_by(award: Award, read: Reader) -> dict[str, Money]:
    """What stands on the accounts of each kind at the end of the reference date."""
    rows = Transfer.objects.filter(book=award.book_id, booked_on__lte=read.as_of)
    found = dict.fromkeys(K.values, ZERO)
    for column, sign in (("target__kind", 1), ("source__kind", -1)):
        for kind, amount in rows.order_by().values_list(column).annotate(Sum("amount")):
            found[kind] += amount if sign > 0 else -amount
    return found


def _awarded(award: Award, stands: dict[str, Money], read: Reader) -> Statement:
    authority, items = award.authority, list(award.items.order_by("position"))
    changed = list(award.changes.filter(dated__lte=read.as_of).order_by("pk"))
    facts = {
        "by": read.text(
            "Bewilligungsbehörde",
            authority.name if authority else None,
            "Wer bewilligt hat",
            award,
            *([authority] if authority else []),
            shown=full(authority) if authority else "",
        ),
        "dated": read.day("Tag des Bescheids", award.dated, "Datum des Bescheids", award),
        "sum": read.money(
            "Bewilligte Summe",
            -stands[K.BUDGET],
            "Summe des Bescheids einschließlich späterer Änderungen",
            award,
            *items,
        ),
        "title": read.text(
            "Zuwendung", award.title, "Titel", award, shown=german.quote(award.title)
        ),
    }
    later = " einschließlich späterer Änderungen" if changed else ""
    verb = "haben" if authority and many([authority]) else "hat"
    template = f"Für {{title}} sind mit Bescheid vom {{dated}} {{sum}} bewilligt{later}"
    template += " (Bewilligungsbehörde: {by})."
    if authority:
        template = (
            f"{{by}} {verb} für {{title}} mit Bescheid vom {{dated}} {{sum}}{later} bewilligt."
        )
    return Statement(f"money.award.{award.pk}.sum", template, facts, starts_paragraph=True)


def _whereabouts(award: Award, stands: dict[str, Money], read: Reader) -> Statement:
    paid = stands[K.PAID] + stands[K.PROVEN]
    sums = {
        "drawn": ("Abgerufen", stands[K.DRAWN] + stands[K.REPAID], "Vom Land eingegangen"),
        "bound": ("Gebunden", stands[K.COMMITTED], "Zugesagt und noch nicht ausgezahlt"),
        "paid": ("Ausgezahlt", paid, "An Empfänger und für eigene Ausgaben gezahlt"),
        "proven": ("Nachgewiesen", stands[K.PROVEN], "Als nachgewiesen anerkannt"),
        "free": ("Frei", stands[K.AVAILABLE], "Weder gebunden noch ausgezahlt"),
    }
    facts = {
        name: read.money(title, amount, definition, award)
        for name, (title, amount, definition) in sums.items()
    }
    template = (
        "Davon sind {drawn} eingegangen, {bound} gebunden und {paid} ausgezahlt, "
        "hiervon {proven} nachgewiesen; frei sind noch {free}."
    )
    return Statement(f"money.award.{award.pk}.whereabouts", template, facts)


def _passed_on(award: Award, read: Reader) -> Iterator[Statement]:
    """How much was granted to final recipients, and how many they are."""
    granted = list(
        Forwarding.objects.filter(item__award=award, decided_on__lte=read.as_of)
        .exclude(approved__isnull=True)
        .exclude(state__in=[ForwardingState.REJECTED, ForwardingState.WITHDRAWN])
        .order_by("pk")
    )
    if not granted:
        return
    sums = total([each.approved or ZERO for each in granted])
    facts = {
        "number": read.count(
            "Weiterleitungen",
            len(granted),
            "Weiterleitungen",
            "Bewilligte Weiterleitungen",
            award,
            *granted,
            shown=german.count(len(granted), "Weiterleitung", "Weiterleitungen", gender="f"),
        ),
        "sum": read.money("Weitergeleitet", sums, "Summe der Bewilligungen", award, *granted),
    }
    verb, over = ("ist", "über") if len(granted) == 1 else ("sind", "über zusammen")
    yield Statement(
        f"money.award.{award.pk}.passed_on",
        f"Bewilligt {verb} daraus {{number}} {over} {{sum}}.",
        facts,
    )


def _plans(initiative: Initiative, read: Reader) -> list[SharePlan]:
    """The plans that count: decided ones, else those on which the towns are being asked."""
    plans = list(
        initiative.share_plans.filter(state__in=[PlanState.DECIDED, PlanState.CONSULTATION])
        .filter(agreements__asked_on__lte=read.as_of)
        .distinct()
        .order_by("pk")
    )
    decided = [plan for plan in plans if plan.state == PlanState.DECIDED]
    return decided or plans


def _agreement(plan: SharePlan, read: Reader) -> Iterator[Statement]:
    """How many towns agreed, objected, or were silent (R-DIS-04)."""
    asked = list(plan.agreements.order_by("pk"))
    agreed = _answered(asked, AgreementState.AGREED, read)
    objected = _answered(asked, AgreementState.OBJECTED, read)
    silent = len(asked) - len(agreed) - len(objected)
    facts = {
        "sum": read.money("Verteilte Summe", plan.amount, "Summe der Verteilung", plan),
        "agreed": read.count(
            "Einverstanden", len(agreed), "Kommunen", "Städte und Gemeinden", plan, *agreed
        ),
        "asked": read.count(
            "Gefragt", len(asked), "Kommunen", "Städte und Gemeinden", plan, *asked
        ),
    }
    verb = "ist" if len(agreed) == 1 else "sind"
    template = (
        f"Mit der Verteilung von {{sum}} {verb} {{agreed}} von {{asked}} Städten und Gemeinden "
        "einverstanden"
    )
    if objected:
        facts["objected"] = read.count(
            "Einwände", len(objected), "Kommunen", "Städte und Gemeinden", plan, *objected
        )
        template += (
            ", {objected} haben Einwände" if len(objected) > 1 else ", {objected} hat einen Einwand"
        )
    if silent:
        facts["silent"] = read.count(
            "Ohne Antwort", silent, "Kommunen", "Städte und Gemeinden", plan
        )
        template += ", {silent} " + ("haben" if silent > 1 else "hat") + " noch nicht geantwortet"
    yield Statement(f"money.plan.{plan.pk}.agreement", template + ".", facts)


def _answered(asked: list[Agreement], state: str, read: Reader) -> list[Agreement]:
    return [
        each
        for each in asked
        if each.state == state and each.answered_on and each.answered_on <= read.as_of
    ]
