"""Lists: search, filters as chips, sort, count, paging, export of exactly what is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from kreislotse.access.policy import Actor
from kreislotse.records.tables import matching
from kreislotse.web.exports import export
from kreislotse.web.requests import Request

PAGE_SIZE = 50
MOST_CHIPS = 12  # more choices than these are folded away, so that the rows stay in sight
Choices = dict[str, list[tuple[str, Any]]]


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
    def read(cls, listing: Listing, request: Request, choices: Choices) -> "Asked":
        """Only what the list offers; anything else in the address is left out."""
        chosen = {
            key: request.GET[key]
            for key, offered in choices.items()
            if request.GET.get(key) in {value for value, _ in offered}
        }
        words = request.GET.get("search", "").strip() if listing.searchable else ""
        sort = request.GET.get("sort", "")
        known = {column.key for column in listing.columns if column.sort}
        return cls(listing, words[:200], chosen, sort if sort.removeprefix("-") in known else "")

    def query(self) -> QueryDict:
        """The list as it is shown now, as a query to put into links: only what it understands."""
        query = QueryDict(mutable=True)
        asked = {"search": self.words, **self.chosen, "sort": self.sort}
        query.update({name: value for name, value in asked.items() if value})
        return query

    def narrow(self, rows: QuerySet) -> QuerySet:
        if self.words:
            rows = matching(rows, self.words)
        for chips in self.listing.filters:
            if chips.key in self.chosen:
                rows = chips.apply(rows, self.chosen[chips.key])
        for column in self.listing.columns:
            if column.sort and self.sort.removeprefix("-") == column.key:
                rows = rows.order_by(("-" if self.sort.startswith("-") else "") + column.sort, "pk")
        return rows


def show_list(
    request: Request,
    listing: Listing,
    rows: Any,
    *,
    new: tuple[Any, str] | None = None,
    template: str = "list.html",
    **context: Any,
) -> HttpResponse:
    """The list page, its rows alone for a live search, or its export; `new` is (label, address).

    `template` extends list.html where a page says more around its list.
    `rows` is a queryset, or a list of lines that were computed: those are neither searched nor
    sorted, their filters take and give lists.
    """
    choices = {f.key: _offered(f, request.actor) for f in listing.filters}
    asked = Asked.read(listing, request, choices)
    found = asked.narrow(rows)
    if request.GET.get("export") in ("xlsx", "csv"):
        return export(listing, found, request.GET["export"])
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    query = asked.query()
    live = bool(request.htmx) and not request.htmx.boosted
    live = live and not request.htmx.history_restore_request
    parts = {
        "listing": listing,
        "page": page,
        "asked": asked,
        "new": new,
        "live": live,
        "narrowed": bool(asked.words or asked.chosen),
        "kept": [(name, value) for name, value in query.items() if name != "search"],
        "query": query.urlencode(),
        "heads": [_head(column, asked, query.copy()) for column in listing.columns],
        "chips": [_chips(f, choices[f.key], asked, query.copy()) for f in listing.filters],
        "lines": [_cells(listing, row) for row in page],
        **context,
    }
    response = render(request, "parts/list_rows.html" if live else template, parts)
    patch_vary_headers(response, ["HX-Request"])  # the same address gives a page or its rows
    return response


def _offered(chips: Filter, actor: Actor) -> list[tuple[str, Any]]:
    choices = chips.choices(actor) if callable(chips.choices) else chips.choices
    return [(str(key), label) for key, label in choices]


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
    return {
        "key": chips.key,
        "title": chips.title,
        "items_shown": items,
        "folded": len(items) > MOST_CHIPS,
        "chosen": chips.key in asked.chosen,
    }
