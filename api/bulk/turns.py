"""How much of what keeps a connection busy for long may be under way at once, in a process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from auth.callers import Caller
from models.failures import RateLimited

__all__ = ["Turns"]

LATER: Final = 5


class Turns:
    """Turns for each caller, and for all together; the public's are by where they come from."""

    def __init__(self, each: int, all_together: int) -> None:
        self._each = each
        self._all = all_together
        self._taken: Counter[object] = Counter()

    @contextmanager
    def taken(self, caller: Caller, address: str) -> Iterator[None]:
        """A turn for as long as the block runs; raises RateLimited where there is none."""
        whose = address if caller.is_public else (caller.person, caller.firm)
        if self._taken[whose] >= self._each or self._taken.total() >= self._all:
            raise RateLimited(LATER)
        self._taken[whose] += 1
        try:
            yield
        finally:
            self._taken[whose] -= 1
            if not self._taken[whose]:
                del self._taken[whose]
