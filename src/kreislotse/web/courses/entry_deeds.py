"""The deeds on waiting lists, entries, offers, duties and entitlements, as their pages show."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.courses import actions
from kreislotse.web.courses import entry_forms as forms
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm

EDIT = Permission.COURSE_EDIT

OPEN_LIST = Deed(
    _("Warteliste anlegen"),
    _("Anlegen"),
    _("Die Warteliste ist angelegt."),
    forms.NewListForm,
    actions.open_list,
    EDIT,
)
SET_ORDER = Deed(
    _("Reihenfolge festlegen"),
    _("Festlegen"),
    _("Die Reihenfolge ist festgelegt."),
    forms.OrderForm,
    actions.set_order,
    EDIT,
    consequence=_(
        "Die Reihenfolge gilt ab dem genannten Tag für alle auf der Liste. Die bisherige bleibt "
        "gespeichert."
    ),
)
CLOSE_LIST = Deed(
    _("Liste schließen"),
    _("Schließen"),
    _("Die Liste ist geschlossen."),
    ActionForm,
    actions.close_list,
    EDIT,
    consequence=_("Danach wird niemand mehr auf diese Liste aufgenommen."),
)
ENTER = Deed(
    _("Person auf die Liste setzen"),
    _("Auf die Liste setzen"),
    _("Die Person steht auf der Liste."),
    forms.EntryForm,
    actions.enter_person,
)
CHANGE = Deed(
    _("Angaben zum Kurswunsch ändern"),
    _("Speichern"),
    _("Die Angaben sind geändert."),
    forms.ChangeEntryForm,
    actions.change_entry,
)
REFER = Deed(
    _("Meldebogen eintragen"),
    _("Eintragen"),
    _("Die Person ist gemeldet."),
    ActionForm,
    actions.refer_entry,
    verb="refer_entry",
)
ASSESS = Deed(
    _("Einstufung eintragen"),
    _("Speichern"),
    _("Die Einstufung ist eingetragen."),
    forms.AssessForm,
    actions.assess_entry,
    verb="assess_entry",
)
ADMIT = Deed(
    _("Aufnehmen"),
    _("Aufnehmen"),
    _("Die Person ist aufgenommen und wartet auf einen Platz."),
    ActionForm,
    actions.admit_entry,
    verb="admit_entry",
    consequence=_(
        "Geprüft wird, ob heute eine Berechtigung gilt oder das Regelwerk der Liste die Teilnahme "
        "erlaubt."
    ),
)
REMOVE = Deed(
    _("Von der Liste nehmen"),
    _("Von der Liste nehmen"),
    _("Die Person steht nicht mehr auf der Liste."),
    forms.StopForm,
    actions.remove_entry,
    verb="remove_entry",
    consequence=_(
        "Wegen „nicht erreicht“ geht das erst nach zwei eingetragenen Versuchen an verschiedenen "
        "Tagen."
    ),
)
AGAIN = Deed(
    _("Wieder auf die Liste setzen"),
    _("Wieder auf die Liste setzen"),
    _("Die Person wartet wieder."),
    ActionForm,
    actions.wait_again,
    verb="wait_again",
    consequence=_(
        "Die Person stellt sich neu an: Der Tag der Aufnahme ist heute. Wann sie zuerst gefragt "
        "hat, bleibt stehen."
    ),
)
JUMP = Deed(
    _("Vorziehen"),
    _("Vorziehen"),
    _("Die Person ist vorgezogen."),
    forms.ReasonForm,
    actions.jump,
    EDIT,
    consequence=_("Der Grund ist für alle sichtbar, die diese Liste sehen."),
)
JUMP_BACK = Deed(
    _("Nicht mehr vorziehen"),
    _("Nicht mehr vorziehen"),
    _("Die Person steht wieder an ihrer Stelle."),
    ActionForm,
    actions.take_back_jump,
    EDIT,
)
ATTEMPT = Deed(
    _("Kontaktversuch eintragen"),
    _("Eintragen"),
    _("Der Versuch ist eingetragen."),
    forms.AttemptForm,
    actions.record_attempt,
)
OFFER = Deed(
    _("Platz anbieten"),
    _("Platz anbieten"),
    _("Der Platz ist angeboten und so lange vergeben."),
    forms.OfferForm,
    actions.offer_place,
    verb="offer_place",
)
LETTER = Deed(
    _("Brief mit Antwort-Link"),
    _("Brief erstellen"),
    _("Der Brief ist erstellt."),
    forms.LetterForm,
    actions.make_reply_link,
    verb="accept_offer",
    consequence=_(
        "Im Brief steht eine Adresse, unter der die Person ohne Anmeldung zusagt oder absagt. "
        "Jeder Brief bekommt eine neue; die aus einem früheren Brief gilt dann nicht mehr."
    ),
)
ACCEPT = Deed(
    _("Zusage eintragen"),
    _("Zusage eintragen"),
    _("Die Zusage ist eingetragen."),
    ActionForm,
    actions.accept_offer,
    verb="accept_offer",
)
DECLINE = Deed(
    _("Absage eintragen"),
    _("Absage eintragen"),
    _("Die Absage ist eingetragen. Der Platz ist wieder frei."),
    forms.StopForm,
    actions.decline_offer,
    verb="decline_offer",
)
EXPIRE = Deed(
    _("Frist ist verstrichen"),
    _("Angebot beenden"),
    _("Das Angebot ist beendet. Der Platz ist wieder frei."),
    ActionForm,
    actions.expire_offer,
    verb="expire_offer",
    consequence=_("Das geht erst nach der Frist und mit einem eingetragenen Kontaktversuch."),
)
WITHDRAW = Deed(
    _("Angebot zurücknehmen"),
    _("Zurücknehmen"),
    _("Das Angebot ist zurückgenommen. Die Person wartet wieder."),
    forms.StopForm,
    actions.withdraw_offer,
    verb="withdraw_offer",
)
FULFIL = Deed(
    _("Als unterrichtet eintragen"),
    _("Eintragen"),
    _("Es ist eingetragen."),
    forms.DoneForm,
    actions.fulfil_duty,
)
NOTE_REGIMES = Deed(
    _("Geändertes Leistungsrecht vormerken"),
    _("Vormerken"),
    _("Wer die neue Stelle zu unterrichten hat, steht jetzt hier."),
    forms.DistrictForm,
    actions.note_regime_changes,
    EDIT,
    consequence=_(
        "Für alle, deren Leistungsrecht sich während des Wartens geändert hat, wird vorgemerkt, "
        "dass die neue Stelle zu unterrichten ist. Niemand verliert seinen Platz."
    ),
)
ENTITLE = Deed(
    _("Berechtigung eintragen"),
    _("Eintragen"),
    _("Die Berechtigung ist eingetragen."),
    forms.EntitlementForm,
    actions.record_entitlement,
)
UNENTITLE = Deed(
    _("Berechtigung herausnehmen"),
    _("Herausnehmen"),
    _("Die Berechtigung ist herausgenommen."),
    ActionForm,
    actions.remove_entitlement,
    consequence=_("Nur, was versehentlich eingetragen wurde und noch niemandem genutzt hat."),
)
# The steps of an entry and of an offer, by the name of their page.
STEPS = {"refer": REFER, "assess": ASSESS, "admit": ADMIT, "again": AGAIN, "remove": REMOVE}
ANSWERS = {
    "accept": ACCEPT,
    "decline": DECLINE,
    "letter": LETTER,
    "expire": EXPIRE,
    "withdraw": WITHDRAW,
}
