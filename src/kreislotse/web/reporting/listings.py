"""The lists of reports, of published papers, and the clause map."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.kernel.german import decimal
from kreislotse.reporting.clause_map import Alarm, ClauseLine
from kreislotse.reporting.models import Report
from kreislotse.reporting.states import ReportState
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.mandates.listings import clause_badge, resolved_by

_TONES = {ReportState.DRAFT: "warning", ReportState.PUBLISHED: "success"}
_LOUD = {Alarm.OVERDUE: "danger", Alarm.SILENT: "info"}


def report_badge(report: Report) -> Badge:
    return Badge(report.get_state_display(), _TONES.get(ReportState(report.state), "info"))


def _number(report: Report) -> Any:
    return report.paper.reference or _("ohne Nummer")


def _ways() -> SafeString:
    links = (
        (reverse("reporting:clause_map"), _("Auftragskarte")),
        (reverse("reporting:public_papers"), _("Veröffentlichte Vorlagen")),
    )
    return format_html_join(" · ", '<a class="kern-link" href="{}">{}</a>', links)


REPORTS = Listing(
    title=_("Vorlagen"),
    intro=lazy(_ways, SafeString)(),
    columns=(
        Column(
            "reference",
            _("Vorlage"),
            _number,
            sort="paper__running_number",
            link=lambda r: reverse("reporting:report", args=[r.pk]),
        ),
        Column("title", _("Betreff"), lambda r: r.title, sort="sort_key"),
        Column("as_of", _("Stichtag"), lambda r: r.as_of, sort="as_of"),
        Column("state", _("Stand"), report_badge, sort="state"),
    ),
    filters=(
        Filter("state", _("Stand"), ReportState.choices, lambda rows, v: rows.filter(state=v)),
    ),
    empty=_(
        "Noch gibt es keine Vorlage. Beginnen Sie die erste: Der Entwurf schreibt sich selbst."
    ),
    file_name="vorlagen",
)

PUBLISHED = Listing(
    title=_("Veröffentlichte Vorlagen"),
    columns=(
        Column(
            "title",
            _("Betreff"),
            lambda e: e.report.title,
            sort="report__sort_key",
            link=lambda e: reverse("reporting:public_paper", args=[e.pk]),
        ),
        Column("reference", _("Vorlage"), lambda e: _number(e.report)),
        Column("kind", _("Art"), lambda e: e.get_kind_display()),
        Column("as_of", _("Stichtag"), lambda e: e.as_of, sort="as_of"),
    ),
    searchable=False,
    empty=_("Noch ist keine Vorlage veröffentlicht."),
    file_name="veroeffentlichte-vorlagen",
)


def clause_map_listing(lines: Sequence[ClauseLine]) -> Listing:
    """The map of these clauses; its chips count what is amiss."""
    counts = Counter(alarm for line in lines for alarm in line.alarms)
    chips = [(alarm, f"{alarm.label} ({counts[alarm]})") for alarm in Alarm if counts[alarm]]
    quiet = sum(not line.alarms for line in lines)
    return Listing(
        title=_("Auftragskarte"),
        intro=_(
            "Was jeder Auftrag an Vorhaben, Nachweisen, Geld und Stellen hat, und wo es still ist. "
            "Geld wird bei Aufgaben und Geldaufträgen erwartet; still heißt: 60 Tage ohne Eintrag."
        ),
        columns=_COLUMNS,
        filters=(
            Filter(
                "alarm",
                _("Auffällig"),
                [
                    *chips,
                    *([("none", say("ohne Auffälligkeit ({n})").format(n=quiet))] * bool(quiet)),
                ],
                _with_alarm,
            ),
        ),
        searchable=False,
        empty=_(
            "Noch ist kein Auftrag eingetragen. Öffnen Sie die Sitzung, die ihn beschlossen hat."
        ),
        file_name="auftragskarte",
    )


def _with_alarm(lines: Any, value: str) -> Any:
    return [line for line in lines if value in line.alarms or (value == "none" and not line.alarms)]


def _alarms(line: ClauseLine) -> Any:
    if not line.alarms:
        return ""
    tone = _LOUD.get(line.alarms[0], "warning")
    return Badge(" · ".join(str(alarm.label) for alarm in line.alarms), tone)


def _clause(line: ClauseLine) -> str:
    return f"{line.clause.number}: {Truncator(line.clause.text).chars(100)}"


def _money(line: ClauseLine) -> Any:
    return line.requested or (_("Antrag ohne Summe") if line.applications else "")


_COLUMNS = (
    Column(
        "clause",
        _("Auftrag"),
        _clause,
        link=lambda line: reverse("mandates:clause", args=[line.clause.pk]),
    ),
    Column("alarms", _("Auffällig"), _alarms),
    Column("resolution", _("Beschluss"), lambda line: resolved_by(line.clause)),
    Column("state", _("Stand"), lambda line: clause_badge(line.clause)),
    Column("initiatives", _("Vorhaben"), lambda line: ", ".join(line.initiatives)),
    Column("evidence", _("Nachweise"), lambda line: line.evidence, numeric=True),
    Column("money", _("Geld"), _money, numeric=True),
    Column(
        "posts",
        _("Stellen"),
        lambda line: decimal(line.posts, 1) if line.posts else "",
        numeric=True,
    ),
    Column("next_due", _("Nächster Termin"), lambda line: line.next_due),
    Column("last", _("Zuletzt"), lambda line: line.last_activity),
)
