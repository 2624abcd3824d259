"""The cash of an award as its page shows it: drawn, late, used, shown by receipts."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.awards.cash_flows import NOTHING, Standing, standings
from kreislotse.awards.models import Award, AwardItem, DrawDown, Receipt
from kreislotse.awards.states import OPEN
from kreislotse.funding.states import Financing
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.web.awards import draw_downs_pages as draws
from kreislotse.web.awards import receipts_pages as papers
from kreislotse.web.awards.cash_tables import Cell, Table, late_use
from kreislotse.web.awards.draw_downs_forms import group_name
from kreislotse.web.requests import Request

RECEIPTS_SHOWN = 20


def cash_context(request: Request, award: Award) -> dict[str, Any]:
    """The context of awards/cash.html, each part under its name in `cash`."""
    items = list(award.items.select_related("award__book").order_by("position"))
    known = standings(award)
    where = [(item, known.get(item.pot.item, NOTHING)) for item in items]
    rows = DrawDown.objects.visible_to(request.actor).filter(award=award)
    calls = list(draws.for_list(rows).order_by("number"))
    receipts = _receipts(request, award)
    may = allowed(request.actor, Permission.FUNDING_EDIT, at=award.owner_id)
    may = may and award.state in OPEN
    drawn_down = award.financing != Financing.LUMP_SUM
    return {
        "cash": {
            "draws": _draws(calls),
            "drawn_down": drawn_down,
            "groups": _groups(award, where, may and drawn_down),
            "dates": draws.dates_notice(award, request.actor.today),
            "late": late_use(award, items, request.actor.today),
            "box": _cash_box(where, _borne(items, receipts)),
            "advanced": any(here.at_hand < ZERO for _, here in where),
            "receipts": _receipt_table(items, receipts),
            "more": max(len(receipts) - RECEIPTS_SHOWN, 0),
            "all_receipts": f"{reverse('awards:receipts')}?award={award.pk}",
            "new_receipt": reverse("awards:award_receipt_new", args=[award.pk]) if may else "",
        }
    }


def _receipts(request: Request, award: Award) -> list[Receipt]:
    rows = papers.for_list(Receipt.objects.visible_to(request.actor))
    borne = rows.filter(allocations__item__award=award, allocations__withdrawn_on__isnull=True)
    return list(borne.distinct())


def _draws(calls: Sequence[DrawDown]) -> Table:
    rows = [
        [
            Cell(draws.title(call), draws.address(call)),
            Cell(group_name(call.group)),
            Cell(draws.asked(call)),
            Cell(draws.badge(call)),
            Cell(call.requested_on),
            Cell(call.received_on),
            Cell(call.expected_use_on),
        ]
        for call in calls
    ]
    heads = [
        (_("Mittelabruf"), False),
        (_("Gruppe"), False),
        (_("Betrag"), True),
        (_("Stand"), False),
        (_("Angefordert am"), False),
        (_("Eingegangen am"), False),
        (_("Verwendet bis"), False),
    ]
    return Table(_("Mittelabrufe"), heads, rows)


def _groups(
    award: Award, where: Sequence[tuple[AwardItem, Standing]], may: bool
) -> list[dict[str, Any]]:
    """What each group of numbers can still draw, with the way to do it (R-GRT-06)."""
    left: dict[str, Money] = {}
    for item, standing in where:
        left[item.draw_group] = left.get(item.draw_group, ZERO) + standing.undrawn
    new = reverse("awards:draw_down_new", args=[award.pk])
    return [
        {
            "name": group_name(group),
            "left": amount,
            "address": f"{new}?{urlencode({'group': group})}" if may and amount else "",
        }
        for group, amount in sorted(left.items())
    ]


def _borne(items: Sequence[AwardItem], receipts: Sequence[Receipt]) -> dict[int, Money]:
    """How much of each item receipts account for."""
    borne = {item.pk: ZERO for item in items}
    for receipt in receipts:
        for each in papers.live(receipt):
            if each.item_id in borne:
                borne[each.item_id] += each.amount
    return borne


def _cash_box(where: Sequence[tuple[AwardItem, Standing]], borne: dict[int, Money]) -> Table:
    """What came in against what was used and what receipts show, item by item."""
    rows = [_cash_row(str(item), here, borne[item.pk]) for item, here in where]
    whole = sum((here for _, here in where), NOTHING)
    heads = [
        (_("Ziffer und Zweck"), False),
        (_("Eingegangen"), True),
        (_("Verwendet"), True),
        (_("Noch vorhanden"), True),
        (_("Durch Belege gezeigt"), True),
        (_("Von der Bewilligung verbraucht"), True),
    ]
    foot = _cash_row(gettext("Summe"), whole, total(list(borne.values())))
    return Table(_("Eingang, Verwendung, Belege"), heads, rows, foot)


def _cash_row(name: str, here: Standing, borne: Money) -> list[Cell]:
    used = f"{here.spent.cents * 100 // here.awarded.cents} %" if here.awarded else ""
    amounts = (here.drawn, here.spent, here.at_hand, borne)
    return [Cell(name), *[Cell(amount) for amount in amounts], Cell(used, figure=True)]


def _receipt_table(items: Sequence[AwardItem], receipts: Sequence[Receipt]) -> Table:
    """The latest receipts, and the sum of all."""
    here = {item.pk for item in items}
    rows = []
    for receipt in receipts[:RECEIPTS_SHOWN]:
        mine = [each for each in papers.live(receipt) if each.item_id in here]
        rows.append(
            [
                Cell(papers.title(receipt), papers.address(receipt)),
                Cell(receipt.subject),
                Cell(receipt.payer),
                Cell(receipt.paid_on),
                Cell(", ".join(str(each.item) for each in mine)),
                Cell(receipt.amount),
                Cell(total([each.amount for each in mine])),
            ]
        )
    heads = [
        (_("Beleg"), False),
        (_("Wofür"), False),
        (_("Bezahlt von"), False),
        (_("Bezahlt am"), False),
        (_("Topf"), False),
        (_("Betrag"), True),
        (_("Aus diesem Bescheid"), True),
    ]
    borne = total(list(_borne(items, receipts).values()))
    blank = Cell("")
    foot = [Cell(_("Summe aller Belege")), blank, blank, blank, blank, blank, Cell(borne)]
    return Table(_("Belege"), heads, rows, foot)
