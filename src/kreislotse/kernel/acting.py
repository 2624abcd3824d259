"""What the journal needs to know of whoever acts."""

from datetime import datetime
from typing import Protocol


class Acting(Protocol):
    """Somebody who acts, and when; `person_id` is empty for the system itself."""

    @property
    def person_id(self) -> int | None: ...

    @property
    def at(self) -> datetime: ...
