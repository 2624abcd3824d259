"""Lots that decide among equal sums: drawn from a seed and the keys, whatever the order."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

DIGEST = 8
STEP = np.uint64(0x9E3779B97F4A7C15)
MIXERS = ((30, np.uint64(0xBF58476D1CE4E5B9)), (27, np.uint64(0x94D049BB133111EB)))


def lots(
    seed: str,
    persons: Sequence[str],
    courses: Sequence[str],
    start: NDArray[np.int64],
    course: NDArray[np.int32],
) -> NDArray[np.int64]:
    """By pair: a number from 0 to 2**32 - 1 that only the seed and the two keys decide.

    One hash a person and a course (BLAKE2b), mixed for each pair by whole-number steps as in
    SplitMix64; so it takes parts of a second also for a million pairs.
    """
    person_hash = np.repeat(_hashes(seed, "person", persons), np.diff(start))
    mixed = person_hash + STEP * _hashes(seed, "course", courses)[course]
    for shift, factor in MIXERS:
        mixed ^= mixed >> np.uint64(shift)
        mixed *= factor
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(32)).astype(np.int64)


def _hashes(seed: str, kind: str, keys: Sequence[str]) -> NDArray[np.uint64]:
    """One number a key; seed and kind are hashed with their lengths, so that nothing runs over."""
    head = blake2b(digest_size=DIGEST)
    for word in (seed, kind):
        raw = word.encode()
        head.update(len(raw).to_bytes(8, "little") + raw)
    found = bytearray()
    for key in keys:
        one = head.copy()
        one.update(key.encode())
        found += one.digest()
    return np.frombuffer(bytes(found), dtype="<u8").astype(np.uint64)
