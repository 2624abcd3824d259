"""The forms of waiting lists, entries, offers and entitlements. None keeps a draft of a person."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import Course, CourseKind, Quota
from kreislotse.courses.offer_letters import languages
from kreislotse.courses.states import (
    Channel,
    CourseState,
    DayPart,
    EntitlementGround,
    LevelEvidence,
    OrderKey,
    PriorityGroup,
    StopReason,
)
from kreislotse.eligibility.models import RuleSet
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.consent_texts import language_of
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import Level
from kreislotse.web.forms import ActionForm, DateField, choice, place

P = Permission
NO_NAMES = _("Bitte keine Namen und nichts über Gesundheit, Religion oder Familie.")
_CHOOSE: tuple[str, Any] = ("", _("Bitte wählen"))
_ISSUERS = (
    OrganisationKind.EMPLOYMENT_AGENCY,
    OrganisationKind.JOB_CENTRE,
    OrganisationKind.DISTRICT,
    OrganisationKind.FEDERAL_AGENCY,
)


class _Keys(ActionForm):
    """The keys of an order: first this, then that; and the sentence that everybody is told."""

    first = forms.ChoiceField(label=_("Zuerst nach"), choices=OrderKey.choices)
    second = forms.ChoiceField(
        label=_("Dann nach"),
        required=False,
        choices=[("", _("keiner weiteren")), *OrderKey.choices],
    )
    third = forms.ChoiceField(
        label=_("Zuletzt nach"),
        required=False,
        choices=[("", _("keiner weiteren")), *OrderKey.choices],
    )
    sentence = forms.CharField(
        label=_("Was den Menschen gesagt wird"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("in einem oder zwei Sätzen, zum Beispiel für das Schreiben an die Person"),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        keys = [said.pop(name, "") for name in ("first", "second", "third")]
        said["keys"] = list(dict.fromkeys(OrderKey(key) for key in keys if key))
        return said


class NewListForm(_Keys):
    owner = place(_("Kreis"))
    title = forms.CharField(label=_("Name der Liste"), max_length=200)
    kind = choice(_("Art des Kurses"))
    quota = choice(_("Kontingent"), required=False, empty=_("ohne Kontingent"))
    rule_set = choice(
        _("Regelwerk"),
        required=False,
        empty=_("keines"),
        help_text=_("danach wird geprüft, wer ohne Berechtigung aufgenommen werden kann"),
    )
    field_order = ("owner", "title", "kind", "quota", "rule_set")

    def offer(self, actor: Actor) -> None:
        places = actor.places(P.COURSE_EDIT)
        self.put_up(
            owner=Organisation.objects.visible_to(actor).filter(pk__in=places),
            kind=CourseKind.objects.visible_to(actor).order_by("title"),
            quota=Quota.objects.visible_to(actor).filter(owner__in=places).for_list(),
            rule_set=RuleSet.objects.visible_to(actor).order_by("title"),
        )


class OrderForm(_Keys):
    valid_from = DateField(label=_("Gilt ab"))
    field_order = ("valid_from",)


class _Wishes(ActionForm):
    """What somebody needs of a course."""

    keeps_draft = False
    priority = forms.TypedChoiceField(
        label=_("Vorranggruppe"),
        choices=PriorityGroup.choices,
        coerce=lambda value: PriorityGroup(int(value)),
        initial=PriorityGroup.OTHER,
    )
    wants_women_only = forms.BooleanField(label=_("Nur ein Kurs für Frauen"), required=False)
    parts_of_day = forms.MultipleChoiceField(
        label=_("Kann"),
        required=False,
        choices=DayPart.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("leer, wenn jede Zeit geht"),
    )
    travel_minutes = forms.IntegerField(
        label=_("Weg höchstens"),
        required=False,
        min_value=0,
        max_value=240,
        help_text=_("in Minuten, eine Richtung; leer, wenn jeder Weg geht"),
    )


class EntryForm(_Wishes):
    """Who is entered: to a municipality by name, to the district by code."""

    candidate = choice(_("Person"))
    asked_on = DateField(
        label=_("Hat zuerst gefragt am"), help_text=_("oder wurde an diesem Tag geschickt")
    )
    needs_childcare = forms.TypedChoiceField(
        label=_("Braucht Kinderbetreuung"),
        required=False,
        choices=[("", _("wie bei der Person eingetragen")), ("yes", _("ja")), ("no", _("nein"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    field_order = ("candidate", "asked_on", "priority", "needs_childcare")

    def offer(self, actor: Actor) -> None:
        self.put_up(candidate=self.initial["people"])
        field: Any = self.fields["candidate"]
        field.label_from_instance = self._called

    def _called(self, person: Any) -> str:
        return f"{person.full_name} ({person.code})" if person.named else str(person.code)


class ChangeEntryForm(_Wishes):
    needs_childcare = forms.BooleanField(label=_("Braucht Kinderbetreuung"), required=False)
    field_order = ("priority", "needs_childcare")


class AssessForm(ActionForm):
    keeps_draft = False
    level = forms.ChoiceField(label=_("Niveau"), choices=[_CHOOSE, *Level.choices])
    level_by = forms.ChoiceField(label=_("Belegt durch"), choices=[_CHOOSE, *LevelEvidence.choices])
    level_on = DateField(label=_("Vom"))


class StopForm(ActionForm):
    """Why somebody leaves the list, or does not take a place."""

    keeps_draft = False
    reason = forms.ChoiceField(label=_("Grund"), choices=[_CHOOSE, *StopReason.choices])


class ReasonForm(ActionForm):
    keeps_draft = False
    reason = forms.CharField(label=_("Grund"), max_length=300, help_text=NO_NAMES)


class AttemptForm(ActionForm):
    keeps_draft = False
    tried_on = DateField(label=_("Versucht am"))
    channel = forms.ChoiceField(label=_("Auf welchem Weg"), choices=[_CHOOSE, *Channel.choices])
    reached = forms.BooleanField(label=_("Die Person wurde erreicht"), required=False)


class OfferForm(ActionForm):
    """A place in one of the courses that take people; `initial` brings the entry's list."""

    keeps_draft = False
    course = choice(_("Kurs"))
    channel = forms.ChoiceField(label=_("Auf welchem Weg"), choices=[_CHOOSE, *Channel.choices])
    reply_by = DateField(label=_("Antwort bis"))
    reason = forms.CharField(
        label=_("Grund, falls nicht an der Reihe"),
        required=False,
        max_length=300,
        help_text=_(
            "nur nötig, wenn vor dieser Person andere an der Reihe sind. Bitte keine Namen und "
            "nichts über Gesundheit, Religion oder Familie."
        ),
    )

    def offer(self, actor: Actor) -> None:
        courses = Course.objects.visible_to(actor).filter(
            owner__in=actor.places(P.COURSE_EDIT),
            kind=self.initial["kind"],
            state__in=(CourseState.OPEN, CourseState.RUNNING),
        )
        self.put_up(course=courses.order_by("starts_on", "pk"))


