"""The deeds on runs and their lines, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.allocation import actions
from kreislotse.web.allocation import run_forms as forms
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm

EDIT = Permission.COURSE_EDIT

PROPOSE = Deed(
    _("Plätze vergeben"),
    _("Vorschlag rechnen"),
    _("Der Vorschlag ist gerechnet. Noch hat niemand einen Platz."),
    forms.ProposeForm,
    actions.propose_run,
    EDIT,
    consequence=_(
        "Der Vorschlag gilt für alle, die heute auf der Liste warten. Wer schon einen Platz hat, "
        "behält ihn."
    ),
    template="allocation/run_new.html",
)
REDRAW = Deed(
    _("Neu rechnen"),
    _("Neu rechnen"),
    _("Der Vorschlag ist neu gerechnet."),
    forms.RedrawForm,
    actions.redraw_run,
    verb="discard_run",
    consequence=_(
        "Der bisherige Vorschlag wird verworfen. Der neue nimmt den Stand von heute; was jemand "
        "anders entschieden hat, bleibt."
    ),
)
SIGN = Deed(
    _("Vorschlag freigeben"),
    _("Freigeben"),
    _("Der Vorschlag ist freigegeben. Jetzt können die Plätze angeboten werden."),
    ActionForm,
    actions.sign_run,
    verb="sign_run",
    template="allocation/run_sign.html",
)
REOPEN = Deed(
    _("Zurück zum Vorschlag"),
    _("Freigabe zurücknehmen"),
    _("Die Freigabe ist zurückgenommen."),
    forms.ReasonForm,
    actions.reopen_run,
    verb="reopen_run",
    consequence=_("Danach kann wieder geändert werden, und jemand gibt neu frei."),
)
DISCARD = Deed(
    _("Vorschlag verwerfen"),
    _("Verwerfen"),
    _("Der Vorschlag ist verworfen."),
    forms.ReasonForm,
    actions.discard_run,
    verb="discard_run",
    consequence=_("Er bleibt nachlesbar, gibt aber niemandem einen Platz."),
)
SEND = Deed(
    _("Plätze anbieten"),
    _("Jetzt anbieten"),
    _("Die Plätze sind angeboten."),
    forms.SendForm,
    actions.send_offers,
    verb="send_offers",
    consequence=_(
        "Alle Angebote gehen zusammen hinaus. Einzelne nehmen Sie danach auf der Seite des "
        "Listeneintrags zurück."
    ),
    template="allocation/run_send.html",
)
MOVE_UP = Deed(
    _("Nachrücken"),
    _("Freie Plätze anbieten"),
    _("Die frei gewordenen Plätze sind angeboten."),
    forms.SendForm,
    actions.move_up,
    EDIT,
    consequence=_(
        "Nach denselben Kriterien und Punkten. Wer einen Platz hat, behält ihn; wer abgesagt hat "
        "oder nicht mehr wartet, ist nicht dabei."
    ),
    template="allocation/run_move_up.html",
)
OVERRIDE = Deed(
    _("Anders entscheiden"),
    _("So entscheiden"),
    _("Es ist anders entschieden. Der Vorschlag ist danach neu gerechnet."),
    forms.OverrideForm,
    actions.override_line,
    EDIT,
    template="allocation/line_override.html",
)
TAKE_BACK = Deed(
    _("Wieder wie vorgeschlagen"),
    _("Entscheidung zurücknehmen"),
    _("Es gilt wieder, was die Kriterien ergeben."),
    ActionForm,
    actions.take_back_override,
    EDIT,
)
# The steps of a run, by the name of their page.
STEPS = {"sign": SIGN, "send": SEND, "reopen": REOPEN, "discard": DISCARD}
