"""The scalars of the API, and the words of its vocabularies, as Strawberry knows them.

Objects come out of PostgreSQL as JSON, so on the way out a scalar passes on what it gets; what
comes in is checked.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any

import strawberry
from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Integer, Numeric, Text, Uuid
from sqlalchemy.types import TypeEngine
from strawberry.types.scalar import ScalarDefinition

from models.vocabulary import Vocabulary, Word
from schema.shapes import list_of

__all__ = [
    "SCALARS",
    "enumeration",
    "parse_date",
    "parse_decimal",
    "parse_moment",
    "python_type",
    "vocabulary_enum",
]

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_DECIMAL = 40


def parse_date(value: object) -> date:
    """A day as it is written in a request; raises ValueError."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        message = "A date is written YYYY-MM-DD."
        raise ValueError(message)
    return date.fromisoformat(value)


def parse_moment(value: object) -> datetime:
    """A moment as it is written in a request, in UTC; raises ValueError."""
    if not isinstance(value, str):
        message = "A moment is written as in RFC 3339, such as 2013-06-30T12:00:00Z."
        raise ValueError(message)  # noqa: TRY004 - graphql-core turns ValueErrors into input errors
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        message = "A moment needs its offset from UTC, such as Z."
        raise ValueError(message)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        message = "A moment lies between the years 1 and 9999."
        raise ValueError(message) from error


def parse_decimal(value: object) -> Decimal:
    """A decimal number of a size that PostgreSQL holds; raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        message = "A decimal number is written as a string."
        raise ValueError(message)  # noqa: TRY004 - likewise
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    is_plain = number.is_finite() and abs(number.adjusted()) <= LONGEST_DECIMAL
    if not is_plain or len(str(value)) > LONGEST_DECIMAL:
        message = "This is no decimal number."
        raise ValueError(message)
    return number


def _as_is(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _scalar(name: str, origin: type, description: str, parse: Any) -> ScalarDefinition:
    return ScalarDefinition(
        name=name,
        description=description,
        specified_by_url=None,
        serialize=_as_is,
        parse_value=parse,
        parse_literal=None,
        origin=origin,
    )


SCALARS: dict[object, ScalarDefinition] = {
    date: _scalar("Date", date, "A calendar day, YYYY-MM-DD.", parse_date),
    datetime: _scalar("DateTime", datetime, "A moment, in UTC, as in RFC 3339.", parse_moment),
    Decimal: _scalar(
        "Decimal",
        Decimal,
        "A decimal number, as a string so that nothing is rounded.",
        parse_decimal,
    ),
}


@cache
def vocabulary_enum(vocabulary: type[Vocabulary]) -> type[Enum]:
    """The GraphQL enumeration of a vocabulary: names as stored, each with its description."""
    members = {
        member.name: strawberry.enum_value(member.name, description=str(member.value))
        for member in vocabulary
    }
    return enumeration(vocabulary.__name__, (vocabulary.__doc__ or "").strip(), members)


def enumeration(name: str, description: str, members: dict[str, Any]) -> type[Enum]:
    """A GraphQL enumeration made of names and described values."""
    made = Enum(name, members)  # type: ignore[misc]
    return strawberry.enum(made, name=name, description=description)


def python_type(column: Column[Any]) -> Any:
    """The Python type by which Strawberry knows a column's type."""
    return _python_type(column.type)


def _python_type(kind: TypeEngine[Any]) -> Any:
    if isinstance(kind, Word):
        return vocabulary_enum(kind.vocabulary)
    if isinstance(kind, ARRAY):
        return list_of(_python_type(kind.item_type))
    kinds = (
        (Boolean, bool),
        (Numeric, Decimal),
        (Integer, int),
        (DateTime, datetime),
        (Date, date),
        (Text, str),
        (Uuid, strawberry.ID),
    )
    return next(python for sql, python in kinds if isinstance(kind, sql))