class LetterForm(ActionForm):
    """In which language to write; German stands behind every other one."""

    keeps_draft = False
    language = forms.ChoiceField(label=_("Sprache des Briefs"))
    phone = forms.CharField(
        label=_("Telefon für die Antwort"),
        max_length=60,
        help_text=_("steht im Brief für alle, die lieber anrufen"),
    )

    def offer(self, actor: Actor) -> None:
        field: Any = self.fields["language"]
        field.choices = [(text.code, text.german) for text in languages().values()]
        spoken = self.initial["spoken"]
        if spoken not in languages():
            field.help_text = format_lazy(
                _("Auf {language} gibt es den Brief noch nicht. Darauf weist er selbst hin."),
                language=language_of(spoken).german,
            )


class DoneForm(ActionForm):
    done_on = DateField(label=_("Erledigt am"))


class DistrictForm(ActionForm):
    """For which district; most people have one, chosen already."""

    owner = place(_("Kreis"))

    def offer(self, actor: Actor) -> None:
        places = actor.places(P.COURSE_EDIT)
        self.put_up(owner=Organisation.objects.visible_to(actor).filter(pk__in=places))


class EntitlementForm(ActionForm):
    keeps_draft = False
    kind = choice(_("Art des Kurses"))
    ground = forms.ChoiceField(label=_("Art"), choices=[_CHOOSE, *EntitlementGround.choices])
    issuer = choice(_("Ausgestellt von"), required=False)
    reference = forms.CharField(label=_("Zeichen"), required=False, max_length=60)
    issued_on = DateField(label=_("Ausgestellt am"))
    valid_to = DateField(
        label=_("Gilt bis"),
        required=False,
        help_text=_("leer, dann gilt die Dauer, die für die Art des Kurses festgelegt ist"),
    )

    def offer(self, actor: Actor) -> None:
        known = Organisation.objects.visible_to(actor).filter(kind__in=_ISSUERS)
        self.put_up(
            kind=CourseKind.objects.visible_to(actor).order_by("title"),
            issuer=known.order_by("sort_key", "pk"),
        )


def people_for(actor: Actor, waiting_list: Any) -> Any:
    """Who can be entered on a list: of its district, not on it yet, known to the actor."""
    rows = Candidate.objects.coded_to(actor).filter(district=waiting_list.owner_id)
    fresh = rows.exclude(waiting_entries__waiting_list=waiting_list)
    return fresh.with_name_seen_by(actor).order_by("sort_key", "pk")
