"""Names of people as identity papers have them (DIN 91379, data type A), and how they are found.

A name is kept as it is written. Beside it stand its search form (A-Z, as in a passport's lower
lines) and sound words, under which the usual transliterations of one Arabic, Cyrillic or
Tigrinya name fall together. Sound words find and suggest; they never decide.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from kreislotse.kernel.refusals import DomainError

_LETTERS = Path(__file__).parent / "reference" / "latin_letters.txt"
LONGEST_WORD = 60

# What may stand between letters (N1); those that part words become a blank in the search form.
_PARTS_WORDS = " ,-."
_BETWEEN = frozenset(_PARTS_WORDS + "'`~¨´·ʹʺʾʿˈˌ’‡")
# Signs that word processors put in the place of the permitted ones.
_AS_MEANT = str.maketrans({"‘": "’", "ʼ": "’", "‐": "-", "‑": "-", "–": "-"})
# The second way to write a letter without its marks: Müller as Muller, Søren as Soren.
_PLAIN = {"AE": "A", "OE": "O", "UE": "U", "AA": "A", "SS": "S", "TH": "T"}
_KEPT = frozenset("æœĳþß")
# The double macron below ties two letters to one.
_TIE = "\u035f"


class NameNotLatin(DomainError):
    """Marked for translation where it is shown: the kernel knows no catalogue."""

    message = (
        "Das Zeichen „{letter}“ kann in einem Namen nicht stehen. Schreiben Sie den Namen, wie er "
        "im Ausweis in lateinischer Schrift steht."
    )


def clean_name(text: str) -> str:
    """The name in composed form with single blanks; NameNotLatin at the first foreign letter."""
    name = " ".join(unicodedata.normalize("NFC", text).translate(_AS_MEANT).split())
    known = _search_forms()
    for letter in _letters(name):
        if letter not in known and letter not in _BETWEEN:
            raise NameNotLatin(letter=_shown(letter))
    return name


def search_form(text: str) -> str:
    """The name in A-Z, words parted by one blank: Müller-Lüdenscheidt as MUELLER LUEDENSCHEIDT."""
    return _folded(text, plain=False)


def name_words(*names: str) -> list[str]:
    """All words that find a person of these names: folded both ways, and by sound with a tilde."""
    found: dict[str, None] = {}
    for name in names:
        words = search_form(name).split()
        plain = [] if name.isascii() else _folded(name, plain=True).split()
        for word in (*words, *plain):
            found[word[:LONGEST_WORD]] = None
            found.update(dict.fromkeys(f"~{sound}" for sound in sounds(word)))
        if len(words) > 1:  # Abd al-Rahman is looked for as Abdulrahman
            whole = "".join(words)
            found[whole[:LONGEST_WORD]] = None
            found[f"~{_sound(whole, _FIRST_READING)}"[:LONGEST_WORD]] = None
    return list(found)


def typed_words(text: str) -> list[list[str]]:
    """For each word that somebody types, the beginnings of name words that answer to it."""
    exact = _folded(text, plain=False).split()
    loose = _folded(text, plain=True).split()
    return [
        list(dict.fromkeys([word, plain, *(f"~{sound}" for sound in sorted(sounds(word)))]))
        for word, plain in zip(exact, loose, strict=True)
    ]


@lru_cache(maxsize=4096)
def sounds(word: str) -> frozenset[str]:
    """The consonants of a word in search form as they sound, in at most two readings.

    Mohammed, Muhamad and Mehmet give one sound word, as do Yusuf, Youssef and Jusuf. The second
    reading takes CH as in Rachid, TH as in Othman, and leaves out glides between vowels.
    """
    readings = {_sound(word, _FIRST_READING), _sound(word, _SECOND_READING)}
    return frozenset(reading[: LONGEST_WORD - 1] for reading in readings if len(reading) > 1)


Reading = tuple[tuple[re.Pattern[str], str], ...]


def _reading(*steps: tuple[str, str]) -> Reading:
    return tuple((re.compile(pattern), sound) for pattern, sound in steps)


_COMMON = (
    (r"DSCH|DZH|DJ|DZ|C(?=[EI])", "J"),
    (r"TSCH|TCH|SCH|ZH|SH|TS|TZ", "S"),
    (r"CHAE", "KAE"),
    (r"KH|GH", "H"),
    (r"X", "KS"),
    (r"PH", "F"),
    (r"CK|Q|C(?!H)", "K"),
    (r"^[YJ](?=[AEIOU])", "J"),
    (r"^I(?=[AEOU])", "J"),
    (r"(?<=[^AEIOUYJ])[YJ](?=[AEIOU])", ""),  # Tatjana, Tatiana
    (r"(?<=[AEIOUY])J(?![AEIOU])", ""),  # Sergej, Sergey
    (r"(?<=[AEIOUY])H$", ""),  # Sarah, Abdullah
)
_FIRST_READING = _reading(*_COMMON, (r"CH", "H"), (r"TH", "T"))
_SECOND_READING = _reading(
    (r"^(?:AL|EL)(?=[^AEIOUY]{1,2}[AEIOU].{2})", ""),  # the Arabic article, written on to its word
    *_COMMON,
    (r"CH", "S"),
    (r"TH", "S"),
    (r"(?<=[AEIOUY])[WJ](?=[AEIOUY])", ""),
)
_BLANKS = re.compile(r"[ ,\-.\s]+")
_NOT_A_TO_Z = re.compile(r"[^A-Z ]")
_VOWELS_IN_FRONT = re.compile(r"^[AEIOUY]+")
_VOWELS = re.compile(r"[AEIOU]")
_DOUBLED = re.compile(r"(.)\1+")
_ALIKE = str.maketrans("DBVWZGY", "TPFFSHI")


def _sound(word: str, reading: Reading) -> str:
    text = word
    for pattern, sound in reading:
        text = pattern.sub(sound, text)
    single = _DOUBLED.sub(r"\1", _VOWELS_IN_FRONT.sub("A", text.translate(_ALIKE)))
    return single[:1] + _VOWELS.sub("", single[1:])


def _folded(text: str, *, plain: bool) -> str:
    if text.isascii():  # most names; the same result without looking at each letter
        return " ".join(_NOT_A_TO_Z.sub("", _BLANKS.sub(" ", text.upper())).split())
    known = _search_forms()
    parts = []
    for letter in _letters(unicodedata.normalize("NFC", text).translate(_AS_MEANT)):
        form = known.get(letter)
        if form is None:
            form = _foreign(letter)
        elif plain and letter.casefold()[0] not in _KEPT:
            form = _PLAIN.get(form, form)
        parts.append(form)
    return " ".join("".join(parts).split())


def _foreign(letter: str) -> str:
    """What is left of a sign that is no Latin letter: a blank between words, else A-Z or none."""
    if letter in _PARTS_WORDS or letter.isspace():
        return " "
    if letter in _BETWEEN:
        return ""
    bare = unicodedata.normalize("NFKD", letter).upper()
    return "".join(sign for sign in bare if "A" <= sign <= "Z")


def _letters(text: str) -> Iterator[str]:
    """The letters as people see them: a base with the combining marks behind it is one."""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if text[end - 1] == _TIE:
            end += 1
        yield text[at:end]
        at = end


def _shown(letter: str) -> str:
    """A letter to be named in a sentence; a combining mark alone needs something to stand on."""
    return f"◌{letter}" if unicodedata.combining(letter[0]) else letter


@cache
def _search_forms() -> dict[str, str]:
    """Each Latin letter of the standard with its search form."""
    lines = _LETTERS.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ") for line in lines if line and not line.startswith("#")]
    return {letter: form for form, *letters in rows for letter in letters}
