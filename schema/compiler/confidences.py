"""What of a plan discloses confidential records: decided once, when an operation is compiled.

`shown` prunes a plan to the records that it reads: what is left selects the same rows, and of each
confidential one the id alone. `asked` tells of which types records decide the answer otherwise: by
a filter, an order, a group, a count, a search, or in a function of the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from auth.slices import SLICES
from auth.slices.confidences import CONFIDENCES, roles_of
from models.base import Base
from schema.compiler.plan import (
    Absent,
    All,
    Answer,
    AnyOf,
    AsOf,
    ChangedRecord,
    ChangePart,
    Compared,
    Connection,
    EdgePart,
    Embedded,
    Feed,
    Figures,
    GlobalId,
    GroupKey,
    Groups,
    Link,
    Matched,
    Negated,
    Object,
    PageInfoPart,
    Predicate,
    Quantified,
    Root,
    ScalarField,
    Several,
    Single,
    Told,
    Value,
    Watched,
)
from schema.entities import Entity, ExpressionField, ToOne, registry

__all__ = ["Asked", "Disclosing", "disclosing"]


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A type of which records decide the answer; only for holders of `role`, where it names one."""

    entity: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Disclosing:
    """What a plan discloses: the records that it reads, and what else decides its answer.

    `roles` are those that give a right to any such record.
    """

    shown: tuple[Root, ...]
    asked: tuple[Asked, ...]
    roles: tuple[str, ...]


def disclosing(roots: Iterable[Root]) -> Disclosing | None:
    """What the plans of root fields disclose; None where they touch nothing confidential."""
    planned = list(roots)
    shown = tuple(pruned for root in planned if (pruned := _shown(root)) is not None)
    asked = tuple(sorted({each for root in planned for each in _asked(root)}))
    if not shown and not asked:
        return None
    touched = {model for root in shown for model in _models(root)}
    touched |= {registry[each.entity].model for each in asked}
    return Disclosing(shown, asked, roles_of(touched, SLICES))


def _is_confidential(entity: Entity) -> bool:
    return entity.model in CONFIDENCES


# The records that are read


def _shown(planned: Any) -> Any:  # noqa: PLR0911 - a case each
    """The part of a plan that leads to confidential records, with their ids; None if none does."""
    match planned:
        case Object():
            return _object(planned)
        case Single(inner) | Link(object=inner):
            return _with(planned, object=_shown(inner))
        case AsOf(single):
            return _with(planned, single=_shown(single))
        case Several(_, objects, parameters):
            kept = [
                (pruned, keys)
                for inner, keys in zip(objects, parameters, strict=True)
                if (pruned := _shown(inner)) is not None
            ]
            found, keys = tuple(zip(*kept, strict=True)) or ((), ())
            return replace(planned, objects=found, parameters=keys) if kept else None
        case Connection(entity, parts=parts):
            return _with(planned, parts=_members(_page(entity, part) for _, part in parts))
        case EdgePart(members) | Groups(members=members) | GroupKey(members):
            return _with(planned, members=_members(_shown(member) for _, member in members))
        case Answer(members=members):
            return _with(planned, members=_members(_shown(member) for _, member in members))
        case Feed(parts=parts):
            return _with(planned, parts=_members(_changes(part) for _, part in parts))
    return None


def _changes(part: Any) -> ChangePart | None:
    """What changes show; that there is a confidential record is told even without reading it."""
    if not isinstance(part, ChangePart):
        return None
    read = [member for _, member in part.members if isinstance(member, ChangedRecord)]
    told = [e for e in registry.entities.values() if part.types is None or e.name in part.types]
    everything = read or [ChangedRecord(tuple(Object(entity, ()) for entity in told))]
    found = [
        ChangedRecord(tuple(pruned for each in one.objects if (pruned := _object(each))))
        for one in everything
    ]
    shown = _members(one for one in found if one.objects)
    return ChangePart(shown) if shown else None


def _page(entity: Entity, part: Any) -> Any:
    """What a page shows; the cursors of confidential records tell of them too."""
    if isinstance(part, EdgePart) and _is_confidential(entity):
        nodes = [member for _, member in part.members if isinstance(member, Object)]
        return _shown(nodes[0] if nodes else Object(entity, ()))
    return _shown(part)


def _object(planned: Object) -> Object | None:
    entity = planned.entity
    found = [_shown(member) for _, member in planned.members]
    found += [_shown(link) for link in _read_through(planned)]
    if _is_confidential(entity):
        found.insert(0, GlobalId(entity))
    members = _members(found)
    return Object(entity, members) if members else None


