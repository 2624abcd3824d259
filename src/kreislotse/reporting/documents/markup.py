"""HTML written element by element; text becomes HTML only by being escaped."""

import html
from typing import NewType

Html = NewType("Html", str)


def text(value: str) -> Html:
    """The text as HTML that shows exactly this text."""
    return Html(html.escape(value, quote=True))


def joined(*parts: Html) -> Html:
    """The parts one after the other."""
    return Html("".join(parts))


def element(name: str, *children: Html, **attributes: str | bool | None) -> Html:
    """An element; `class_` and `data_x` are written class and data-x, False and None left out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f"<{name}{written}>{''.join(children)}</{name}>")


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(value, quote=True)}"'
