"""The forms of programmes, rates and purposes, and of how money is shared out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.funding.models import PostKind, Programme
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, MoneyField, choice
from kreislotse.web.funding.forms import FINANCING, authorities

SHORT_NAME_HINT = _("Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel ki-grundfoerderung")


class ProgrammeForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    financing = forms.ChoiceField(label=_("Finanzierungsart"), choices=FINANCING, required=False)
    funder = choice(_("Geldgeber"), required=False, empty=_("noch offen"))
    granting_authority = choice(_("Bewilligungsbehörde"), required=False, empty=_("noch offen"))
    needs_consent = forms.BooleanField(
        label=_("Vor dem Antrag ist eine grundsätzliche Zustimmung nötig"), required=False
    )
    excludes_other_funding = forms.BooleanField(
        label=_("Zahlt nicht, was andere schon fördern"), required=False
    )
    exclusion_norm = forms.CharField(
        label=_("Vorschrift dazu"),
        required=False,
        max_length=200,
        help_text=_("zum Beispiel § 9 Abs. 4 TIntG"),
    )
    valid_from = DateField(label=_("Gilt ab"), required=False)
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(label=_("Quelle"), required=False, max_length=400)

    def offer(self, actor: Actor) -> None:
        self.put_up(funder=authorities(actor))
        self.put_up(granting_authority=authorities(actor))


class NewProgrammeForm(ProgrammeForm):
    code = forms.SlugField(label=_("Kurzname"), max_length=60, help_text=SHORT_NAME_HINT)
    field_order = ("name", "code")


class RateChangeForm(ActionForm):
    per_full_post = MoneyField(
        label=_("Jährlich je volle Stelle"),
        required=False,
        help_text=_("in Euro; leer, solange der Betrag nirgends zu lesen ist"),
    )
    valid_from = DateField(label=_("Gilt ab"))
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(
        label=_("Quelle"), max_length=400, help_text=_("Richtlinie oder Bescheid mit Datum")
    )


class RateForm(RateChangeForm):
    post_kind = choice(_("Art der Stelle"))
    field_order = ("post_kind",)

    def offer(self, actor: Actor) -> None:
        self.put_up(post_kind=PostKind.objects.visible_to(actor).order_by("title"))


class PurposeForm(ActionForm):
    title = forms.CharField(label=_("Zweck"), max_length=300)
    code = forms.SlugField(
        label=_("Kurzname"),
        max_length=60,
        help_text=_("Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel sprachkurse"),
    )


class UseForm(ActionForm):
    initiative = initiative_field()
    programme = choice(_("Förderprogramm"))

    def offer(self, actor: Actor) -> None:
        self.put_up(initiative=open_to(actor, Permission.FUNDING_EDIT))
        self.put_up(programme=Programme.objects.visible_to(actor).order_by("sort_key"))


class DistributionForm(ActionForm):
    agreed_with_municipalities = forms.BooleanField(
        label=_("Mit den Städten und Gemeinden abgestimmt"), required=False
    )
    rule = forms.CharField(
        label=_("Wie verteilt wird"),
        required=False,
        max_length=300,
        help_text=_("zum Beispiel: zu gleichen Teilen"),
    )
