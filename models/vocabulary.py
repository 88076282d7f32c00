"""Enumerations whose members describe themselves.

A member's name is what the database stores and the API shows; its value is the sentence that
explains it to a portal developer.
"""

from enum import Enum
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

__all__ = ["Vocabulary", "Word"]


class Vocabulary(Enum):
    """A closed list of words, each with its meaning as its value."""

    @classmethod
    def words(cls) -> list[str]:
        """The stored names, in the order of declaration."""
        return [member.name for member in cls]


class Word(TypeDecorator[Vocabulary]):
    """A member of one vocabulary, stored as text with a CHECK.

    Text and not a PostgreSQL enum: comparing enums is not leakproof, so under row-level
    security an index could not serve a filter on one.
    """

    impl = Text
    cache_ok = True

    def __init__(self, vocabulary: type[Vocabulary]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: Vocabulary | None, _dialect: Dialect) -> str | None:
        return None if value is None else value.name

    def process_result_value(self, value: Any, _dialect: Dialect) -> Vocabulary | None:
        return None if value is None else self.vocabulary[value]

    def __repr__(self) -> str:
        return "Text()"
