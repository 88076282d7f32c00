"""Valid operations by lot: what is asked for, apart from how it is written down."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from schema.entities import registry
from schema.ids import encode_id
from schema.questions import questions
from seeds.demo import SCENARIOS

__all__ = ["Argument", "Field", "Fragment", "Selections", "operations", "values"]

WORDS = (
    "Mill City",
    "school",
    "A",
    "é",
    "İ",
    "%",
    "_",
    "\\",
    '"',
    "\n",
    "",
    "Principal",
    "x" * 300,
)
SCALARS: dict[str, tuple[Any, ...]] = {
    "Boolean": (True, False),
    "Date": ("2011-07-01", "2012-06-15", "2013-06-30", "0001-01-01", "9999-12-31"),
    "DateTime": ("2000-01-01T00:00:00Z", "2030-01-01T00:00:00.5+02:00"),
    "Decimal": ("0", "72.5", "-1", "1e3", "100", "12345678901234567890.123456789"),
    "Int": (0, 1, 2, 3, 4, 75, 2011, 2012, -1, 2**31 - 1),
    "String": WORDS,
}
LARGEST_PAGE = 4


@dataclass(frozen=True, slots=True)
class Argument:
    """A value for an argument, as JSON has it."""

    name: str
    type: GraphQLInputType
    value: Any


@dataclass(frozen=True, slots=True)
class Field:
    """A field to be asked for, under a key that is its own."""

    key: str
    name: str
    arguments: tuple[Argument, ...] = ()
    selections: "Selections" = ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """Fields to be asked for where an object is of a type."""

    on: str
    selections: "Selections"


Selections = tuple[Field | Fragment, ...]


@cache
def demo_ids() -> dict[str, tuple[str, ...]]:
    """The ids of the demo's records, by type, and of one that is not there."""
    ids: dict[str, list[str]] = {}
    for records in SCENARIOS.values():
        for record in records():
            made = registry.of_table(record.__tablename__)
            key = (getattr(record, column) for column in made.key)
            ids.setdefault(made.name, [f"{made.name}_{'0' * 32 * len(made.key)}"])
            ids[made.name].append(encode_id(made, *key))
    return {name: tuple(listed) for name, listed in ids.items()}


def ids_of(type_name: str) -> st.SearchStrategy[str]:
    """Ids of a type, as a rule."""
    known = demo_ids()
    others = tuple(listed[-1] for listed in known.values())
    return st.sampled_from(known.get(type_name, others) + others[:2])


@st.composite
def values(draw: DrawFn, kind: GraphQLInputType, depth: int = 2, about: str = "") -> Any:
    """A value of an input type; `about` names the entity that an id is of."""
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if isinstance(kind, GraphQLList):
        return draw(st.lists(values(kind.of_type, depth, about), max_size=3))
    if isinstance(kind, GraphQLEnumType):
        return draw(st.sampled_from(list(kind.values)))
    if isinstance(kind, GraphQLInputObjectType):
        return draw(_inputs(kind, depth, about))
    if kind.name == "ID":
        return draw(ids_of(about))
    return draw(st.sampled_from(SCALARS[kind.name]))


@st.composite
def _inputs(draw: DrawFn, kind: GraphQLInputObjectType, depth: int, about: str) -> dict[str, Any]:
    fields = {name: field for name, field in kind.fields.items() if not _is_external(field.type)}
    if "eq" in fields:
        return draw(_conditions(kind, about))
    if kind.name.endswith("Order"):
        return draw(_order(kind, depth))
    about = kind.name.removesuffix("ListFilter").removesuffix("Filter").removesuffix("Key")
    if kind.is_one_of:
        name = draw(st.sampled_from(list(fields)))
        return {name: draw(values(fields[name].type, 0, about))}
    if depth == 0:
        fields = {n: f for n, f in fields.items() if _is_condition(get_named_type(f.type))}
    if not fields:
        return {}
    names = draw(st.lists(st.sampled_from(list(fields)), max_size=2, unique=True))
    return {name: draw(values(fields[name].type, depth - 1, about)) for name in names}


def _is_external(kind: GraphQLInputType) -> bool:
    """Whether only callers with a client may ask so; tests of its own try it."""
    return get_named_type(kind).name == "ExternalIdFilter"


def _is_condition(kind: GraphQLNamedType) -> bool:
    return isinstance(kind, GraphQLInputObjectType) and "eq" in kind.fields


@st.composite
def _conditions(draw: DrawFn, kind: GraphQLInputObjectType, about: str) -> dict[str, Any]:
    is_id = kind.name == "IDFilter"
    operators = [name for name in kind.fields if not (is_id and name == "isNull")]
    names = draw(st.lists(st.sampled_from(operators), max_size=2, unique=True))
    given = {name: draw(values(kind.fields[name].type, 0, about)) for name in names}
    if not is_id and "eq" in given and draw(st.integers(0, 9)) == 0:
        given["eq"] = None
    return given


