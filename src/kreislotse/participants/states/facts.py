"""What is said about a candidate in fixed words: qualification, papers, language level, regime."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QualificationKind(models.TextChoices):
    NONE = "none", _("keine")
    SCHOOL = "school", _("nur Schule")
    VOCATIONAL = "vocational", _("Berufsausbildung mit Abschluss")
    VOCATIONAL_NO_PAPER = "vocational_no_paper", _("Beruf gelernt, ohne Nachweis")
    UNIVERSITY_STARTED = "university_started", _("Studium begonnen")
    BACHELOR = "bachelor", _("Bachelor oder vergleichbar")
    MASTER = "master", _("Master, Diplom oder vergleichbar")
    DOCTORATE = "doctorate", _("Promotion")


class Paper(models.TextChoices):
    """Whether the certificate is there; never a copy of it."""

    ORIGINAL = "original", _("Original gesehen")
    COPY = "copy", _("Kopie vorhanden")
    LOST = "lost", _("verloren")
    NONE = "none", _("kein Nachweis")


class Level(models.TextChoices):
    """CEFR (GER); A0 is a value of intake only."""

    A0 = "A0", _("A0 (keine Kenntnisse)")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Evidence(models.TextChoices):
    SELF = "self", _("eigene Angabe")
    INTERVIEW = "interview", _("Gespräch")
    TEST = "test", _("Einstufungstest")
    CERTIFICATE = "certificate", _("Zertifikat")


class RegimeCause(models.TextChoices):
    """What a period of a legal regime follows from."""

    TITLE = "title", _("aus dem Aufenthaltsstatus")
    ENTERED = "entered", _("eingetragen")
