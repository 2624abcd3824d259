"""What a sentence rests on, as a popover beside it and as a list at the end of the page."""

from dataclasses import dataclass, field
from typing import Literal

from kreislotse.reporting.documents.blocks import Evidence, EvidenceFact, Origin, RecordLink
from kreislotse.reporting.documents.markup import Html, element, joined, text

ORIGINS: dict[Origin, str] = {
    "generated": "Vom Programm aus den Daten geschrieben",
    "edited": "Vom Programm geschrieben, von Hand bearbeitet",
    "authored": "Eigener Text",
}
NOTHING = "Zu diesem Satz sind keine Belege hinterlegt."
Subject = Literal["Satz", "Zeile"]


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered note: what it belongs to, who wrote that, and what that rests on."""

    number: int
    anchor: str
    shown: str
    subject: Subject
    origin: Origin
    is_open: bool
    evidence: Evidence

    @property
    def popover_id(self) -> str:
        # Anchors know no underscore, so these ids meet no other.
        return f"beleg_{self.anchor}"

    @property
    def entry_id(self) -> str:
        return f"liste_{self.anchor}"


@dataclass(slots=True)
class Notes:
    """The notes of one page in the order of reading, and how their records are linked.

    `listed` says that the page ends with the list; `site` stands before paths of this installation,
    None leaves them without a link because the page is read elsewhere.
    """

    listed: bool
    site: str | None
    taken: list[Note] = field(default_factory=list)

    def take(
        self,
        anchor: str,
        shown: str,
        *,
        subject: Subject = "Satz",
        origin: Origin = "generated",
        is_open: bool = False,
        evidence: Evidence | None = None,
    ) -> Note:
        """Number the next note."""
        number = len(self.taken) + 1
        note = Note(number, anchor, shown, subject, origin, is_open, evidence or Evidence())
        self.taken.append(note)
        return note

    def opener(self, note: Note) -> Html:
        """The small number after the sentence; a link to the list where there are no popovers."""
        # The visible number is part of the name, so that speaking it finds the button.
        name = f"Belege zu {_this(note.subject)} ({note.number})"
        number = element("span", text(str(note.number)), class_="paper-evidence__number")
        button = element(
            "button",
            number,
            type="button",
            class_=f"paper-evidence__button paper-evidence__button--{note.origin}",
            popovertarget=note.popover_id,
            aria_label=name,
        )
        if not self.listed:
            return button
        link = element(
            "a",
            text(str(note.number)),
            class_="paper-evidence__link",
            href=f"#{note.entry_id}",
            aria_label=name,
        )
        return joined(button, link)

    def popover(self, note: Note) -> Html:
        """What the number opens."""
        close = element(
            "button",
            text("Schließen"),
            type="button",
            class_="paper-evidence__close",
            popovertarget=note.popover_id,
            popovertargetaction="hide",
        )
        title = f"Belege zu {note.subject} {note.number}"
        return element(
            "div",
            element("p", text(title), class_="paper-evidence__title"),
            self._content(note),
            close,
            class_="paper-evidence__popover",
            id=note.popover_id,
            popover=True,
            role="dialog",
            aria_label=title,
        )

    def list(self) -> Html:
        """All notes at the end of the page, each with the way back to its sentence."""
        entries = [
            element(
                "li",
                element(
                    "p",
                    element("a", text(note.shown), href=f"#{note.anchor}"),
                    class_="paper-evidence__quoted",
                ),
                self._content(note),
                id=note.entry_id,
                class_="paper-evidence__entry",
            )
            for note in self.taken
        ]
        return element("ol", *entries, class_="paper-evidence__list")

    def _content(self, note: Note) -> Html:
        origin = ORIGINS[note.origin] + (" · noch offen" if note.is_open else "")
        parts = [element("p", text(origin), class_="paper-evidence__origin")]
        parts += [self._fact(fact) for fact in note.evidence.facts]
        if note.evidence.records:
            parts.append(self._records(note.evidence.records))
        if not note.evidence.facts and not note.evidence.records and note.origin != "authored":
            parts.append(element("p", text(NOTHING)))
        return joined(*parts)

    def _fact(self, fact: EvidenceFact) -> Html:
        rows = [(fact.name, f"{fact.shown} {fact.unit}".strip())]
        rows += [
            (name, value)
            for name, value in (("Bedeutung", fact.definition), ("Stand", fact.as_of))
            if value
        ]
        pairs = [
            element("div", element("dt", text(name)), element("dd", text(value), dir="auto"))
            for name, value in rows
        ]
        records = [self._records(fact.records)] if fact.records else []
        return joined(element("dl", *pairs, class_="paper-evidence__fact"), *records)

    def _records(self, records: tuple[RecordLink, ...]) -> Html:
        return element(
            "ul",
            *(element("li", self._record(record)) for record in records),
            class_="paper-evidence__records",
        )

    def _record(self, record: RecordLink) -> Html:
        label, address = text(record.label), self._address(record.url)
        shown = element("a", label, href=address) if address else label
        reference = f" ({record.reference})" if record.reference else ""
        return joined(text(f"{record.kind}: "), shown, text(reference))

    def _address(self, url: str | None) -> str | None:
        if url is None or not url.startswith("/"):
            return url
        return None if self.site is None else f"{self.site}{url}"


def _this(subject: Subject) -> str:
    return "diesem Satz" if subject == "Satz" else "dieser Zeile"
