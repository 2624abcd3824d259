"""A municipality's list of 5,000 and 100,000 people: read, checked, taken over; others beside us.

The same workbook goes through (a) ours: read, staged, compared with everybody who is known, and
written; (b) django-import-export: preview (dry run) and import of the same columns into the same
table; (c) pandas with openpyxl: read and checked row by row, nothing compared, nothing written.
Run by bench/run.py in a process of its own, so that its memory is what this work takes.
"""

import gc
import io
import os
import resource
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
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
_MIDDLE = ("had", "rim", "mad", "lib", "sim", "nur", "bas", "dan", "fir", "gul", "mus", "rah")
_END = ("i", "an", "o", "un", "eh", "ad", "is", "ova", "ari", "uz")
_COUNTRIES = ("Syrien", "Irak", "Afghanistan", "Eritrea", "Iran")
_WISHES = ("Koch", "Bäckerin", "Lager", "Pflege", "")
Measure = Callable[..., Any]


# --- The list, invented ---------------------------------------------------------------------------


def people(number: int) -> Iterator[tuple[Any, ...]]:
    """So many different people; families share names, some were born on 1 January."""
    families = ["".join(parts) for parts in product(_START, _MIDDLE, _END)]
    given = ["".join(parts) for parts in product(_START, _MIDDLE, ("a", "ir", "at"))]
    for at in range(number):
        born = date(1960, 1, 1) + timedelta(days=at * 7_919 % 16_000)
        if at % 10 == 0:
            born = date(born.year, 1, 1)
        yield (
            families[at % len(families)],
            given[(at * 31 + at // len(families)) % len(given)],
            born,
            ("weiblich", "männlich")[at % 2],
            _COUNTRIES[at % 5],
            f"0254{at % 10} {at:06}",
            at % 13,
            at % 20,
            _WISHES[at % 5],
            "wird nicht gelesen",
        )


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
    from kreislotse.intake.actions import apply_upload

    return apply_upload(upload, actor=clerk_of(upload.owner))


# --- Others ---------------------------------------------------------------------------------------


def resource_for(town: Any) -> Any:
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
            use_bulk = True
            batch_size = 1000
            skip_diff = True

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


def by_import_export(town: Any, content: bytes, *, dry_run: bool) -> None:
    import tablib

    found = tablib.Dataset().load(content, format="xlsx")
    for at, born in enumerate(found["Geburtsdatum"]):
        line = list(found[at])
        line[2] = born.date() if isinstance(born, datetime) else born
        found[at] = tuple(line)
    result = resource_for(town).import_data(found, dry_run=dry_run, raise_errors=True)
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
    by_import_export(town, content, dry_run=True)


def with_pandas(size: int, content: bytes, ours: Spent, measured: Measure) -> Iterator[Any]:
    took, right = timed(lambda: by_pandas(content))
    assert right == size
    said = remark(took, ratio(took, ours, "check"), "compares with nobody, keeps nothing")
    yield measured(f"{size:,} rows by pandas and openpyxl, read and checked", [took.wall], said)


def with_import_export(
    size: int, content: bytes, preview: Spent, write: Spent, measured: Measure
) -> Iterator[Any]:
    town = town_named("Vergleichsstadt")
    dry, _ = timed(lambda: by_import_export(town, content, dry_run=True))
    said = remark(dry, ratio(dry, preview, "check"))
    yield measured(f"{size:,} rows by django-import-export, preview", [dry.wall], said)
    wet, _ = timed(lambda: by_import_export(town, content, dry_run=False))
    whole, ours = _sum(dry, wet), _sum(preview, write)
    said = remark(wet, ratio(wet, write, "writing"), ratio(whole, ours, "way from file to people"))
    yield measured(f"{size:,} rows by django-import-export, import", [wet.wall], said)


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
