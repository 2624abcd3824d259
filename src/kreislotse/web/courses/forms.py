"""The forms of quotas and course kinds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import CourseKind
from kreislotse.courses.states import DutyKind
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.states import Level
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


_LEVELS = [("", _("nicht festgelegt")), *Level.choices]


def _number(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=500, help_text=help_text
    )


class TermsForm(ActionForm):
    """What a norm says of a kind of course; what it does not say is left empty."""

    valid_from = DateField(label=_("Gilt ab"))
    norm = forms.CharField(label=_("Norm"), required=False, max_length=200)
    source = forms.CharField(label=_("Quelle"), required=False, max_length=400)
    minimum = _number(_("Mindestzahl"))
    maximum = _number(_("Höchstzahl"))
    entry_from = forms.ChoiceField(label=_("Niveau von"), choices=_LEVELS, required=False)
    entry_to = forms.ChoiceField(label=_("Niveau bis"), choices=_LEVELS, required=False)
    evidence_months = _number(_("Ein Zertifikat des Niveaus ist höchstens so alt"), _("in Monaten"))
    entitlement_months = _number(_("Eine Berechtigung gilt"), _("in Monaten"))
    permission_months = _number(_("Bei Aufenthaltsgestattung gilt sie"), _("in Monaten"))
    register_months = _number(_("Anmeldung nach der Berechtigung binnen"), _("in Monaten"))
    inform_weeks = _number(_("Ohne Kurs ist zu unterrichten nach"), _("in Wochen"))
    inform = forms.MultipleChoiceField(
        label=_("Zu unterrichten"),
        required=False,
        choices=[each for each in DutyKind.choices if each[0] != DutyKind.NEW_BODY],
        widget=forms.CheckboxSelectMultiple,
    )


class ContingentForm(ActionForm):
    organisation = choice(_("Für Kurse in"))
    places = forms.IntegerField(label=_("Plätze"), min_value=1)
    flows_back_on = DateField(label=_("Fließen zurück am"))

    def offer(self, actor: Actor) -> None:
        areas = Organisation.objects.visible_to(actor).filter(
            kind__in=(OrganisationKind.DISTRICT, OrganisationKind.MUNICIPALITY)
        )
        self.put_up(organisation=areas.order_by("sort_key", "pk"))
