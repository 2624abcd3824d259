"""What cannot stand in a paper is refused before anything is rendered."""

from dataclasses import replace

import pytest

from kreislotse.reporting.documents.blocks import (
    BulletList,
    Column,
    Evidence,
    Heading,
    KeyValues,
    Notice,
    Paragraph,
    RecordLink,
    Sentence,
    SignatureBlock,
    Table,
)
from tests.reporting.documents.sample import paper


@pytest.mark.parametrize(
    "text",
    ["a\nb", "a\tb", "a\x00b", "a\x1bb", "a\x85b", "a\u2028b", "a\ud800b", "a\ufffeb", "a\ufdd0b"],
)
def test_control_characters_are_refused(text):
    with pytest.raises(ValueError, match=r"contains the control character U\+"):
        Sentence(text)


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u2069"])
def test_text_cannot_turn_its_writing_direction_unseen(character):
    with pytest.raises(ValueError, match="changes the writing direction"):
        Sentence(f"a{character}b")


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u200b", "\u00ad"])
def test_a_sentence_has_words(text):
    with pytest.raises(ValueError, match="A sentence has no words"):
        Sentence(text)


@pytest.mark.parametrize("text", ["كتاب", "a\u200cb", "\U0001f600", "#panic()", "x" * 5000])
def test_unusual_text_is_welcome(text):
    assert Sentence(text).text == text


@pytest.mark.parametrize("anchor", ["", "A", "a b", "a--b", "-a", "a-", "1a", "ä", "a_b", 'a"b'])
def test_anchors_are_plain_words(anchor):
    with pytest.raises(ValueError, match="is no anchor"):
        Sentence("Satz", anchor)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:x", "a/b", "https://"]
)
def test_a_record_is_linked_to_web_addresses_and_own_paths_only(url):
    with pytest.raises(ValueError, match="neither a web address nor a path"):
        RecordLink("Art", "Name", "1", url)


@pytest.mark.parametrize("url", ["/", "/a/1/", "https://example.org/a?b=c#d", "http://a.example"])
def test_own_paths_and_web_addresses_are_links(url):
    assert RecordLink("Art", "Name", "1", url).url == url


@pytest.mark.parametrize("kind", [{"origin": "authored"}, {"evidence": Evidence()}])
def test_what_has_a_note_can_be_found(kind):
    with pytest.raises(ValueError, match="needs an anchor"):
        Sentence("Satz", **kind)


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: Sentence("Satz", "a", "copied"), "origin of a sentence"),
        (lambda: Heading(3, "1", "Titel", "a"), "sections"),
        (lambda: Paragraph(()), "empty line"),
        (lambda: BulletList(None, ()), "without items"),
        (lambda: Table("T", (), (("a",),)), "without columns"),
        (lambda: Table("T", (Column("A"),), ()), "without columns or rows"),
        (lambda: Table("T", (Column("A"),), (("a", "b"),)), "does not fit"),
        (lambda: Table("T", (Column("A"),), (("a",),), None, (None,)), "needs an anchor"),
        (lambda: Table("T", (Column("A"),), (("a",),), "t", (None, None)), "every row"),
        (lambda: KeyValues(()), "nothing to show"),
        (lambda: Notice("danger", "Text"), "kind of a notice"),
        (lambda: SignatureBlock("Ort", ()), "somebody who signs"),
    ],
)
def test_a_block_without_sense_is_refused(build, reason):
    with pytest.raises(ValueError, match=reason):
        build()


def test_two_sentences_cannot_share_an_anchor():
    twice = Paragraph((Sentence("Eins", "a"), Sentence("Zwei", "a")))
    with pytest.raises(ValueError, match="must be unique: a"):
        paper(blocks=(twice,))


def test_the_row_of_a_table_cannot_share_an_anchor_with_a_sentence():
    table = Table("T", (Column("A"),), (("a",),), "t", (Evidence(),))
    with pytest.raises(ValueError, match="must be unique: t-zeile-1"):
        paper(blocks=(table, Paragraph((Sentence("Satz", "t-zeile-1"),))))


def test_an_edition_is_in_one_of_three_states():
    with pytest.raises(ValueError, match="state of an edition"):
        replace(paper().edition, state="verloren")
