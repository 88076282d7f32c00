"""From a selection to a plan: every decision about meaning is made here, and none later."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLObjectType, SelectionSetNode
from sqlalchemy import DateTime, Integer

from models.failures import BadUserInput
from schema.compiler.arguments import Literal, Tree, arguments, source_of
from schema.compiler.feed import plan_feed
from schema.compiler.filters import Path, check_size, identified, predicate, same
from schema.compiler.groupings import plan_groups
from schema.compiler.keys import ids_of_type, key_predicate, places_of_ids
from schema.compiler.orders import cursor_parameters, is_given, order_keys
from schema.compiler.plan import (
    All,
    Answer,
    AsOf,
    Connection,
    Constant,
    EdgePart,
    Embedded,
    Field,
    Found,
    GlobalId,
    Link,
    Object,
    OrderKey,
    Page,
    PageInfoPart,
    Parameter,
    Part,
    Permitted,
    Predicate,
    Root,
    Several,
    Single,
    Stated,
    Told,
    Value,
    told,
)
from schema.compiler.selection import Document, Selected, collect
from schema.entities import Entity, ToMany, ToOne, registry
from schema.ids import decode_id, id_type
from schema.questions import AskedOf, Given, Question, questions
from schema.searches import searches

__all__ = ["DEFAULT_PAGE", "TYPE_MARK", "Planner"]

DEFAULT_PAGE = 50
TYPE_MARK = "type of the record"  # no response key can be spelled so

Members = Callable[[Selected], Any]


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans fields of one document.

    `largest_page` is the most records a page may have; `marks_types` has records that stand where
    an interface is told say their type under a key of ours, for graphql-core to read. `reads_past`
    where what is planned is read as it stood at some moment. `usual_page` is how many records a
    page has that does not say.
    """

    document: Document
    largest_page: int = 1000
    marks_types: bool = False
    reads_past: bool = False
    usual_page: int = DEFAULT_PAGE

    def root(self, selected: Selected, path: Path) -> Root:
        """The plan of a root field."""
        try:
            return self._root(selected, path)
        except BadUserInput as failure:
            place = failure.path or path
            raise BadUserInput(failure.message, path=place, details=failure.details) from failure

    def _root(self, selected: Selected, path: Path) -> Root:
        if selected.name == "__typename":
            return Constant("Query")
        query = self.document.schema.query_type
        assert query is not None
        given = arguments(query.fields[selected.name], selected.node, self.document.variables)
        if selected.name == "node":
            return self._node(selected, given["id"], path)
        if selected.name == "nodes":
            return self._nodes(selected, given["ids"], path)
        if selected.name == "changes":
            return plan_feed(self, selected, given, path)
        return self._asked(selected, given, path) or self._listed(selected, given, path)

    def _asked(
        self, selected: Selected, given: dict[str, Tree], path: Path
    ) -> Answer | Connection | None:
        """The plan of a root field that stands on a function of the database."""
        if asked := questions.roots.get(selected.name):
            return self._answer(asked, selected, given, path)
        if search := searches.get(selected.name):
            found = Found(search, self._parameters(search.given, given, path))
            entity = registry[search.entity]
            return self.connection(entity, None, selected, given, path, found=found)
        return None

    def _listed(
        self, selected: Selected, given: dict[str, Tree], path: Path
    ) -> Connection | Single | AsOf:
        for entity in registry.entities.values():
            if selected.name == entity.plural:
                return self.connection(entity, None, selected, given, path)
            if selected.name == entity.singular:
                return self._single(entity, selected, given, path)
        raise LookupError(selected.name)

    def _single(
        self, entity: Entity, selected: Selected, given: dict[str, Tree], path: Path
    ) -> Single | AsOf:
        where = key_predicate(entity, given, path)
        as_of = given.get("asOf")
        if not is_given(as_of):
            return Single(self.object(entity, selected.selections, path), where)
        moment = Parameter(source_of(as_of), same, DateTime(timezone=True), path)
        below = replace(self, reads_past=True)
        return AsOf(Single(below.object(entity, selected.selections, path), where), moment)

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
        if name in ABOUT_THE_RECORD:
            return ABOUT_THE_RECORD[name](self, entity, selected)
        if relation := entity.to_one.get(name) or entity.then.get(name):
            return self.link(relation, selected, path)
        if name in entity.values:
            return Value(entity.values[name])
        return self._below(entity, selected, self._given(entity.name, selected), path)

    def _below(
        self, entity: Entity, selected: Selected, given: dict[str, Tree], path: Path
    ) -> Connection | Answer:
        """What a record's field with arguments gives: a list of records, or an answer."""
        if relation := entity.to_many.get(selected.name):
            return self.connection(registry[relation.target], relation, selected, given, path)
        if self.reads_past:
            raise BadUserInput(f"`{selected.name}` is told of today only.", path=path)
        asked = questions.of_entities[entity.name][selected.name]
        return self._answer(asked, selected, given, path)

    def _given(self, name: str, selected: Selected) -> dict[str, Tree]:
        """The arguments of a field of some type."""
        kind = self.document.schema.get_type(name)
        assert isinstance(kind, GraphQLObjectType)
        return arguments(kind.fields[selected.name], selected.node, self.document.variables)

    def link(self, relation: ToOne, selected: Selected, path: Path) -> Link:
        """What is read of the record that a relation leads to."""
        target = registry[relation.target]
        below = replace(self, reads_past=True) if relation.stood else self
        return Link(relation, below.object(target, selected.selections, path))

    def _provenance(self, entity: Entity, selected: Selected) -> Embedded:
        def member(inner: Selected) -> Constant | Value:
            if inner.name == "__typename":
                return Constant("Provenance")
            return Value(entity.provenance[inner.name])

        return Embedded(self.members("Provenance", selected, member))

    def members(self, name: str, selected: Selected, plan: Members) -> tuple[tuple[str, Any], ...]:
        """The members of an object that is no record, by response key."""
        fields = self._collect(name, selected.selections)
        return tuple((inner.key, plan(inner)) for inner in fields)

    def _permitted(self, entity: Entity, selected: Selected) -> Permitted:
        members = self.members(
            "PermittedAction", selected, lambda inner: told("PermittedAction", inner.name)
        )
        return Permitted(entity, members)

    def _node(self, selected: Selected, tree: Tree, path: Path) -> Root:
        source = source_of(tree)
        raw = str(source.read(self.document.variables))
        name = id_type(raw)
        if name is None:
            decode_id(raw, next(iter(registry.entities.values())))
            return Constant(None)
        entity = registry[name]
        where = identified(entity, source, path)
        return Single(self.marked(entity, selected, path), where)

    def _nodes(self, selected: Selected, tree: Tree, path: Path) -> Several:
        source = source_of(tree)
        raws = source.read(self.document.variables)
        names = sorted({name for raw in raws if (name := id_type(str(raw)))})
        objects = tuple(self.marked(registry[name], selected, path) for name in names)
        parameters = tuple(ids_of_type(registry[name], source, path) for name in names)
        places = places_of_ids(source, self.largest_page, path)
        return Several(places, objects, parameters)

    def marked(self, entity: Entity, selected: Selected, path: Path) -> Object:
        """What is read of a record that stands where an interface is told."""
        planned = self.object(entity, selected.selections, path)
        if not self.marks_types:
            return planned
        return Object(entity, (*planned.members, (TYPE_MARK, Constant(entity.name))))

    # Questions

    def _answer(
        self, asked: AskedOf, selected: Selected, given: dict[str, Tree], path: Path
    ) -> Answer:
        parameters = self._parameters(asked.given, given, path)
        members = [
            (inner.key, self._of_answer(asked.question, inner, (*path, inner.key)))
            for inner in self._collect(asked.question.name, selected.selections)
        ]
        return Answer(asked, parameters, tuple(members))

    @staticmethod
    def _parameters(
        asked: tuple[Given, ...], given: dict[str, Tree], path: Path
    ) -> tuple[Parameter, ...]:
        """The arguments that a function of the database takes from the request."""
        return tuple(
            Parameter(source_of(given.get(each.name, Literal(each.default))), convert, kind, path)
            for each in asked
            for convert, kind in each.parts
        )

    def _of_answer(self, question: Question, selected: Selected, path: Path) -> Field:
        name = selected.name
        if name == "__typename":
            return Constant(question.name)
        if name in question.to_one:
            return self.link(question.to_one[name], selected, path)
        if asked := question.asks.get(name):
            return self._answer(asked, selected, self._given(question.name, selected), path)
        return Value(question.columns[name])

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
        found: Found | None = None,
    ) -> Connection:
        """What is read of a list; `only` narrows it beyond what is asked, and so does `found`."""
        where = given.get("where")
        variables = self.document.variables
        fit = found.search.fit if found else None
        order = order_keys(entity, relation, given.get("orderBy"), variables, path, fit=fit)
        filtered: Predicate | None = only
        if isinstance(where, dict) and where:
            check_size(where, path)
            asked = predicate(entity, where, path)
            filtered = asked if only is None else All((only, asked))
        page = self._page(order, given, path)
        parts = self.members(
            f"{entity.name}Connection", selected, lambda inner: self._part(entity, inner, path)
        )
        return Connection(entity, relation, filtered, order, page, parts, found)

    def _page(self, order: tuple[OrderKey, ...], given: dict[str, Tree], path: Path) -> Page:
        first, last = given.get("first"), given.get("last")
        if is_given(first) and is_given(last):
            raise BadUserInput("Ask for `first` or `last`, not both.", path=path)
        backward = is_given(last)
        size = (
            last
            if backward
            else first
            if is_given(first)
            else Literal(min(self.usual_page, self.largest_page))
        )
        cursors = {
            name: cursor_parameters(order, source_of(tree), path)
            for name in ("after", "before")
            if (tree := given.get(name)) is not None and is_given(tree)
        }
        parameter = Parameter(source_of(size), self._page_size, Integer(), path)
        return Page(parameter, backward, **cursors)

    def _page_size(self, size: int) -> int:
        if not 0 <= size <= self.largest_page:
            message = f"A page of {size} is asked for; 0 to {self.largest_page} are allowed."
            details: dict[str, str | int] = {
                "limit": "page",
                "allowed": self.largest_page,
                "found": size,
            }
            raise BadUserInput(message, details=details)
        return size

    def _part(self, entity: Entity, selected: Selected, path: Path) -> Part:
        path = (*path, selected.key)
        if selected.name == "nodes":
            return self.object(entity, selected.selections, path)
        if selected.name == "edges":
            return EdgePart(
                self.members(
                    f"{entity.name}Edge", selected, lambda inner: self._edge(entity, inner, path)
                )
            )
        if selected.name == "pageInfo":
            return PageInfoPart(
                self.members("PageInfo", selected, lambda inner: told("PageInfo", inner.name))
            )
        if selected.name == "groups":
            return plan_groups(self, entity, selected, path)
        return told(f"{entity.name}Connection", selected.name)

    def _edge(self, entity: Entity, selected: Selected, path: Path) -> Told | Constant | Object:
        if selected.name == "node":
            return self.object(entity, selected.selections, (*path, selected.key))
        return told(f"{entity.name}Edge", selected.name)


ABOUT_THE_RECORD: dict[str, Callable[[Planner, Entity, Selected], Field]] = {
    "provenance": Planner._provenance,  # noqa: SLF001 - its own, told by name
    "viewerCan": Planner._permitted,  # noqa: SLF001 - likewise
}
