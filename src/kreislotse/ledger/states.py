"""The kinds of accounts and of transfers between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """Two chains per purpose: what can be claimed from the authority, and what may be spent.

    Both begin outside the district (STATE, BUDGET); only those two may go below zero.
    """

    STATE = "state", _("Bewilligungsbehörde")
    UNDRAWN = "undrawn", _("noch nicht abgerufen")
    REQUESTED = "requested", _("abgerufen, noch nicht eingegangen")
    DRAWN = "drawn", _("eingegangen")
    REPAID = "repaid", _("an die Bewilligungsbehörde zurückgezahlt")
    BUDGET = "budget", _("Bewilligung")
    AVAILABLE = "available", _("frei")
    COMMITTED = "committed", _("gebunden")
    PAID = "paid", _("ausgezahlt")
    PROVEN = "proven", _("nachgewiesen")
    RETURNED = "returned", _("zurückgegeben")


OUTSIDE = (AccountKind.STATE, AccountKind.BUDGET)


class TransferKind(models.TextChoices):
    AWARD = "award", _("Bewilligung")
    REDUCTION = "reduction", _("Kürzung")
    REALLOCATION = "reallocation", _("Umschichtung")
    DRAW_REQUEST = "draw_request", _("Mittelabruf")
    DRAW_CANCELLED = "draw_cancelled", _("Mittelabruf zurückgenommen")
    DRAW_RECEIPT = "draw_receipt", _("Eingang vom Land")
    COMMITMENT = "commitment", _("Bindung")
    RELEASE = "release", _("Freigabe einer Bindung")
    PAYMENT = "payment", _("Auszahlung")
    PROOF = "proof", _("Nachweis anerkannt")
    REFUND = "refund", _("Rückzahlung des Empfängers")
    REPAYMENT = "repayment", _("Rückzahlung an das Land")
    REVERSAL = "reversal", _("Storno")


A = AccountKind
T = TransferKind
# From where to where each kind of transfer moves money; a reversal goes the way back.
WAYS: dict[str, frozenset[tuple[str, str]]] = {
    T.AWARD: frozenset({(A.STATE, A.UNDRAWN), (A.BUDGET, A.AVAILABLE)}),
    T.REDUCTION: frozenset({(A.UNDRAWN, A.STATE), (A.AVAILABLE, A.BUDGET)}),
    T.REALLOCATION: frozenset((kind, kind) for kind in (A.AVAILABLE, A.UNDRAWN, A.DRAWN)),
    T.DRAW_REQUEST: frozenset({(A.UNDRAWN, A.REQUESTED)}),
    T.DRAW_CANCELLED: frozenset({(A.REQUESTED, A.UNDRAWN)}),
    T.DRAW_RECEIPT: frozenset({(A.REQUESTED, A.DRAWN)}),
    T.COMMITMENT: frozenset({(A.AVAILABLE, A.COMMITTED)}),
    T.RELEASE: frozenset({(A.COMMITTED, A.AVAILABLE)}),
    T.PAYMENT: frozenset({(A.COMMITTED, A.PAID)}),
    T.PROOF: frozenset({(A.PAID, A.PROVEN)}),
    T.REFUND: frozenset({(A.PAID, A.AVAILABLE)}),
    T.REPAYMENT: frozenset({(A.DRAWN, A.REPAID), (A.AVAILABLE, A.RETURNED)}),
}
# The two chains of an item: what it may claim and what it may spend are always the same sum.
CLAIM = (A.UNDRAWN, A.REQUESTED, A.DRAWN, A.REPAID)
BUDGETED = (A.AVAILABLE, A.COMMITTED, A.PAID, A.PROVEN, A.RETURNED)
# How far the money of an award has come: each stage holds what has got at least so far.
STAGES: dict[str, tuple[AccountKind, ...]] = {
    "awarded": BUDGETED,
    "drawn": (A.DRAWN, A.REPAID),
    "committed": (A.COMMITTED, A.PAID, A.PROVEN),
    "paid": (A.PAID, A.PROVEN),
    "proven": (A.PROVEN,),
    "returned": (A.RETURNED,),
}
