"""The deeds around consent texts, consents and documented norms, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.participants import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm
from kreislotse.web.participants import consents_forms as forms

DRAFT = Deed(
    _("Neue Fassung anlegen"),
    _("Anlegen"),
    _("Die Fassung ist angelegt. Sie gilt noch nicht."),
    forms.DraftForm,
    lambda *, actor, owner: actions.draft_consent_version(owner, actor=actor),
    needs=Permission.CONSENT_WRITE,
    consequence=_("Sie beginnt als Kopie der letzten Fassung. Die erste beginnt mit Mustern."),
)
CHANGE = Deed(
    _("Fassung ändern"),
    _("Speichern"),
    _("Die Fassung ist geändert."),
    forms.VersionForm,
    actions.change_consent_version,
    needs=Permission.CONSENT_WRITE,
)
RELEASE = Deed(
    _("Fassung freigeben"),
    _("Freigeben"),
    _("Die Fassung ist in Gebrauch."),
    ActionForm,
    actions.release_consent_version,
    verb="release_consent_version",
    template="participants/consent_release.html",
    consequence=_(
        "Ab jetzt tragen alle Städte und Gemeinden Einwilligungen auf diese Texte ein. Sie lassen "
        "sich danach nicht mehr ändern. Die bisherige Fassung kommt außer Gebrauch."
    ),
)
RETIRE = Deed(
    _("Fassung außer Gebrauch nehmen"),
    _("Außer Gebrauch nehmen"),
    _("Die Fassung ist außer Gebrauch."),
    ActionForm,
    actions.retire_consent_version,
    verb="retire_consent_version",
    consequence=_(
        "Bis eine andere Fassung freigegeben ist, kann niemand eine Einwilligung eintragen. Was "
        "auf diese Texte hin erklärt wurde, gilt weiter."
    ),
)
CHANGE_TEXT = Deed(
    _("Text ändern"),
    _("Speichern"),
    _("Der Text ist geändert."),
    forms.TextForm,
    actions.change_consent_text,
    needs=Permission.CONSENT_WRITE,
    consequence=_(
        "Wörter in geschweiften Klammern bleiben stehen, dort erscheinen Namen und Zahlen."
    ),
)
RECORD = Deed(
    _("Entscheidung eintragen"),
    _("Eintragen"),
    _("Die Entscheidung ist eingetragen."),
    forms.ConsentEntryForm,
    actions.record_consent,
    needs=Permission.PERSON_EDIT,
    template="participants/person_consent.html",
    consequence=_("Lesen Sie den Text gemeinsam. Wer nicht einwilligt, hat davon keine Nachteile."),
)
DOCUMENT = Deed(
    _("Rechtsgrundlage dokumentieren"),
    _("Dokumentieren"),
    _("Die Rechtsgrundlage ist dokumentiert."),
    forms.BasisForm,
    lambda *, actor, owner, **values: actions.document_basis(owner, actor=actor, **values),
    needs=Permission.CONSENT_RELEASE,
    consequence=_(
        "Nach dieser Norm dürfen die Daten aller Personen des Kreises zu diesem Zweck an den "
        "Empfänger gehen, auch ohne Einwilligung."
    ),
)
END = Deed(
    _("Rechtsgrundlage beenden"),
    _("Beenden"),
    _("Die Rechtsgrundlage endet mit diesem Tag."),
    forms.EndBasisForm,
    actions.end_basis,
    needs=Permission.CONSENT_RELEASE,
    consequence=_("Danach geht nichts mehr auf dieser Grundlage hinaus. Sie bleibt nachlesbar."),
)
