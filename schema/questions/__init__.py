"""Questions that no list of records answers: types whose objects a function of the database gives.

Such a function stands in the schema `ask`. It reads the tables as the caller, so the slices hold
in it by themselves, and it is compiled into the statement of the operation like everything else.
A question declares its type, its columns and where it can be asked; the migrations hold the SQL.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import strawberry
from sqlalchemy import Column, TableValuedAlias, Uuid, column, func
from sqlalchemy.types import NullType, TypeEngine
from strawberry.types.arguments import StrawberryArgument

from schema.entities import ColumnField, ToOne, camel, registry
from schema.ids import decode_id
from schema.shapes import argument

__all__ = [
    "PLACE",
    "AskedOf",
    "Given",
    "Question",
    "asked_of",
    "column_of",
    "given",
    "given_id",
    "question",
    "questions",
    "record",
]

PLACE = "ordinality"
"""What PostgreSQL calls the place of a row that a function gives."""


@dataclass(frozen=True, slots=True)
class Given:
    """An argument of a question: what a client writes, and the SQL arguments made of it."""

    name: str
    annotation: Any
    description: str
    parts: tuple[tuple[Callable[[Any], Any], TypeEngine[Any]], ...]
    default: Any = None
    is_required: bool = False

    def as_argument(self) -> StrawberryArgument:
        """The argument as the API shows it."""
        kind = self.annotation if self.is_required else self.annotation | None
        options = {} if self.default is None else {"default": self.default}
        return argument(self.name, kind, self.description, **options)


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A field that asks a question: on `Query`, on an entity, or on another question.

    `columns` are the columns of the row that the field hangs on which are the function's first
    arguments; those that the client gives follow.
    """

    name: str
    question: "Question"
    description: str
    columns: tuple[str, ...]
    given: tuple[Given, ...]
    is_list: bool
    at_most: int
    is_nullable: bool
    function: str = ""
    """The function to ask instead of the question's own; it gives the same columns."""
    constants: tuple[str, ...] = ()
    """What the API itself tells the function, before all else: JSON."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A type whose objects are the rows of a function of the database, in its order.

    `reads` are the confidential tables that the function looks at, for holders of the role
    `reads_as` alone where it names one.
    """

    name: str
    description: str
    function: str
    columns: dict[str, ColumnField]
    hidden: tuple[str, ...]
    to_one: dict[str, ToOne]
    asks: dict[str, AskedOf]
    reads: tuple[str, ...] = ()
    reads_as: str = ""

    def rows(self, arguments: list[Any], function: str = "") -> TableValuedAlias:
        """The function called: its columns, and the place of each row in its order."""
        names = [made.column.name for made in self.columns.values()]
        shown = [column(made.column.name, made.column.type) for made in self.columns.values()]
        hidden = [column(name, NullType()) for name in self.hidden if name not in names]
        called = getattr(func.ask, function or self.function)(*arguments)
        return called.table_valued(*shown, *hidden, with_ordinality=PLACE)  # type: ignore[no-any-return]


@dataclass(slots=True)
class Questions:
    """Every question by its name, and the fields that ask one."""

    types: dict[str, Question] = field(default_factory=dict)
    roots: dict[str, AskedOf] = field(default_factory=dict)
    of_entities: dict[str, dict[str, AskedOf]] = field(default_factory=dict)

    def ask(self, name: str, asked: Any) -> None:
        """Have `Query` ask a question."""
        self.roots[name] = replace(asked, name=name)

    def ask_of(self, entity: Any, name: str, asked: Any) -> None:
        """Have each record of an entity ask a question of its own row."""
        self.of_entities.setdefault(entity.name, {})[name] = replace(asked, name=name)


questions = Questions()


@dataclass(frozen=True, slots=True)
class _Record:
    target: str
    ours: tuple[str, ...]
    description: str
    is_nullable: bool


def column_of(kind: TypeEngine[Any], description: str, *, is_nullable: bool = False) -> Any:
    """A column of the answer: a single value, or a list of them."""
    return Column("", kind, nullable=is_nullable, doc=description)


def record(target: str, *ours: str, says: str, is_nullable: bool = True) -> Any:
    """The record whose key stands in columns of the answer; null where it is not visible."""
    return _Record(target, ours, says, is_nullable)


def asked_of(
    asked: Any,
    *columns: str,
    says: str,
    given: tuple[Given, ...] = (),
    is_list: bool = True,
    at_most: int = 100,
    is_nullable: bool = False,
    function: str = "",
    constants: tuple[str, ...] = (),
) -> Any:
    """A field that asks a question; `at_most` rows are counted as its cost."""
    return AskedOf(
        "", asked, says, columns, given, is_list, at_most, is_nullable, function, constants
    )


def given(
    name: str,
    annotation: Any,
    description: str,
    kind: TypeEngine[Any],
    *,
    convert: Callable[[Any], Any] = lambda value: value,
    default: Any = None,
    is_required: bool = False,
) -> Given:
    """An argument that becomes one argument of the function; null where it is left out."""
    return Given(name, annotation, description, ((convert, kind),), default, is_required)


def given_id(target: str, name: str, description: str, *, is_required: bool = True) -> Given:
    """An argument that is a record's id: the columns of its key, the district first."""

    def part(index: int) -> Callable[[Any], Any]:
        def convert(raw: str | None) -> Any:
            return None if raw is None else decode_id(raw, registry[target])[index]

        return convert

    # The rooms are declared before any question is, so the key is known here.
    parts = tuple((part(index), Uuid()) for index, _ in enumerate(registry[target].key))
    return Given(name, strawberry.ID, description, parts, is_required=is_required)


def question(
    function: str, *hidden: str, reads: tuple[str, ...] = (), reads_as: str = ""
) -> Callable[[type], Question]:
    """Register a type on a function; `hidden` are its columns that no field shows.

    They are keys of records, and what is handed on to questions below.

    `reads` are the confidential tables that it looks at, `reads_as` the role for which alone it
    does.
    """

    def declare(declared: type) -> Question:
        made = Question(
            declared.__name__,
            " ".join((declared.__doc__ or "").split()),
            function,
            columns={},
            hidden=hidden,
            to_one={},
            asks={},
            reads=reads,
            reads_as=reads_as,
        )
        for name, said in vars(declared).items():
            _add(made, name, said)
        questions.types[made.name] = made
        return made

    return declare


def _add(made: Question, attribute: str, said: Any) -> None:
    name = camel(attribute)
    match said:
        case Column():
            typed = Column(attribute, said.type, nullable=said.nullable, doc=said.doc)
            made.columns[name] = ColumnField(name, typed, str(said.doc))
        case _Record(target, ours, says, is_nullable):
            theirs = registry[target].key
            made.to_one[name] = ToOne(name, target, ours, theirs, says, is_nullable)
        case AskedOf():
            made.asks[name] = replace(said, name=name)
