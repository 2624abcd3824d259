"""Sealed files read back into what they were made of; nobody but a run has written them."""

import csv
import json
from collections.abc import Iterator, Mapping

from kreislotse.allocation.inputs import (
    COURSES,
    EARLIER,
    ELIGIBLE,
    FIXED,
    OPTIONS,
    PERSONS,
    Inputs,
    Options,
    Person,
    Place,
    Way,
)


def read_sealed(files: Mapping[str, str]) -> Inputs:
    """The inputs as far as the files have them: no parts of points, minutes or barred ways."""
    ways: dict[str, dict[str, Way]] = {}
    for row in _rows(files, ELIGIBLE):
        ways.setdefault(row["person"], {})[row["course"]] = Way(int(row["weight"]), None)
    earlier = _pairs(files, EARLIER)
    return Inputs(
        persons=tuple(
            Person(
                key=row["person"],
                town=row["municipality"],
                household=row["household"],
                childcare=row["childcare"] == "1",
                ways=ways.get(row["person"], {}),
                parts={},
            )
            for row in _rows(files, PERSONS)
        ),
        places=tuple(
            Place(
                row["course"],
                int(row["capacity"]),
                int(row["childcare_capacity"]),
                int(row["minimum"]),
            )
            for row in _rows(files, COURSES)
        ),
        options=_options(json.loads(files[OPTIONS])),
        fixed=_pairs(files, FIXED),
        earlier=earlier or None,
    )


def _rows(files: Mapping[str, str], name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(files.get(name, "").splitlines())


def _pairs(files: Mapping[str, str], name: str) -> dict[str, str]:
    return {row["person"]: row["course"] for row in _rows(files, name)}


def _options(said: Mapping[str, object]) -> Options:
    named = {**said, "together": said["households"]}
    del named["households"]
    return Options(**named)  # type: ignore[arg-type]
