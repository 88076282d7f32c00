"""JSON as PostgreSQL builds it: objects of any number of fields, and lists of them."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, Numeric, Text, cast, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeEngine

__all__ = ["EMPTY", "Element", "JsonArray", "JsonObject", "as_output", "constant_json"]

EMPTY: ColumnElement[Any] = literal_column("'[]'::json")


class JsonObject(ColumnElement[Any]):
    """`JSON_OBJECT`: unlike `json_build_object` it takes any number of fields."""

    inherit_cache = False
    type = JSON()

    def __init__(self, members: list[tuple[str, ColumnElement[Any]]]) -> None:
        self.members = members

    def get_children(self, **_: Any) -> list[ColumnElement[Any]]:
        """What the visitors of SQLAlchemy descend into."""
        return [value for _, value in self.members]

    @property
    def _from_objects(self) -> Any:
        return [table for _, value in self.members for table in value._from_objects]  # noqa: SLF001


@compiles(JsonObject)
def _write(element: JsonObject, compiler: Any, **options: Any) -> str:
    members = ", ".join(
        f"{_quoted(name)} : {compiler.process(value, **options)}" for name, value in element.members
    )
    return f"json_object({members})" if members else "'{}'::json"


class JsonArray(ColumnElement[Any]):
    """`JSON_ARRAY` of those of its items that are not null."""

    inherit_cache = False
    type = JSON()

    def __init__(self, items: list[ColumnElement[Any]]) -> None:
        self.items = items

    @property
    def _from_objects(self) -> Any:
        return [table for item in self.items for table in item._from_objects]  # noqa: SLF001


@compiles(JsonArray)
def _write_array(element: JsonArray, compiler: Any, **options: Any) -> str:
    return f"json_array({', '.join(compiler.process(item, **options) for item in element.items)})"


class Element(ColumnElement[Any]):
    """The first or last element of an array; null where it has none."""

    inherit_cache = False
    type = Text()

    def __init__(self, array: ColumnElement[Any], *, is_first: bool) -> None:
        self.array = array
        self.is_first = is_first

    @property
    def _from_objects(self) -> Any:
        return self.array._from_objects  # noqa: SLF001


@compiles(Element)
def _write_element(element: Element, compiler: Any, **options: Any) -> str:
    array = compiler.process(element.array, **options)
    return f"({array})[{'1' if element.is_first else f'cardinality({array})'}]"


def _quoted(name: str) -> str:
    """A response key as a string literal; GraphQL names hold nothing that needs escaping."""
    return f"'{name}'"


def constant_json(text: str) -> ColumnElement[Any]:
    """JSON that the API itself tells a function."""
    quoted = text.replace("'", "''")
    return literal_column(f"'{quoted}'::jsonb")


def as_output(value: ColumnElement[Any], kind: TypeEngine[Any]) -> ColumnElement[Any]:
    """A value as the API writes it: decimal numbers as strings, all else as JSON does."""
    if isinstance(kind, Numeric):
        return cast(func.trim_scale(value), Text)
    return value
