"""The deeds on grants, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.funding import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.funding import catalogue_forms, forms

EDIT = Permission.FUNDING_EDIT
SAVE = _("Speichern")

DRAFT = Deed(
    _("Antrag anlegen"),
    _("Anlegen"),
    _("Der Antrag ist angelegt."),
    forms.NewApplicationForm,
    actions.draft_application,
    EDIT,
)
CHANGE = Deed(
    _("Antrag ändern"),
    SAVE,
    _("Der Antrag ist geändert."),
    forms.ApplicationForm,
    actions.change_application,
    EDIT,
)
ADD_LINE = Deed(
    _("Stelle in den Antrag aufnehmen"),
    _("Aufnehmen"),
    _("Die Stelle steht im Antrag."),
    forms.LineForm,
    actions.add_application_line,
    EDIT,
    consequence=_("Der Fördersatz ergibt sich aus Programm, Art der Stelle und Stichtag."),
)
REMOVE_LINE = Deed(
    _("Stelle aus dem Antrag nehmen"),
    _("Herausnehmen"),
    _("Die Stelle steht nicht mehr im Antrag."),
    forms.SureForm,
    actions.remove_application_line,
    EDIT,
    consequence=_("Die berechnete Summe ändert sich. Im Verlauf bleibt stehen, was hier stand."),
)
SUM = Deed(
    _("Beantragte Summe"),
    SAVE,
    _("Die Summe ist eingetragen."),
    forms.SumForm,
    actions.state_requested_sum,
    EDIT,
)
HAND_OVER = Deed(
    _("Antrag übergeben"),
    _("Übergeben"),
    _("Die Übergabe ist eingetragen."),
    forms.HandoverForm,
    actions.hand_over,
    EDIT,
    consequence=_("Ab dem Tag verantwortet die andere Stelle, was hier beantragt wurde."),
)

# In the order in which the page offers them: the first one possible is the next one to take.
APPLICATION_STEPS = {
    "approve": Deed(
        _("Antrag intern freigeben"),
        _("Freigeben"),
        _("Der Antrag ist intern freigegeben."),
        forms.NoteForm,
        actions.approve_application,
        verb="approve_application",
        consequence=_("Danach kann der Antrag gestellt, aber nicht mehr geändert werden."),
    ),
    "submit": Deed(
        _("Antrag stellen"),
        _("Als gestellt eintragen"),
        _("Der Antrag ist gestellt."),
        forms.SubmitForm,
        actions.submit_application,
        verb="submit_application",
        consequence=_("Hier wird nur eingetragen, dass der Antrag abgeschickt ist."),
    ),
    "award": Deed(
        _("Bewilligung eintragen"),
        _("Eintragen"),
        _("Die Bewilligung ist eingetragen."),
        forms.AwardForm,
        actions.record_award,
        verb="record_award",
    ),
    "reject": Deed(
        _("Ablehnung eintragen"),
        _("Eintragen"),
        _("Die Ablehnung ist eingetragen."),
        forms.NoteForm,
        actions.record_rejection,
        verb="record_rejection",
    ),
    "draft": Deed(
        _("Als Entwurf führen"),
        SAVE,
        _("Der Antrag ist ein Entwurf."),
        forms.NoteForm,
        actions.take_up_draft,
        verb="take_up_draft",
    ),
    "unknown": Deed(
        _("Stand als nicht bekannt führen"),
        SAVE,
        _("Der Stand ist als nicht bekannt geführt."),
        forms.NoteForm,
        actions.declare_state_unknown,
        verb="declare_state_unknown",
    ),
    "withdraw": Deed(
        _("Antrag zurückziehen"),
        _("Zurückziehen"),
        _("Der Antrag ist zurückgezogen."),
        forms.ReasonForm,
        actions.withdraw_application,
        verb="withdraw_application",
        consequence=_("Das lässt sich nicht rückgängig machen."),
    ),
}

PREPARE_CONSENT = Deed(
    _("Grundsätzliche Zustimmung vorbereiten"),
    _("Anlegen"),
    _("Die Zustimmung ist angelegt. Wählen Sie als Nächstes das Schreiben."),
    forms.ConsentForm,
    actions.prepare_consent,
    EDIT,
)
CONCUR = Deed(
    _("Einvernehmen eintragen"),
    _("Eintragen"),
    _("Das Einvernehmen ist eingetragen."),
    forms.ConcurrenceForm,
    actions.record_concurrence,
    EDIT,
)

CONSENT_STEPS = {
    "request": Deed(
        _("Zustimmung beantragen"),
        _("Als beantragt eintragen"),
        _("Die Zustimmung ist beantragt."),
        forms.RequestForm,
        actions.request_consent,
        verb="request_consent",
        consequence=_("Die Empfänger des Schreibens gelten als angeschrieben."),
    ),
    "grant": Deed(
        _("Zustimmung eintragen"),
        _("Eintragen"),
        _("Die Zustimmung ist eingetragen."),
        forms.GrantForm,
        actions.record_consent,
        verb="record_consent",
    ),
    "refuse": Deed(
        _("Ablehnung eintragen"),
        _("Eintragen"),
        _("Die Ablehnung ist eingetragen."),
        forms.RefuseForm,
        actions.record_refusal_of_consent,
        verb="record_refusal_of_consent",
    ),
    "withdraw": Deed(
        _("Antrag auf Zustimmung zurückziehen"),
        _("Zurückziehen"),
        _("Der Antrag auf Zustimmung ist zurückgezogen."),
        forms.ReasonForm,
        actions.withdraw_consent_request,
        verb="withdraw_consent_request",
        consequence=_("Das lässt sich nicht rückgängig machen."),
    ),
}

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
