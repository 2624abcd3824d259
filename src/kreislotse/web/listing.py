"""Lists: search, filters as chips, sort, count, paging, export of exactly what is shown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from kreislotse.access.policy import Actor
from kreislotse.journal.models import ReadKind
from kreislotse.kernel.invisible import without_invisible
from kreislotse.records.tables import matching
from kreislotse.web.exports import export
from kreislotse.web.reads import NameRead, Person, note_people
from kreislotse.web.requests import Request
from kreislotse.web.rows import cells, markup_of
from kreislotse.web.sealed import SealBroken, seal, unseal

PAGE_SIZE = 50
MOST_CHIPS = 12  # more choices than these are folded away, so that the rows stay in sight
_NUMBERED = re.compile("[1-9][0-9]{0,8}")  # a page that there can be: further on no database counts
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
    """A list page, declared. `empty` names the next step when there is nothing to show.

    A list with `names` shows people in care: every page, search and export is written down. With
    `sealed` its search words never stand in an address. `search` narrows the rows by what was
    typed where the rows' own search key is not asked. `dress` gives the rows with these keys and
    all that their lines show, for those of the page alone: sorting thousands need not carry it.
    """

    title: Any
    columns: Sequence[Column]
    empty: Any
    filters: Sequence[Filter] = field(default_factory=tuple)
    searchable: bool = True
    file_name: str = "liste"
    intro: Any = ""
    names: NameRead | None = None
    sealed: bool = False
    search: Callable[[Any, str], Any] | None = None
    dress: Callable[[Any], Any] | None = None


@dataclass
class Asked:
    """What the address asks of a list; `token` stands there for sealed words."""

    listing: Listing
    words: str
    chosen: dict[str, str]
    sort: str
    token: str = ""
    seal_broken: bool = False

    @classmethod
    def read(cls, listing: Listing, request: Request, choices: Choices) -> "Asked":
        """Only what the list offers; anything else in the address is left out."""
        posted = listing.sealed and request.method == "POST"
        said = request.POST if posted else request.GET
        chosen = {
            key: said[key]
            for key, offered in choices.items()
            if said.get(key) in {value for value, _ in offered}
        }
        sort = said.get("sort", "")
        known = {column.key for column in listing.columns if column.sort}
        asked = cls(listing, "", chosen, sort if sort.removeprefix("-") in known else "")
        if listing.searchable and (posted or not listing.sealed):
            asked.words = without_invisible(said.get("search", "").replace("\0", "")).strip()[:200]
            asked.token = seal(asked.words, request.actor) if posted and asked.words else ""
        elif listing.searchable and "asked" in said:
            asked.open_seal(said["asked"], request.actor)
        return asked

    def open_seal(self, token: str, actor: Actor) -> None:
        """Take the words from a token of this reader; with any other one nothing is searched."""
        try:
            self.words, self.token = unseal(token, actor), token
        except SealBroken:
            self.seal_broken = True

    def query(self) -> QueryDict:
        """The list as it is shown now, as a query to put into links: only what it understands."""
        query = QueryDict(mutable=True)
        words = {"asked": self.token} if self.listing.sealed else {"search": self.words}
        asked = {**words, **self.chosen, "sort": self.sort}
        query.update({name: value for name, value in asked.items() if value})
        return query

    def address(self, path: str) -> str:
        """The address at which the list is shown as it is now."""
        query = self.query().urlencode()
        return f"{path}?{query}" if query else path

    def narrow(self, rows: QuerySet) -> QuerySet:
        if self.words:
            rows = (self.listing.search or matching)(rows, self.words)
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
    live = bool(request.htmx) and not request.htmx.boosted
    live = live and not request.htmx.history_restore_request
    sent = listing.sealed and request.method == "POST"
    if sent and not live:
        return redirect(asked.address(request.path))
    found = asked.narrow(rows)
    if request.GET.get("export") in ("xlsx", "csv"):
        return _export(request, asked, found)
    page = _page(request, asked, found)
    shown = _dressed(listing, page.object_list)
    _note(request, asked, shown, found=page.paginator.count)
    lines = [cells(listing.columns, row) for row in shown]
    markup = list(map(markup_of(listing.columns), lines))
    parts = {"page": page, "new": new, "live": live, "lines": lines, "markup": markup}
    parts |= _around(asked, choices)
    parts |= context
    response = render(request, "parts/list_rows.html" if live else template, parts)
    patch_vary_headers(response, ["HX-Request"])  # the same address gives a page or its rows
    if sent:
        response["HX-Push-Url"] = asked.address(request.path)
    return response


class _Counted(Paginator):
    """The pages of rows whose number is known."""

    def __init__(self, rows: Any, size: int, count: int) -> None:
        super().__init__(rows, size)
        self.count = count


def _page(request: Request, asked: Asked, found: Any) -> Page:
    """The page asked for; of rows to be dressed their keys alone.

    Searching is dear: the number of all rows found comes along with those of the page.
    """
    number = request.GET.get("page", "1")
    if asked.listing.dress is None:
        return Paginator(found, PAGE_SIZE).get_page(number)
    keys = found.values_list("pk", flat=True)
    if asked.words and _NUMBERED.fullmatch(number):
        first = (int(number) - 1) * PAGE_SIZE
        counted = found.annotate(found_in_all=Window(Count("pk")))
        rows = list(counted.values_list("pk", "found_in_all")[first : first + PAGE_SIZE])
        if rows or not first:
            pages = _Counted(keys, PAGE_SIZE, rows[0][1] if rows else 0)
            return Page([key for key, _ in rows], int(number), pages)
    return Paginator(keys, PAGE_SIZE).get_page(number)


def _dressed(listing: Listing, rows: Any) -> list[Any]:
    """The rows of one page with all that their lines show, in the same order."""
    if listing.dress is None:
        return list(rows)
    keys = list(rows)
    known = {row.pk: row for row in listing.dress(keys)}
    return [known[key] for key in keys if key in known]


def _around(asked: Asked, choices: Choices) -> dict[str, Any]:
    """What stands around the rows: heads to sort by, chips, and what links take along."""
    listing, query = asked.listing, asked.query()
    return {
        "listing": listing,
        "asked": asked,
        "narrowed": bool(asked.words or asked.chosen),
        "kept": [(key, value) for key, value in query.items() if key not in ("search", "asked")],
        "query": query.urlencode(),
        "heads": [_head(column, asked, query.copy()) for column in listing.columns],
        "chips": [_chips(f, choices[f.key], asked, query.copy()) for f in listing.filters],
    }


def _note(request: Request, asked: Asked, rows: Sequence[Any], *, found: int) -> None:
    """Write down whose names are shown; `rows` are those of the page."""
    names = asked.listing.names
    if names is not None:
        kind = ReadKind.SEARCH if asked.words else ReadKind.LIST
        people = [names.person(row) for row in rows]
        note_people(request, names, kind, people, found=found, asked=asked.words)


def _export(request: Request, asked: Asked, found: Any) -> HttpResponse:
    """The file with all rows found; whose names it holds is written down before it goes out."""
    listing, kind, names = asked.listing, request.GET["export"], asked.listing.names
    if listing.dress is not None:
        found = listing.dress(found.values("pk")).order_by(*found.query.order_by)
    if names is None:
        return export(listing, found, kind)
    people: list[Person | None] = []
    response = export(listing, found, kind, pass_by=lambda row: people.append(names.person(row)))
    note_people(request, names, ReadKind.EXPORT, people, found=len(people), asked=asked.words)
    return response


def _offered(chips: Filter, actor: Actor) -> list[tuple[str, Any]]:
    choices = chips.choices(actor) if callable(chips.choices) else chips.choices
    return [(str(key), label) for key, label in choices]


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
