"""What can be said of who may do what to one kind of row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["NOBODY", "Doing", "Rule", "everything", "never"]

Rule = Callable[["Eyes", Row], bool]


def never(_eyes: "Eyes", _row: Row) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Doing:
    """Who may create, change without moving, and delete a row.

    `handed` are references to what a writer need not see.
    """

    create: Rule = never
    update: Rule = never
    delete: Rule = never
    handed: tuple[str, ...] = ()


NOBODY = Doing()


def everything(rule: Rule) -> Doing:
    """The same callers create, change and delete."""
    return Doing(rule, rule, rule)
