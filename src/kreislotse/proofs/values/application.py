"""What an application says: its sums, its plan, its posts and its reasons."""

from kreislotse.documents.sheet import Cell, Column, Grid
from kreislotse.funding.models import Application
from kreislotse.funding.rules import line_amount, share_text
from kreislotse.funding.states import CoFinancingKind
from kreislotse.kernel.german import period
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.proofs.values.kinds import Table, Value
from kreislotse.staffing.models import Post
from kreislotse.staffing.states import PostState

OWN, THIRD = CoFinancingKind.OWN, CoFinancingKind.THIRD_PARTY
PUBLIC = CoFinancingKind.PUBLIC


def _period(it: Application) -> str | None:
    return period(it.period_from, it.period_to) if it.period_from and it.period_to else None


def _others(it: Application, kind: CoFinancingKind) -> Money:
    return total([each.amount for each in it.co_financing.filter(kind=kind)])


def _public_names(it: Application) -> str:
    rows = it.co_financing.filter(kind=PUBLIC).order_by("pk")
    told = [f"{each.from_whom} ({'bewilligt' if each.granted else 'beantragt'})" for each in rows]
    return ", ".join(told) or "keine"


def _cost(it: Application) -> Money | None:
    """All that is applied for and what own funds and others pay towards it."""
    if it.requested is None:
        return None
    return it.requested + total([each.amount for each in it.co_financing.all()])


def _eligible(it: Application) -> Money | None:
    cost = _cost(it)
    return None if cost is None else cost - _others(it, THIRD)


def _own_share(it: Application) -> Money | None:
    eligible = _eligible(it)
    if eligible is None:
        return None
    return eligible - (it.requested or ZERO) - _others(it, PUBLIC)


def _input_tax(it: Application) -> str | None:
    if it.deducts_input_tax is None:
        return None
    entitled = "ist zum Vorsteuerabzug berechtigt" if it.deducts_input_tax else ""
    return entitled or "ist nicht zum Vorsteuerabzug berechtigt"


def _not_begun(it: Application) -> str | None:
    return "wurde noch nicht begonnen" if it.not_begun else None


def _lines(it: Application) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    for line in it.lines.select_related("rate", "purpose", "post_kind").order_by("position"):
        full = line.rate.per_full_post if line.rate else None
        share = share_text(line.share) if line.share is not None else ""
        amount = line.amount
        if amount is None and line.share is not None and full is not None:
            amount = line_amount(line.share, full)
        what = str(line.purpose) if line.purpose else line.title
        rows.append((line.number, what, share, full or "", amount))
    return Grid(
        "Beantragte Förderung",
        (
            Column("Ziffer"),
            Column("Förderbereich"),
            Column("Anteil", numeric=True),
            Column("je volle Stelle", numeric=True),
            Column("Betrag", numeric=True),
        ),
        tuple(rows),
        ("", "Beantragt", "", "", it.requested if it.requested is not None else ""),
    )


def _co_financing(it: Application) -> Grid:
    rows = it.co_financing.order_by("kind", "pk")
    return Grid(
        "Andere Mittel",
        (
            Column("Art"),
            Column("von"),
            Column("Stand"),
            Column("Betrag", numeric=True),
        ),
        tuple(
            (
                each.get_kind_display(),
                each.from_whom,
                "bewilligt" if each.granted else "beantragt",
                each.amount,
            )
            for each in rows
        ),
    )


def _annexes(it: Application) -> Grid:
    return Grid(
        "Anlagen",
        (Column("Anlage"), Column("Datei")),
        tuple((each.title, each.file.name) for each in it.annexes.select_related("file")),
    )


def posts_table(initiative_id: int) -> Grid:
    """The posts of an initiative: function, share, since when; grades are entered by hand."""
    posts = Post.objects.filter(initiative=initiative_id).exclude(state=PostState.ABOLISHED)
    return Grid(
        "Stellen",
        (
            Column("Funktion"),
            Column("Anteil", numeric=True),
            Column("Besetzt seit oder geplant ab"),
            Column("Stand"),
            Column("Bis"),
            Column("Entgeltgruppe"),
        ),
        tuple(
            (
                post.title,
                share_text(post.share) if post.share is not None else "",
                post.filled_on or post.planned_from,
                post.get_state_display(),
                None,
                None,
            )
            for post in posts.order_by("sort_key", "pk")
        ),
        note="Namen und Entgeltgruppen werden von Hand eingetragen.",
    )


VALUES = (
    Value("application.title", "Kurzbezeichnung", lambda it: it.title),
    Value("application.initiative", "Vorhaben", lambda it: str(it.initiative)),
    Value("application.applicant", "Antragsteller", lambda it: str(it.applicant)),
    Value("application.in_place_of", "anstelle von", lambda it: it.in_place_of or None),
    Value("application.programme", "Förderprogramm", lambda it: str(it.programme or "") or None),
    Value(
        "application.financing",
        "Finanzierungsart",
        lambda it: str(it.get_financing_display()) or None,
    ),
    Value("application.period", "Durchführungszeitraum", _period),
    Value("application.period_from", "Beginn", lambda it: it.period_from),
    Value("application.period_to", "Ende", lambda it: it.period_to),
    Value("application.total_cost", "Gesamtausgaben (3.1)", _cost),
    Value("application.eligible_cost", "davon zuwendungsfähig (3.2)", _cost),
    Value("application.third_party", "Leistungen Dritter (3.3)", lambda it: _others(it, THIRD)),
    Value("application.eligible_total", "zuwendungsfähig gesamt (3.4)", _eligible),
    Value("application.requested", "beantragte Zuwendung (3.5)", lambda it: it.requested),
    Value(
        "application.public", "andere öffentliche Förderung (3.6)", lambda it: _others(it, PUBLIC)
    ),
    Value("application.public_names", "andere öffentliche Förderung durch", _public_names),
    Value("application.own_share", "Eigenanteil (3.7)", _own_share),
    Value("application.need", "Notwendigkeit der Maßnahme", lambda it: it.need or None),
    Value(
        "application.funding_need",
        "Notwendigkeit der Förderung",
        lambda it: it.funding_need or None,
    ),
    Value(
        "application.financial_effects",
        "finanzwirtschaftliche Auswirkungen",
        lambda it: it.financial_effects or None,
    ),
    Value("application.not_begun", "noch nicht begonnen", _not_begun),
    Value("application.early_start_on", "vorzeitiger Beginn ab", lambda it: it.early_start_on),
    Value("application.input_tax", "Vorsteuerabzug", _input_tax),
    Value("application.submitted_on", "gestellt am", lambda it: it.submitted_on),
)
TABLES = (
    Table("application.lines", "Beantragte Förderung je Ziffer", _lines),
    Table("application.co_financing", "Andere Mittel", _co_financing),
    Table("application.annexes", "Anlagen", _annexes),
    Table("application.posts", "Stellen des Vorhabens", lambda it: posts_table(it.initiative_id)),
)
