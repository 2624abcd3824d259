"""Papers as JSON, for frozen editions: what is read back is equal to what was written."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kreislotse.reporting.documents.blocks import PaperDocument

# Raised when a change to the blocks can no longer read what older editions have stored.
FORMAT = 1
_KIND = "kind_of_block"


def to_json(document: PaperDocument) -> dict[str, Any]:
    """The paper as values that json.dumps understands."""
    return {"format": FORMAT, "document": _write(document)}


def from_json(stored: Mapping[str, Any]) -> PaperDocument:
    """The paper that `to_json` was given; anything else is a ValueError."""
    if stored.get("format") != FORMAT or set(stored) != {"format", "document"}:
        raise ValueError(f"This is no stored paper of format {FORMAT}.")
    document: PaperDocument = _read_dataclass(PaperDocument, stored["document"])
    return document


def _write(value: Any) -> Any:
    if is_dataclass(value):
        written = {field.name: _write(getattr(value, field.name)) for field in fields(value)}
        return {_KIND: type(value).__name__, **written}
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(hint: Any, stored: Any) -> Any:
    origin, options = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _read_option(options, stored)
    if origin is tuple:
        return _read_tuple(options, stored)
    if origin is Literal:
        return _expect(str, stored)
    if is_dataclass(hint):
        return _read_dataclass(hint, stored)
    if hint is date:
        return date.fromisoformat(_expect(str, stored))
    return _expect(hint, stored)


def _read_option(options: tuple[Any, ...], stored: Any) -> Any:
    if stored is None and types.NoneType in options:
        return None
    wanted = [option for option in options if option is not types.NoneType]
    if len(wanted) == 1:
        return _read(wanted[0], stored)
    kind = _expect(dict, stored).get(_KIND)
    for option in wanted:
        if option.__name__ == kind:
            return _read_dataclass(option, stored)
    raise ValueError(f"{kind!r} is no block of a paper.")


def _read_tuple(options: tuple[Any, ...], stored: Any) -> tuple[Any, ...]:
    items = _expect(list, stored)
    hints = [options[0]] * len(items) if options[-1] is Ellipsis else list(options)
    if len(hints) != len(items):
        raise ValueError(f"{len(hints)} values were stored here, not {len(items)}.")
    return tuple(_read(hint, item) for hint, item in zip(hints, items, strict=True))


def _read_dataclass(kind: Any, stored: Any) -> Any:
    values = dict(_expect(dict, stored))
    if values.pop(_KIND, None) != kind.__name__:
        raise ValueError(f"A {kind.__name__} was expected here.")
    hints = get_type_hints(kind)
    if set(values) != set(hints):
        raise ValueError(f"The fields of {kind.__name__} are {', '.join(hints)}.")
    return kind(**{name: _read(hint, values[name]) for name, hint in hints.items()})


def _expect(kind: Any, stored: Any) -> Any:
    # bool is a subclass of int; a stored True is never a number.
    if type(stored) is not kind:
        raise ValueError(f"A {kind.__name__} was expected here, not {stored!r}.")
    return stored
