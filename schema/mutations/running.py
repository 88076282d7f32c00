"""Running mutations: one transaction an operation, and of each field all or nothing.

The fields run one after another. What one refuses is undone and told in its payload; the
payload's records are read through the compiler, in the same transaction, as the caller.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from graphql import GraphQLResolveInfo

from auth.database import WriteTransaction
from auth.uploads import Uploads
from models.failures import Conflict, Contended, Failure, NotFound, Refused
from schema.answering import Answering, check_cost
from schema.compiler.arguments import FromVariable, skeleton
from schema.compiler.filters import identified
from schema.compiler.keys import ids_of_type, places_of_ids
from schema.compiler.plan import Root, Several, Single
from schema.compiler.planner import Planner
from schema.compiler.selection import Document, Selected
from schema.compiler.statement import Statement, compile_statement
from schema.entities import Entity, registry
from schema.ids import encode_id
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.taken import plain
from schema.mutations.types import UserErrorCode
from schema.mutations.work import Key, Work

__all__ = ["Outcome", "Writing", "run_mutation", "tell_error", "tell_payload"]

START = "mutation"
"""The mark to which a mutation is undone."""

WRITTEN = "written records"
"""The variable that holds the ids of a payload's records; no variable can be spelled so."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutation, as its payload's fields read it."""

    mutation: Mutation
    done: Done
    errors: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Writing(Answering):
    """One operation that writes; the context of its resolvers."""

    transaction: WriteTransaction | None = None
    uploads: Uploads | None = None
    is_kept: bool = False
    contended: Contended | None = None
    _has_begun: bool = False
    _is_marked: bool = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The transaction is the engine's to end."""

    @property
    def writes(self) -> WriteTransaction:
        """The operation's transaction."""
        assert self.transaction is not None
        return self.transaction

    async def value(self, sql: str, parameters: list[Any] | None = None) -> Any:
        """Run a statement in the operation's transaction, one at a time."""
        async with self._turn:
            return await self.writes.value(sql, parameters or [])

    async def disclose(self) -> None:
        """Record what the payloads disclose, in the operation's own transaction, at its end."""
        await self._record(self.writes)

    async def perform(self, mutation: Mutation, given: Mapping[str, Any]) -> Outcome:
        """Do it, or undo what of it was done and say why."""
        start = await self._start()
        work = Work(self.writes, self.caller, self.uploads, self.is_kept, start)
        try:
            done = await mutation.run(work, given)
            return Outcome(
                mutation, done, [e for failure in done.refused for e in _errors(failure)]
            )
        except Contended as failure:
            self.contended = failure
            raise
        except (Refused, NotFound) as failure:
            await self.writes.undo(start)
            return Outcome(mutation, _as_it_is(mutation, work, failure), _errors(failure))

    async def _start(self) -> str | None:
        """Where the next mutation begins: at a mark, if what was done before it has to stay."""
        is_first, self._has_begun = not self._has_begun, True
        if is_first and not self.is_kept:
            return None
        if self._is_marked:
            await self.writes.settle(START)
        self._is_marked = True
        await self.writes.mark(START)
        return START

    async def read(
        self, info: GraphQLResolveInfo[Any], gives: Gives, key: Key | list[Key | None] | None
    ) -> Any:
        """A record that a mutation gives, or several, by their keys."""
        entity = registry[gives.entity]
        if not key:
            return [] if gives.is_list else None
        if not isinstance(key, list):
            return await self._read(info, entity, encode_id(entity, *key), is_list=False)
        ids = [encode_id(entity, *each) for each in key if each is not None]
        found = iter(await self._read(info, entity, ids, is_list=True) if ids else [])
        return [None if each is None else next(found) for each in key]

    async def _read(
        self,
        info: GraphQLResolveInfo[Any],
        entity: Entity,
        ids: str | list[str],
        *,
        is_list: bool,
    ) -> Any:
        coerced = info.variable_values.coerced
        key = (self.operation, WRITTEN, tuple(info.path.as_list()), skeleton(coerced))
        make = lambda: self._planned(info, entity, is_list=is_list)  # noqa: E731 - a thunk
        statement: Statement = self.statements.get(key, make)
        variables = {**coerced, WRITTEN: ids}
        self.cost += statement.cost(variables)
        check_cost(self.cost, self.limits)
        return (await self._told(statement, variables))[str(info.path.key)]

    def _planned(
        self, info: GraphQLResolveInfo[Any], entity: Entity, *, is_list: bool
    ) -> Statement:
        document = Document(info.schema, info.fragments, info.variable_values.coerced)
        selected = Selected(str(info.path.key), tuple(info.field_nodes))
        path = tuple(info.path.as_list())
        planner = Planner(document, self.limits.page, marks_types=True)
        planned = planner.object(entity, selected.selections, path)
        source = FromVariable((WRITTEN,))
        root: Root = Single(planned, identified(entity, source, path))
        if is_list:
            places = places_of_ids(source, self.limits.page, path)
            root = Several(places, (planned,), (ids_of_type(entity, source, path),))
        return compile_statement({selected.key: root}, records=False)


def _as_it_is(mutation: Mutation, work: Work, failure: Failure) -> Done:
    """What a refused mutation gives: on a conflict the record that it is about, as it is."""
    first, gives = next(iter(mutation.gives.items()))
    about = work.current if isinstance(failure, Conflict) and not gives.is_list else None
    return Done({first: about})


def _errors(failure: Failure) -> list[dict[str, Any]]:
    return [
        {
            "code": _code(each),
            "message": each.message,
            "path": ["input", *(str(step) for step in each.path)],
        }
        for each in (failure, *getattr(failure, "others", ()))
    ]


def _code(failure: Failure) -> str:
    name = getattr(failure, "reason", None) or failure.code.value
    return UserErrorCode[name].name


async def run_mutation(_source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Outcome:
    """Resolve a field of `Mutation`."""
    context: Writing = info.context
    return await context.perform(mutations[info.field_name], plain(given["input"]))


async def tell_payload(source: Outcome, info: GraphQLResolveInfo[Any], **_given: Any) -> Any:
    """Resolve a field of a payload."""
    name = info.field_name
    if name == "errors":
        return source.errors
    if name in source.mutation.tells:
        return source.done.told.get(name)
    context: Writing = info.context
    gives = source.mutation.gives[name]
    return await context.read(info, gives, source.done.records.get(name))


def tell_error(source: dict[str, Any], info: GraphQLResolveInfo[Any]) -> Any:
    """Resolve a field of a user error."""
    return source[info.field_name]
