"""What the list and the page of receipts show, and the deeds on them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.awards import actions
from kreislotse.awards.models import Allocation, AwardItem, Receipt
from kreislotse.awards.states import OtherFunding
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.organisations.models import Organisation
from kreislotse.web.awards import receipts_forms as forms
from kreislotse.web.awards.cash_tables import Cell, Table
from kreislotse.web.awards.draw_downs_pages import award_address, awards_of
from kreislotse.web.deeds import Deed
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT

ENTER = Deed(
    _("Beleg eintragen"),
    _("Eintragen"),
    _("Der Beleg ist eingetragen."),
    forms.ReceiptForm,
    actions.enter_receipt,
    EDIT,
    consequence=_("Hat der Kreis selbst bezahlt, wird die Ausgabe im gewählten Topf gebucht."),
)
ALLOCATE = Deed(
    _("Beleg einem weiteren Topf zuordnen"),
    _("Zuordnen"),
    _("Der Beleg ist zugeordnet."),
    forms.AllocateForm,
    actions.allocate_receipt,
    EDIT,
    consequence=_("Zusammen tragen die Töpfe und andere höchstens den ganzen Betrag."),
)
WITHDRAW = Deed(
    _("Zuordnung zurückziehen"),
    _("Zurückziehen"),
    _("Die Zuordnung ist zurückgezogen."),
    forms.WithdrawForm,
    actions.withdraw_allocation,
    EDIT,
    consequence=_("Was dafür gebucht war, wird storniert. Der Beleg selbst bleibt stehen."),
)


def title(receipt: Receipt) -> str:
    return gettext("Beleg {number}").format(number=receipt.pk)


def address(receipt: Receipt) -> str:
    return reverse("awards:receipt", args=[receipt.pk])


def live(receipt: Receipt) -> list[Allocation]:
    """The allocations that stand; all are prefetched."""
    return [each for each in receipt.allocations.all() if each.withdrawn_on is None]


def left(receipt: Receipt) -> Money:
    """What nobody bears yet."""
    taken = total([each.amount for each in live(receipt)])
    return receipt.amount - (receipt.other_amount or ZERO) - taken


def for_list(rows: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """With everything that a line or a page shows, without the bytes of the files."""
    return (
        rows.select_related("payer", "file")
        .defer("file__content")
        .prefetch_related("allocations__item__award")
        .order_by("-paid_on", "-pk")
    )


def _pots(receipt: Receipt) -> str:
    return ", ".join(f"{each.item.award.title}: {each.item}" for each in live(receipt))


def _items_of(actor: Actor) -> list[tuple[str, Any]]:
    rows = AwardItem.objects.visible_to(actor).select_related("award")
    ordered = rows.order_by("award__sort_key", "award_id", "position")
    return [(str(item.pk), f"{item.award.title}: {item}") for item in ordered]


def _payers_of(actor: Actor) -> list[tuple[str, Any]]:
    places = actor.places(Permission.FUNDING_READ)
    rows = Organisation.objects.visible_to(actor).filter(receipts__owner__in=places).distinct()
    return [(str(pk), name) for pk, name in rows.order_by("sort_key").values_list("pk", "name")]


def _borne_by(rows: QuerySet[Receipt], **pots: Any) -> QuerySet[Receipt]:
    """The receipts that these pots bear now."""
    named = {f"allocations__{name}": value for name, value in pots.items()}
    return rows.filter(allocations__withdrawn_on__isnull=True, **named).distinct()


RECEIPTS = Listing(
    _("Belege"),
    [
        Column("subject", _("Wofür"), lambda row: row.subject, sort="sort_key", link=address),
        Column("payee", _("Bezahlt an"), lambda row: row.payee),
        Column("payer", _("Bezahlt von"), lambda row: row.payer, sort="payer__sort_key"),
        Column("paid_on", _("Bezahlt am"), lambda row: row.paid_on, sort="paid_on"),
        Column("amount", _("Betrag"), lambda row: row.amount, sort="amount", numeric=True),
        Column("pots", _("Topf"), _pots),
        Column("left", _("Noch nicht zugeordnet"), left, numeric=True),
        Column("number", _("Rechnungsnummer"), lambda row: row.invoice_number),
        Column("file", _("Datei"), lambda row: bool(row.file_id)),
    ],
    _("Noch kein Beleg. Tragen Sie den ersten ein, am schnellsten mit dem Telefon."),
    filters=[
        Filter(
            "award",
            _("Bescheid"),
            awards_of,
            lambda rows, chosen: _borne_by(rows, item__award=chosen),
        ),
        Filter("item", _("Topf"), _items_of, lambda rows, chosen: _borne_by(rows, item=chosen)),
        Filter(
            "payer",
            _("Bezahlt von"),
            _payers_of,
            lambda rows, chosen: rows.filter(payer=chosen),
        ),
    ],
    file_name="belege",
)


def receipt_page(request: Request, receipt: Receipt) -> dict[str, Any]:
    rest = left(receipt)
    more = reverse("awards:receipt_allocate", args=[receipt.pk])
    context = record_context(
        request,
        receipt,
        title=title(receipt),
        crumbs=[(_("Belege"), reverse("awards:receipts"))],
        extra_deeds=[(EDIT, ALLOCATE.title, more)] if rest else [],
        state=_state(receipt, rest),
    )
    may_edit = allowed(request.actor, EDIT, at=receipt.owner_id)
    return context | {
        "facts": _facts(receipt, rest),
        "allocations": _allocations(receipt, may_edit),
    }


def _state(receipt: Receipt, rest: Money) -> Badge:
    if not live(receipt):
        return Badge(_("keinem Topf zugeordnet"), "warning")
    return Badge(_("teilweise zugeordnet"), "info") if rest else Badge(_("zugeordnet"), "success")


def _facts(receipt: Receipt, rest: Money) -> list[tuple[Any, ...]]:
    file = receipt.file
    others = receipt.get_other_funding_display()
    if receipt.other_funding != OtherFunding.NONE:
        others = f"{others}: {receipt.other_amount}"
    return [
        (_("Wofür"), receipt.subject),
        (_("Bezahlt an"), receipt.payee),
        (_("Rechnungsnummer"), receipt.invoice_number),
        (_("Betrag"), receipt.amount),
        (_("Datum des Belegs"), receipt.dated),
        (_("Bezahlt am"), receipt.paid_on),
        (_("Bezahlt von"), receipt.payer),
        (_("Andere tragen"), others),
        (_("Noch nicht zugeordnet"), rest),
        (_("Datei"), file, reverse("awards:attachment", args=[file.pk]) if file else ""),
    ]


def _allocations(receipt: Receipt, may_edit: bool) -> Table:
    rows = []
    for each in sorted(receipt.allocations.all(), key=lambda each: each.pk):
        award = each.item.award
        cells = [
            Cell(award.title, award_address(award)),
            Cell(str(each.item)),
            Cell(each.amount),
            Cell(Badge(_("zurückgezogen")) if each.withdrawn_on else Badge(_("gilt"), "success")),
        ]
        if may_edit:
            link = reverse("awards:allocation_withdraw", args=[each.pk])
            open_link = "" if each.withdrawn_on else link
            cells.append(Cell(_("Zurückziehen") if open_link else "", open_link, each.item))
        rows.append(cells)
    heads = [
        (_("Bescheid"), False),
        (_("Topf"), False),
        (_("Betrag"), True),
        (_("Stand"), False),
        *([(_("Ändern"), False)] if may_edit else []),
    ]
    return Table(_("Zuordnung zu den Töpfen"), heads, rows)
