"""From a selection to a plan: every decision about meaning is made here, and none later."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLObjectType, SelectionSetNode
from sqlalchemy import ARRAY, Integer, Uuid

from models.failures import BadUserInput
from schema.compiler.arguments import Literal, Series, Source, Tree, arguments
from schema.compiler.filters import Path, identified, predicate
from schema.compiler.orders import cursor_parameters, is_given, order_keys
from schema.compiler.plan import (
    All,
    Compared,
    Connection,
    Constant,
    EdgePart,
    Embedded,
    Field,
    Figures,
    GlobalId,
    GroupKey,
    Groups,
    Link,
    Object,
    Page,
    PageInfoPart,
    Parameter,
    Part,
    Predicate,
    Root,
    ScalarField,
    Several,
    Single,
    Stated,
    Told,
    Value,
)
from schema.compiler.selection import Document, Selected, collect
from schema.entities import Entity, ToMany, ToOne, registry
from schema.ids import decode_id, id_type

__all__ = ["DEFAULT_PAGE", "TYPE_MARK", "Planner"]

DEFAULT_PAGE = 50
MOST_GROUP_FIELDS = 5
TYPE_MARK = "__typeOfRecord"

Members = Callable[[Selected], Any]


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans fields of one document.

    `largest_page` is the most records a page may have; `marks_types` has records that stand where
    an interface is told say their type under a key of ours, for graphql-core to read.
    """

    document: Document
    largest_page: int = 1000
    marks_types: bool = False

    def root(self, selected: Selected, path: Path) -> Root:
        """The plan of a root field."""
        if selected.name == "__typename":
            return Constant("Query")
        query = self.document.schema.query_type
        assert query is not None
        given = arguments(query.fields[selected.name], selected.node, self.document.variables)
        if selected.name == "node":
            return self._node(selected, given["id"], path)
        if selected.name == "nodes":
            return self._nodes(selected, given["ids"], path)
        for entity in registry.entities.values():
            if selected.name == entity.plural:
                return self.connection(entity, None, selected, given, path)
            if selected.name == entity.singular:
                where = self._key(entity, given, path)
                return Single(self.object(entity, selected.selections, path), where)
        raise LookupError(selected.name)

    def object(self, entity: Entity, sets: Iterable[SelectionSetNode], path: Path) -> Object:
        """What is read of one record."""
        members = [
            (selected.key, self._field(entity, selected, (*path, selected.key)))
            for selected in self._collect(entity.name, sets)
        ]
        return Object(entity, tuple(members))

    def _collect(self, name: str, sets: Iterable[SelectionSetNode]) -> list[Selected]:
        kind = self.document.schema.get_type(name)
        assert isinstance(kind, GraphQLObjectType)
        return collect(self.document, kind, sets)

    def _field(self, entity: Entity, selected: Selected, path: Path) -> Field:
        name = selected.name
        if name == "__typename":
            return Constant(entity.name)
        if name == "id":
            return GlobalId(entity)
        if name == "provenance":
            return self._provenance(entity, selected)
        if name in entity.to_one:
            return self._link(entity.to_one[name], selected, path)
        if name in entity.to_many:
            relation = entity.to_many[name]
            kind = self.document.schema.get_type(entity.name)
            assert isinstance(kind, GraphQLObjectType)
            given = arguments(kind.fields[name], selected.node, self.document.variables)
            return self.connection(registry[relation.target], relation, selected, given, path)
        return Value(entity.scalars[name])

    def _link(self, relation: ToOne, selected: Selected, path: Path) -> Link:
        target = registry[relation.target]
        return Link(relation, self.object(target, selected.selections, path))

    def _provenance(self, entity: Entity, selected: Selected) -> Embedded:
        def member(inner: Selected) -> Constant | Value:
            if inner.name == "__typename":
                return Constant("Provenance")
            return Value(entity.provenance[inner.name])

        return Embedded(self._members("Provenance", selected, member))

    def _members(self, name: str, selected: Selected, plan: Members) -> tuple[tuple[str, Any], ...]:
        """The members of an object that is no record, by response key."""
        fields = self._collect(name, selected.selections)
        return tuple((inner.key, plan(inner)) for inner in fields)

    # Root fields by key

    def _key(self, entity: Entity, given: dict[str, Tree], path: Path) -> Predicate:
        by = given.get("by")
        if by is None:
            return identified(entity, _source(given["id"]), path)
        assert isinstance(by, dict)
        ((name, tree),) = by.items()
        if name == "id":
            return identified(entity, _source(tree), path)
        field = entity.columns[name]
        parameter = Parameter(_source(tree), _text, field.column.type, path)
        return Compared(field, "eq", parameter)

    def _node(self, selected: Selected, tree: Tree, path: Path) -> Root:
        source = _source(tree)
        raw = source.read(self.document.variables)
        name = id_type(raw)
        if name is None:
            decode_id(raw, next(iter(registry.entities.values())))
            return Constant(None)
        entity = registry[name]
        where = identified(entity, source, path)
        return Single(self._marked(entity, selected, path), where)

    def _nodes(self, selected: Selected, tree: Tree, path: Path) -> Several:
        source = tree if isinstance(tree, Series) else _source(tree)
        raws = source.read(self.document.variables)
        names = sorted({name for raw in raws if (name := id_type(raw))})
        objects = tuple(
            self._marked(registry[name], selected, path) for name in names
        )
        parameters = tuple(_ids_of_type(registry[name], source, path) for name in names)
        check = Parameter(source, self._checked_ids, ARRAY(Integer()), path)
        return Several(check, objects, parameters)

    def _marked(self, entity: Entity, selected: Selected, path: Path) -> Object:
        planned = self.object(entity, selected.selections, path)
        if not self.marks_types:
            return planned
        return Object(entity, (*planned.members, (TYPE_MARK, Constant(entity.name))))

    def _checked_ids(self, raws: list[str]) -> list[int]:
        """The places 1 … n of the ids asked for, once each is known to be one."""
        if len(raws) > self.largest_page:
            message = f"{len(raws)} ids are asked for; {self.largest_page} are allowed."
            raise BadUserInput(message)
        for raw in raws:
            decode_id(raw, next(iter(registry.entities.values())))
        return list(range(1, len(raws) + 1))

    # Lists

    def connection(
        self,
        entity: Entity,
        relation: ToMany | None,
        selected: Selected,
        given: dict[str, Tree],
        path: Path,
        *,
        only: Stated | None = None,
    ) -> Connection:
        """What is read of a list; `only` narrows it beyond what is asked."""
        where = given.get("where")
        default = entity.order_within if relation else entity.order
        order = order_keys(
            entity, given.get("orderBy"), default, self.document.variables, path
        )
        filtered: Predicate | None = only
        if isinstance(where, dict) and where:
            asked = predicate(entity, where, path)
            filtered = asked if only is None else All((only, asked))
        page = self._page(order, given, path)
        parts = self._members(
            f"{entity.name}Connection", selected, lambda inner: self._part(entity, inner, path)
        )
        return Connection(entity, relation, filtered, order, page, parts)

    def _page(self, order: Any, given: dict[str, Tree], path: Path) -> Page:
        first, last = given.get("first"), given.get("last")
        if is_given(first) and is_given(last):
            raise BadUserInput("Ask for `first` or `last`, not both.", path=path)
        backward = is_given(last)
        size = last if backward else first if is_given(first) else Literal(DEFAULT_PAGE)
        cursors = {
            name: cursor_parameters(order, _source(tree), path)
            for name in ("after", "before")
            if (tree := given.get(name)) is not None and is_given(tree)
        }
        parameter = Parameter(_source(size), self._page_size, Integer(), path)
        return Page(parameter, backward, **cursors)

    def _page_size(self, size: int) -> int:
        if not 0 <= size <= self.largest_page:
            message = f"A page of {size} is asked for; 0 to {self.largest_page} are allowed."
            raise BadUserInput(message)
        return size

    def _part(self, entity: Entity, selected: Selected, path: Path) -> Part:
        path = (*path, selected.key)
        if selected.name == "nodes":
            return self.object(entity, selected.selections, path)
        if selected.name == "edges":
            return EdgePart(
                self._members(
                    f"{entity.name}Edge", selected, lambda inner: self._edge(entity, inner, path)
                )
            )
        if selected.name == "pageInfo":
            return PageInfoPart(self._members("PageInfo", selected, _told("PageInfo")))
        if selected.name == "groups":
            return self._groups(entity, selected, path)
        return _told(f"{entity.name}Connection")(selected)

    def _edge(self, entity: Entity, selected: Selected, path: Path) -> Told | Constant | Object:
        if selected.name == "node":
            return self.object(entity, selected.selections, (*path, selected.key))
        return _told(f"{entity.name}Edge")(selected)

    # Groups

    def _groups(self, entity: Entity, selected: Selected, path: Path) -> Groups:
        kind = self.document.schema.get_type(f"{entity.name}Connection")
        assert isinstance(kind, GraphQLObjectType)
        given = arguments(kind.fields["groups"], selected.node, self.document.variables)
        names = _source(given["by"]).read(self.document.variables)
        names = names if isinstance(names, list) else [names]
        if not 1 <= len(set(names)) <= MOST_GROUP_FIELDS or len(set(names)) < len(names):
            message = f"`by` takes 1 to {MOST_GROUP_FIELDS} different fields."
            raise BadUserInput(message, path=path)
        by: tuple[ScalarField | ToOne, ...] = tuple(
            entity.to_one.get(name) or entity.scalars[name] for name in names
        )
        members = self._members(
            f"{entity.name}Group",
            selected,
            lambda inner: self._group_member(entity, by, inner, path),
        )
        return Groups(entity, by, members)

    def _group_member(
        self, entity: Entity, by: tuple[ScalarField | ToOne, ...], selected: Selected, path: Path
    ) -> Any:
        if selected.name == "key":
            key = lambda inner: self._group_key(entity, by, inner, path)  # noqa: E731
            return GroupKey(self._members(f"{entity.name}GroupKey", selected, key))
        if selected.name in {"sum", "average"}:
            figures = self._members(
                f"{entity.name}Numbers", selected, lambda inner: _figure(entity, inner)
            )
            return Figures("avg" if selected.name == "average" else "sum", figures)
        return _told(f"{entity.name}Group")(selected)

    def _group_key(
        self, entity: Entity, by: tuple[ScalarField | ToOne, ...], selected: Selected, path: Path
    ) -> Constant | Value | Link:
        if selected.name == "__typename":
            return Constant(f"{entity.name}GroupKey")
        field = next((field for field in by if field.name == selected.name), None)
        if field is None:
            return Constant(None)
        if isinstance(field, ToOne):
            return self._link(field, selected, (*path, selected.key))
        return Value(field)


