"""`viewer`: who is asking, which roles that gives today, and the districts of the slice."""

from enum import Enum
from typing import Any

import strawberry
from graphql import GraphQLResolveInfo
from sqlalchemy import ColumnElement, func, select

from models.people import Role
from schema.answering import Answering
from schema.compiler.arguments import arguments
from schema.compiler.plan import Connection, Single, Stated
from schema.compiler.planner import Planner
from schema.compiler.selection import Selected
from schema.entities import Alias, registry
from schema.outputs import OutputTypes
from schema.scalars import enumeration, vocabulary_enum
from schema.shapes import define, list_of, member, placeholder

__all__ = ["RESOLVERS", "viewer_type"]

Callers: type[Enum] = enumeration(
    "CallerKind",
    "What kind of caller is asking.",
    {
        "PUBLIC": strawberry.enum_value("PUBLIC", description="No token was sent."),
        "PERSON": strawberry.enum_value("PERSON", description="A person."),
        "FIRM": strawberry.enum_value("FIRM", description="A firm's service account."),
    },
)

LISTS = {
    "appointments": ("Appointment", "The person's positions in districts, past ones included."),
    "stateAppointments": ("StateAppointment", "The person's positions in the state's bodies."),
    "engagements": ("Engagement", "The firm's engagements in the districts that engage it now."),
    "districts": ("District", "The districts that the current appointments or engagements give."),
}


def viewer_type(outputs: OutputTypes) -> type:
    """The type of `viewer`."""
    members: dict[str, tuple[Any, Any]] = {
        "kind": member(Callers, "What kind of caller is asking."),
        "person": member(
            outputs.objects["Person"] | None, "The person who is asking, where it is one."
        ),
        "firm": member(outputs.objects["Firm"] | None, "The firm that is asking, where it is one."),
        "roles": member(
            list_of(vocabulary_enum(Role)),
            "The roles held today; everyone has PUBLIC.",
        ),
    }
    members["isSandbox"] = member(
        bool, "Whether this is the sandbox, where nothing is done to the real network."
    )
    for name, (entity, says) in LISTS.items():
        members[name] = member(
            outputs.connections[entity], says, arguments=outputs.list_arguments(entity)
        )
    return define(placeholder("Viewer"), "Who is asking, and what follows from it.", members)


async def _kind(_source: Any, info: GraphQLResolveInfo[Any]) -> str:
    caller = info.context.caller
    return "PUBLIC" if caller.is_public else "FIRM" if caller.person is None else "PERSON"


async def _is_sandbox(_source: Any, info: GraphQLResolveInfo[Any]) -> bool:
    is_sandbox: bool = info.context.is_sandbox
    return is_sandbox


async def _roles(_source: Any, info: GraphQLResolveInfo[Any]) -> list[str]:
    roles: list[str] = await info.context.value("SELECT slice.roles()")
    return roles


async def _person(_source: Any, info: GraphQLResolveInfo[Any]) -> Any:
    return await _the_one(info, "Person", Stated(lambda row: row.c.id == _asked("person")))


async def _firm(_source: Any, info: GraphQLResolveInfo[Any]) -> Any:
    return await _the_one(info, "Firm", Stated(lambda row: row.c.id == _asked("firm")))


async def _appointments(_source: Any, info: GraphQLResolveInfo[Any], **_given: Any) -> Any:
    return await _list(info, Stated(lambda row: row.c.person_id == _asked("person")))


async def _engagements(_source: Any, info: GraphQLResolveInfo[Any], **_given: Any) -> Any:
    return await _list(info, Stated(lambda row: row.c.firm_id == _asked("firm")))


async def _districts(_source: Any, info: GraphQLResolveInfo[Any], **_given: Any) -> Any:
    return await _list(info, Stated(_is_own))


RESOLVERS: dict[str, Any] = {
    "kind": _kind,
    "person": _person,
    "firm": _firm,
    "roles": _roles,
    "isSandbox": _is_sandbox,
    "appointments": _appointments,
    "stateAppointments": _appointments,
    "engagements": _engagements,
    "districts": _districts,
}


def _asked(what: str) -> ColumnElement[Any]:
    """The caller, as the transaction has stated it."""
    return select(getattr(func.slice, what)()).scalar_subquery()


def _is_own(district: Alias) -> ColumnElement[Any]:
    own = select(func.unnest(func.slice.districts(func.slice.roles())))
    return district.c.id.in_(own)


async def _the_one(info: GraphQLResolveInfo[Any], name: str, where: Stated) -> Any:
    context: Answering = info.context
    path = tuple(info.path.as_list())
    return await context.answer(
        info,
        lambda planner, selected: Single(
            planner.object(registry[name], selected.selections, path), where
        ),
    )


async def _list(info: GraphQLResolveInfo[Any], where: Stated) -> Any:
    context: Answering = info.context
    return await context.answer(
        info, lambda planner, selected: _connection(planner, selected, info, where)
    )


def _connection(
    planner: Planner, selected: Selected, info: GraphQLResolveInfo[Any], where: Stated
) -> Connection:
    definition = info.parent_type.fields[info.field_name]
    given = arguments(definition, selected.node, planner.document.variables)
    entity = registry[LISTS[info.field_name][0]]
    path = tuple(info.path.as_list())
    return planner.connection(entity, None, selected, given, path, only=where)
