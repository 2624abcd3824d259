"""Rules of what bodies decide: unanimity, paper numbers, reminders. No database, no clock."""

from datetime import date, timedelta

from kreislotse.mandates.states import ProposalKind, Unanimity, Urgency

# Days before a due date on which to remind (G4), the earliest first.
REMINDER_DAYS = (28, 14, 3)

# The usual sentence of a report that asks for nothing (Kenntnisnahme).
TAKING_NOTE = "Der Bericht der Verwaltung wird zur Kenntnis genommen."
WITHOUT_PROPOSAL = "- ohne -"


def unanimity(
    votes_for: int | None, votes_against: int | None, abstentions: int | None
) -> Unanimity:
    """Unanimous is a vote with nobody against and at least one for (R-MAN-02)."""
    if votes_against:
        return Unanimity.NOT_UNANIMOUS
    if votes_for is None or votes_against is None or abstentions is None:
        return Unanimity.UNKNOWN
    if votes_for == 0:
        return Unanimity.NOT_UNANIMOUS
    return Unanimity.WITH_ABSTENTIONS if abstentions else Unanimity.UNANIMOUS


def more_votes_than_members(
    votes_for: int | None,
    votes_against: int | None,
    abstentions: int | None,
    members: int | None,
) -> bool:
    """Whether more votes are known than the body has members: worth a warning (R-MAN-02)."""
    known = (votes_for or 0) + (votes_against or 0) + (abstentions or 0)
    return members is not None and known > members


def reminders(due_on: date | None, today: date) -> list[date]:
    """The days on which a reminder is still to come, today included; none without a due date."""
    if due_on is None:
        return []
    days = [due_on - timedelta(days=before) for before in REMINDER_DAYS]
    return [day for day in days if day >= today]


def urgency(due_on: date | None, today: date) -> Urgency:
    """How near the due date is; the due day itself is not overdue yet."""
    if due_on is None:
        return Urgency.NONE
    left = (due_on - today).days
    if left < 0:
        return Urgency.OVERDUE
    first, second, last = REMINDER_DAYS
    if left > first:
        return Urgency.LATER
    if left > second:
        return Urgency.SOON
    return Urgency.NEAR if left > last else Urgency.NEXT


def paper_reference(period_number: int, running_number: int, revision: int = 0) -> str:
    """A paper's number as people write it: SV-9-0355, revised SV-9-0355/1 (R-PAP-05)."""
    base = f"SV-{period_number}-{running_number:04d}"
    return f"{base}/{revision}" if revision else base


def proposal_to_keep(kind: str, typed: str) -> str:
    """The proposal as it is kept: taking note has its usual sentence unless another is typed."""
    typed = typed.strip()
    return TAKING_NOTE if kind == ProposalKind.TAKING_NOTE and not typed else typed


def printed_proposal(kind: str, kept: str) -> str:
    """The proposal as the paper prints it: "- ohne -" where nothing is proposed."""
    return WITHOUT_PROPOSAL if kind == ProposalKind.NONE else kept
