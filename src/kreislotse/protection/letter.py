"""The letter that tells a person what is kept about them, and who has read it (R-DP-22, G62)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import override

from kreislotse.access.policy import BERLIN, ROLE_NAMES, Role
from kreislotse.documents.sheet import Block, Fields, Leaf, Sheet, Text
from kreislotse.journal.models import ReadEntry, ReadPerson
from kreislotse.kernel.german import date_short
from kreislotse.organisations.models import LegalRegime, Organisation
from kreislotse.participants.countries import country_name
from kreislotse.participants.models import Candidate, Consent, ConsentGrant, ResidenceTitle
from kreislotse.participants.occupations import occupation_groups
from kreislotse.participants.profile import FIELDS, Field, FieldKind
from kreislotse.participants.reading import read_profile
from kreislotse.participants.states import (
    ConsentDecision,
    Evidence,
    Level,
    Paper,
    QualificationKind,
    Sex,
)
from kreislotse.participants.tongues import language_name
from kreislotse.protection.letter_labels import label_of
from kreislotse.protection.letter_records import records_of
from kreislotse.protection.letter_texts import GERMAN, LetterText, languages
from kreislotse.protection.periods import months_on, shipped_periods
from kreislotse.protection.states import Clock
from kreislotse.transmission.models import BatchLine
from kreislotse.transmission.rules import OUT

_CHOICES: dict[str, Any] = {
    "sex": Sex,
    "regime": LegalRegime,
    "qualification": QualificationKind,
    "paper": Paper,
    "german_level": Level,
    "german_evidence": Evidence,
}
_LEFT_TO_RIGHT = "\u200e"
# Names of countries and languages come under the code of the whole language.
_NAMED_IN = {"de-simple": "de", "kmr": "ku"}


def letter_of(candidate: Candidate, *, language: str, today: date) -> Sheet:
    """The letter in the person's language, with the German text behind it."""
    text, german = languages()[language], languages()[GERMAN]
    wanted = [text] if text.code == GERMAN else [text, german]
    with override(GERMAN):
        sender = str(candidate.owner)
        blocks = [block for each in wanted for block in _leaf(candidate, each, sender, today)]
        return Sheet(
            title=german["title"],
            kind="Auskunft nach Artikel 15 der Datenschutz-Grundverordnung",
            sender=sender,
            dated=today,
            blocks=tuple(blocks),
            foot=f"{sender} · {candidate.code} · {date_short(today)}",
        )


def _leaf(candidate: Candidate, text: LetterText, sender: str, today: date) -> list[Block]:
    code = text.code
    # The name stands at the head, as on any letter; nowhere else but on the paper.
    note = f"{sender}, {date_short(today)} – {candidate.full_name}"
    return [
        Leaf(text["title"], note, lang=code),
        Text("", (text["intro"],), lang=code),
        Fields(text["data"], _data(candidate, text), lang=code),
        Text(text["consents"], _consents(candidate, text), lang=code),
        Text(text["recipients"], _recipients(candidate) or (text["no_recipients"],), lang=code),
        Text(text["records"], records_of(candidate) or (text["nothing"],), lang=code),
        Text(text["readers"], (text["readers_intro"], *_readers(candidate, text)), lang=code),
        Text(text["retention"], (text["retention_text"].format(**_periods(today)),), lang=code),
        Text(text["rights"], (text["rights_text"],), lang=code),
    ]


def _data(candidate: Candidate, text: LetterText) -> tuple[tuple[str, str], ...]:
    """Every field there is, also the empty ones: that nothing is kept is an answer too."""
    profile = read_profile(candidate)
    return tuple(
        (label_of(field, text.code), _value(field, getattr(profile, field.code), text))
        for field in FIELDS
    )


