"""What must not reach the log: the key in a personal link opens what lies behind it."""

import logging
import re
from typing import Any

_LINK = re.compile(r"((?:my-application|/place)/)[^/\s]+")


class WithoutKeys(logging.Filter):
    """Puts dots in place of the keys of personal links, in every line that is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(masked, record.args))
        return True


def masked(value: Any) -> Any:
    return _LINK.sub(r"\1•••", value) if isinstance(value, str) else value
