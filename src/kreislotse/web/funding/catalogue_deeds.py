"""The deeds on programmes, rates and purposes, and on how money is shared out."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.funding import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.funding import catalogue_forms, guideline_forms

EDIT = Permission.FUNDING_EDIT
SAVE = _("Speichern")
ENDS = _("Was bis dahin ohne Ende galt, endet am Tag davor.")

# Reference data: asked for in the view, because either of two rights will do.
NEW_PROGRAMME = Deed(
    _("Förderprogramm anlegen"),
    _("Anlegen"),
    _("Das Programm ist angelegt."),
    catalogue_forms.NewProgrammeForm,
    actions.register_programme,
)
CHANGE_PROGRAMME = Deed(
    _("Förderprogramm ändern"),
    SAVE,
    _("Das Programm ist geändert."),
    catalogue_forms.ProgrammeForm,
    actions.change_programme,
)
NEW_RATE = Deed(
    _("Fördersatz eintragen"),
    _("Eintragen"),
    _("Der Fördersatz ist eingetragen."),
    catalogue_forms.RateForm,
    actions.record_rate,
)
CHANGE_RATE = Deed(
    _("Fördersatz ändern"),
    SAVE,
    _("Der Fördersatz ist geändert."),
    catalogue_forms.RateChangeForm,
    actions.change_rate,
    consequence=_("Entwürfe mit diesem Satz rechnen sofort mit dem neuen Betrag."),
)
NEW_GUIDELINE = Deed(
    _("Fassung der Richtlinie eintragen"),
    _("Eintragen"),
    _("Die Fassung ist eingetragen."),
    guideline_forms.GuidelineForm,
    actions.record_guideline,
    consequence=ENDS,
)
CHANGE_GUIDELINE = Deed(
    _("Fassung der Richtlinie ändern"),
    SAVE,
    _("Die Fassung ist geändert."),
    guideline_forms.GuidelineForm,
    actions.change_guideline,
)
NEW_NUMBER = Deed(
    _("Ziffer eintragen"),
    _("Eintragen"),
    _("Die Ziffer ist eingetragen."),
    guideline_forms.NumberForm,
    actions.record_number,
    consequence=ENDS,
)
CHANGE_NUMBER = Deed(
    _("Ziffer ändern"),
    SAVE,
    _("Die Ziffer ist geändert."),
    guideline_forms.NumberForm,
    actions.change_number,
)
NEW_DATE = Deed(
    _("Jahrestermin eintragen"),
    _("Eintragen"),
    _("Der Jahrestermin ist eingetragen."),
    guideline_forms.YearlyDateForm,
    actions.record_programme_date,
)
CHANGE_DATE = Deed(
    _("Jahrestermin ändern"),
    SAVE,
    _("Der Jahrestermin ist geändert."),
    guideline_forms.YearlyDateForm,
    actions.change_programme_date,
)
NEW_ANNEX = Deed(
    _("Geforderte Anlage eintragen"),
    _("Eintragen"),
    _("Die Anlage ist eingetragen."),
    guideline_forms.RequiredAnnexForm,
    actions.record_required_annex,
    consequence=ENDS,
)
CHANGE_ANNEX = Deed(
    _("Geforderte Anlage ändern"),
    SAVE,
    _("Die Anlage ist geändert."),
    guideline_forms.RequiredAnnexForm,
    actions.change_required_annex,
)
NEW_PURPOSE = Deed(
    _("Zweck anlegen"),
    _("Anlegen"),
    _("Der Zweck ist angelegt."),
    catalogue_forms.PurposeForm,
    actions.register_purpose,
)
USE = Deed(
    _("Förderprogramm in Anspruch nehmen"),
    SAVE,
    _("Das Vorhaben nimmt das Programm in Anspruch."),
    catalogue_forms.UseForm,
    actions.use_programme,
    EDIT,
)
DISTRIBUTE = Deed(
    _("Verteilung auf die Städte und Gemeinden"),
    SAVE,
    _("Die Verteilung ist eingetragen."),
    catalogue_forms.DistributionForm,
    actions.agree_distribution,
    EDIT,
)
