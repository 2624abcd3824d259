"""A municipality's list of 5,000 and 100,000 people: read, checked, taken over; others beside us.

The same workbook goes through (a) ours: read, staged, compared with everybody who is known, and
written; (b) django-import-export: preview (dry run) and import of the same columns into the same
table, set up twice: as its documentation shows it, where the preview tells by row what would
change (as ours does) and rows are saved one by one, and tuned to its fastest, in bulk and without
telling; (c) pandas with openpyxl: read and checked row by row, nothing compared, nothing written.
Run by bench/run.py in a process of its own, so that its memory is what this work takes.
"""

import gc
import io
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import Any, NamedTuple

SIZES = (5_000, 100_000)
COMPARED_UPTO = 5_000
MOMENT = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
TODAY = MOMENT.date()
HEADINGS = (
    "Familienname",
    "Vornamen",
    "Geburtsdatum",
    "Geschlecht",
    "Staatsangehörigkeit",
    "Telefon",
    "Schuljahre",
    "Berufserfahrung",
    "Berufswunsch",
    "Religion",
)
_START = ("Al", "Ba", "Da", "Fa", "Ha", "Ka", "Ma", "Na", "Ra", "Sa", "Ta", "Za", "Be", "Ge", "Ke")
_MIDDLE = ("had", "rim", "mad", "lib", "sim", "nur", "bas", "dan", "fir", "gül", "muş", "ré")
_END = ("i", "an", "o", "un", "eh", "ad", "is", "ova", "ari", "uz")
_COUNTRIES = ("Syrien", "Irak", "Afghanistan", "Eritrea", "Iran")
_WISHES = ("Koch", "Bäckerin", "Lager", "Pflege", "")
_DISTINCT = 3  # of five families, and of five given names: the others' names come again
# How django-import-export is set up, by whether it is tuned.
SET_UPS = {
    False: "as documented (tells what changes, row by row)",
    True: "tuned (in bulk, without telling)",
}
Measure = Callable[..., Any]


# --- The list, invented ---------------------------------------------------------------------------


def people(number: int) -> Iterator[tuple[Any, ...]]:
    """So many different people: three of five family names stand in the list but once."""
    families, given = _names(_END), _names(("a", "ir", "at"))
    few_families, few_given = (list(islice(names, 400)) for names in (families, given))
    for at in range(number):
        born = date(1960, 1, 1) + timedelta(days=at * 7_919 % 16_000)
        if at % 10 == 0:
            born = date(born.year, 1, 1)
        yield (
            next(families) if at % 5 < _DISTINCT else few_families[at * 7 % 400],
            next(given) if (at + 2) % 5 < _DISTINCT else few_given[at * 31 % 397],
            born,
            ("weiblich", "männlich")[at % 2],
            _COUNTRIES[at % 5],
            f"0254{at % 10} {at:06}",
            at % 13,
            at % 20,
            _WISHES[at % 5] and f"{_WISHES[at % 5]}, gern ab {at % 97 + 2} Uhr",
            "wird nicht gelesen",
        )


def _names(ends: Sequence[str]) -> Iterator[str]:
    """Invented names, each but once, some with letters beyond A to Z."""
    for parts in product(_MIDDLE, _MIDDLE, _MIDDLE, _START, ends):
        *middle, start, end = parts
        yield "".join((start, *middle, end))


def workbook(file: Path, number: int) -> bytes:
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    page, day = book.add_worksheet("Liste"), book.add_format({"num_format": "dd.mm.yyyy"})
    page.write_row(0, 0, HEADINGS)
    for line, person in enumerate(people(number), start=1):
        for at, value in enumerate(person):
            if isinstance(value, date):
                page.write_datetime(line, at, value, day)
            else:
                page.write(line, at, value)
    book.close()
    return file.read_bytes()


# --- Ours -----------------------------------------------------------------------------------------


def clerk_of(town: Any) -> Any:
    from kreislotse.access.policy import Actor, Role

    return Actor(None, MOMENT, frozenset({(Role.MUNICIPAL_CLERK, town.pk)}))


