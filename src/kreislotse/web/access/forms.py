"""Forms for accounts and roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import ROLE_NAMES, Actor
from kreislotse.organisations.models import Organisation
from kreislotse.web.forms import ActionForm, DateField, choice


class AccountForm(ActionForm):
    keeps_draft = False

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-Mail"), help_text=_("Mit dieser Adresse meldet sich die Person an.")
    )
    function = forms.CharField(label=_("Funktion"), max_length=200, required=False)
    ends_on = DateField(
        label=_("Konto endet am"),
        help_text=_("Jedes Konto hat einen letzten Tag. Sie können ihn später verschieben."),
    )


class OpenAccountForm(AccountForm):
    password = forms.CharField(
        label=_("Erstes Passwort"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Mindestens 12 Zeichen. Ohne Passwort kann sich noch niemand anmelden."),
    )

    def clean_password(self) -> str | None:
        return self.cleaned_data["password"] or None


class CloseAccountForm(ActionForm):
    """Nothing to fill in: one look, one click."""


class ReopenAccountForm(ActionForm):
    ends_on = DateField(label=_("Konto endet am"))


class PasswordForm(ActionForm):
    keeps_draft = False

    password = forms.CharField(
        label=_("Neues Passwort"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Mindestens 12 Zeichen, kein gebräuchliches Wort."),
    )


class OwnPasswordForm(PasswordForm):
    field_order = ("current", "password")

    current = forms.CharField(
        label=_("Bisheriges Passwort"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class RoleForm(ActionForm):
    role = forms.ChoiceField(
        label=_("Rolle"), choices=[(role.value, name) for role, name in ROLE_NAMES.items()]
    )
    organisation = choice(_("Bei"))
    valid_from = DateField(label=_("Ab"))
    valid_to = DateField(label=_("Bis"))

    def offer(self, actor: Actor) -> None:
        seen = Organisation.objects.visible_to(actor).order_by("sort_key", "pk")
        self.put_up(organisation=seen)


class EndRoleForm(ActionForm):
    ends_on = DateField(label=_("Letzter Tag"))
