"""Names of people as identity papers have them (DIN 91379, data type A), and how they are found.

A name is kept as it is written. Beside it stand its search form (A-Z, as in a passport's lower
lines) and sound words, under which the usual transliterations of one Arabic, Cyrillic or
Tigrinya name fall together. Sound words find and suggest; they never decide.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

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
    if not _permitted().issuperset(name):  # a letter with a mark of its own, or a foreign one
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
            sound = _skeleton(_replaced(_replaced(whole, _COMMON), _FIRST))
            found[f"~{sound}"[:LONGEST_WORD]] = None
    return list(found)


def typed_words(text: str) -> list[list[str]]:
    """For each word that somebody types, the beginnings of name words that answer to it."""
    exact = _folded(text, plain=False).split()
    loose = _folded(text, plain=True).split()
    return [
        list(dict.fromkeys([word, plain, *(f"~{sound}" for sound in sorted(sounds(word)))]))
        for word, plain in zip(exact, loose, strict=True)
    ]


@lru_cache(maxsize=100_000)  # lists are long, and each name is asked for several times
def sounds(word: str) -> frozenset[str]:
    """The consonants of a word in search form as they sound, in at most two readings.

    Mohammed, Muhamad and Mehmet give one sound word, as do Yusuf, Youssef and Jusuf. The second
    reading takes CH as in Rachid, TH as in Othman, and leaves out glides between vowels.
    """
    common = _replaced(word, _COMMON)
    whole = _ARTICLE.sub("", word)
    other = common if whole == word else _replaced(whole, _COMMON)
    readings = {_skeleton(_replaced(common, _FIRST)), _skeleton(_replaced(other, _SECOND))}
    return frozenset(reading[: LONGEST_WORD - 1] for reading in readings if len(reading) > 1)


class Step(NamedTuple):
    """Letters that sound otherwise; none of `needs` in a word, and there is nothing to do."""

    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    sound: str


def _step(needs: str, pattern: str, sound: str) -> Step:
    return Step(tuple(needs.split()), re.compile(pattern), sound)


_COMMON = (
    _step("C DZ DJ", r"DSCH|DZH|DJ|DZ|C(?=[EI])", "J"),
    _step("CH SH ZH TS TZ", r"TSCH|TCH|SCH|ZH|SH|TS|TZ", "S"),
    _step("CHAE", r"CHAE", "KAE"),
    _step("KH GH", r"KH|GH", "H"),
    _step("X", r"X", "KS"),
    _step("PH", r"PH", "F"),
    _step("C Q", r"CK|Q|C(?!H)", "K"),
    _step("Y J", r"^[YJ](?=[AEIOU])", "J"),
    _step("I", r"^I(?=[AEOU])", "J"),
    _step("Y J", r"(?<=[^AEIOUYJ])[YJ](?=[AEIOU])", ""),  # Tatjana, Tatiana
    _step("J", r"(?<=[AEIOUY])J(?![AEIOU])", ""),  # Sergej, Sergey
    _step("H", r"(?<=[AEIOUY])H$", ""),  # Sarah, Abdullah
)
_FIRST = (_step("CH", r"CH", "H"), _step("TH", r"TH", "T"))
_SECOND = (
    _step("CH", r"CH", "S"),
    _step("TH", r"TH", "S"),
    _step("W J", r"(?<=[AEIOUY])[WJ](?=[AEIOUY])", ""),
)
# The Arabic article, written on to its word
_ARTICLE = re.compile(r"^(?:AL|EL)(?=[^AEIOUY]{1,2}[AEIOU].{2})")
_BLANKS = re.compile(r"[ ,\-.\s]+")
_NOT_A_TO_Z = re.compile(r"[^A-Z ]")
_VOWELS_IN_FRONT = re.compile(r"^[AEIOUY]+")
_DOUBLED = re.compile(r"(.)\1+")
_ALIKE = str.maketrans("DBVWZGY", "TPFFSHI")
_NO_VOWELS = str.maketrans("", "", "AEIOU")


def _replaced(word: str, steps: Iterable[Step]) -> str:
    for needs, pattern, sound in steps:
        for letters in needs:
            if letters in word:
                word = pattern.sub(sound, word)
                break
    return word


def _skeleton(text: str) -> str:
    """The consonants, those that sound alike written alike, and a vowel in front as A."""
    single = _DOUBLED.sub(r"\1", _VOWELS_IN_FRONT.sub("A", text.translate(_ALIKE)))
    return single[:1] + single[1:].translate(_NO_VOWELS)


def _folded(text: str, *, plain: bool) -> str:
    if text.isascii():  # most names; the same result without looking at each letter
        if text.isalpha():
            return text.upper()
        return " ".join(_NOT_A_TO_Z.sub("", _BLANKS.sub(" ", text.upper())).split())
    name = unicodedata.normalize("NFC", text).translate(_AS_MEANT)
    if any(map(unicodedata.combining, name)):
        return " ".join("".join(_form(letter, plain=plain) for letter in _letters(name)).split())
    return " ".join(name.translate(_FORMS[plain]).split())


def _form(letter: str, *, plain: bool) -> str:
    form = _search_forms().get(letter)
    if form is None:
        return _foreign(letter)
    return _PLAIN.get(form, form) if plain and letter.casefold()[0] not in _KEPT else form


class _Forms(dict[int, str]):
    """The search form of each letter that has been met, for `str.translate`."""

    def __init__(self, *, plain: bool) -> None:
        self._plain = plain

    def __missing__(self, code: int) -> str:
        form = _form(chr(code), plain=self._plain)
        if chr(code) in _search_forms():  # of the letters of the world only these are kept
            self[code] = form
        return form


_FORMS = {plain: _Forms(plain=plain) for plain in (False, True)}


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


@cache
def _permitted() -> frozenset[str]:
    """Every sign that may stand in a name by itself: letters of one code point, and between."""
    return _BETWEEN.union(letter for letter in _search_forms() if len(letter) == 1)
