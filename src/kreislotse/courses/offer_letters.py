"""The letter that offers a place: which course, until when, how to answer without an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from kreislotse.courses.models import Course, Offer
from kreislotse.documents.sheet import Block, Fields, Leaf, Sheet, Text
from kreislotse.kernel.german import date_short

_FOLDER = Path(__file__).parent / "reference" / "offer_letters"
GERMAN = "de"
# Keeps a time or a number together among words that are written from right to left.
_LEFT_TO_RIGHT = "\u200e"
# Also in German alone: whoever reads it may know somebody who helps.
_NOT_IN = "Diesen Brief gibt es noch nicht auf {language}. Fragen Sie uns, wenn etwas unklar ist."


@dataclass(frozen=True)
class LetterText:
    """The sentences of one language and how its speakers and the office name it."""

    code: str
    name: str
    german: str
    sentences: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.sentences[key]


@dataclass(frozen=True)
class Reply:
    """How the person can answer: the address of the page, a number to call, where to come to.

    `called` is the name where whoever writes may know it, else the code. `not_in` names a language
    that the person speaks and the house has no letter in.
    """

    sender: str
    called: str
    address: str
    phone: str
    not_in: str = ""


@cache
def languages() -> dict[str, LetterText]:
    """All shipped languages by code, German first."""
    found = {each.code: each for each in map(_read, sorted(_FOLDER.glob("*.yaml")))}
    return {GERMAN: found.pop(GERMAN), **found}


def _read(file: Path) -> LetterText:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return LetterText(file.stem, content["name"], content["german"], content["sentences"])


def letter_of(offer: Offer, reply: Reply, *, language: str, dated: date) -> Sheet:
    """The letter in the person's language, with the German text behind it."""
    wanted = dict.fromkeys((language, GERMAN))
    texts = [languages()[code] for code in wanted]
    return Sheet(
        title=languages()[GERMAN]["title"],
        kind="Angebot eines Kursplatzes",
        sender=reply.sender,
        dated=dated,
        blocks=tuple(block for text in texts for block in _leaf(offer, reply, text, dated)),
        foot=f"{reply.sender} · {offer.course.number} · {date_short(dated)}",
    )


def _leaf(offer: Offer, reply: Reply, text: LetterText, dated: date) -> list[Block]:
    code, day = text.code, date_short(offer.reply_by)
    note = f"{reply.sender}, {date_short(dated)} – {reply.called}"
    missing = _NOT_IN.format(language=reply.not_in) if reply.not_in else ""
    after = [text["late"].format(day=_LEFT_TO_RIGHT + day), text["declined"]]
    return [
        Leaf(text["title"], note, lang=code),
        *([Text("", (text["help"],), lang=code)] if code != GERMAN else []),
        *([Text("", (missing,), lang=GERMAN)] if missing else []),
        Text("", (text["intro"],), lang=code),
        Fields(text["course"], (*_facts(offer.course, text), (text["reply_by"], day)), lang=code),
        Text(text["answer"], (text["by_link"],), lang=code),
        # Of no language: it stands alone, so that nothing turns it around.
        Text("", (reply.address,), lang=GERMAN),
        Text("", tuple(_otherwise(offer, reply, text)), lang=code),
        Text("", (*after, text["obliged"], text["secret"]), lang=code),
    ]


def _otherwise(offer: Offer, reply: Reply, text: LetterText) -> list[str]:
    town = text["by_town"].format(town=offer.entry.candidate.owner.name)
    return [text["by_phone"].format(phone=_LEFT_TO_RIGHT + reply.phone), town]


def _facts(course: Course, text: LetterText) -> list[tuple[str, str]]:
    """What is known of the course; names of courses and places stay as they are in German."""
    facts = {
        "kind": f"{course.kind.title} – {course.title}",
        "provider": course.provider.name,
        "place": ", ".join(part for part in (course.venue, course.municipality.name) if part),
        "times": ", ".join(_times(course, text)),
        "starts": date_short(course.starts_on) if course.starts_on else "",
        "ends": date_short(course.ends_on) if course.ends_on else "",
    }
    return [(text[name], value) for name, value in facts.items() if value]


def _times(course: Course, text: LetterText) -> list[str]:
    return [
        f"{text[f'day_{each.weekday}']} {_LEFT_TO_RIGHT}{each.begins_at:%H:%M}–{each.ends_at:%H:%M}"
        for each in course.times.order_by("weekday", "begins_at")
    ]
