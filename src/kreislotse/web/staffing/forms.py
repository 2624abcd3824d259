"""The forms of posts, secondments and external staff."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.funding.models import ApplicationLine
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, ShareField, choice, choices

_SHARE_HINT = _("volle Stellen, zum Beispiel 2,0 oder 0,5; leer, wenn offen")
_SCHOOL = (OrganisationKind.DISTRICT_GOVERNMENT, OrganisationKind.SCHOOL_AUTHORITY)
_EMPLOYERS = (
    OrganisationKind.FEDERAL_AGENCY,
    OrganisationKind.REGIONAL_DIRECTORATE,
    OrganisationKind.EMPLOYMENT_AGENCY,
    OrganisationKind.JOB_CENTRE,
    OrganisationKind.PROVIDER,
    OrganisationKind.OTHER,
)


class LineChoice(forms.ModelChoiceField):
    """A line of an application, named with its application."""

    def label_from_instance(self, line: Any) -> str:
        return f"{line.application.title}: {line.title}"


class PostForm(ActionForm):
    title = forms.CharField(label=_("Stelle"), max_length=300)
    share = ShareField(label=_("Anteil"), required=False, help_text=_SHARE_HINT)
    funded_by = LineChoice(
        None,
        label=_("Finanziert aus"),
        required=False,
        empty_label=_("noch offen"),
        help_text=_("Zeile eines Antrags desselben Vorhabens"),
    )
    planned_from = DateField(label=_("Geplant ab"), required=False)
    recruitment = forms.CharField(label=_("Zur Besetzung"), required=False, max_length=300)

    def offer(self, actor: Actor) -> None:
        lines = ApplicationLine.objects.visible_to(actor).select_related("application")
        self.put_up(funded_by=lines.order_by("application_id", "position"))


class NewPostForm(PostForm):
    initiative = initiative_field()
    field_order = ("initiative",)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(initiative=open_to(actor, Permission.POST_EDIT))


class NoteForm(ActionForm):
    note = forms.CharField(label=_("Bemerkung"), required=False, max_length=500)


class FillForm(ActionForm):
    filled_on = DateField(
        label=_("Besetzt ab"), help_text=_("erster Arbeitstag, zum Beispiel 02.05.2016")
    )


class VacateForm(ActionForm):
    vacant_from = DateField(label=_("Frei ab"))


class SecondmentForm(ActionForm):
    role = forms.CharField(
        label=_("Wer abgeordnet wird"), max_length=200, help_text=_("Lehrkräfte")
    )
    share = ShareField(label=_("Anteil"), required=False, help_text=_SHARE_HINT)
    arrangement = forms.CharField(label=_("Form"), required=False, max_length=200)
    recruiter = choice(_("Auswahl durch"), required=False, empty=_("noch offen"))
    parties = choices(_("In Abstimmung mit"), required=False)
    target_on = DateField(label=_("Beginn"), required=False)
    target_reason = forms.CharField(
        label=_("Warum dann"),
        required=False,
        max_length=200,
        help_text=_("zum Beispiel: Beginn des Schulhalbjahres"),
    )
    ends_on = DateField(label=_("Ende"), required=False)

    def offer(self, actor: Actor) -> None:
        places = actor.places(Permission.POST_EDIT)
        own = Q(pk__in=places) | Q(part_of__in=places)
        all_of_them = Organisation.objects.visible_to(actor).order_by("sort_key")
        self.put_up(recruiter=all_of_them.filter(own | Q(kind__in=_SCHOOL)))
        self.put_up(parties=all_of_them.filter(kind__in=_SCHOOL))


class NewSecondmentForm(SecondmentForm):
    initiative = initiative_field()
    at_next_half_year = forms.BooleanField(
        label=_("Ohne Datum: zum nächsten Schulhalbjahr"), required=False
    )
    field_order = ("initiative",)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(initiative=open_to(actor, Permission.POST_EDIT))


class StepForm(ActionForm):
    taken_on = DateField(label=_("Am"))
    document = forms.CharField(
        label=_("Schriftstück"),
        max_length=200,
        help_text=_("aus dem der Schritt hervorgeht, ohne Namen von Personen"),
    )


class ExternalStaffForm(ActionForm):
    employer = choice(_("Arbeitgeber"))
    area_text = forms.CharField(label=_("Zuständig für"), required=False, max_length=200)
    headcount = forms.IntegerField(label=_("Kräfte insgesamt"), required=False, min_value=0)
    in_district = forms.IntegerField(label=_("davon im Kreis"), required=False, min_value=0)

    def offer(self, actor: Actor) -> None:
        employers = Organisation.objects.visible_to(actor).filter(kind__in=_EMPLOYERS)
        self.put_up(employer=employers.order_by("sort_key"))


class NewExternalStaffForm(ExternalStaffForm):
    initiative = initiative_field()
    field_order = ("initiative",)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(initiative=open_to(actor, Permission.POST_EDIT))
