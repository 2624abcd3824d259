"""The deeds on notices and what follows from them, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.awards import actions
from kreislotse.web.awards import forms, later_forms
from kreislotse.web.deeds import Deed

EDIT = Permission.FUNDING_EDIT
SAVE = _("Speichern")
ENTER_BUTTON = _("Eintragen")

ENTER = Deed(
    _("Bescheid eintragen"),
    ENTER_BUTTON,
    _("Der Bescheid ist eingetragen. Eine zweite Person prüft und bucht ihn."),
    forms.NewAwardForm,
    actions.enter_award,
    EDIT,
    consequence=_("Gebucht wird erst, wenn eine zweite Person den Bescheid geprüft hat."),
    template="awards/award_form.html",
)
CHANGE = Deed(
    _("Bescheid berichtigen"),
    SAVE,
    _("Der Bescheid ist berichtigt."),
    forms.TermsForm,
    actions.change_award,
    EDIT,
    template="awards/award_form.html",
)
ITEMS = Deed(
    _("Positionen berichtigen"),
    SAVE,
    _("Die Positionen sind berichtigt."),
    forms.ItemsForm,
    actions.change_items,
    EDIT,
    consequence=_("Was hier steht, tritt an die Stelle der bisherigen Positionen."),
    template="awards/award_form.html",
)
CONDITION = Deed(
    _("Nebenbestimmung eintragen"),
    ENTER_BUTTON,
    _("Die Nebenbestimmung ist eingetragen."),
    forms.ConditionForm,
    actions.add_condition,
    EDIT,
)
REMOVE_CONDITION = Deed(
    _("Nebenbestimmung herausnehmen"),
    _("Herausnehmen"),
    _("Die Nebenbestimmung steht nicht mehr beim Bescheid."),
    forms.SureForm,
    actions.remove_condition,
    EDIT,
    consequence=_("Schon erstellte Verträge ändern sich nicht. Im Verlauf bleibt der Text stehen."),
)
SERVICE = Deed(
    _("Bekanntgabe eintragen"),
    ENTER_BUTTON,
    _("Die Bekanntgabe ist eingetragen."),
    forms.ServiceForm,
    actions.record_service,
    EDIT,
    consequence=_(
        "Mit der Post gilt der Bescheid einige Tage nach der Aufgabe als bekannt gegeben. "
        "Danach läuft die Frist von einem Monat."
    ),
)
WAIVE = Deed(
    _("Verzicht auf den Rechtsbehelf eintragen"),
    ENTER_BUTTON,
    _("Der Verzicht ist eingetragen. Der Bescheid ist bestandskräftig."),
    forms.WaiverForm,
    actions.waive_appeal,
    EDIT,
    consequence=_("Der Bescheid ist damit sofort bestandskräftig. Das lässt sich nicht umkehren."),
)
PAYMENT = Deed(
    _("Zahlung der Pauschale eintragen"),
    ENTER_BUTTON,
    _("Die Zahlung ist eingetragen."),
    forms.LumpSumPaymentForm,
    actions.record_lump_sum_payment,
    EDIT,
    consequence=_("Eine Pauschale kommt zu ihren Terminen, ohne abgerufen zu werden."),
)
CHANGE_LATER = Deed(
    _("Änderungsbescheid eintragen"),
    ENTER_BUTTON,
    _("Der Änderungsbescheid ist eingetragen und gebucht."),
    later_forms.AwardChangeForm,
    actions.record_award_change,
    EDIT,
    consequence=_("Beträge werden sofort gebucht, Fristen folgen dem neuen Zeitraum."),
)
REALLOCATE = Deed(
    _("Umschichten"),
    _("Umschichten"),
    _("Das Geld ist umgeschichtet."),
    later_forms.ReallocationForm,
    actions.reallocate_item,
    EDIT,
    consequence=_("Umgeschichtet wird nur, was frei ist. Die Summe des Bescheids bleibt gleich."),
)
PROOF_DUE = Deed(
    _("Frist des Nachweises ändern"),
    SAVE,
    _("Die Frist ist geändert."),
    later_forms.ProofDueForm,
    actions.change_proof_due,
    EDIT,
)
RAISE = Deed(
    _("Mitteilungspflicht eintragen"),
    ENTER_BUTTON,
    _("Die Mitteilungspflicht ist eingetragen. Teilen Sie es der Behörde heute mit."),
    later_forms.DutyForm,
    actions.raise_duty,
    EDIT,
)
REPORT = Deed(
    _("Mitteilung an die Behörde eintragen"),
    ENTER_BUTTON,
    _("Die Mitteilung ist eingetragen."),
    later_forms.ReportForm,
    actions.report_duty,
    EDIT,
)
DROP = Deed(
    _("Mitteilung entfällt"),
    SAVE,
    _("Die Mitteilung entfällt."),
    later_forms.DropForm,
    actions.drop_duty,
    EDIT,
)
DEMAND = Deed(
    _("Rückforderung eintragen"),
    ENTER_BUTTON,
    _("Die Rückforderung ist eingetragen."),
    later_forms.DemandForm,
    actions.demand_repayment,
    EDIT,
    consequence=_("Der Bescheid hat danach den Stand „Rückforderung“, bis alles gezahlt ist."),
)
REPAID = Deed(
    _("Rückzahlung eintragen"),
    ENTER_BUTTON,
    _("Die Rückzahlung ist eingetragen und gebucht."),
    later_forms.RepaidForm,
    actions.record_repayment,
    verb="record_repayment",
    consequence=_(
        "Zinsen laufen vom ersten Zinstag bis zum Tag der Zahlung; beide Tage zählen. "
        "Gebucht wird der Betrag ohne Zinsen, sie trägt der Kreis aus eigenen Mitteln."
    ),
)
