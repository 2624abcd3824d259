"""The forms of courses: what one is, its seats, its times, its days of teaching."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import CourseKind, Quota
from kreislotse.courses.states import Attendance, ExamResult, StopReason, Weekday
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.states import Level
from kreislotse.web.courses.course_listings import name_or_code
from kreislotse.web.forms import ActionForm, DateField, choice, place

_NO_NAMES = _("Bitte keine Namen und nichts über Gesundheit, Religion oder Familie.")
MOST_SEATS = 500


def _degrees(label: Any, most: int) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=-most,
        max_value=most,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("in Grad, für den Weg zum Kurs; leer, wenn nicht bekannt"),
    )


class CourseForm(ActionForm):
    number = forms.CharField(label=_("Kursnummer"), max_length=40)
    title = forms.CharField(label=_("Bezeichnung"), max_length=200)
    kind = choice(_("Art des Kurses"))
    provider = choice(_("Kursträger"))
    municipality = choice(_("Stadt oder Gemeinde, in der er stattfindet"))
    venue = forms.CharField(label=_("Ort des Unterrichts"), required=False, max_length=200)
    starts_on = DateField(label=_("Beginn"), required=False)
    ends_on = DateField(label=_("Ende"), required=False)
    entry_from = forms.ChoiceField(label=_("Niveau, ab dem man teilnehmen kann"), choices=Level)
    entry_to = forms.ChoiceField(label=_("Niveau, bis zu dem man teilnehmen kann"), choices=Level)
    minimum = forms.IntegerField(
        label=_("Mindestzahl"),
        required=False,
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("ab so vielen findet er statt; leer, wie es für die Art gilt"),
    )
    women_only = forms.BooleanField(label=_("Nur für Frauen"), required=False)
    latitude = _degrees(_("Geografische Breite"), 90)
    longitude = _degrees(_("Geografische Länge"), 180)

    def offer(self, actor: Actor) -> None:
        self.put_up(kind=CourseKind.objects.visible_to(actor).order_by("title"))
        known = Organisation.objects.visible_to(actor)
        self.put_up(provider=known.exclude(kind__in=_NO_PROVIDERS).order_by("sort_key"))
        towns = known.filter(kind=OrganisationKind.MUNICIPALITY).order_by("sort_key")
        self.put_up(municipality=towns)


_NO_PROVIDERS = (OrganisationKind.MINISTRY, OrganisationKind.EMPLOYMENT_AGENCY)


class NewCourseForm(CourseForm):
    owner = place(_("Kreis"))
    quota = choice(_("Kontingent"), required=False, empty=_("ohne Kontingent"))
    capacity = forms.IntegerField(label=_("Plätze"), min_value=1, max_value=MOST_SEATS)
    childcare_capacity = forms.IntegerField(
        label=_("Davon mit Kinderbetreuung"), min_value=0, max_value=MOST_SEATS, initial=0
    )
    field_order = ("owner", "number", "title", "kind", "quota", "provider", "municipality")

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        places = actor.places(Permission.COURSE_EDIT)
        self.put_up(
            owner=Organisation.objects.visible_to(actor).filter(pk__in=places),
            quota=Quota.objects.visible_to(actor).filter(owner__in=places).for_list(),
        )


class SeatsForm(ActionForm):
    capacity = forms.IntegerField(label=_("Plätze"), min_value=0, max_value=MOST_SEATS)
    childcare_capacity = forms.IntegerField(
        label=_("Davon mit Kinderbetreuung"), min_value=0, max_value=MOST_SEATS
    )


class TimesForm(ActionForm):
    """From when to when on each weekday; a day left empty has no teaching."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for day in Weekday:
            self.fields[f"begins_{day}"] = _clock(_("{day}, Beginn"), day)
            self.fields[f"ends_{day}"] = _clock(_("{day}, Ende"), day)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        times: list[tuple[Weekday, time, time]] = []
        for day in Weekday:
            begins, ends = said.get(f"begins_{day}"), said.get(f"ends_{day}")
            if begins and ends and begins < ends:
                times.append((day, begins, ends))
            elif begins or ends:
                self.add_error(
                    f"ends_{day}", str(_("Tragen Sie Beginn und ein späteres Ende ein."))
                )
        return {"times": times}


def _clock(label: Any, day: Weekday) -> forms.TimeField:
    field = forms.TimeField(
        label=str(label).format(day=day.label),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric"}),
        help_text=_("Stunden:Minuten, zum Beispiel 9:00"),
    )
    field.error_messages["invalid"] = _("Das ist keine Uhrzeit. Schreiben Sie zum Beispiel 9:00.")
    return field


class CancelForm(ActionForm):
    reason = forms.CharField(label=_("Grund"), max_length=300, help_text=_NO_NAMES)


class LessonForm(ActionForm):
    held_on = DateField(label=_("Tag"))
    units = forms.IntegerField(
        label=_("Unterrichtseinheiten"), min_value=1, max_value=20, help_text=_("zu 45 Minuten")
    )


class PresenceForm(ActionForm):
    """Who was there on a day of teaching; `initial` brings the lesson and its people."""

    keeps_draft = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lesson, known = self.initial["lesson"], self.initial["known"]
        for entry in self.initial["entries"]:
            said = known.get(entry.pk)
            name = name_or_code(entry)
            self.fields[f"attendance_{entry.pk}"] = forms.ChoiceField(
                label=name,
                choices=Attendance.choices,
                initial=said.attendance if said else Attendance.PRESENT,
            )
            self.fields[f"units_{entry.pk}"] = forms.IntegerField(
                label=str(_("{name}: anwesende Einheiten")).format(name=name),
                required=False,
                min_value=0,
                max_value=lesson.units,
                initial=said.units if said else lesson.units,
                help_text=_("zählt nur bei Anwesenden"),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        presences = {}
        for entry in self.initial["entries"]:
            attendance = Attendance(said.get(f"attendance_{entry.pk}") or Attendance.PRESENT)
            units = said.get(f"units_{entry.pk}")
            units = self.initial["lesson"].units if units is None else units
            here = attendance == Attendance.PRESENT
            presences[entry.pk] = (attendance, units if here else 0)
        return {"presences": presences}


class DropOutForm(ActionForm):
    keeps_draft = False
    reason = forms.ChoiceField(
        label=_("Grund"), choices=[("", _("Bitte wählen")), *StopReason.choices]
    )


class CompleteForm(ActionForm):
    keeps_draft = False
    result = forms.ChoiceField(
        label=_("Prüfung"), choices=[("", _("Bitte wählen")), *ExamResult.choices]
    )
    level = forms.ChoiceField(
        label=_("Erreichtes Niveau"),
        required=False,
        choices=[("", _("keins bescheinigt")), *Level.choices],
    )
    units = forms.IntegerField(
        label=_("Besuchte Unterrichtseinheiten"), min_value=0, max_value=5000
    )
    issued_on = DateField(label=_("Bescheinigung vom"))
