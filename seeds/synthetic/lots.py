"""Chance that can be repeated: one district's draws follow from the seed and its number alone."""

from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

__all__ = ["Lots", "named_id"]

NAMESPACE = UUID("6f1f7a52-6a0e-5d5c-9c39-1f0d3c1f3a10")
MADE_AT_MS = 1_472_688_000_000  # 2016-09-01
COUNTER_BITS, RANDOM_BITS = 20, 54


def named_id(seed: int, name: str) -> UUID:
    """The id of something that must be found again without drawing all before it."""
    return uuid5(NAMESPACE, f"{seed}/{name}")


class Lots:
    """A district's chance, and the maker of its ids."""

    def __init__(self, seed: int, number: int) -> None:
        self.random = Random(f"{seed}/{number}")  # noqa: S311 - repeatable is the point
        self._prefix = (MADE_AT_MS + number) << 80 | 0x7 << 76 | 0b10 << 62
        self._made = 0

    def id(self) -> UUID:
        """A UUIDv7 that sorts after those before it, as the ids of a living network do."""
        self._made += 1
        high, low = self._made >> 8, self._made & 0xFF
        return UUID(
            int=self._prefix | high << 64 | low << 54 | self.random.getrandbits(RANDOM_BITS)
        )

    def weighted(self, weights: dict[str, int]) -> str:
        """One of the words, each as likely as its weight."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def day(self, first: date, last: date) -> date:
        """A day between two, both included."""
        return first + timedelta(days=self.random.randint(0, (last - first).days))
