"""Forms for the deeds on meetings, papers, resolutions and clauses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.mandates.models import ElectoralPeriod, Meeting, Paper
from kreislotse.mandates.states import (
    ClauseKind,
    ConsultationRole,
    PaperKind,
    ProposalKind,
    Result,
)
from kreislotse.organisations.models import Body, Organisation
from kreislotse.web.forms import ActionForm, DateField, choice, place

EDIT = Permission.MANDATE_EDIT


class NoteForm(ActionForm):
    """A deed that may be explained."""

    note = forms.CharField(
        label=_("Anmerkung"), required=False, max_length=1000, widget=forms.Textarea
    )


class ReasonForm(ActionForm):
    """A deed that has to be explained."""

    note = forms.CharField(label=_("Grund"), max_length=1000, widget=forms.Textarea)


class PlainForm(ActionForm):
    """A deed that asks for nothing."""


def own_organisations(actor: Actor, needs: Permission) -> Any:
    """The organisations for which the actor may do it."""
    return Organisation.objects.visible_to(actor).filter(pk__in=actor.places(needs))


def own_bodies(actor: Actor) -> Any:
    """The bodies whose mandates the actor keeps."""
    bodies = Body.objects.visible_to(actor)
    return bodies.filter(owner__in=actor.places(EDIT)).order_by("sort_key", "pk")


class PeriodForm(ActionForm):
    owner = place(_("Kreis"))
    number = forms.IntegerField(label=_("Nummer"), min_value=1, max_value=99)
    begins_on = DateField(label=_("Beginn"))
    ends_on = DateField(label=_("Ende"), required=False)

    def offer(self, actor: Actor) -> None:
        self.put_up(owner=own_organisations(actor, EDIT))


class MeetingForm(ActionForm):
    body = choice(_("Gremium"))
    held_on = DateField(label=_("Sitzungstag"))
    place = forms.CharField(label=_("Ort"), required=False, max_length=200)

    def offer(self, actor: Actor) -> None:
        self.put_up(body=own_bodies(actor))


class AgendaItemForm(ActionForm):
    number = forms.CharField(
        label=_("Nummer des Tagesordnungspunkts"), required=False, max_length=20
    )
    subject = forms.CharField(label=_("Betreff"), max_length=300)
    paper = choice(_("Vorlage"), required=False)
    is_public = forms.BooleanField(label=_("öffentlich"), required=False, initial=True)

    def offer(self, actor: Actor) -> None:
        self.put_up(paper=Paper.objects.visible_to(actor).for_list())


class ResolutionForm(ActionForm):
    """Result and votes; a vote that nobody knows stays empty."""

    result = forms.ChoiceField(label=_("Ergebnis"), choices=Result.choices)
    votes_for = forms.IntegerField(
        label=_("Stimmen dafür"), required=False, min_value=0, max_value=999
    )
    votes_against = forms.IntegerField(
        label=_("Stimmen dagegen"), required=False, min_value=0, max_value=999
    )
    abstentions = forms.IntegerField(
        label=_("Enthaltungen"), required=False, min_value=0, max_value=999
    )
    biased = forms.IntegerField(
        label=_("Befangen"),
        required=False,
        min_value=0,
        max_value=999,
        help_text=_("Mitglieder, die wegen Befangenheit nicht mitgestimmt haben"),
    )
    also_decided = forms.CharField(
        label=_("Außerdem beschlossen"), required=False, widget=forms.Textarea
    )
    sets_up = choice(_("Mit dem Beschluss gebildetes Gremium"), required=False)

    def offer(self, actor: Actor) -> None:
        self.put_up(sets_up=own_bodies(actor))


class CorrectionForm(ResolutionForm):
    reason = forms.CharField(
        label=_("Grund der Berichtigung"), max_length=1000, widget=forms.Textarea
    )


class AssignmentForm(ActionForm):
    """Who answers for a clause until when, or why that is open."""

    responsible_post = forms.CharField(
        label=_("Zuständige Stelle"),
        required=False,
        max_length=200,
        help_text=_("die Funktion, kein Name"),
    )
    due_on = DateField(label=_("Fällig am"), required=False)
    gap_reason = forms.CharField(
        label=_("Grund, falls etwas fehlt"),
        required=False,
        max_length=300,
        help_text=_("Warum die zuständige Stelle oder das Datum noch offen ist"),
    )


class ClauseForm(AssignmentForm):
    field_order = ("number", "kind", "text", "hard_rule")

    number = forms.CharField(label=_("Ziffer"), max_length=10)
    kind = forms.ChoiceField(label=_("Art"), choices=ClauseKind.choices)
    text = forms.CharField(label=_("Wortlaut"), widget=forms.Textarea)
    hard_rule = forms.CharField(
        label=_("Feste Vorgabe"),
        required=False,
        widget=forms.Textarea,
        help_text=_("Was dabei auf jeden Fall gilt"),
    )


class EvidenceForm(ActionForm):
    dated = DateField(label=_("Datum"))
    title = forms.CharField(label=_("Was belegt es"), max_length=200)
    text = forms.CharField(label=_("Erläuterung"), required=False, widget=forms.Textarea)
    document = forms.CharField(
        label=_("Schriftstück"),
        required=False,
        max_length=200,
        help_text=_("Aktenzeichen oder Fundstelle"),
    )


class PaperForm(ActionForm):
    """What the register says of a paper, without its number."""

    subject = forms.CharField(label=_("Betreff"), max_length=300)
    kind = forms.ChoiceField(label=_("Art"), choices=PaperKind.choices)
    dated = DateField(label=_("Datum"), required=False)
    department = forms.CharField(label=_("Abteilung"), required=False, max_length=200)
    file_reference = forms.CharField(label=_("Aktenzeichen"), required=False, max_length=100)
    is_public = forms.BooleanField(label=_("öffentlich"), required=False, initial=True)


class NewPaperForm(PaperForm):
    field_order = ("owner", "subject", "kind", "period", "next_number", "running_number")

    owner = place(_("Kreis"))
    period = choice(_("Wahlperiode"), required=False)
    next_number = forms.BooleanField(
        label=_("Nächste laufende Nummer der Wahlperiode ziehen"), required=False
    )
    running_number = forms.IntegerField(
        label=_("Laufende Nummer"),
        required=False,
        min_value=1,
        max_value=99_999,
        help_text=_("nur für Vorlagen, die schon eine Nummer haben"),
    )

    def offer(self, actor: Actor) -> None:
        self.put_up(owner=own_organisations(actor, EDIT))
        periods = ElectoralPeriod.objects.visible_to(actor)
        self.put_up(period=periods.filter(owner__in=actor.places(EDIT)))


class RevisionForm(ActionForm):
    dated = DateField(label=_("Datum der Ergänzung"), required=False)


class ConsultationForm(ActionForm):
    body = choice(_("Gremium"), required=False)
    meeting = choice(_("Sitzung"), required=False)
    role = forms.ChoiceField(label=_("Aufgabe des Gremiums"), choices=ConsultationRole.choices)
    proposal_kind = forms.ChoiceField(
        label=_("Art des Beschlussvorschlags"), choices=ProposalKind.choices
    )
    proposal = forms.CharField(
        label=_("Beschlussvorschlag"),
        required=False,
        widget=forms.Textarea,
        help_text=_(
            "Zur Kenntnisnahme wird der übliche Satz eingesetzt, wenn Sie nichts eintragen"
        ),
    )

    def offer(self, actor: Actor) -> None:
        self.put_up(body=own_bodies(actor))
        meetings = Meeting.objects.visible_to(actor).filter(owner__in=actor.places(EDIT))
        self.put_up(meeting=meetings.for_list())
