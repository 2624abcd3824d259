"""Several small questions to the database asked as one statement.

A page that is put together from many tables would else pay for the way there and back each time.
Each queryset keeps what was found for it, as if it had asked itself; whoever goes through it, or
counts it with `len`, asks nothing more.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, QuerySet, Value

# PostgreSQL takes no more than a hundred arguments of a function.
_ARGUMENTS = 90
_AS_JSON = {
    "sqlite": ("json_array({})", "json_group_array({})"),
    "postgresql": ("json_build_array({})", "json_agg({})"),
}
# JSON knows no days and amounts: what PostgreSQL's driver makes of a column is made here.
# SQLite keeps texts and numbers, from which Django reads its fields in either case.
_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": lambda value: Decimal(str(value)),
    "JSONField": json.dumps,
}


def ask_together(*querysets: QuerySet) -> None:
    """Let all these find their rows in one statement; those that have found theirs are left out.

    Related rows that a queryset prefetches are asked for afterwards, as ever.
    """
    waiting = [rows for rows in querysets if rows._result_cache is None]
    questions = [question for rows in waiting if (question := _Question.of(rows)) is not None]
    for question, found in zip(questions, _answers(questions), strict=True):
        question.answer(found)


def number_of(rows: QuerySet) -> QuerySet:
    """How many rows there are, as a question whose only row is the number."""
    return totals(rows, number=Count("pk", distinct=True)).values_list("number", flat=True)


def totals(rows: QuerySet, **numbers: Any) -> QuerySet:
    """What `aggregate` would give, as a question with one row."""
    one = rows.order_by().annotate(all_rows=Value(1)).values("all_rows")
    return one.annotate(**numbers).values(*numbers)


class _Question:
    """A queryset with its statement, whose rows come back as one JSON text."""

    def __init__(self, rows: QuerySet, sql: str, params: Sequence[Any], compiler: Any) -> None:
        self.rows, self.compiler, self.params = rows, compiler, params
        row, every = _AS_JSON[compiler.connection.vendor]
        quote = compiler.connection.ops.quote_name
        names = [f"found.{quote(alias)}" for _expression, _sql, alias in compiler.select]
        parts = [
            row.format(", ".join(names[start : start + _ARGUMENTS]))
            for start in range(0, len(names), _ARGUMENTS)
        ]
        self.sql = f"(SELECT {every.format(row.format(', '.join(parts)))} FROM ({sql}) found)"  # noqa: S608

    @classmethod
    def of(cls, rows: QuerySet) -> "_Question | None":
        """None where it is known without asking that there is nothing."""
        # Totals are grouped by nothing: they have their row of nothings even then.
        elided = rows.query.group_by != ()
        compiler: Any = rows.query.get_compiler(using=rows.db, elide_empty=elided)
        try:
            sql, params = compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            rows._result_cache = []
            return None
        return cls(rows, sql, params, compiler)

    def answer(self, found: str | None) -> None:
        """Let the queryset read these rows as if the database had given them to it alone."""
        read = self._readers()
        rows = []
        for parts in json.loads(found or "[]"):
            values = [value for part in parts for value in part]
            for place, reader in read:
                if values[place] is not None:
                    values[place] = reader(values[place])
            rows.append(values)
        self.compiler.execute_sql = lambda *_, **__: [rows]
        query: Any = self.rows.query
        query.get_compiler = lambda *_, **__: self.compiler
        try:
            len(self.rows)
        finally:
            del query.get_compiler

    def _readers(self) -> list[tuple[int, Callable[[Any], Any]]]:
        if self.compiler.connection.vendor == "sqlite":
            return []
        kinds = [each[0].output_field.get_internal_type() for each in self.compiler.select]
        return [(at, _FROM_JSON[kind]) for at, kind in enumerate(kinds) if kind in _FROM_JSON]


def _answers(questions: Sequence[_Question]) -> Sequence[str | None]:
    if not questions:
        return ()
    params = [value for question in questions for value in question.params]
    # As text: each driver would make something else of JSON.
    text = ", ".join(f"CAST({question.sql} AS text)" for question in questions)
    with connections[questions[0].rows.db].cursor() as cursor:
        cursor.execute(f"SELECT {text}", params)
        return cursor.fetchall()[0]
