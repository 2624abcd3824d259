"""What a step of the grant procedure is: a request, a consent, a refusal, or the application."""

import re
from enum import Enum
from typing import Any

from kreislotse.sample.facts_schema import Stage
from kreislotse.sample.facts_values import Unknown
from kreislotse.sample.terms import term


class StageKind(Enum):
    REQUEST = "request"
    CONSENT = "consent"
    REFUSAL = "refusal"
    APPLICATION = "application"
    OTHER = "other"


# How steps are named that the vocabulary does not know; the first that fits decides.
_SIGNS = (
    (StageKind.OTHER, r"widerspruch|zurückgezogen|withdraw|erinnerung|remind|nachtrag"),
    (StageKind.APPLICATION, r"förderantrag|grant application|bewilligung|zuwendungsbescheid"),
    (
        StageKind.REFUSAL,
        (
            r"(zustimmung|approval|consent).*(abgelehnt|versagt|verweigert|nicht erteilt|refus"
            r"|reject|denied|declined|not granted)"
            r"|(ablehnung|versagung|verweigerung|refus|reject).*(zustimmung|approval|consent)"
        ),
    ),
    (
        StageKind.REQUEST,
        (
            r"(antrag|bitte|ersuchen|anfrage|request|application).*(zustimmung|approval|consent)"
            r"|(zustimmung|approval|consent).*(beantragt|erbeten|angefragt|requested)"
        ),
    ),
    (
        StageKind.CONSENT,
        (
            r"(zustimmung|approval|consent).*(erteilt|gegeben|granted|given)"
            r"|(erteilung|erteilte).*zustimmung|^(grundsätzliche )?zustimmung$"
        ),
    ),
)


def kind_of_stage(stage: Stage) -> StageKind:
    """The kind that the step's name says; an unknown name says none, whatever else is known.

    Only an application is recognised without its name: nothing else has a granting authority.
    """
    name = stage.stage
    if isinstance(name, Unknown):
        named = stated(stage.granting_authority)
        return StageKind.APPLICATION if named else StageKind.OTHER
    code = term(name).code
    if code in {kind.value for kind in StageKind}:
        return StageKind(code)
    spoken = name.casefold()
    return next((kind for kind, sign in _SIGNS if re.search(sign, spoken)), StageKind.OTHER)


def stated(value: Any) -> bool:
    """Whether a key that may be left out stands in the file, be its value known or not."""
    return value is not None and not (isinstance(value, tuple) and not value)