def _value(field: Field, value: Any, text: LetterText) -> str:
    if field.kind is FieldKind.YES_NO:
        return text["yes"] if value else text["no"]
    if value in (None, "", ()):
        return "–"
    if field.kind is FieldKind.DAY:
        return date_short(value)
    if field.kind is FieldKind.COUNTRY:
        return country_name(value, _NAMED_IN.get(text.code, text.code))
    if field.kind is FieldKind.LANGUAGES:
        names = _NAMED_IN.get(text.code, text.code)
        return ", ".join(language_name(each, names) for each in value)
    return _in_german(field, value)


def _in_german(field: Field, value: Any) -> str:
    """Words of German law and administration stay what they are."""
    if field.kind is FieldKind.CHOICE:
        return str(_CHOICES[field.code](value).label)
    if field.kind is FieldKind.TITLE:
        title = ResidenceTitle.objects.filter(code=value).first()
        return f"{title.label} ({title.norm})" if title else value
    if field.kind is FieldKind.OCCUPATION_GROUP:
        return str(dict(occupation_groups()).get(value, value))
    # Else a telephone number would stand in the wrong order among Arabic words.
    return f"{_LEFT_TO_RIGHT}{value}"


def _consents(candidate: Candidate, text: LetterText) -> tuple[str, ...]:
    rows = Consent.objects.filter(candidate=candidate).order_by("decided_on", "pk")
    found = [line for consent in rows.select_related("version") for line in _consent(consent, text)]
    return tuple(found) or (text["nothing"],)


def _consent(consent: Consent, text: LetterText) -> Iterable[str]:
    given = consent.decision == ConsentDecision.GIVEN
    ended = consent.withdrawn_on
    yield f"{text['given' if given else 'refused']} {date_short(consent.decided_on)}" + (
        f", {text['withdrawn']} {date_short(ended)}" if ended else ""
    )
    said = consent.version.texts.filter(language=text.code).first()
    purposes: Mapping[str, str] = said.purposes if said else {}
    grants = ConsentGrant.objects.filter(consent=consent).select_related("recipient")
    for grant in grants.order_by("pk"):
        sentence = purposes.get(grant.purpose) or f"{grant.get_purpose_display()}: {{recipient}}"
        yield f"– {sentence.replace('{recipient}', str(grant.recipient))}"


def _recipients(candidate: Candidate) -> tuple[str, ...]:
    rows = BatchLine.objects.filter(candidate=candidate, batch__state__in=OUT)
    return tuple(
        f"{_day(line.batch.sent_on)}: {line.batch.recipient} ({line.batch})"
        for line in rows.select_related("batch__recipient").order_by("batch__sent_on", "pk")
    )


def _readers(candidate: Candidate, text: LetterText) -> tuple[str, ...]:
    """By day, place, role and reason, how often; staff are not named."""
    entries = ReadPerson.objects.filter(candidate_id=candidate.pk).values("entry")
    read = ReadEntry.objects.filter(pk__in=entries).order_by("number")
    places = dict(
        Organisation.objects.filter(pk__in=read.order_by().values("place_id")).values_list(
            "pk", "name"
        )
    )
    counted: Counter[str] = Counter()
    for entry in read.iterator(chunk_size=2000):
        day = date_short(entry.at.astimezone(BERLIN).date())
        who = [places.get(entry.place_id or 0, ""), _role(entry.role)]
        what = f"{text[f'kind_{entry.kind}']} ({entry.purpose})"
        counted[f"{day}: {', '.join(part for part in who if part)} – {what}"] += 1
    lines = [f"{line} × {times}" if times > 1 else line for line, times in counted.items()]
    return tuple(lines) or (text["no_readers"],)


def _day(day: date | None) -> str:
    return date_short(day) if day else ""


def _role(role: str) -> str:
    return str(ROLE_NAMES[Role(role)]) if role else "Kreislotse"


def _periods(today: date) -> dict[str, int]:
    """Months by clock as they are in force, of the consent in whole years; else as shipped."""
    months = {each.clock.value: each.months for each in shipped_periods()} | months_on(today)
    return {**months, Clock.CONSENT.value: -(-months[Clock.CONSENT] // 12)}
