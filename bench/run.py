"""Measures the work that people wait for; prints a table and writes bench/results.md.

Every figure is the least and the median of several runs in one go, on a database of its own. Where
another tool does the same work it runs on the same input, in turn with ours.

`python bench/run.py people intake` measures the named parts only and leaves the others as they are;
each part says on which day it was measured.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.md"
REPEATS = 7
ROWS = (300, 3_000, 30_000)
ENTRIES = (1_000, 10_000)


@dataclass(frozen=True)
class Measured:
    """What was done, the least and the median of its times in seconds, and what else was seen."""

    what: str
    times: list[float]
    remark: str = ""

    def line(self) -> str:
        least, middle = min(self.times), median(self.times)
        return f"| {self.what} | {shown(least)} | {shown(middle)} | {self.remark} |"


@dataclass(frozen=True)
class Quoted:
    """A line that another process has measured."""

    text: str

    def line(self) -> str:
        return self.text


def shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def repeated(what: str, work: Callable[[], object], remark: str = "") -> Measured:
    work()  # whatever is made ready once per process is ready now
    return Measured(what, [timed(work) for _ in range(REPEATS)], remark)


def in_turn(*works: tuple[str, Callable[[], object], str]) -> list[Measured]:
    """Several ways of doing the same, run alternately; the remark gives the ratio to the first."""
    for _what, work, _remark in works:
        work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(REPEATS):
        for place, (_what, work, _remark) in enumerate(works):
            times[place].append(timed(work))
    ours = min(times[0])
    return [
        Measured(what, found, f"{min(found) / ours:.1f} × the first at best; {remark}")
        for (what, _work, remark), found in zip(works, times, strict=True)
    ]


# --- The paper ------------------------------------------------------------------------------------


def papers(folder: Path) -> Iterator[Measured]:
    """The printed paper: ours by Typst, and Chromium printing our page of the same document.

    Every run gets other words, so that neither can answer from what it remembers.
    """
    from kreislotse.reporting.documents.html import render_page
    from kreislotse.reporting.documents.pdf import render_pdf

    documents = list(variants())
    pages = [folder / f"paper-{number}.html" for number in range(len(documents))]
    for page, document in zip(pages, documents, strict=True):
        page.write_bytes(render_page(document).encode())
    ours, theirs = iter(documents), iter(pages)
    with printing() as print_page:
        yield from in_turn(
            (
                "PDF of the sample paper by Typst",
                lambda: render_pdf(next(ours)),
                verdict(render_pdf(documents[0])),
            ),
            (
                "the same paper's page printed by Chromium",
                lambda: print_page(next(theirs)),
                verdict(print_page(pages[0])),
            ),
        )
    command = [sys.executable, "-m", "kreislotse.cli", "paper", "--out", str(folder)]
    yield repeated(
        "`kreislotse paper`: facts file to PDF, DOCX, HTML, JSON",
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL),
        "a new process with a new database each time",
    )


def variants() -> Iterator[Any]:
    """The sample paper as often as it is printed, each time with other words in every sentence."""
    from kreislotse.reporting.content import content_of, document_of
    from kreislotse.reporting.models import Report

    text = json.dumps(content_of(Report.objects.get()))
    for number in range(REPEATS + 1):
        content = json.loads(text.replace('"text": "', f'"text": "{number}. Lauf: '))
        yield document_of(content, number=1, label="Vorlage", state="Entwurf")


def verdict(pdf: bytes) -> str:
    """Whether the file keeps PDF/UA-1, and how large it is."""
    import page

    keeps = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    return f"PDF/UA-1: {'yes' if keeps else 'no'}, {len(pdf) // 1024} kB"


@contextmanager
def printing() -> Iterator[Callable[[Path], bytes]]:
    """A browser that is open already and prints a page with tags and outline."""
    from playwright.sync_api import sync_playwright

    import browser

    os.environ.update(browser.environment())
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
        )
        sheet = opened.new_page()

        def print_page(page: Path) -> bytes:
            sheet.goto(page.as_uri())
            return sheet.pdf(format="A4", tagged=True, outline=True, print_background=True)

        yield print_page


def sentences() -> Iterator[Measured]:
    from kreislotse.initiatives.models import Initiative
    from kreislotse.reporting.models import Report
    from kreislotse.reporting.statements import statements_about

    initiative, day = Initiative.objects.get(number=1), Report.objects.get().as_of
    found = len(statements_about(initiative, day))
    yield repeated(
        "the statements about one initiative",
        lambda: statements_about(initiative, day),
        f"{found} statements, {questions(lambda: statements_about(initiative, day))} queries",
    )


def facts() -> Iterator[Measured]:
    """Ours names every mistake with its line; the plain reader takes whatever is valid YAML."""
    import yaml

    from kreislotse.sample.demo import FACTS
    from kreislotse.sample.facts import read_facts

    content = FACTS.read_bytes()
    yield from in_turn(
        ("facts file read and checked", lambda: read_facts(content, name="facts"), "strict"),
        ("the same file by yaml.safe_load", lambda: yaml.safe_load(content), "unchecked"),
    )


# --- Lists ----------------------------------------------------------------------------------------


def lists() -> Iterator[Measured]:
    """The register of papers, filled further and further, as somebody at the desk sees it."""
    from django.test import Client

    from kreislotse.access.models import Account
    from kreislotse.mandates.models import Paper
    from kreislotse.organisations.models import Organisation

    client = Client()
    client.force_login(Account.objects.get(email="steuerung@beispiel.example"))
    district = Organisation.objects.get(name="Kreis Coesfeld")
    for rows in ROWS:
        fill_register(Paper, district, rows)
        for what, query in (
            ("first page", ""),
            ("last page", "?page=100000"),
            ("search", "?search=bericht+99"),
            ("sorted", "?sort=-subject"),
        ):
            address = f"/mandates/papers/{query}"
            remark = f"{questions(lambda address=address: client.get(address))} queries"
            yield repeated(
                f"list of {rows:,} papers, {what}",
                lambda address=address: client.get(address),
                remark,
            )


def fill_register(table, district, upto: int) -> None:
    from kreislotse.kernel.spelling import search_key

    missing = range(table.objects.count(), upto)
    subjects = [f"Bericht {number} über die Arbeit" for number in missing]
    table.objects.bulk_create(
        [
            table(owner=district, subject=each, search_key=search_key(each), sort_key=each.lower())
            for each in subjects
        ],
        batch_size=500,
    )


def questions(work: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


# --- The journal ----------------------------------------------------------------------------------


def journal() -> Iterator[Measured]:
    """What an entry costs while the journal grows, and what it costs to verify all of it."""
    from django.utils import timezone

    from kreislotse.access.policy import Actor
    from kreislotse.journal.chain import first_break
    from kreislotse.journal.entries import write
    from kreislotse.journal.models import JournalEntry
    from kreislotse.organisations.models import Organisation

    record, actor = Organisation.objects.first(), Actor(None, timezone.now())
    for upto in ENTRIES:
        for _ in range(upto - JournalEntry.objects.count()):
            write(record, "change_organisation", actor=actor, number=1)
        times = [
            timed(lambda: write(record, "change_organisation", actor=actor, number=1))
            for _ in range(50)
        ]
        yield Measured(f"one entry into a journal of {upto:,}", times)
        yield repeated(f"verifying a journal of {upto:,}", first_break)


# --- The books ------------------------------------------------------------------------------------


def books(folder: Path) -> Iterator[Measured]:
    """Balances and audit of the ledger up to a million transfers; beancount and hledger beside."""
    import ledger

    yield from ledger.measurements(folder, Measured)


# --- People and their lists -----------------------------------------------------------------------


def of_its_own(program: str, address: str = "") -> Iterator[Quoted]:
    """Another program's lines, on a database and in a process of its own: so is its memory."""
    found = subprocess.run(
        [sys.executable, str(ROOT / "bench" / program)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "KREISLOTSE_DATABASE_URL": address},
    )
    yield from map(Quoted, found.stdout.splitlines())


