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
