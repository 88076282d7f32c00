"""From a `where` argument to a predicate."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ARRAY, Boolean, Column, Integer, Numeric, Text, Uuid
from sqlalchemy.types import TypeEngine

from models.failures import BadUserInput, CostLimitExceeded
from models.vocabulary import Word
from schema.compiler.arguments import Literal, Source, Tree
from schema.compiler.externals import externally
from schema.compiler.plan import (
    Absent,
    All,
    AnyOf,
    Compared,
    Identified,
    Matched,
    Negated,
    Parameter,
    Predicate,
    Quantified,
    ScalarField,
)
from schema.entities import ColumnField, Entity, registry
from schema.ids import decode_id

__all__ = ["bound_type", "check_size", "identified", "predicate", "same"]

Path = tuple[str | int, ...]

MOST_CONDITIONS = 200
DEEPEST = 20

PATTERN_SPECIALS = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def same(value: Any) -> Any:
    """What needs no conversion."""
    return value


def bound_type(column: Column[Any]) -> TypeEngine[Any]:
    """The SQL type of a value held against a column."""
    if isinstance(column.type, Word):
        return Text()
    if isinstance(column.type, Numeric):
        return Numeric()
    return Integer() if isinstance(column.type, Integer) else column.type


def check_size(tree: Tree, path: Path) -> None:
    """Refuse a filter that would take long to compile."""
    conditions, depth = _size(tree)
    if conditions > MOST_CONDITIONS or depth > DEEPEST:
        raise CostLimitExceeded(
            f"The filter has {conditions} conditions, {depth} deep;"
            f" {MOST_CONDITIONS} conditions, {DEEPEST} deep, are allowed.",
            path=path,
            details={"limit": "conditions", "allowed": MOST_CONDITIONS, "found": conditions},
        )


def _size(tree: Tree) -> tuple[int, int]:
    if isinstance(tree, dict):
        inner = [_size(member) for member in tree.values()]
        deepest = max((depth for _, depth in inner), default=0)
        return sum(conditions for conditions, _ in inner), deepest + 1
    if isinstance(tree, list):
        inner = [_size(member) for member in tree]
        return sum(n for n, _ in inner), max((depth for _, depth in inner), default=0)
    return 1, 0


def predicate(entity: Entity, tree: dict[str, Tree], path: Path) -> Predicate:
    """What a filter of an entity demands; all its members together."""
    parts = [_member(entity, name, inner, path) for name, inner in tree.items()]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _member(entity: Entity, name: str, tree: Tree, path: Path) -> Predicate:
    if name in {"and", "or", "not"}:
        return _combined(entity, name, tree, path)
    if _is_null(tree):
        raise BadUserInput(f"The condition on `{name}` is null; leave it out instead.", path=path)
    assert isinstance(tree, dict)
    if name == "id":
        return All(tuple(_on_id(entity, op, inner, path) for op, inner in tree.items()))
    if name == "externalId":
        return All(tuple(externally(entity, op, inner, path) for op, inner in tree.items()))
    if name in entity.to_one:
        relation = entity.to_one[name]
        return Matched(relation, predicate(registry[relation.target], tree, path))
    if name in entity.to_many:
        return _quantified(entity, name, tree, path)
    field = entity.provenance["kind"] if name == "provenanceKind" else entity.scalars[name]
    return All(tuple(_on_scalar(field, op, inner, path) for op, inner in tree.items()))


def _combined(entity: Entity, name: str, tree: Tree, path: Path) -> Predicate:
    if _is_null(tree):
        raise BadUserInput(f"`{name}` is null; leave it out instead.", path=path)
    if name == "not":
        assert isinstance(tree, dict)
        return Negated(predicate(entity, tree, path))
    trees = tree if isinstance(tree, list) else []
    parts = tuple(predicate(entity, inner, path) for inner in trees if isinstance(inner, dict))
    return All(parts) if name == "and" else AnyOf(parts)


def _quantified(entity: Entity, name: str, tree: dict[str, Tree], path: Path) -> Predicate:
    relation = entity.to_many[name]
    parts: list[Predicate] = []
    for quantifier, inner in tree.items():
        if not isinstance(inner, dict):
            message = f"`{name}.{quantifier}` is null; leave it out instead."
            raise BadUserInput(message, path=path)
        part = predicate(registry[relation.target], inner, path)
        parts.append(Quantified(relation, quantifier, part))
    return All(tuple(parts))


def _on_scalar(field: ScalarField, operator: str, tree: Tree, path: Path) -> Predicate:
    column = field.column if isinstance(field, ColumnField) else field.like
    if operator in {"eq", "ne"} and _is_null(tree):
        return Absent(field, is_absent=operator == "eq")
    source = _source(tree, operator, path)
    if operator == "isNull":
        # A flag is part of the variables' skeleton, so the plan may depend on it.
        return Compared(field, operator, Parameter(source, same, Boolean(), path))
    kind = bound_type(column)
    convert = PATTERNS.get(operator, same)
    typed = ARRAY(kind) if operator == "in" else kind
    return Compared(field, operator, Parameter(source, convert, typed, path))


def _on_id(entity: Entity, operator: str, tree: Tree, path: Path) -> Predicate:
    if operator == "isNull" or (operator in {"eq", "ne"} and _is_null(tree)):
        raise BadUserInput("Every record has an id.", path=path)
    source = _source(tree, operator, path)
    part = identified(entity, source, path, is_list=operator == "in")
    return Negated(part) if operator == "ne" else part


def identified(entity: Entity, source: Source, path: Path, *, is_list: bool = False) -> Identified:
    """The records that an id, or one of several, stands for."""
    kind: TypeEngine[Any] = ARRAY(Uuid()) if is_list else Uuid()
    parameters = tuple(
        Parameter(source, _key_part(entity, index, is_list=is_list), kind, path)
        for index in range(len(entity.key))
    )
    return Identified(entity, parameters, is_list)


def _key_part(entity: Entity, index: int, *, is_list: bool) -> Callable[[Any], Any]:
    if is_list:
        return lambda raws: [decode_id(raw, entity)[index] for raw in raws]
    return lambda raw: decode_id(raw, entity)[index]


def _source(tree: Tree, operator: str, path: Path) -> Source:
    if isinstance(tree, dict | list) or _is_null(tree):
        raise BadUserInput(f"`{operator}` needs a value.", path=path)
    return tree


def _is_null(tree: Tree) -> bool:
    return isinstance(tree, Literal) and tree.value is None


def _contains(text: str) -> str:
    return f"%{text.translate(PATTERN_SPECIALS)}%"


def _starts(text: str) -> str:
    return f"{text.translate(PATTERN_SPECIALS)}%"


PATTERNS: dict[str, Callable[[Any], Any]] = {"contains": _contains, "startsWith": _starts}