@st.composite
def _order(draw: DrawFn, kind: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
    relations = [name for name in kind.fields if name not in {"field", "direction"}]
    is_through: bool = draw(st.booleans())
    if depth and relations and is_through:
        name = draw(st.sampled_from(relations))
        return {name: draw(values(kind.fields[name].type, depth - 1))}
    names = draw(st.sampled_from([("field",), ("field", "direction")]))
    return {name: draw(values(kind.fields[name].type)) for name in names}


class _Choosing:
    """Chooses the selections of one operation; keys are numbered, so that none clash."""

    def __init__(self, draw: DrawFn, schema: GraphQLSchema) -> None:
        self.draw = draw
        self.schema = schema
        self.numbers = count(1)
        self.reads_past = False

    def selections(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> Selections:
        fields = [field for name, field in self._names(kind, depth)]
        chosen: list[Field | Fragment] = [self.field(kind, name, depth) for name in fields]
        if isinstance(kind, GraphQLInterfaceType):
            possible = [made.name for made in self.schema.get_possible_types(kind)]
            on = self.draw(st.lists(st.sampled_from(possible), max_size=2, unique=True))
            chosen += [Fragment(name, self.of(name, depth)) for name in on]
        elif kind.interfaces and self.draw(st.booleans()):
            interface = self.draw(st.sampled_from(kind.interfaces))
            names = self.draw(st.lists(st.sampled_from(list(interface.fields)), min_size=1))
            below = tuple(self.field(interface, name, depth) for name in set(names))
            chosen.append(Fragment(interface.name, below))
        return tuple(chosen)

    def of(self, name: str, depth: int) -> Selections:
        kind = self.schema.get_type(name)
        assert isinstance(kind, GraphQLObjectType)
        return self.selections(kind, depth)

    def _names(
        self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int
    ) -> Iterator[tuple[int, str]]:
        today = questions.of_entities.get(kind.name, {}) if self.reads_past else {}
        names = [
            name
            for name, field in kind.fields.items()
            if (depth > 0 or self._is_shallow(field)) and name not in today
        ]
        most = 2 if kind.name == "Query" else 4
        chosen = self.draw(
            st.lists(
                st.sampled_from([*names, "__typename"]), min_size=1, max_size=most, unique=True
            )
        )
        return enumerate(chosen)

    @staticmethod
    def _is_shallow(field: GraphQLField) -> bool:
        kind = get_named_type(field.type)
        return is_leaf_type(kind) or kind.name in {"PageInfo", "Provenance"}

    def field(self, kind: GraphQLObjectType | GraphQLInterfaceType, name: str, depth: int) -> Field:
        key = f"{name.strip('_')}{next(self.numbers)}"
        if name == "__typename":
            return Field(key, name)
        field = kind.fields[name]
        below = get_named_type(field.type)
        arguments = tuple(self.arguments(field, below.name))
        if not isinstance(below, GraphQLObjectType | GraphQLInterfaceType):
            return Field(key, name, arguments)
        costs = below.name in registry.entities or below.name == "Node"
        is_past = name.endswith("AsReported") or any(
            given.name == "asOf" and given.value is not None for given in arguments
        )
        outer, self.reads_past = self.reads_past, self.reads_past or is_past
        chosen = self.selections(below, depth - costs)
        self.reads_past = outer
        return Field(key, name, arguments, chosen)

    def arguments(self, field: GraphQLField, below: str) -> Iterator[Argument]:
        kinds = {name: argument.type for name, argument in field.args.items()}
        given: dict[str, Any] = {}
        if "first" in kinds and "where" not in kinds:
            given["first"] = self.draw(st.integers(1, LARGEST_PAGE))
        elif "first" in kinds:
            end = self.draw(st.sampled_from(["first", "first", "last"]))
            given[end] = self.draw(st.integers(0, LARGEST_PAGE))
            for name in ("where", "orderBy"):
                if self.draw(st.booleans()):
                    given[name] = self.draw(values(kinds[name]))
        elif field.args and below.endswith("Group"):
            named = get_named_type(kinds["by"])
            assert isinstance(named, GraphQLEnumType)
            words = st.sampled_from(list(named.values))
            given["by"] = self.draw(st.lists(words, min_size=1, max_size=3, unique=True))
        else:
            given = {name: self.draw(values(kind, 2, below)) for name, kind in kinds.items()}
        for name, value in given.items():
            yield Argument(name, kinds[name], value)


@st.composite
def operations(draw: DrawFn, schema: GraphQLSchema, *, depth: int = 3) -> Selections:
    """The root fields of a query, and all below them; nothing that needs Python.

    Nor the change feed, whose cursors differ each time; it has tests of its own.
    """
    query = schema.query_type
    assert query
    choosing = _Choosing(draw, schema)
    names = [name for name in query.fields if name not in {"viewer", "changes"}]
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2))
    return tuple(choosing.field(query, name, depth) for name in chosen)
