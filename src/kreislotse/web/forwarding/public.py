"""What an applicant without an account is told: where it stands, what comes next, what lacks."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.forwarding.keys import may_follow_by_link
from kreislotse.forwarding.models import Forwarding, FundingCall
from kreislotse.forwarding.queries import allowed_kinds, light_form_up_to
from kreislotse.forwarding.states import BEFORE_PAYMENT, ForwardingState
from kreislotse.web.forwarding.forwardings_listings import badge
from kreislotse.web.forwarding.forwardings_pages import way
from kreislotse.web.forwarding.my_proof import my_proof_context
from kreislotse.web.templatetags.parts import shown

_S = ForwardingState
# What has happened and what comes next, in plain words.
_WORDS: dict[str, tuple[Any, Any]] = {
    _S.APPLIED: (
        _("Ihr Antrag ist eingegangen."),
        _("Wir prüfen ihn. Wenn etwas fehlt, melden wir uns bei Ihnen."),
    ),
    _S.CHECKED: (
        _("Ihr Antrag ist geprüft."),
        _("Als Nächstes wird über ihn entschieden. Sie müssen nichts tun."),
    ),
    _S.APPROVED: (
        _("Ihr Antrag ist bewilligt, mit bis zu {amount}."),
        _("Als Nächstes bekommen Sie einen Vertrag zum Unterschreiben."),
    ),
    _S.CONTRACT_SENT: (
        _("Ihr Vertrag über {amount} ist fertig."),
        _("Bitte unterschreiben Sie ihn und schicken Sie ihn an uns zurück."),
    ),
    _S.CONTRACT_SIGNED: (
        _("Der Vertrag ist unterschrieben."),
        _("Als Nächstes überweisen wir das Geld. Heben Sie alle Belege auf."),
    ),
    _S.PAID: (
        _("Am {paid_on} haben wir {amount} überwiesen."),
        _("Bitte zeigen Sie bis zum {due_on}, wofür Sie es ausgegeben haben."),
    ),
    _S.PROOF_RECEIVED: (
        _("Ihr Nachweis ist eingegangen."),
        _("Wir prüfen die Belege. Sie müssen nichts tun."),
    ),
    _S.ACCEPTED: (
        _("Ihr Nachweis ist in Ordnung. Vielen Dank für Ihre Arbeit."),
        _("Sie müssen nichts mehr tun. Heben Sie die Belege auf."),
    ),
    _S.PARTLY_ACCEPTED: (
        _("Ein Teil Ihres Nachweises ist anerkannt."),
        _("Über den Rest bekommen Sie ein Schreiben."),
    ),
    _S.RECOVERY: (
        _("Ein Teil des Geldes ist zurückzuzahlen."),
        _("Betrag und Frist stehen in unserem Schreiben."),
    ),
    _S.CLOSED: (_("Alles ist erledigt. Vielen Dank für Ihre Arbeit."), ""),
    _S.REJECTED: (
        _("Ihr Antrag ist abgelehnt. Der Grund: {reason}"),
        _("Rufen Sie uns an, wenn Sie Fragen dazu haben."),
    ),
    _S.WITHDRAWN: (_("Ihr Antrag ist zurückgezogen."), ""),
}


def apply_initial(call: FundingCall) -> dict[str, Any]:
    """What the form needs to know of the call and its notice."""
    award = call.item.award
    return {"limit": light_form_up_to(award, call), "kinds": allowed_kinds(award)}


def my_application_page(forwarding: Forwarding, key: str) -> dict[str, Any]:
    """The applicant's own page behind the link."""
    happened, follows = _words(forwarding)
    return {
        "title": forwarding.title,
        "forwarding": forwarding,
        "key": key,
        "state": badge(forwarding),
        "way": way(forwarding),
        "happened": happened,
        "follows": follows,
        "missing": _missing(forwarding),
        "bank": forwarding.iban[-4:],
        "may_change_bank": may_follow_by_link(forwarding),
        "documents": forwarding.documents.for_recipient(),
        "bank_address": reverse("forwarding:my_bank", args=[key]),
        **my_proof_context(forwarding, key),
    }


def _missing(forwarding: Forwarding) -> list[str]:
    if forwarding.state in BEFORE_PAYMENT and not forwarding.iban:
        return [say("Ihre Bankverbindung. Ohne sie können wir nichts überweisen.")]
    return []


def _words(forwarding: Forwarding) -> list[str]:
    """The words of its state with its own figures."""
    facts = {
        "amount": shown(forwarding.approved),
        "paid_on": shown(forwarding.paid_on),
        "due_on": shown(forwarding.proof_due_on),
        "reason": forwarding.decision_reason,
    }
    return [str(text).format(**facts) for text in _WORDS[forwarding.state]]
