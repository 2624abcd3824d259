"""The deeds of sharing out, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.forwarding import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm
from kreislotse.web.forwarding import plan_forms as forms

EDIT = Permission.FUNDING_EDIT
BY_TOWN = "forwarding/by_town.html"

DRAFT = Deed(
    _("Verteilung vorschlagen"),
    _("Vorschlag anlegen"),
    _("Der Vorschlag ist angelegt. Noch sieht ihn keine Stadt oder Gemeinde."),
    forms.PlanForm,
    actions.draft_plan,
    EDIT,
    template=BY_TOWN,
)
SCENARIOS = Deed(
    _("Mehrere Vorschläge nebeneinander"),
    _("Vorschläge anlegen und vergleichen"),
    _("Die Vorschläge sind angelegt. Noch sieht sie keine Stadt oder Gemeinde."),
    forms.ScenariosForm,
    actions.draft_scenarios,
    EDIT,
    consequence=_(
        "Derselbe Betrag, nach jedem Schlüssel einmal verteilt. Angeboten werden die Schlüssel, "
        "zu denen die Zahlen aller Städte und Gemeinden eingetragen sind."
    ),
)
CHANGE = Deed(
    _("Vorschlag ändern"),
    _("Neu verteilen"),
    _("Der Betrag ist neu verteilt."),
    forms.ChangePlanForm,
    actions.change_plan,
    EDIT,
    template=BY_TOWN,
)
COPY = Deed(
    _("Als weiteren Vorschlag kopieren"),
    _("Kopieren"),
    _("Der Vorschlag ist kopiert. Ändern Sie hier, was anders sein soll."),
    forms.CopyForm,
    actions.copy_plan,
    EDIT,
)
GIVE_UP = Deed(
    _("Anteil aufgeben"),
    _("Anteil aufgeben"),
    _("Der Anteil ist aufgegeben. Der Betrag steht anderen zur Verfügung."),
    forms.GiveUpForm,
    actions.give_up_share,
    EDIT,
    consequence=_("Die Stadt oder Gemeinde kann ihren Anteil danach nicht mehr beantragen."),
)
ASK = Deed(
    _("Städte und Gemeinden fragen"),
    _("Fragen"),
    _("Die Städte und Gemeinden sehen jetzt ihren Anteil und können antworten."),
    forms.AskForm,
    actions.ask_municipalities,
    verb="ask_municipalities",
    consequence=_(
        "Alle, die einen Anteil haben, sehen den eigenen Anteil und die Regel, nicht die Anteile "
        "der anderen. Danach stehen die Anteile fest; ändern lassen sie sich nur in einer Kopie."
    ),
)
DECIDE = Deed(
    _("Verteilung beschließen"),
    _("Beschließen"),
    _("Die Verteilung ist beschlossen."),
    forms.DecideForm,
    actions.decide_plan,
    verb="decide_plan",
    consequence=_(
        "Das Geld wird damit noch nicht gebunden: Gebunden wird erst, was an jemanden "
        "weitergeleitet wird. Der Beschluss lässt sich nicht zurücknehmen."
    ),
)
DROP = Deed(
    _("Vorschlag verwerfen"),
    _("Verwerfen"),
    _("Der Vorschlag ist verworfen."),
    forms.DropForm,
    actions.drop_plan,
    verb="drop_plan",
    consequence=_("Verworfenes bleibt in der Liste stehen, lässt sich aber nicht zurückholen."),
)
SILENCES = Deed(
    _("Fehlende Antworten vermerken"),
    _("Vermerken"),
    _("Vermerkt ist, wer bis zum Termin nicht geantwortet hat."),
    ActionForm,
    actions.note_silences,
    EDIT,
    consequence=_(
        "Alle, deren Frist abgelaufen ist, werden als „keine Antwort bis zum Termin“ geführt. "
        "Eine späte Antwort zählt trotzdem, solange nicht beschlossen ist."
    ),
)

AGREE = Deed(
    _("Einverstanden"),
    _("Einverstanden"),
    _("Eingetragen ist: einverstanden."),
    forms.AgreeForm,
    actions.agree_to_share,
    consequence=_("Bis zum Beschluss lässt sich die Antwort ändern."),
)
OBJECT = Deed(
    _("Einwand erheben"),
    _("Einwand eintragen"),
    _("Der Einwand ist eingetragen."),
    forms.ObjectForm,
    actions.object_to_share,
    consequence=_("Bis zum Beschluss lässt sich die Antwort ändern."),
)
SILENCE = Deed(
    _("Keine Antwort vermerken"),
    _("Vermerken"),
    _("Vermerkt ist: keine Antwort bis zum Termin."),
    ActionForm,
    actions.note_silence,
    EDIT,
)

FIGURES = Deed(
    _("Schlüsselzahlen eintragen"),
    _("Eintragen"),
    _("Die Schlüsselzahlen sind eingetragen."),
    forms.KeyFiguresForm,
    actions.record_key_figures,
    template=BY_TOWN,
    consequence=_(
        "Eine Zahl je Stadt oder Gemeinde, ein Stichtag, eine Quelle. Wer eine Zahl zum selben "
        "Stichtag noch einmal einträgt, berichtigt sie; bestehende Vorschläge ändert das nicht."
    ),
)
REDISTRIBUTE = Deed(
    _("Rest neu verteilen"),
    _("Vorschlag anlegen"),
    _("Aus dem Rest ist ein Vorschlag geworden."),
    forms.CopyForm,
    actions.redistribute_residual,
    EDIT,
    consequence=_("Wer mehrere offene Anträge hat, erhält im Vorschlag einen Anteil."),
)
