"""Conflicts of interest: list, forms, deeds (R-DIS-10)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.models import Account
from kreislotse.access.policy import Actor, Permission
from kreislotse.forwarding import actions
from kreislotse.forwarding.models import ConflictOfInterest
from kreislotse.organisations.models import Organisation
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm, DateField, choice, place
from kreislotse.web.forwarding.forwardings_forms import recipients
from kreislotse.web.listing import Column, Listing

READ = Permission.FUNDING_READ
ACCOUNTS = Permission.ACCOUNT_EDIT


def conflicts_listing(actor: Actor) -> Listing:
    """Who must not decide where; the way to end it only where the reader may."""
    return Listing(
        _("Befangenheiten"),
        [
            Column("account", _("Wer"), lambda row: row.account.name, sort="account__sort_key"),
            Column(
                "organisation",
                _("Gehört zu"),
                lambda row: row.organisation.name,
                sort="organisation__sort_key",
            ),
            Column("since", _("Seit"), lambda row: row.since, sort="since"),
            Column("until", _("Bis"), lambda row: row.until, sort="until"),
            Column("end", _("Ändern"), lambda row: _end(row, actor), link=lambda r: _way(r, actor)),
        ],
        _("Keine Befangenheit eingetragen. Tragen Sie ein, wenn Sie einem Empfänger angehören."),
        searchable=False,
        file_name="befangenheiten",
        intro=_("Wer einem Empfänger angehört, entscheidet nicht über dessen Anträge."),
    )


class DeclareForm(ActionForm):
    owner = place(_("Bei"))
    organisation = choice(_("Empfänger, dem die Person angehört"))
    since = DateField(label=_("Seit"))

    def offer(self, actor: Actor) -> None:
        places = actor.places(READ) | actor.places(ACCOUNTS)
        own = Organisation.objects.visible_to(actor).filter(pk__in=places)
        self.put_up(owner=own.order_by("sort_key"), organisation=recipients(actor))


class DeclareForOthersForm(DeclareForm):
    account = choice(_("Konto"))
    field_order = ("owner", "account")

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(account=Account.objects.visible_to(actor).order_by("sort_key"))


class EndForm(ActionForm):
    until = DateField(label=_("Letzter Tag"))


DECLARE = Deed(
    _("Befangenheit eintragen"),
    _("Eintragen"),
    _("Die Befangenheit ist eingetragen."),
    DeclareForm,
    actions.declare_conflict,
    consequence=_("Sie entscheiden dann nicht mehr über Anträge dieses Empfängers."),
)
DECLARE_FOR_OTHERS = Deed(
    _("Befangenheit eintragen"),
    _("Eintragen"),
    _("Die Befangenheit ist eingetragen."),
    DeclareForOthersForm,
    actions.declare_conflict,
    consequence=_("Das Konto entscheidet dann nicht mehr über Anträge dieses Empfängers."),
)
END = Deed(
    _("Befangenheit beenden"),
    _("Beenden"),
    _("Das Ende der Befangenheit ist eingetragen."),
    EndForm,
    actions.end_conflict,
)


def may_end(conflict: ConflictOfInterest, actor: Actor) -> bool:
    """Who keeps the accounts; nobody for himself."""
    return conflict.account_id != actor.person_id and conflict.owner_id in actor.places(ACCOUNTS)


def _end(conflict: ConflictOfInterest, actor: Actor) -> Any:
    open_and_mine = conflict.until is None and may_end(conflict, actor)
    return gettext("Beenden") if open_and_mine else None


def _way(conflict: ConflictOfInterest, actor: Actor) -> str:
    if not _end(conflict, actor):
        return ""
    return reverse("forwarding:conflict_end", args=[conflict.pk])
