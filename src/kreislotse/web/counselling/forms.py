"""The forms of services and their kinds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.counselling.models import ServiceKind
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, choice


class ServiceForm(ActionForm):
    initiative = initiative_field()
    kind = choice(_("Leistung"))
    position = forms.IntegerField(
        label=_("Platz in der Liste"),
        min_value=1,
        max_value=999,
        help_text=_("1 steht im Bericht zuerst"),
    )

    def offer(self, actor: Actor) -> None:
        self.put_up(initiative=open_to(actor, Permission.INITIATIVE_EDIT))
        self.put_up(kind=ServiceKind.objects.visible_to(actor).order_by("title"))


class RemovalForm(ActionForm):
    """A deed that needs nothing but a yes."""


class KindForm(ActionForm):
    title = forms.CharField(label=_("Leistung"), max_length=300)
    code = forms.SlugField(
        label=_("Kurzname"),
        max_length=40,
        help_text=_("Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel anerkennung"),
    )
    valid_from = DateField(label=_("Gilt ab"), required=False)
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(label=_("Quelle"), required=False, max_length=400)