def previewed(town: Any, content: bytes) -> Any:
    """Handed in and checked, slice by slice."""
    from kreislotse.intake.actions import check_slice, receive_list
    from kreislotse.intake.states import UploadState

    actor = clerk_of(town)
    upload = receive_list(town, actor=actor, name="liste.xlsx", content=content)
    while upload.state == UploadState.READ:
        upload = check_slice(upload, actor=actor)
    return upload


def taken_over(upload: Any) -> Any:
    from kreislotse.web.intake.deeds import take_over

    return take_over(upload, actor=clerk_of(upload.owner))


# --- Others ---------------------------------------------------------------------------------------


def resource_for(town: Any, *, tuned: bool) -> Any:
    """The same columns into the same table, known people found by name and day of birth."""
    from import_export import fields, resources, widgets

    from kreislotse.participants.codes import new_code
    from kreislotse.participants.countries import country_code
    from kreislotse.participants.models import Candidate

    columns = {
        "family_name": "Familienname",
        "given_names": "Vornamen",
        "born_on": "Geburtsdatum",
        "contact": "Telefon",
        "school_years": "Schuljahre",
        "experience_years": "Berufserfahrung",
        "wish": "Berufswunsch",
    }

    class Resource(resources.ModelResource):
        class Meta:
            model = Candidate
            fields = tuple(columns)
            import_id_fields = ("family_name", "given_names", "born_on")
            use_bulk = tuned
            batch_size = 1000
            skip_diff = tuned

        def get_queryset(self) -> Any:
            return super().get_queryset().filter(owner=town)

        def before_save_instance(self, instance: Any, row: Any, **options: Any) -> None:
            instance.owner, instance.district = town, town.part_of
            instance.code, instance.match_key = new_code(), ""
            instance.sex = "w" if row["Geschlecht"] == "weiblich" else "m"
            instance.nationality = country_code(row["Staatsangehörigkeit"]) or ""
            instance.wish = instance.wish or ""
            instance.last_contact_on, instance.changed_at = TODAY, MOMENT

    for name, column in columns.items():
        widget = Resource.fields[name].widget
        if name == "born_on":
            widget = widgets.DateWidget()
        Resource.fields[name] = fields.Field(name, column, widget)
    return Resource()


def by_import_export(town: Any, content: bytes, *, dry_run: bool, tuned: bool) -> None:
    import tablib

    found = tablib.Dataset().load(content, format="xlsx")
    for at, born in enumerate(found["Geburtsdatum"]):
        line = list(found[at])
        line[2] = born.date() if isinstance(born, datetime) else born
        found[at] = tuple(line)
    resource = resource_for(town, tuned=tuned)
    result = resource.import_data(found, dry_run=dry_run, raise_errors=True)
    assert not result.has_errors()


def by_pandas(content: bytes) -> int:
    """Read by openpyxl, each row checked by itself: a name, a day in the past, a country."""
    import pandas

    from kreislotse.participants.countries import country_code

    table = pandas.read_excel(io.BytesIO(content), engine="openpyxl")
    right = 0
    for _at, row in table.iterrows():
        named = bool(row["Familienname"]) and bool(row["Vornamen"])
        born = row["Geburtsdatum"].date() < TODAY
        right += named and born and country_code(row["Staatsangehörigkeit"]) is not None
    return right


# --- The run --------------------------------------------------------------------------------------


class Spent(NamedTuple):
    """Seconds by the clock and of the processor; only the latter bear comparison."""

    wall: float
    processor: float


def timed(work: Callable[[], Any]) -> tuple[Spent, Any]:
    gc.collect()
    begin, worked = time.perf_counter(), time.process_time()
    found = work()
    return Spent(time.perf_counter() - begin, time.process_time() - worked), found


