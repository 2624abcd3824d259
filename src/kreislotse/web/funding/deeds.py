"""The deeds on grants, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.funding import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.funding import enclosure_forms, forms

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
    _("Stelle oder Summe in den Antrag aufnehmen"),
    _("Aufnehmen"),
    _("Die Zeile steht im Antrag."),
    forms.LineForm,
    actions.add_application_line,
    EDIT,
    consequence=_(
        "Der Fördersatz ergibt sich aus Programm, Art der Stelle und Stichtag. "
        "Für eine feste Summe lassen Sie Art der Stelle und Anteil leer."
    ),
)
CHANGE_LINE = Deed(
    _("Zeile des Antrags ändern"),
    SAVE,
    _("Die Zeile ist geändert."),
    forms.LineForm,
    actions.change_application_line,
    EDIT,
    consequence=_("Die berechnete Summe ändert sich. Im Verlauf bleibt stehen, was hier stand."),
)
REMOVE_LINE = Deed(
    _("Zeile aus dem Antrag nehmen"),
    _("Herausnehmen"),
    _("Die Zeile steht nicht mehr im Antrag."),
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
REASONS = Deed(
    _("Antrag begründen"),
    SAVE,
    _("Die Begründung ist eingetragen."),
    forms.ReasonsForm,
    actions.state_reasons,
    EDIT,
)
DECLARE = Deed(
    _("Erklärungen zum Antrag"),
    SAVE,
    _("Die Erklärungen sind eingetragen."),
    forms.DeclarationsForm,
    actions.make_declarations,
    EDIT,
    consequence=_("Ausgaben vor der Bewilligung zählen nur, wenn der Beginn vorher erlaubt ist."),
)
ADD_CO_FINANCING = Deed(
    _("Mitfinanzierung eintragen"),
    _("Eintragen"),
    _("Die Mitfinanzierung ist eingetragen."),
    enclosure_forms.CoFinancingForm,
    actions.add_co_financing,
    EDIT,
)
REMOVE_CO_FINANCING = Deed(
    _("Mitfinanzierung herausnehmen"),
    _("Herausnehmen"),
    _("Die Mitfinanzierung steht nicht mehr im Antrag."),
    forms.SureForm,
    actions.remove_co_financing,
    EDIT,
)
ADD_ANNEX = Deed(
    _("Anlage beifügen"),
    _("Beifügen"),
    _("Die Anlage liegt bei."),
    enclosure_forms.AnnexForm,
    actions.add_annex,
    EDIT,
)
REMOVE_ANNEX = Deed(
    _("Anlage herausnehmen"),
    _("Herausnehmen"),
    _("Die Anlage liegt nicht mehr bei."),
    forms.SureForm,
    actions.remove_annex,
    EDIT,
)
ANSWER = Deed(
    _("Rückfrage beantworten"),
    SAVE,
    _("Die Antwort ist eingetragen."),
    enclosure_forms.AnswerForm,
    actions.answer_inquiry,
    EDIT,
)
RENEW = Deed(
    _("Für ein weiteres Jahr beantragen"),
    _("Antrag anlegen"),
    _("Der neue Antrag ist angelegt. Prüfen Sie die Sätze und tragen Sie die Summe ein."),
    enclosure_forms.RenewalForm,
    actions.renew_application,
    EDIT,
    consequence=_(
        "Stellen, Summen, Mitfinanzierung und Begründung werden übernommen, die Fördersätze neu "
        "nachgeschlagen. Erklärungen und Anlagen sind neu abzugeben."
    ),
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
    "settle": Deed(
        _("Rückfragen erledigt"),
        _("Als erledigt eintragen"),
        _("Die Rückfragen sind erledigt."),
        forms.NoteForm,
        actions.settle_inquiries,
        verb="settle_inquiries",
        consequence=_("Der Antrag liegt dann wieder bei der Behörde."),
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
    "inquiry": Deed(
        _("Rückfrage eintragen"),
        _("Eintragen"),
        _("Die Rückfrage ist eingetragen."),
        enclosure_forms.InquiryForm,
        actions.record_inquiry,
        verb="record_inquiry",
    ),
    "return": Deed(
        _("Zurück in den Entwurf"),
        _("Zurücknehmen"),
        _("Der Antrag ist wieder ein Entwurf."),
        forms.ReasonForm,
        actions.return_to_draft,
        verb="return_to_draft",
        consequence=_("Danach ist eine neue Freigabe nötig."),
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
