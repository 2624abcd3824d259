"""The register of named values: what a form of the state can be filled with."""

from kreislotse.proofs.states import FormKind
from kreislotse.proofs.values import application, award, cash, office, proof
from kreislotse.proofs.values.kinds import Table, Value

VALUES: dict[str, Value] = {
    each.name: each
    for each in (
        *office.VALUES,
        *application.VALUES,
        *award.VALUES,
        *cash.DRAW_DOWN_VALUES,
        *cash.DUTY_VALUES,
        *proof.VALUES,
    )
}
TABLES: dict[str, Table] = {
    each.name: each
    for each in (*application.TABLES, *award.TABLES, *cash.DRAW_DOWN_TABLES, *proof.TABLES)
}

# Of which records a form of a kind can read values.
GROUPS: dict[str, tuple[str, ...]] = {
    FormKind.APPLICATION: ("office", "application"),
    FormKind.POSTS: ("office", "application"),
    FormKind.APPEAL_WAIVER: ("office", "award"),
    FormKind.DRAW_DOWN: ("office", "award", "draw_down"),
    FormKind.PROOF: ("office", "award", "proof"),
    FormKind.CONFIRMATION: ("office", "award", "proof"),
    FormKind.NOTIFICATION: ("office", "award", "duty"),
    FormKind.COVER_LETTER: ("office", "award"),
}


def known_values(kind: str) -> dict[str, Value]:
    """The single values that a form of this kind can name."""
    return {name: each for name, each in VALUES.items() if each.group in GROUPS[kind]}


def known_tables(kind: str) -> dict[str, Table]:
    """The tables that a form of this kind can name."""
    return {name: each for name, each in TABLES.items() if each.group in GROUPS[kind]}
