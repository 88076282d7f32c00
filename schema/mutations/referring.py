"""From the ids in an input to the keys that rows refer by; all within one district agree on it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.failures import BadUserInput, NotFound
from schema.entities import registry
from schema.ids import decode_id
from schema.mutations.rows import Values
from schema.mutations.taken import Taken, columns_of

__all__ = ["ABSENT", "Key", "key_of_id", "values_given"]

Key = tuple[UUID, ...]

ABSENT = "There is no such record, or none that you may see."


def key_of_id(raw: str, entity: str, *path: str | int) -> Key:
    """The key that an id stands for; raises with the path below the input."""
    try:
        return decode_id(raw, registry[entity])
    except BadUserInput as failure:
        raise BadUserInput(failure.message, path=path) from failure


def values_given(
    taken: tuple[Taken, ...], given: Mapping[str, Any], district: UUID | None = None
) -> Values:
    """The columns' values for what an input gives, of a record of some district."""
    values: Values = {} if district is None else {"district_id": district}
    for member, value in columns_of(taken, given):
        assert member.column is not None
        if member.target is None or value is None:
            values[member.column.name] = value
        else:
            _refer(values, member, value)
    return values


def _refer(values: Values, member: Taken, raw: str) -> None:
    """Write down a reference; those to records of a district agree on which."""
    assert member.column is not None
    assert member.target is not None
    key = key_of_id(raw, member.target, member.name)
    is_of_district = "within" in member.column.info or member.column.name == "district_id"
    if is_of_district and values.setdefault("district_id", key[0]) != key[0]:
        raise NotFound(ABSENT, path=(member.name,))
    values[member.column.name] = key[-1]
