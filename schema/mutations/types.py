"""The GraphQL types of all mutations: an input and a payload each, and what errors look like."""

from collections.abc import Iterable
from typing import Any

import strawberry

from models.vocabulary import Vocabulary
from schema.mutations import Mutation
from schema.mutations.taken import Taken
from schema.outputs import OutputTypes
from schema.scalars import vocabulary_enum
from schema.shapes import argument, define, define_input, list_of, member, placeholder

__all__ = ["KEY", "UserErrorCode", "mutation_type"]


class UserErrorCode(Vocabulary):
    """Why a mutation was refused; stable for programs."""

    BAD_USER_INPUT = "A value of the input is wrong; `path` leads to it."
    INCOMPLETE = "Something that must be there first is missing; `path` leads to where."
    FORBIDDEN = "The caller sees the record and may not do this to it."
    NOT_FOUND = "There is no such record, or none that the caller may see."
    CONFLICT = (
        "The record is not in the state, or not of the version, that was supposed; the payload"
        " has it as it is now."
    )


KEY = Taken(
    "idempotencyKey",
    str,
    "For clients that can't send the header Idempotency-Key: a text of the client's, new for each"
    " thing to be done. The same request with the same key gets its first answer again for 24"
    " hours, and nothing is done twice.",
)


def mutation_type(outputs: OutputTypes, declared: Iterable[Mutation]) -> type:
    """The root type of all that can be done."""
    return define(
        placeholder("Mutation"),
        "What can be done. All of an operation's mutations are one transaction, in order; what one"
        " refuses is told in its `errors` and leaves nothing behind.",
        {made.name: _field(made, outputs) for made in declared},
    )


UserError = define(
    placeholder("UserError"),
    "Why something was not done.",
    {
        "code": member(vocabulary_enum(UserErrorCode), "The kind of reason."),
        "message": member(str, "The reason, to be shown to people."),
        "path": member(
            list_of(str),
            "Where in the input, or below the record, the reason lies; list places count from 0.",
        ),
    },
)


def _field(made: Mutation, outputs: OutputTypes) -> tuple[Any, Any]:
    input_type = _input(f"{made.capital}Input", f"What `{made.name}` takes.", (*made.takes, KEY))
    payload = placeholder(f"{made.capital}Payload")
    members: dict[str, tuple[Any, Any]] = {}
    for name, gives in made.gives.items():
        kind = outputs.objects[gives.entity]
        members[name] = member(
            list_of(kind | None) if gives.is_list else kind | None, gives.description
        )
    for name, (kind, says) in made.tells.items():
        members[name] = member(kind, says)
    members["errors"] = member(list_of(UserError), "Why it was not done; empty if it was.")
    define(payload, f"What `{made.name}` gives.", members)
    given = argument("input", input_type, "What it takes.")
    return member(payload, made.description, arguments=[given])


_inputs: dict[str, type] = {}


def _input(name: str, says: str, taken: tuple[Taken, ...]) -> type:
    """An input type; one of a name is made once."""
    if name not in _inputs:
        cls = _inputs[name] = placeholder(name)
        define_input(cls, says, {each.name: _member(each) for each in taken})
    return _inputs[name]


def _member(taken: Taken) -> tuple[Any, Any]:
    kind = taken.annotation
    if taken.members:
        inner = _input(kind, f"One of `{taken.name}`.", taken.members)
        kind = list_of(inner) if taken.is_list else inner
    if taken.is_required:
        return member(kind, taken.description)
    return member(kind | None, taken.description, default=strawberry.UNSET)