def remark(spent: Spent, *more: str) -> str:
    """Processor time, and the most memory that this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return "; ".join([f"processor {spent.processor:.1f} s", *more, f"at most {peak} MB so far"])


def ratio(theirs: Spent, ours: Spent, of: str) -> str:
    return f"{theirs.processor / ours.processor:.1f} × our {of}"


def town_named(name: str) -> Any:
    from kreislotse.organisations.models import Organisation, OrganisationKind

    district = Organisation.objects.filter(kind=OrganisationKind.DISTRICT).order_by("pk").first()
    return Organisation.objects.create(
        kind=OrganisationKind.MUNICIPALITY, name=name, part_of=district
    )


def measurements(folder: Path, measured: Measure) -> Iterator[Any]:
    """`measured` makes a line of what was done, its times in seconds and a remark."""
    warm(folder)
    for size in SIZES:
        content = workbook(folder / f"{size}.xlsx", size)
        town = town_named(f"Listenstadt {size}")
        preview, upload = timed(lambda town=town, c=content: previewed(town, c))
        yield measured(f"a list of {size:,} rows read and checked", [preview.wall], remark(preview))
        write, upload = timed(lambda upload=upload: taken_over(upload))
        assert upload.receipt["inserted"] > size * 0.99, upload.receipt
        what = f"the same {size:,} people written in one transaction"
        yield measured(what, [write.wall], remark(write))
        again, upload = timed(lambda town=town, c=content: previewed(town, c))
        what = f"the same list against {size:,} known people"
        yield measured(what, [again.wall], remark(again))
        known, upload = timed(lambda upload=upload: taken_over(upload))
        assert upload.receipt["known"] > size * 0.99, upload.receipt
        what = f"taking it over, {size:,} known people unchanged"
        yield measured(what, [known.wall], remark(known))
        yield from with_pandas(size, content, preview, measured)
        if size <= COMPARED_UPTO:
            yield from with_import_export(size, content, preview, write, measured)


def warm(folder: Path) -> None:
    """Whatever is made ready once per process is ready, theirs as well as ours."""
    content, town = workbook(folder / "few.xlsx", 20), town_named("Probestadt")
    taken_over(previewed(town, content))
    by_pandas(content)
    for tuned in SET_UPS:
        by_import_export(town, content, dry_run=True, tuned=tuned)


def with_pandas(size: int, content: bytes, ours: Spent, measured: Measure) -> Iterator[Any]:
    took, right = timed(lambda: by_pandas(content))
    assert right == size
    said = remark(took, ratio(took, ours, "check"), "compares with nobody, keeps nothing")
    yield measured(f"{size:,} rows by pandas and openpyxl, read and checked", [took.wall], said)


def with_import_export(
    size: int, content: bytes, preview: Spent, write: Spent, measured: Measure
) -> Iterator[Any]:
    """Once as documented and once tuned, each into a municipality of its own."""
    for tuned, how in SET_UPS.items():
        town = town_named(f"Vergleichsstadt {how}")
        them = f"{size:,} rows by django-import-export {how}"
        dry, _ = timed(partial(by_import_export, town, content, dry_run=True, tuned=tuned))
        said = remark(dry, ratio(dry, preview, "check"))
        yield measured(f"{them}: preview", [dry.wall], said)
        wet, _ = timed(partial(by_import_export, town, content, dry_run=False, tuned=tuned))
        whole = ratio(_sum(dry, wet), _sum(preview, write), "way from file to people")
        said = remark(wet, ratio(wet, write, "writing"), whole)
        yield measured(f"{them}: import", [wet.wall], said)


def _sum(first: Spent, second: Spent) -> Spent:
    return Spent(first.wall + second.wall, first.processor + second.processor)


def main() -> None:
    import tempfile

    import run

    with tempfile.TemporaryDirectory(prefix="kreislotse-") as folder:
        run.prepare(Path(folder), database=os.environ.get("KREISLOTSE_DATABASE_URL", ""))
        for found in measurements(Path(folder), run.Measured):
            print(found.line(), flush=True)


if __name__ == "__main__":
    main()
