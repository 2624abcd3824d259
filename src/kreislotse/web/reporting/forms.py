"""Forms for the deeds on committee papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.mandates.models import Meeting
from kreislotse.mandates.states import ConsultationRole, MeetingState, ProposalKind
from kreislotse.organisations.models import Body, Organisation
from kreislotse.reporting.states import Verdict
from kreislotse.web.forms import ActionForm, DateField, choice, place

WRITE = Permission.PAPER_WRITE


class PlainForm(ActionForm):
    """A deed that asks for nothing."""


class DeliberationForm(ActionForm):
    """Where the paper is deliberated."""

    body = choice(_("Gremium"), required=False, empty=_("noch offen"))
    meeting = choice(
        _("Sitzung"),
        required=False,
        empty=_("noch offen"),
        help_text=_("Aus Sitzung und Ladungsfrist folgt der letzte Tag für die Freigabe."),
    )

    def offer(self, actor: Actor) -> None:
        places = actor.places(WRITE)
        bodies = Body.objects.visible_to(actor).filter(owner__in=places)
        self.put_up(body=bodies.order_by("sort_key", "pk"))
        meetings = Meeting.objects.visible_to(actor).filter(owner__in=places)
        planned = meetings.filter(state=MeetingState.PLANNED)
        self.put_up(meeting=planned.select_related("body").order_by("held_on", "pk"))


class NewReportForm(DeliberationForm):
    field_order = (
        *("owner", "subject", "as_of", "body", "meeting", "role", "proposal_kind", "proposal"),
        *("department", "signatory"),
    )

    owner = place(_("Kreis"))
    subject = forms.CharField(label=_("Betreff"), max_length=300)
    as_of = DateField(label=_("Stichtag"))
    role = forms.ChoiceField(label=_("Aufgabe des Gremiums"), choices=ConsultationRole.choices)
    proposal_kind = forms.ChoiceField(
        label=_("Art des Beschlussvorschlags"), choices=ProposalKind.choices
    )
    proposal = forms.CharField(
        label=_("Beschlussvorschlag"),
        required=False,
        widget=forms.Textarea,
        help_text=_(
            "Bei „Kenntnisnahme“ wird der übliche Satz eingesetzt, wenn Sie nichts eintragen."
        ),
    )
    department = forms.CharField(label=_("Abteilung"), required=False, max_length=200)
    signatory = forms.CharField(
        label=_("Es zeichnet"), required=False, max_length=200, help_text=_("sonst: Der Landrat")
    )

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        own = Organisation.objects.visible_to(actor).filter(pk__in=actor.places(WRITE))
        self.put_up(owner=own)


class FollowUpForm(DeliberationForm):
    field_order = ("as_of", "body", "meeting")

    as_of = DateField(label=_("Stichtag"))


class ReportForm(ActionForm):
    title = forms.CharField(label=_("Betreff"), max_length=300)
    as_of = DateField(label=_("Stichtag"))
    signatory = forms.CharField(
        label=_("Es zeichnet"), required=False, max_length=200, help_text=_("sonst: Der Landrat")
    )


class SectionForm(ActionForm):
    title = forms.CharField(label=_("Überschrift"), max_length=300)


class TextForm(ActionForm):
    text = forms.CharField(label=_("Text"), widget=forms.Textarea, max_length=5000)


class OwnTextForm(TextForm):
    form = forms.ChoiceField(
        label=_("Als"), choices=(("sentence", _("Satz")), ("item", _("Punkt einer Liste")))
    )


class DepartmentsForm(ActionForm):
    departments = forms.CharField(
        label=_("Wer soll mitzeichnen?"),
        widget=forms.Textarea,
        help_text=_("Eine Stelle je Zeile, zum Beispiel: Kämmerei"),
        error_messages={"required": _("Nennen Sie mindestens eine Stelle, die mitzeichnen soll.")},
    )

    def clean_departments(self) -> list[str]:
        return [
            line.strip() for line in self.cleaned_data["departments"].splitlines() if line.strip()
        ]


class VerdictForm(ActionForm):
    verdict = forms.ChoiceField(
        label=_("Ihr Votum"),
        choices=[
            (Verdict.SIGNED, _("Ich zeichne mit")),
            (Verdict.OBJECTED, _("Ich habe Bedenken")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Anmerkung"),
        required=False,
        max_length=300,
        widget=forms.Textarea,
        help_text=_("Bei Bedenken nötig"),
    )


def initial_of(record: Any, *names: str) -> dict[str, Any]:
    """What a form for changing this record begins with."""
    return {name: getattr(record, name) for name in names}
