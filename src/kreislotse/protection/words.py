"""Why a record stays, and what is conspicuous about readings, in words."""

from django.utils.translation import gettext_lazy as _

from kreislotse.protection.conspicuous import Sign
from kreislotse.protection.rules import Keep

KEPT = {
    Keep.HOLD: _("Aufbewahrung angeordnet"),
    Keep.RESTRICTED: _("Verarbeitung auf Wunsch der Person eingeschränkt"),
    Keep.IN_BATCH: _("steht in einer offenen Übermittlung"),
    Keep.IN_COURSE: _("wartet auf einen Kurs oder nimmt daran teil"),
    Keep.NOT_DUE: _("seitdem neuer Kontakt oder neue Übermittlung"),
    Keep.GONE: _("nicht mehr bei dieser Kommune"),
}
SIGNS = {
    Sign.MANY_PEOPLE: _("Sehr viele Personen in einer Stunde gelesen"),
    Sign.OUT_OF_HOURS: _("Außerhalb der Dienstzeit gelesen"),
    Sign.FRUITLESS: _("Oft ohne Ergebnis gesucht"),
    Sign.COLLEAGUE: _("Nach einem Namen aus dem eigenen Haus gesucht"),
}
