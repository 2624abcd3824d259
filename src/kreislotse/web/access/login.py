"""Coming in and leaving."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.login_attempts import forget_failures, record_failure, refuse_guessing
from kreislotse.kernel.refusals import DomainError
from kreislotse.sample.accounts import DEMO_PASSWORD
from kreislotse.web.access.demo import demo_accounts
from kreislotse.web.requests import Request


class LoginForm(AuthenticationForm):
    """Account name and password; the same answer whether the account exists or not."""

    error_messages = {
        "invalid_login": _("E-Mail-Adresse und Passwort passen nicht zu einem offenen Konto."),
        "inactive": _("E-Mail-Adresse und Passwort passen nicht zu einem offenen Konto."),
    }
    keeps_draft = False
    request: Request

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, label_suffix="", **options)
        self.fields["username"].label = _("E-Mail-Adresse")
        self.fields["username"].widget = forms.EmailInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "maxlength": 254}
        )
        self.fields["password"].label = _("Passwort")

    def clean(self) -> dict[str, Any]:
        """Refuse while somebody guesses; count the attempt, start anew after what was right.

        Counted before the password is compared, so that guesses at the same time count as well.
        """
        name, at = self.cleaned_data.get("username") or "", self.request.actor.at
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        try:
            refuse_guessing(name, at=at)
        except DomainError as refusal:
            raise ValidationError(refusal.sentence(gettext)) from refusal
        record_failure(name, at=at)
        cleaned = super().clean()
        forget_failures(name)
        return cleaned

    def confirm_login_allowed(self, user: Any) -> None:
        """An account that has ended is answered like one that does not exist."""
        super().confirm_login_allowed(user)
        if user.ends_on < self.request.actor.today:
            raise self.get_invalid_login_error()


class Login(LoginView):
    """The page to come in by; in a demonstration it names the accounts to try."""

    request: Request

    authentication_form = LoginForm
    template_name = "login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        accounts = demo_accounts(self.request.actor.at)
        password = DEMO_PASSWORD if accounts else ""
        return super().get_context_data(**context, demo_accounts=accounts, demo_password=password)

    def form_invalid(self, form: Any) -> Any:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Logout(LogoutView):
    """Leaving, by POST only."""
