"""The forms of quotas and course kinds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import CourseKind
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, choice

_AREAS = (
    OrganisationKind.DISTRICT,
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.EMPLOYMENT_AGENCY,
    OrganisationKind.JOB_CENTRE,
)


class QuotaForm(ActionForm):
    kind = choice(_("Art des Kurses"))
    places = forms.IntegerField(
        label=_("Plätze"), required=False, min_value=0, help_text=_("leer, wenn offen")
    )
    area = choice(_("Für das Gebiet von"), required=False, empty=_("noch offen"))

    def offer(self, actor: Actor) -> None:
        self.put_up(kind=CourseKind.objects.visible_to(actor).order_by("title"))
        areas = Organisation.objects.visible_to(actor).filter(kind__in=_AREAS)
        self.put_up(area=areas.order_by("sort_key"))


class NewQuotaForm(QuotaForm):
    initiative = initiative_field()
    field_order = ("initiative",)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(initiative=open_to(actor, Permission.COURSE_EDIT))


class KindForm(ActionForm):
    title = forms.CharField(label=_("Art des Kurses"), max_length=200)
    code = forms.SlugField(
        label=_("Kurzname"),
        max_length=40,
        help_text=_("Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel esf-bamf"),
    )
    units = forms.IntegerField(
        label=_("Unterrichtseinheiten"),
        required=False,
        min_value=1,
        help_text=_("zu 45 Minuten; leer, wenn offen"),
    )
    valid_from = DateField(label=_("Gilt ab"), required=False)
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(label=_("Quelle"), required=False, max_length=400)
