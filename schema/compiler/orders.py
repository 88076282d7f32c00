"""From an `orderBy` argument to keys, and cursors that mark a place between them.

A cursor is the values of a record's keys. It carries a mark of the order that it belongs to, so
that one taken from another list is refused rather than misread.
"""

import json
import zlib
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, Integer, Numeric, UniqueConstraint, Uuid

from models.failures import BadUserInput
from schema.compiler.arguments import Literal, Source, Tree, Variables
from schema.compiler.filters import Path, bound_type
from schema.compiler.plan import OrderKey, Parameter
from schema.entities import ColumnField, Entity, ToMany, ToOne, registry
from schema.scalars import parse_date, parse_decimal, parse_moment

__all__ = ["cursor_parameters", "is_given", "order_keys", "order_mark"]


MOST_KEYS = 10
DEEPEST_ORDER = 5


def order_keys(
    entity: Entity,
    relation: ToMany | None,
    tree: Tree | None,
    variables: Variables,
    path: Path,
    *,
    fit: ColumnField | None = None,
) -> tuple[OrderKey, ...]:
    """The keys of an order; the record's own key comes last unless it is total without.

    It is when the keys, with the columns that tie the list to its parent, hold a unique one. What
    is found comes by its `fit` unless another order is asked for.
    """
    default = (relation.order or entity.order_within) if relation else entity.order
    if isinstance(tree, list) and len(tree) > MOST_KEYS:
        raise BadUserInput(f"`orderBy` takes at most {MOST_KEYS} keys.", path=path)
    keys: list[OrderKey] = []
    for item in tree if isinstance(tree, list) else []:
        assert isinstance(item, dict)
        keys.append(_key(entity, item, (), variables, path))
    if not keys and fit:
        keys = [OrderKey((), fit, descending=True, is_nullable=False)]
    if not keys:
        keys = [_column_key(entity, column, descending=False) for column in default]
    fixed = set(relation.theirs) if relation else set()
    if _is_total(entity, fixed, keys):
        return tuple(keys)
    descending = keys[-1].descending if keys else False
    keys += [_column_key(entity, column, descending=descending) for column in entity.key]
    return tuple(keys)


def _is_total(entity: Entity, fixed: set[str], keys: list[OrderKey]) -> bool:
    """Whether no two records of the list have the same keys."""
    columns = {
        key.field.column.name
        for key in keys
        if not key.path and not key.is_nullable and isinstance(key.field, ColumnField)
    }
    unique = [c for c in entity.table.constraints if isinstance(c, UniqueConstraint)]
    return any({column.name for column in c.columns} <= columns | fixed for c in unique)


def _key(
    entity: Entity,
    tree: dict[str, Tree],
    path: tuple[ToOne, ...],
    variables: Variables,
    where: Path,
) -> OrderKey:
    relations = [name for name in tree if name in entity.to_one and isinstance(tree[name], dict)]
    field = _word(tree.get("field"), variables)
    if len(relations) + (field is not None) != 1:
        message = "Each key of `orderBy` names exactly one of `field` and a relation."
        raise BadUserInput(message, path=where)
    if len(path) == DEEPEST_ORDER:
        raise BadUserInput(f"`orderBy` follows at most {DEEPEST_ORDER} relations.", path=where)
    if relations:
        relation = entity.to_one[relations[0]]
        inner = tree[relations[0]]
        assert isinstance(inner, dict)
        return _key(registry[relation.target], inner, (*path, relation), variables, where)
    descending = _word(tree.get("direction"), variables) == "DESC"
    if field == "id":
        return _column_key(entity, "id", descending=descending, path=path)
    scalar = entity.scalars[str(field)]
    return OrderKey(path, scalar, descending, scalar.is_nullable or bool(path))


def _column_key(
    entity: Entity, column: str, *, descending: bool, path: tuple[ToOne, ...] = ()
) -> OrderKey:
    field = ColumnField(column, entity.table.columns[column], "")
    return OrderKey(path, field, descending, field.is_nullable or bool(path))


def _word(tree: Tree | None, variables: Variables) -> str | None:
    """An enumeration's value; part of the skeleton, so a plan may depend on it."""
    if tree is None or isinstance(tree, dict | list):
        return None
    value = tree.read(variables)
    return None if value is None else str(value)


def order_mark(keys: tuple[OrderKey, ...]) -> str:
    """A short mark of an order."""
    spelled = ",".join(
        "-" * key.descending + ".".join([*(step.name for step in key.path), key.field.name])
        for key in keys
    )
    return f"{zlib.crc32(spelled.encode()):08x}"


def cursor_parameters(
    keys: tuple[OrderKey, ...], source: Source, path: Path
) -> tuple[Parameter, ...]:
    """The values of a cursor's keys, one parameter each."""
    mark = order_mark(keys)
    return tuple(
        Parameter(source, _part(mark, keys, index), _type(key), path)
        for index, key in enumerate(keys)
    )


def _type(key: OrderKey) -> Any:
    field = key.field
    return bound_type(field.column if isinstance(field, ColumnField) else field.like)


def _part(mark: str, keys: tuple[OrderKey, ...], index: int) -> Callable[[Any], Any]:
    kind = _type(keys[index])

    def convert(cursor: str) -> Any:
        text = _decode(cursor, mark, len(keys))[index]
        return None if text is None else _parse(kind, text)

    return convert


def _decode(cursor: str, mark: str, length: int) -> list[str | None]:
    try:
        parts = json.loads(b64decode(cursor, validate=True))
    except (Base64Error, ValueError, RecursionError) as error:
        raise BadUserInput("This is no cursor.") from error
    if not isinstance(parts, list) or not parts:
        raise BadUserInput("This is no cursor.")
    if parts[0] != mark:
        raise BadUserInput("This cursor belongs to a list in another order.")
    if len(parts) != length + 1 or not all(isinstance(part, str | None) for part in parts):
        raise BadUserInput("This is no cursor.")
    return parts[1:]


def _integer(text: str) -> int:
    value = int(text)
    if not -(2**31) <= value < 2**31:
        raise ValueError(text)
    return value


PARSERS: tuple[tuple[Any, Callable[[str], Any]], ...] = (
    (Boolean, lambda text: {"true": True, "false": False}[text]),
    (Numeric, parse_decimal),
    (Integer, _integer),
    (DateTime, parse_moment),
    (Date, parse_date),
    (Uuid, UUID),
)


def _parse(kind: Any, text: str) -> Any:
    for sql, parse in PARSERS:
        if isinstance(kind, sql):
            try:
                return parse(text)
            except (ValueError, KeyError) as error:
                raise BadUserInput("This is no cursor.") from error
    return text


def is_given(tree: Tree | None) -> bool:
    """Whether an argument is there and not null."""
    return tree is not None and not (isinstance(tree, Literal) and tree.value is None)