def people_on_postgresql() -> Iterator[Quoted]:
    import database

    with database.server() as address:
        yield from of_its_own("people.py", address=address)


# --- The run --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A section of the results, measured as a whole on one day."""

    title: str
    work: Callable[[Path], Iterator[Measured | Quoted]]
    head: tuple[str, ...] = ("| What | Least | Median | Seen |", "| --- | ---: | ---: | --- |")

    def section(self, folder: Path) -> list[str]:
        day = f"Measured on {datetime.now(UTC):%d.%m.%Y}."
        lines = [f"## {self.title}", "", day, "", *self.head]
        print("\n".join(lines), flush=True)
        for measured in self.work(folder):
            lines.append(measured.line())
            print(lines[-1], flush=True)
        return lines


PARTS = {
    "paper": Part("The paper", lambda folder: chain(papers(folder), sentences(), facts())),
    "lists": Part("Lists and journal", lambda _folder: chain(lists(), journal())),
    "books": Part("The books", books),
    "people": Part("People", lambda _folder: of_its_own("people.py")),
    "postgresql": Part("People on PostgreSQL", lambda _folder: people_on_postgresql()),
    "intake": Part("Lists of people", lambda _folder: of_its_own("intake.py")),
    "giving": Part("Giving places", lambda _folder: of_its_own("giving.py")),
    "allocation": Part("Places", lambda _folder: of_its_own("allocation.py"), head=()),
    "options": Part("Places under options", lambda _folder: of_its_own("options.py"), head=()),
}


def prepare(folder: Path, database: str = "") -> None:
    """An installation for this run alone, filled with the sample district."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kreislotse.config.settings",
        "KREISLOTSE_DATA": str(folder),
        "KREISLOTSE_DEMO": "1",
        "KREISLOTSE_HOSTS": "testserver",
    }
    os.environ.pop("KREISLOTSE_DATABASE_URL", None)
    if database:
        os.environ["KREISLOTSE_DATABASE_URL"] = database
    sys.path.insert(0, str(ROOT / "tools"))
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from kreislotse.sample.demo import load_demo

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    (folder / "static").mkdir()
    call_command("migrate", verbosity=0)
    load_demo(now=timezone.now())


def main(names: Sequence[str]) -> None:
    unknown = set(names) - set(PARTS)
    if unknown:
        sys.exit(f"No such part: {', '.join(sorted(unknown))}. There are {', '.join(PARTS)}.")
    known = sections()
    with tempfile.TemporaryDirectory(prefix="kreislotse-") as name:
        prepare(Path(name))
        for each in names or PARTS:
            known[PARTS[each].title] = PARTS[each].section(Path(name))
            keep(known)


def sections() -> dict[str, list[str]]:
    """What was measured before, by the heading of each part."""
    parts = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:] if RESULTS.exists() else []
    return {part.partition("\n")[0]: f"## {part}".rstrip().splitlines() for part in parts}


def keep(known: dict[str, list[str]]) -> None:
    """Write all parts in their order."""
    head = [
        "# Measurements",
        "",
        (
            f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
            f"{os.cpu_count()} processors, SQLite; least and median of {REPEATS} runs. "
            "Written by `make bench`; the ratios say more than the times, which are this machine's."
        ),
    ]
    written = [known[part.title] for part in PARTS.values() if part.title in known]
    text = "\n\n".join("\n".join(lines) for lines in (head, *written))
    RESULTS.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
