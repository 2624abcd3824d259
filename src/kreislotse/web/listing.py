"""Lists: search, filters as chips, sort, count, paging, export of exactly what is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kreislotse.records.tables import matching
from kreislotse.web.exports import export

PAGE_SIZE = 50


@dataclass(frozen=True)
class Column:
    """One column: what it shows of a row, and by which field it sorts.

    `value` gives text, number, date, Money or a Badge; `link` the address of a record's page.
    """

    key: str
    title: Any
    value: Callable[[Any], Any]
    sort: str = ""
    link: Callable[[Any], str] | None = None
    numeric: bool = False


@dataclass(frozen=True)
class Badge:
    """A state in words; the tone only supports them."""

    text: Any
    tone: str = "info"

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Filter:
    """A row of chips: each choice narrows the list by `apply(rows, value)`."""

    key: str
    title: Any
    choices: Sequence[tuple[str, Any]] | Callable[[Any], Sequence[tuple[str, Any]]]
    apply: Callable[[QuerySet, str], QuerySet]


@dataclass(frozen=True)
class Listing:
    """A list page, declared. `empty` names the next step when there is nothing to show."""

    title: Any
    columns: Sequence[Column]
    empty: Any
    filters: Sequence[Filter] = field(default_factory=tuple)
    searchable: bool = True
    file_name: str = "liste"
    intro: Any = ""


@dataclass
class Asked:
    """What the address asks of a list."""

    listing: Listing
    words: str
    chosen: dict[str, str]
    sort: str

    @classmethod
    def read(cls, listing: Listing, request: HttpRequest) -> "Asked":
        chosen = {f.key: request.GET[f.key] for f in listing.filters if request.GET.get(f.key)}
        words = request.GET.get("search", "").strip() if listing.searchable else ""
        return cls(listing, words[:200], chosen, request.GET.get("sort", ""))

    def narrow(self, rows: QuerySet, choices: dict[str, list[tuple[str, Any]]]) -> QuerySet:
        if self.words:
            rows = matching(rows, self.words)
        for chips in self.listing.filters:
            value = self.chosen.get(chips.key, "")
            if value in {key for key, _ in choices[chips.key]}:
                rows = chips.apply(rows, value)
        for column in self.listing.columns:
            if column.sort and self.sort.lstrip("-") == column.key:
                rows = rows.order_by(("-" if self.sort.startswith("-") else "") + column.sort, "pk")
        return rows


def show_list(
    request: HttpRequest,
    listing: Listing,
    rows: QuerySet,
    *,
    new: tuple[Any, str] | None = None,
    **context: Any,
) -> HttpResponse:
    """The list page, its rows alone for a live search, or its export; `new` is (label, address)."""
    asked = Asked.read(listing, request)
    choices = {
        f.key: [
            (str(k), v) for k, v in (f.choices(request.actor) if callable(f.choices) else f.choices)
        ]
        for f in listing.filters
    }
    found = asked.narrow(rows, choices)
    if request.GET.get("export") in ("xlsx", "csv"):
        return export(listing, found, request.GET["export"])
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    parts = {
        "listing": listing,
        "page": page,
        "asked": asked,
        "choices": choices,
        "new": new,
        "query": query.urlencode(),
        "heads": [_head(column, asked, query.copy()) for column in listing.columns],
        "chips": [_chips(f, choices[f.key], asked, query.copy()) for f in listing.filters],
        "lines": [_cells(listing, row) for row in page],
        **context,
    }
    live = bool(request.htmx) and not request.htmx.boosted
    return render(request, "parts/list_rows.html" if live else "list.html", parts)


def _cells(listing: Listing, row: Any) -> list[dict[str, Any]]:
    return [
        {
            "value": (value := column.value(row)),
            "badge": isinstance(value, Badge),
            "link": column.link(row) if column.link else "",
            "title": column.title,
            "numeric": column.numeric,
        }
        for column in listing.columns
    ]


def _head(column: Column, asked: Asked, query: Any) -> dict[str, Any]:
    down = asked.sort == column.key
    query["sort"] = f"-{column.key}" if down else column.key
    direction = "ascending" if down else "descending" if asked.sort == f"-{column.key}" else "none"
    return {"column": column, "direction": direction, "query": query.urlencode()}


def _chips(
    chips: Filter, choices: list[tuple[str, Any]], asked: Asked, query: Any
) -> dict[str, Any]:
    items = []
    for key, label in choices:
        on = asked.chosen.get(chips.key) == key
        if on:
            query.pop(chips.key, None)
        else:
            query[chips.key] = key
        items.append({"label": label, "on": on, "query": query.urlencode()})
        if asked.chosen.get(chips.key):
            query[chips.key] = asked.chosen[chips.key]
        else:
            query.pop(chips.key, None)
    return {"title": chips.title, "items": items}
