"""The deeds around rules, country lists and verdicts, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.eligibility import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.eligibility import forms
from kreislotse.web.eligibility.rule_form import RuleForm
from kreislotse.web.forms import ActionForm

EDIT, CHECK = Permission.RULE_EDIT, Permission.PERSON_CHECK

NEW_SET = Deed(
    title=_("Neues Regelwerk"),
    button=_("Regelwerk anlegen"),
    done=_("Das Regelwerk ist angelegt. Schreiben Sie jetzt seine Regeln."),
    form=forms.RuleSetForm,
    action=actions.add_rule_set,
    needs=EDIT,
)
DRAFT = Deed(
    title=_("Neue Fassung entwerfen"),
    button=_("Entwurf anlegen"),
    done=_("Der Entwurf ist angelegt. Bis Sie ihn in Kraft setzen, gilt die bisherige Fassung."),
    form=ActionForm,
    action=actions.draft_rules,
    needs=EDIT,
    consequence=_("Der Entwurf beginnt als Kopie der Fassung, die in Kraft ist."),
)
FORCE = Deed(
    title=_("Fassung in Kraft setzen"),
    button=_("In Kraft setzen"),
    done=_("Die Fassung ist in Kraft. Prüfergebnisse nach der alten Fassung sind neu zu prüfen."),
    form=forms.NoteForm,
    action=actions.put_rules_into_force,
    verb="put_rules_into_force",
    consequence=_(
        "Ab jetzt wird nach dieser Fassung geprüft; die bisherige ist abgelöst. Niemand wird "
        "dadurch ausgeschlossen: Wo sich ein Ergebnis ändert, entsteht eine Aufgabe."
    ),
)
RETIRE = Deed(
    title=_("Fassung außer Kraft setzen"),
    button=_("Außer Kraft setzen"),
    done=_("Die Fassung ist außer Kraft."),
    form=forms.NoteForm,
    action=actions.retire_rules,
    verb="retire_rules",
    consequence=_("Danach wird nach diesem Regelwerk nicht mehr geprüft, bis eine neue gilt."),
)
ADD_RULE = Deed(
    title=_("Regel hinzufügen"),
    button=_("Regel speichern"),
    done=_("Die Regel steht im Entwurf."),
    form=RuleForm,
    action=actions.add_rule,
    needs=EDIT,
    template="eligibility/rule_form.html",
)
CHANGE_RULE = Deed(
    title=_("Regel ändern"),
    button=_("Regel speichern"),
    done=_("Die Regel ist geändert."),
    form=RuleForm,
    action=actions.change_rule,
    needs=EDIT,
    template="eligibility/rule_form.html",
)
REMOVE_RULE = Deed(
    title=_("Regel herausnehmen"),
    button=_("Herausnehmen"),
    done=_("Die Regel ist aus dem Entwurf genommen."),
    form=ActionForm,
    action=actions.remove_rule,
    needs=EDIT,
    consequence=_("Fassungen, die schon in Kraft waren, behalten ihre Regeln."),
)
NEW_LIST_VERSION = Deed(
    title=_("Neue Fassung der Länderliste"),
    button=_("Fassung speichern"),
    done=_("Die Fassung ist gespeichert. Die vorige endet am Tag davor."),
    form=forms.ListVersionForm,
    action=actions.add_country_list_version,
    needs=EDIT,
    consequence=_(
        "Angekreuzt sind die Länder der letzten Fassung. Ab dem ersten Tag fragen alle Regeln nach "
        "der neuen."
    ),
)
CRITERIA = Deed(
    title=_("Regelwerk für die Prüfung wählen"),
    button=_("Regelwerk festlegen"),
    done=_("Das Regelwerk ist festgelegt."),
    form=forms.CriteriaForm,
    action=actions.set_criteria,
    needs=Permission.CALL_EDIT,
)
CHECK_CALL = Deed(
    title=_("Gemeldete Personen prüfen"),
    button=_("Jetzt prüfen"),
    done=_("Alle freigegebenen Personen sind geprüft. Entscheiden Sie jetzt über die Ergebnisse."),
    form=ActionForm,
    action=actions.check_call,
    needs=CHECK,
    consequence=_(
        "Geprüft werden alle, die zu dieser Abfrage gemeldet und für den Kreis freigegeben sind. "
        "Niemand wird dadurch ausgeschlossen; es entscheidet immer ein Mensch."
    ),
)
DECIDE = Deed(
    title=_("Über das Prüfergebnis entscheiden"),
    button=_("Entscheidung festhalten"),
    done=_("Die Entscheidung ist festgehalten."),
    form=forms.DecisionForm,
    action=actions.decide,
    needs=CHECK,
)
RENEW = Deed(
    title=_("Neu prüfen"),
    button=_("Neu prüfen"),
    done=_("Neu geprüft ist nach den Regeln und Angaben von heute."),
    form=forms.RenewalForm,
    action=actions.judge,
    needs=CHECK,
    consequence=_(
        "Die folgenden Angaben stehen in keinem Datensatz. Tragen Sie ein, was die Person zeigt "
        "oder sagt; es wird nur mit dem Prüfergebnis aufbewahrt."
    ),
)
RECHECK = Deed(
    title=_("Veraltete Prüfergebnisse neu prüfen"),
    button=_("Jetzt neu prüfen"),
    done=_("Die Ergebnisse sind auf dem Stand von heute. Änderungen stehen in der Liste."),
    form=ActionForm,
    action=actions.recheck,
    needs=CHECK,
    consequence=_(
        "Wo ein anderes Ergebnis herauskommt, entsteht eine Aufgabe. Sonst ändert sich nichts. In "
        "einem Durchgang werden höchstens 5.000 Personen geprüft."
    ),
)
SETTLE = Deed(
    title=_("Aufgabe erledigen"),
    button=_("Als geprüft festhalten"),
    done=_("Die Aufgabe ist erledigt."),
    form=forms.SettleForm,
    action=actions.settle_review,
    needs=CHECK,
)