def _told(kind: str) -> Callable[[Selected], Told | Constant]:
    def tell(selected: Selected) -> Told | Constant:
        return Constant(kind) if selected.name == "__typename" else Told(selected.name)

    return tell


def _figure(entity: Entity, selected: Selected) -> Constant | Value:
    if selected.name == "__typename":
        return Constant(f"{entity.name}Numbers")
    return Value(entity.scalars[selected.name])


def _source(tree: Tree | None) -> Source:
    assert tree is not None
    assert not isinstance(tree, dict | list)
    return tree


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadUserInput("A key can't be null.")
    return value


def _ids_of_type(entity: Entity, source: Source, path: Path) -> tuple[Parameter, ...]:
    """The places of the ids of one type among those asked for, then their keys, a column each."""

    def mine(raws: list[str]) -> list[tuple[int, str]]:
        return [
            (place, raw) for place, raw in enumerate(raws, 1) if id_type(raw) == entity.name
        ]

    places = Parameter(
        source, lambda raws: [place for place, _ in mine(raws)], ARRAY(Integer()), path
    )
    keys = [
        Parameter(
            source,
            lambda raws, index=index: [decode_id(raw, entity)[index] for _, raw in mine(raws)],
            ARRAY(Uuid()),
            path,
        )
        for index in range(len(entity.key))
    ]
    return (places, *keys)