def _read_through(planned: Object) -> Iterator[Link]:
    """The records that expressions show part of, as if the relations to them were asked for."""
    for _, member in planned.members:
        if isinstance(member, Value) and isinstance(member.field, ExpressionField):
            for path in member.field.reads:
                yield _path(planned.entity, path.split("."))


def _path(entity: Entity, names: list[str]) -> Link:
    relation = entity.to_one[names[0]]
    target = registry[relation.target]
    inner = (("0", _path(target, names[1:])),) if names[1:] else ()
    return Link(replace(relation, is_nullable=True), Object(target, inner))


def _members(found: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    """Members under keys of their own; nobody reads these."""
    return tuple((str(index), each) for index, each in enumerate(found) if each is not None)


def _with(planned: Any, **changed: Any) -> Any:
    return replace(planned, **changed) if all(changed.values()) else None


def _models(planned: Any) -> Iterator[type[Base]]:
    """The tables whose ids a pruned plan gives."""
    if isinstance(planned, GlobalId):
        yield planned.entity.model
    for inner in _inner(planned):
        yield from _models(inner)


def _inner(planned: Any) -> Iterator[Any]:
    """What a part of a plan consists of."""
    match planned:
        case Single(inner) | Link(object=inner):
            yield inner
        case AsOf(single):
            yield single
        case Several(objects=objects) | ChangedRecord(objects):
            yield from objects
        case Feed(parts=members):
            yield from (part for _, part in members)
        case Connection(parts=members):
            yield from (part for _, part in members)
        case Object() | EdgePart() | Embedded() | Groups() | GroupKey() | Figures() | Answer():
            yield from (member for _, member in planned.members)
        case ChangePart(members):
            yield from (member for _, member in members)


# What else decides the answer


def _asked(planned: Any) -> Iterator[Asked]:
    match planned:
        case Link(relation) if relation.choice:
            yield from _of_entity(registry[relation.target])
        case Value(field):
            yield from _of_field(field)
        case Single(where=where):
            yield from _of_predicate(where)
        case Connection():
            yield from _of_list(planned)
        case Groups(by=by):
            for each in by:
                yield from _of_key(each)
        case Answer(asked):
            yield from _of_tables(asked.question.reads, asked.question.reads_as)
        case Feed(watched=Watched(wanted=wanted)):
            yield from _of_watched(wanted)
    for inner in _inner(planned):
        yield from _asked(inner)


def _of_predicate(predicate: Predicate) -> Iterator[Asked]:
    match predicate:
        case Matched(relation, part) | Quantified(relation, _, part):
            yield from _of_entity(registry[relation.target])
            yield from _of_predicate(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _of_predicate(part)
        case Negated(part):
            yield from _of_predicate(part)
        case Compared(field) | Absent(field):
            yield from _of_tables(_looked_at(field))


def _of_watched(wanted: Iterable[tuple[Entity, Predicate | None]]) -> Iterator[Asked]:
    """What has to hold of a record that is watched for."""
    for _, predicate in wanted:
        if predicate is not None:
            yield from _of_predicate(predicate)


def _of_list(planned: Connection) -> Iterator[Asked]:
    counts = any(isinstance(part, Told | Groups | PageInfoPart) for _, part in planned.parts)
    if counts or planned.where is not None:
        yield from _of_entity(planned.entity)
    if planned.where is not None:
        yield from _of_predicate(planned.where)
    if planned.found is not None:
        yield from _of_tables(planned.found.search.reads)
    for key in planned.order:
        for relation in key.path:
            yield from _of_key(relation)
        yield from _of_key(key.field)


def _of_key(key: ScalarField | ToOne) -> Iterator[Asked]:
    """What is ordered or grouped by."""
    if isinstance(key, ToOne):
        yield from _of_entity(registry[key.target])
    else:
        yield from _of_tables(_looked_at(key))


def _of_entity(entity: Entity) -> Iterator[Asked]:
    if _is_confidential(entity):
        yield Asked(entity.name)


def _of_field(field: ScalarField) -> Iterator[Asked]:
    """The confidential tables that an expression looks at, but for those that it shows."""
    if isinstance(field, ExpressionField) and not field.reads:
        yield from _of_tables(_looked_at(field))


def _of_tables(names: Iterable[str], role: str = "") -> Iterator[Asked]:
    for name in names:
        yield from (replace(each, role=role) for each in _of_entity(registry.of_table(name)))


def _looked_at(field: ScalarField) -> frozenset[str]:
    """The tables that a field's value is made from, beside the row itself."""
    return field.looks_at if isinstance(field, ExpressionField) else frozenset()
