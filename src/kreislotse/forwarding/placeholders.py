"""Places for values in the texts of contracts and letters: which there are, and filling them."""

from collections.abc import Mapping
from string import Formatter

from django.utils.translation import gettext_lazy as _

from kreislotse.forwarding.errors import BracesWrong, PlaceholderUnknown

# The words between braces, as people write them into a text, and what stands there later.
PLACEHOLDERS = {
    "kreis": _("wer die Mittel weiterleitet"),
    "der_kreis": _("dasselbe mit Artikel: der Kreis …"),
    "empfänger": _("wer sie bekommt"),
    "vorhaben": _("Titel des Vorhabens"),
    "zweck": _("Ziffer und Zweck des Bescheids"),
    "betrag": _("bewilligter Betrag"),
    "zeitraum": _("Zeitraum des Vorhabens"),
    "antrag_vom": _("Tag des Antrags"),
    "bescheid": _("Titel des Zuwendungsbescheids"),
    "bescheid_vom": _("Datum des Zuwendungsbescheids"),
    "aktenzeichen": _("Aktenzeichen des Zuwendungsbescheids"),
    "behörde": _("Bewilligungsbehörde"),
    "nachweis_bis": _("letzter Tag für den Nachweis"),
    "aufbewahrung": _("Jahre, die Belege aufzuheben sind"),
    "kontoinhaber": _("Kontoinhaber"),
    "iban": _("IBAN"),
    "rückforderung": _("Betrag der Rückforderung"),
    "rückzahlung_bis": _("Zahlungsziel der Rückforderung"),
    "grund": _("Grund der Rückforderung"),
}


def check_placeholders(text: str) -> None:
    """Refuse a text whose braces name something that no letter has."""
    unknown = sorted(_names(text) - set(PLACEHOLDERS))
    if unknown:
        raise PlaceholderUnknown(
            unknown=_listed(unknown),
            known=_listed(PLACEHOLDERS),
        )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in their places."""
    return text.format_map(values)


def _listed(names: object) -> str:
    return ", ".join(f"{{{name}}}" for name in names)  # type: ignore[attr-defined]


def _names(text: str) -> set[str]:
    """The names between braces; nothing but a name may stand there."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as wrong:
        raise BracesWrong from wrong
    if any(format_spec or conversion for _, _name, format_spec, conversion in parts):
        raise BracesWrong
    return {name for _, name, _spec, _conversion in parts if name is not None}
