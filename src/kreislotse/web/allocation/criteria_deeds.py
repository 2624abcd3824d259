"""The deeds around criteria, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.allocation.actions import criteria as actions
from kreislotse.web.allocation import criteria_forms as forms
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm

EDIT = Permission.COURSE_EDIT

NEW_SET = Deed(
    title=_("Neue Kriterien"),
    button=_("Kriterien anlegen"),
    done=_("Die Kriterien sind angelegt. Legen Sie jetzt fest, was zählt."),
    form=forms.CriteriaSetForm,
    action=actions.add_criteria_set,
    needs=EDIT,
)
DRAFT = Deed(
    title=_("Neue Fassung entwerfen"),
    button=_("Entwurf anlegen"),
    done=_("Der Entwurf ist angelegt. Bis Sie ihn veröffentlichen, gilt die bisherige Fassung."),
    form=ActionForm,
    action=actions.draft_criteria,
    needs=EDIT,
    consequence=_("Der Entwurf beginnt als Kopie der letzten Fassung."),
)
CHANGE = Deed(
    title=_("Kriterien ändern"),
    button=_("Entwurf speichern"),
    done=_("Der Entwurf ist gespeichert."),
    form=forms.CriteriaForm,
    action=actions.change_criteria,
    needs=EDIT,
    consequence=_(
        "Punkte wiegen nur im Verhältnis zueinander. Was eine Änderung bewirkt, zeigt danach der "
        "Vergleich zweier Fassungen."
    ),
    template="allocation/criteria_form.html",
)
PUBLISH = Deed(
    title=_("Kriterien veröffentlichen"),
    button=_("Veröffentlichen"),
    done=_("Die Fassung ist veröffentlicht. Ab jetzt werden Plätze nach ihr vergeben."),
    form=ActionForm,
    action=actions.publish_criteria,
    verb="publish_criteria",
    consequence=_(
        "Danach ist die Fassung nicht mehr zu ändern; die bisher veröffentlichte ist abgelöst. "
        "Vorschläge, die es schon gibt, bleiben bei ihrer Fassung."
    ),
    template="allocation/criteria_publish.html",
)
RETIRE = Deed(
    title=_("Kriterien ablösen"),
    button=_("Ablösen"),
    done=_("Die Fassung ist abgelöst."),
    form=ActionForm,
    action=actions.retire_criteria,
    verb="retire_criteria",
    consequence=_(
        "Danach werden nach diesen Kriterien keine Plätze mehr vergeben, bis eine neue Fassung "
        "veröffentlicht ist."
    ),
)
