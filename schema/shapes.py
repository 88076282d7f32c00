"""Making Strawberry types from names, descriptions and fields that are known as data."""

from dataclasses import MISSING
from keyword import iskeyword
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

__all__ = ["argument", "define", "define_input", "list_of", "member", "placeholder"]


def placeholder(name: str, *bases: type) -> type:
    """A class that other types can already refer to, to be defined later."""
    return type(name, bases, {"__annotations__": {}})


def member(
    annotation: Any,
    description: str,
    *,
    default: Any = MISSING,
    arguments: list[StrawberryArgument] | None = None,
) -> tuple[Any, Any]:
    """A field: its annotation, and what Strawberry is told of it."""
    options = {} if default is MISSING else {"default": default}
    made = strawberry.field(description=description, **options)
    if arguments is not None:
        made.arguments = arguments
    return annotation, made


def list_of(kind: Any) -> Any:
    """The type of lists of a type that is known only when it runs."""
    return list[kind]


def argument(name: str, annotation: Any, description: str, **options: Any) -> StrawberryArgument:
    """An argument of a field."""
    return StrawberryArgument(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(annotation),
        description=description,
        **options,
    )


def define(
    cls: type, description: str, members: dict[str, tuple[Any, Any]], *, interface: bool = False
) -> type:
    """Give a placeholder its fields and make it an object type, or an interface."""
    _fill(cls, members)
    decorate = strawberry.interface if interface else strawberry.type
    return decorate(cls, name=cls.__name__, description=description)


def define_input(
    cls: type, description: str, members: dict[str, tuple[Any, Any]], *, one_of: bool = False
) -> type:
    """Give a placeholder its fields and make it an input type."""
    _fill(cls, members)
    return strawberry.input(cls, name=cls.__name__, description=description, one_of=one_of or None)


def _fill(cls: type, members: dict[str, tuple[Any, Any]]) -> None:
    for name, (annotation, made) in members.items():
        attribute = f"{name}_" if iskeyword(name) else name
        cls.__annotations__[attribute] = annotation
        made.graphql_name = name
        setattr(cls, attribute, made)
