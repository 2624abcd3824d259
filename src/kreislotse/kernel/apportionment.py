"""How a whole is divided into whole parts (R-GEN-04)."""


def largest_remainder(whole: int, weights: list[int]) -> list[int]:
    """Divide a whole number in proportion to weights; the parts add up to it exactly.

    Method of largest remainder (Hare/Niemeyer); equal remainders go to the earlier part, so
    that a rerun agrees. A negative whole is divided like its amount and negated.
    """
    if not weights or min(weights) < 0 or sum(weights) == 0:
        raise ValueError(f"Weights must be given, not negative and not all zero: {weights!r}")
    if whole < 0:
        return [-part for part in largest_remainder(-whole, weights)]
    total = sum(weights)
    parts, remainders = [], []
    for position, weight in enumerate(weights):
        part, remainder = divmod(whole * weight, total)
        parts.append(part)
        remainders.append((-remainder, position))
    for _, position in sorted(remainders)[: whole - sum(parts)]:
        parts[position] += 1
    return parts
