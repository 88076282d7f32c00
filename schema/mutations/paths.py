"""Where in an input something was refused: told by whoever knows the place, not by who refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.failures import NotFound, Refused

__all__ = ["at", "of_one"]


@contextmanager
def at(*path: str | int) -> Iterator[None]:
    """Whatever is refused in here lies at this place, and below it where it says so itself."""
    try:
        yield
    except (Refused, NotFound) as failure:
        raise failure.below(*path) from failure


@contextmanager
def of_one() -> Iterator[None]:
    """Whatever is refused in here is of the only one of a list, and is told without its place."""
    try:
        yield
    except (Refused, NotFound) as failure:
        raise failure.above(1) from failure
