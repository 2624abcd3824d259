"""Choices of what the district carries out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InitiativeKind(models.TextChoices):
    CENTRE = "centre", _("Einrichtung")
    FUNDING = "funding", _("Förderprogramm")
    PROJECT = "project", _("Projekt")
    COOPERATION = "cooperation", _("Zusammenarbeit")


class InitiativeState(models.TextChoices):
    """Computed from milestones, letters and questions; never typed."""

    PLANNED = "planned", _("in Vorbereitung")
    RUNNING = "running", _("läuft")
    LATE = "late", _("in Verzug")
    DONE = "done", _("abgeschlossen")
    UNDATED = "undated", _("ohne Termin")


class PartRole(models.TextChoices):
    LEAD = "lead", _("federführend")
    PARTNER = "partner", _("beteiligt")
    FUNDER = "funder", _("fördert")
    GRANTING_AUTHORITY = "granting_authority", _("bewilligt")
    CONCURRING = "concurring", _("im Einvernehmen")
    CONSULTED = "consulted", _("im Benehmen")
    PLANNING = "planning", _("plant")
    OFFERING = "offering", _("bietet Mitwirkung an")
    INDISPENSABLE = "indispensable", _("Mitwirkung unerlässlich")


class Direction(models.TextChoices):
    OUT = "out", _("ausgegangen")
    IN = "in", _("eingegangen")


class Stance(models.TextChoices):
    AGREES = "agrees", _("stimmt zu")
    NOT_AGREED = "not_agreed", _("nicht abgestimmt")
    OBJECTS = "objects", _("lehnt ab")
    OFFERS = "offers", _("bietet an")
    DEMANDS = "demands", _("fordert")
    STATES = "states", _("stellt fest")


class Happening(models.TextChoices):
    """What an entry of the timeline is."""

    RESOLUTION = "resolution", _("Beschluss")
    MILESTONE = "milestone", _("Meilenstein erreicht")
    FORECAST = "forecast", _("Meilenstein erwartet")
    PLANNED = "planned", _("Meilenstein geplant")
    LETTER_OUT = "letter_out", _("Schreiben ausgegangen")
    LETTER_IN = "letter_in", _("Schreiben eingegangen")
    POSITION = "position", _("Stellungnahme")
    QUESTION = "question", _("Frage gestellt")
    ANSWER = "answer", _("Frage beantwortet")
    ANSWER_DUE = "answer_due", _("Antwort fällig")
