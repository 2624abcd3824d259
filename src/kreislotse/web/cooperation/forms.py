"""The forms around concepts and working meetings."""

from django import forms
from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.cooperation.models import WorkingMeeting
from kreislotse.cooperation.states import OutcomeKind, Reply
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, choice, choices

K = OrganisationKind
PARTNERS = (K.DISTRICT, K.EMPLOYMENT_AGENCY, K.JOB_CENTRE, K.REGIONAL_DIRECTORATE)


def guests(meeting: WorkingMeeting, actor: Actor) -> QuerySet:
    """Who can still be invited: the district's municipalities first, then who works with it."""
    district = meeting.owner_id
    known = meeting.invitations.values("organisation")
    return (
        Organisation.objects.visible_to(actor)
        .filter(
            Q(kind=K.MUNICIPALITY, part_of=district)
            | Q(pk__in=Organisation.objects.visible_to(actor).filter(serves=district).values("pk"))
            | Q(kind=K.DISTRICT)
        )
        .exclude(pk=district)
        .exclude(pk__in=known)
        .order_by(Case(When(kind=K.MUNICIPALITY, then=0), default=1), "sort_key", "pk")
    )


class ConceptForm(ActionForm):
    title = forms.CharField(label=_("Titel des Konzepts"), max_length=300)
    partners = choices(
        _("Gemeinsam mit"),
        required=False,
        help_text=_("Ein Partnerkreis sieht Titel, Beteiligte, Grundlage und Stand."),
    )
    basis = forms.CharField(
        label=_("Grundlage"),
        help_text=_("Zum Beispiel: beiderseitige Absprache der Kreise. Bitte keine Namen."),
        max_length=300,
        required=False,
    )

    def offer(self, actor: Actor) -> None:
        others = Organisation.objects.visible_to(actor).filter(kind__in=PARTNERS)
        own = actor.places(Permission.COOPERATION_EDIT)
        self.put_up(partners=others.exclude(pk__in=own).for_list())


class NewConceptForm(ConceptForm):
    initiative = initiative_field()
    field_order = ("initiative",)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(initiative=open_to(actor, Permission.COOPERATION_EDIT))


class MeetingForm(ActionForm):
    topic = forms.CharField(label=_("Thema"), max_length=300)
    held_on = DateField(label=_("Tag"), required=False)
    place = forms.CharField(label=_("Ort"), max_length=200, required=False)
    results_orally = forms.BooleanField(
        label=_("Über die Ergebnisse wird in der Sitzung mündlich berichtet"), required=False
    )


class NewMeetingForm(MeetingForm):
    initiative = initiative_field()
    field_order = ("initiative",)

    def offer(self, actor: Actor) -> None:
        self.put_up(initiative=open_to(actor, Permission.COOPERATION_EDIT))


class InviteForm(ActionForm):
    """Whom to invite; the page hands over `choices` and whom of them it has chosen already."""

    organisations = choices(_("Eingeladen werden"))

    def offer(self, actor: Actor) -> None:
        self.put_up(organisations=self.initial["choices"])


class ReplyForm(ActionForm):
    reply = forms.ChoiceField(
        label=_("Antwort"),
        choices=[(each.value, each.label) for each in Reply if each != Reply.NONE],
        widget=forms.RadioSelect,
    )
    represented_by = choice(
        _("Vertreten durch"),
        required=False,
        empty=_("niemand"),
        help_text=_("Nur ausfüllen, wenn eine andere Stelle für Sie teilnimmt."),
    )
    replied_on = DateField(label=_("Geantwortet am"))

    def offer(self, actor: Actor) -> None:
        self.put_up(represented_by=Organisation.objects.visible_to(actor).for_list())


class NoteForm(ActionForm):
    note = forms.CharField(label=_("Grund"), max_length=300)


class OptionalNoteForm(ActionForm):
    note = forms.CharField(label=_("Grund"), max_length=300, required=False)


class OutcomeForm(ActionForm):
    kind = forms.ChoiceField(label=_("Art"), choices=OutcomeKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Ergebnis"),
        help_text=_("In einem Satz, wie es im Bericht stehen kann. Bitte keine Namen."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
