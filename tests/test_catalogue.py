"""The house speaks English as completely as it speaks German."""

import polib
import pytest

from tools.catalogue import (
    CATALOGUE,
    NotASentence,
    merged,
    of_python,
    of_template,
    placeholders,
    sentences,
)


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE), check_for_duplicates=True)


def english(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_sentence_of_the_source_is_in_the_catalogue_and_no_other(catalogue):
    assert {entry.msgid for entry in catalogue} == set(sentences())
    assert catalogue.obsolete_entries() == []


def test_every_sentence_has_its_translation(catalogue):
    assert [e.msgid for e in catalogue if not all(english(e)) or e.fuzzy] == []


def test_a_translation_names_the_same_figures(catalogue):
    wrong = [
        entry.msgid
        for entry in catalogue
        for text in english(entry)
        if text and placeholders(text) - placeholders(f"{entry.msgid}{entry.msgid_plural}")
    ]
    missing = [
        entry.msgid
        for entry in catalogue
        if english(entry)[-1]
        and placeholders(entry.msgid_plural or entry.msgid) - placeholders(english(entry)[-1])
    ]
    assert (wrong, missing) == ([], [])


def test_marked_texts_are_found_under_any_name_and_refusals_without_a_mark():
    source = """
from django.utils.translation import gettext_lazy as _, ngettext
TITLE = _("Auftrags" "liste")
ngettext("{n} Tag", "{n} Tage", 2)
other("kein Satz")
_(variable)
class TooLate(DomainError):
    message = "Zu spät."
"""
    assert sorted(of_python(source, "some.py")) == [
        ("Auftragsliste", ""),
        ("Zu spät.", ""),
        ("{n} Tag", "{n} Tage"),
    ]


def test_an_f_string_cannot_be_translated():
    source = 'from django.utils.translation import gettext\ngettext(f"{n} Tage")\n'
    with pytest.raises(NotASentence, match=r"some\.py:2"):
        list(of_python(source, "some.py"))


def test_tags_of_templates_are_found_with_their_plurals():
    source = (
        '{% translate "Heute" %} {% blocktranslate trimmed count n=count %}\n {{ n }} Eintrag\n'
        "{% plural %}{{ n }} Einträge{% endblocktranslate %} {{ _('Ort') }}"
    )
    assert list(of_template(source, "some.html")) == [
        ("Heute", ""),
        ("%(n)s Eintrag", "%(n)s Einträge"),
        ("Ort", ""),
    ]


def test_bringing_up_to_date_keeps_what_is_translated_and_drops_what_is_gone():
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Heute", msgstr="Today"))
    old.append(polib.POEntry(msgid="Gestern", msgstr="Yesterday"))
    found = {text: s for text, s in sentences().items() if text in ("Heute", "Anmelden")}
    new = merged(old, found)
    assert {entry.msgid: entry.msgstr for entry in new} == {"Heute": "Today", "Anmelden": ""}
