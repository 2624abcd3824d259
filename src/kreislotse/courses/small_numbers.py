"""Which of several counts may let people be recognised, and must not be told (R-DP-40)."""

from collections.abc import Sequence

from kreislotse.courses.figures import SMALL


def hidden_among(counts: Sequence[int]) -> frozenset[int]:
    """The places of counts of one or two; and of one more where a single one could be worked out.

    Whoever knows the sum could take all others from it; hence the next larger one is hidden too.
    """
    hidden = {at for at, count in enumerate(counts) if count in SMALL}
    others = [at for at, count in enumerate(counts) if count and at not in hidden]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda at: counts[at]))
    return frozenset(hidden)
