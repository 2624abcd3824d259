"""Papers with texts that nobody would write on purpose."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from kreislotse.reporting.documents.blocks import (
    Block,
    BulletList,
    Column,
    Deliberation,
    Evidence,
    EvidenceFact,
    Heading,
    KeyValues,
    Notice,
    PaperDocument,
    Paragraph,
    ProposedDecision,
    RecordLink,
    Sentence,
    SignatureBlock,
    Table,
)
from kreislotse.reporting.documents.text import require_words
from tests.reporting.documents.sample import paper

HOSTILE = (
    "#panic()",
    '#import "x": * $x^2$ *a* _b_ [c] \\ <label> @ref // /* `raw` ~',
    "= Überschrift",
    "- Liste",
    "+ 1. a / b: c",
    '<script>alert("1")</script> &amp; &#x41; <!-- -->',
    "]]> <?xml?> %PDF {{ x }} {% y %}",
    "\U0001f600 und \U0001f1e9\U0001f1ea",
    "كتاب اللغة العربية und Deutsch",
    "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "\u0301allein und e\u0301 und \u0651",
    "中文, हिन्दी, ትግርኛ, Kurdî, Türkçe, Ελληνικά, українська",
    "x" * 5000,
    "ب" * 5000,
)


def _is_carried(text: str) -> bool:
    try:
        require_words(text, what="A generated text")
    except ValueError:
        return False
    return True


texts = st.one_of(st.sampled_from(HOSTILE[:-2]), st.text(min_size=1, max_size=60)).filter(
    _is_carried
)
dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
addresses = st.sampled_from([None, "/a/1/", "https://example.org/?a=1&b"])
origins = st.sampled_from(["generated", "edited", "authored"])


@st.composite
def papers(draw: st.DrawFn) -> PaperDocument:
    """Every kind of block, filled from a handful of texts, under anchors that are unique."""
    words = st.sampled_from(draw(st.lists(texts, min_size=1, max_size=6)))
    counter = iter(range(1000))

    def anchor() -> str:
        return f"a-{next(counter)}"

    def evidence() -> Evidence:
        record = RecordLink(draw(words), draw(words), draw(words), draw(addresses))
        fact = EvidenceFact(draw(words), draw(words), draw(words), "", draw(words), (record,))
        return Evidence((fact,), (record,))

    def paragraph() -> Paragraph:
        noted = Sentence(draw(words), anchor(), draw(origins), draw(st.booleans()), evidence())
        return Paragraph((Sentence(draw(words)), noted))

    blocks = (
        Heading(1, "1", draw(words), anchor()),
        Heading(2, "", draw(words), anchor()),
        paragraph(),
        BulletList(draw(st.sampled_from([None, paragraph()])), (paragraph(),)),
        Table(
            draw(words),
            (Column(draw(words)), Column("Zahl", numeric=True)),
            ((draw(words), draw(words)), (draw(words), "")),
            anchor(),
            draw(st.sampled_from([(), (None, evidence())])),
        ),
        KeyValues(((draw(words), draw(words)),)),
        Notice(draw(st.sampled_from(["info", "warning"])), draw(words)),
        SignatureBlock(draw(words), (draw(words),)),
    )
    return _under_a_head(draw, words, paragraph(), blocks)


def _under_a_head(draw, words, proposal: Paragraph, blocks: tuple[Block, ...]) -> PaperDocument:
    whole = paper(blocks=blocks, state=draw(st.sampled_from(["Entwurf", "veröffentlicht"])))
    head = replace(
        whole.head,
        authority=draw(words),
        department=draw(words),
        dated=draw(dates),
        public=draw(st.booleans()),
        deliberations=(Deliberation(1, draw(words), draw(st.none() | dates), draw(words)),),
        proposed_decision=(ProposedDecision(draw(words), (proposal,)),),
    )
    return replace(whole, title=draw(words), subject=draw(words), head=head)
