"""The deeds on accounts and roles."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from kreislotse.access import actions
from kreislotse.access.policy import Permission
from kreislotse.organisations.actions import end_role, grant_role
from kreislotse.web.access import forms
from kreislotse.web.deeds import Deed

OPEN_ACCOUNT = Deed(
    title=_("Konto eröffnen"),
    button=_("Konto eröffnen"),
    done=_("Das Konto ist eröffnet. Vergeben Sie jetzt eine Rolle."),
    form=forms.OpenAccountForm,
    action=actions.open_account,
    needs=Permission.ACCOUNT_EDIT,
)
CHANGE_ACCOUNT = Deed(
    title=_("Konto ändern"),
    button=_("Änderungen speichern"),
    done=_("Das Konto ist geändert."),
    form=forms.AccountForm,
    action=actions.change_account,
    needs=Permission.ACCOUNT_EDIT,
)
CLOSE_ACCOUNT = Deed(
    title=_("Konto schließen"),
    button=_("Konto schließen"),
    done=_("Das Konto ist geschlossen."),
    form=forms.CloseAccountForm,
    action=actions.close_account,
    needs=Permission.ACCOUNT_EDIT,
    consequence=_(
        "Die Person kann sich ab sofort nicht mehr anmelden. Was sie bearbeitet hat, bleibt. "
        "Sie können das Konto später wieder öffnen."
    ),
)
REOPEN_ACCOUNT = Deed(
    title=_("Konto wieder öffnen"),
    button=_("Konto wieder öffnen"),
    done=_("Das Konto ist wieder offen."),
    form=forms.ReopenAccountForm,
    action=actions.reopen_account,
    needs=Permission.ACCOUNT_EDIT,
)
SET_PASSWORD = Deed(
    title=_("Passwort setzen"),
    button=_("Passwort setzen"),
    done=_("Das neue Passwort gilt ab sofort."),
    form=forms.PasswordForm,
    action=actions.set_password,
)
SET_OWN_PASSWORD = replace(SET_PASSWORD, form=forms.OwnPasswordForm)
GRANT_ROLE = Deed(
    title=_("Rolle vergeben"),
    button=_("Rolle vergeben"),
    done=_("Die Rolle ist vergeben."),
    form=forms.RoleForm,
    action=grant_role,
    needs=Permission.ACCOUNT_EDIT,
)
END_ROLE = Deed(
    title=_("Rolle beenden"),
    button=_("Rolle beenden"),
    done=_("Die Rolle ist beendet."),
    form=forms.EndRoleForm,
    action=end_role,
    needs=Permission.ACCOUNT_EDIT,
)
