"""The deeds on courses and their participants, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.courses import actions
from kreislotse.web.courses import course_forms as forms
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm

EDIT = Permission.COURSE_EDIT

PLAN = Deed(
    _("Kurs anlegen"),
    _("Anlegen"),
    _("Der Kurs ist angelegt. Tragen Sie jetzt die Zeiten ein."),
    forms.NewCourseForm,
    actions.plan_course,
    EDIT,
)
CHANGE = Deed(
    _("Kurs ändern"),
    _("Speichern"),
    _("Der Kurs ist geändert."),
    forms.CourseForm,
    actions.change_course,
    EDIT,
)
SEATS = Deed(
    _("Plätze ändern"),
    _("Speichern"),
    _("Die Plätze sind geändert."),
    forms.SeatsForm,
    actions.set_seats,
    EDIT,
    consequence=_("Weniger Plätze, als vergeben sind, lassen sich nicht eintragen."),
)
TIMES = Deed(
    _("Zeiten des Unterrichts"),
    _("Speichern"),
    _("Die Zeiten sind gespeichert."),
    forms.TimesForm,
    actions.change_course,
    EDIT,
    consequence=_("Tage ohne Unterricht lassen Sie leer."),
)
APPLY = Deed(
    _("Als beantragt eintragen"),
    _("Eintragen"),
    _("Der Kurs ist als beantragt eingetragen."),
    ActionForm,
    actions.apply_for_course,
    verb="apply_for_course",
)
OPEN = Deed(
    _("Für Anmeldungen öffnen"),
    _("Öffnen"),
    _("Der Kurs nimmt jetzt auf."),
    ActionForm,
    actions.open_course,
    verb="open_course",
    consequence=_("Danach können Plätze angeboten werden."),
)
BEGIN = Deed(
    _("Kurs beginnt"),
    _("Beginn eintragen"),
    _("Der Kurs läuft."),
    ActionForm,
    actions.begin_course,
    verb="begin_course",
)
END = Deed(
    _("Kurs beenden"),
    _("Ende eintragen"),
    _("Der Kurs ist beendet."),
    ActionForm,
    actions.end_course,
    verb="end_course",
)
CANCEL = Deed(
    _("Kurs fällt aus"),
    _("Kurs absagen"),
    _("Der Kurs fällt aus. Wer einen Platz hatte, wartet wieder."),
    forms.CancelForm,
    actions.cancel_course,
    verb="cancel_course",
    consequence=_(
        "Alle, die einen Platz haben, kommen mit ihren bisherigen Tagen zurück auf die Liste. "
        "Das lässt sich nicht zurücknehmen."
    ),
)
LESSON = Deed(
    _("Unterrichtstag eintragen"),
    _("Eintragen"),
    _("Der Unterrichtstag ist eingetragen. Tragen Sie ein, wer da war."),
    forms.LessonForm,
    actions.add_lesson,
)
PRESENCE = Deed(
    _("Anwesenheit"),
    _("Anwesenheit speichern"),
    _("Die Anwesenheit ist gespeichert."),
    forms.PresenceForm,
    actions.record_presence,
)
START = Deed(
    _("Teilnahme beginnt"),
    _("Beginn eintragen"),
    _("Die Teilnahme hat begonnen."),
    ActionForm,
    actions.start_entry,
    verb="start_entry",
)
NO_SHOW = Deed(
    _("Nicht erschienen"),
    _("Eintragen"),
    _("Es ist eingetragen. Der Platz ist wieder frei."),
    ActionForm,
    actions.note_no_show,
    verb="note_no_show",
    consequence=_("Der Platz wird frei und geht an die nächste Person der Liste."),
)
DROP_OUT = Deed(
    _("Abbruch eintragen"),
    _("Eintragen"),
    _("Der Abbruch ist eingetragen. Der Platz ist wieder frei."),
    forms.DropOutForm,
    actions.drop_out,
    verb="drop_out",
    consequence=_("Der Platz wird frei."),
)
COMPLETE = Deed(
    _("Kurs abgeschlossen"),
    _("Speichern"),
    _("Der Abschluss ist eingetragen."),
    forms.CompleteForm,
    actions.complete_entry,
    verb="complete_entry",
)
# The steps of a course and of a participant, by the name of their page.
STEPS = {"apply": APPLY, "open": OPEN, "begin": BEGIN, "end": END, "cancel": CANCEL}
TAKING_PART = {"start": START, "complete": COMPLETE, "no_show": NO_SHOW, "drop_out": DROP_OUT}
