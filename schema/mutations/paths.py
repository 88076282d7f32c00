"""Where in an input something was refused: told by whoever knows the place, not by who refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from models.failures import NotFound, Refused

__all__ = ["at", "of_one"]


class at:  # noqa: N801 - it is entered as a function would be; a generator costs each row more
    """Whatever is refused in here lies at this place, and below it where it says so itself."""

    __slots__ = ("_path",)

    def __init__(self, *path: str | int) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(failure, Refused | NotFound):
            raise failure.below(*self._path) from failure


@contextmanager
def of_one() -> Iterator[None]:
    """Whatever is refused in here is of the only one of a list, and is told without its place."""
    try:
        yield
    except (Refused, NotFound) as failure:
        raise failure.above(1) from failure
