"""Why somebody on a waiting list is not offered a place in a course, though it is their turn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Misfit(models.TextChoices):
    """Said of everybody who is passed over, so that nobody is passed over silently (R-CRS-06)."""

    LOCKED = "locked", _("Der Datensatz ist gesperrt")
    GONE = "gone", _("Die Akte ist nicht mehr in Arbeit")
    PLACED = "placed", _("Hat schon einen Platz in einem Kurs dieser Art")
    NOT_ADMITTED = "not_admitted", _("Keine Berechtigung für diese Kursart")
    EXPIRED = "expired", _("Die Berechtigung ist abgelaufen")
    LEVEL = "level", _("Das Niveau passt nicht")
    EVIDENCE_OLD = "evidence_old", _("Der Nachweis des Niveaus ist zu alt")
    WOMEN = "women", _("Der Kurs ist nur für Frauen")
    WANTS_WOMEN = "wants_women", _("Die Person wünscht einen Kurs nur für Frauen")
    TIMES = "times", _("Die Unterrichtszeiten passen nicht")
    CHILDCARE = "childcare", _("In der Kinderbetreuung ist kein Platz frei")
    ANSWERED = "answered", _("Hatte für diesen Kurs schon ein Angebot")


# An officer may still offer a place to whom only these speak against: the person decides.
WISHES = (Misfit.WANTS_WOMEN, Misfit.TIMES, Misfit.ANSWERED)
