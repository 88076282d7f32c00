"""Making Strawberry types from names, descriptions and fields that are known as data.

Strawberry's decorators make a dataclass of each type. Nothing here is ever an instance of one:
records come as JSON, and inputs stay what graphql-core coerced. So the definitions are made
without, which takes a third of the time, of which every start has to wait.
"""

from dataclasses import MISSING
from functools import cache
from typing import Any

from strawberry.annotation import StrawberryAnnotation
from strawberry.schema_directives import OneOf
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

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
    made = StrawberryField(description=description, default=default)
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
        type_annotation=_annotated(annotation),
        description=description,
        **options,
    )


def define(
    cls: type, description: str, members: dict[str, tuple[Any, Any]], *, interface: bool = False
) -> type:
    """Give a placeholder its fields and make it an object type, or an interface."""
    return _defined(cls, description, members, is_interface=interface)


def define_input(
    cls: type, description: str, members: dict[str, tuple[Any, Any]], *, one_of: bool = False
) -> type:
    """Give a placeholder its fields and make it an input type."""
    return _defined(cls, description, members, is_input=True, is_one_of=one_of)


def _defined(
    cls: Any,
    description: str,
    members: dict[str, tuple[Any, Any]],
    *,
    is_input: bool = False,
    is_interface: bool = False,
    is_one_of: bool = False,
) -> type:
    interfaces = [base.__strawberry_definition__ for base in cls.__mro__[1:-1]]
    fields = {field.name: field for base in interfaces for field in base.fields}
    for name, (annotation, made) in members.items():
        made.name = made.python_name = made.graphql_name = name
        made.origin = cls
        made.type_annotation = _annotated(annotation)
        fields[name] = made
    cls.__strawberry_definition__ = StrawberryObjectDefinition(
        name=cls.__name__,
        is_input=is_input,
        is_interface=is_interface,
        origin=cls,
        description=description,
        interfaces=interfaces,
        extend=False,
        directives=(OneOf(),) if is_one_of else (),
        is_type_of=None,
        resolve_type=None,
        fields=list(fields.values()),
    )
    made_type: type = cls
    return made_type


@cache
def _annotated(annotation: Any) -> StrawberryAnnotation:
    """What Strawberry makes of an annotation, which it then works out once for all its uses."""
    return StrawberryAnnotation(annotation)
