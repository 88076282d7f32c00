"""Running mutations: one transaction an operation, and of each field all or nothing.

The fields run one after another. What one refuses is undone and told in its payload; the
payload's records are read through the compiler, in the same transaction, as the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, get_argument_values, located_error
from graphql.execution.values import VariableValues

from auth.transactions import WriteTransaction
from auth.uploads import Uploads
from auth.webhooks.desk import Desk
from models.failures import Conflict, Contended, Failure, NotFound, Refused
from schema.answering import Answering, check_client, check_cost
from schema.compiler.arguments import skeleton
from schema.compiler.selection import Document
from schema.compiler.statement import Statement
from schema.documents import Documents, Operation, Recent
from schema.entities import registry
from schema.ids import encode_id
from schema.mutations import Done, Mutation
from schema.mutations.payloads import (
    WRITTEN,
    ErrorsPart,
    Part,
    RecordPart,
    Step,
    TypePart,
    planned_steps,
    record_statement,
    selecting_variables,
    told_as,
)
from schema.mutations.taken import plain
from schema.mutations.types import UserErrorCode
from schema.mutations.work import Key, Work

__all__ = ["Broken", "Writing", "inputs_of", "steps_of"]

RECORDS_AS_ONE = 10

START = "mutation"
"""The mark to which a mutation is undone."""

Steps = Sequence[Step]


class Broken(Exception):  # noqa: N818 - named by what happened
    """Something failed beyond what a payload tells: nothing of the operation may be kept."""

    def __init__(self, error: GraphQLError) -> None:
        super().__init__()
        self.error = error


@dataclass(slots=True)
class Writing(Answering):
    """One operation that writes, while it does."""

    transaction: WriteTransaction | None = None
    uploads: Uploads | None = None
    webhooks: Desk | None = None
    documents: Documents | None = None
    is_kept: bool = False
    done: int = 0
    """How many of the mutations were done, not refused; of many records at once, ten are one."""
    _has_begun: bool = False
    _is_marked: bool = False

    @property
    def writes(self) -> WriteTransaction:
        """The operation's transaction."""
        assert self.transaction is not None
        return self.transaction

    async def value(self, sql: str, parameters: list[Any] | None = None) -> Any:
        """Run a statement in the operation's transaction."""
        return await self.writes.value(sql, parameters or [])

    async def disclose(self) -> None:
        """Record what the payloads disclose, in the operation's own transaction, at its end."""
        await self._record(self.writes)

    async def answer_all(
        self, steps: Steps, inputs: Sequence[Mapping[str, Any]], variables: dict[str, Any]
    ) -> dict[str, Any]:
        """Do them in order; what their payloads are asked for, by response key.

        Raises Broken, and Contended where it met another writer.
        """
        answers: dict[str, Any] = {}
        given = iter(inputs)
        for step in steps:
            if step.mutation is None:
                answers[step.selected.key] = "Mutation"
                continue
            asked, path = step.selected, [step.selected.key]
            try:
                done, errors = await self._perform(step.mutation, plain(next(given)))
                answer = answers[step.selected.key] = {}
                for key, part in step.parts:
                    asked, path = part.selected, [step.selected.key, key]
                    answer[key] = await self._told_of(part, done, errors, variables)
            except Contended:
                raise
            except Exception as error:
                raise Broken(located_error(error, list(asked.nodes), path)) from error
        return answers

    async def _perform(
        self, mutation: Mutation, given: Mapping[str, Any]
    ) -> tuple[Done, list[dict[str, Any]]]:
        """Do it, or undo what of it was done and say why."""
        start = await self._start()
        work = Work(
            self.writes,
            self.caller,
            self.uploads,
            self.webhooks,
            self.documents,
            is_kept=self.is_kept,
            start=start,
        )
        try:
            done = await mutation.run(work, given)
        except Contended:
            raise
        except (Refused, NotFound) as failure:
            await self.writes.undo(start)
            return _as_it_is(mutation, work, failure), _errors(failure)
        listed = sum(len(keys) for keys in done.records.values() if isinstance(keys, list))
        self.done += max(1, listed // RECORDS_AS_ONE)
        return done, [error for failure in done.refused for error in _errors(failure)]

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

    async def _told_of(
        self, part: Part, done: Done, errors: list[dict[str, Any]], variables: dict[str, Any]
    ) -> Any:
        """What a field of a payload tells."""
        if isinstance(part, RecordPart):
            return await self._read(part, done.records.get(part.selected.name), variables)
        if isinstance(part, ErrorsPart):
            return [{key: error[name] for key, name in part.members} for error in errors]
        if isinstance(part, TypePart):
            return part.name
        return told_as(part.kind, done.told.get(part.name))

    async def _read(
        self, part: RecordPart, key: Key | list[Key | None] | None, variables: dict[str, Any]
    ) -> Any:
        """A record that a mutation gives, or several, by their keys."""
        entity = registry[part.gives.entity]
        if not key:
            return [] if part.gives.is_list else None
        if not isinstance(key, list):
            return await self._by_ids(part, encode_id(entity, *key), variables)
        ids = [encode_id(entity, *each) for each in key if each is not None]
        found = iter(await self._by_ids(part, ids, variables) if ids else [])
        return [None if each is None else next(found) for each in key]

    async def _by_ids(
        self, part: RecordPart, ids: str | list[str], variables: dict[str, Any]
    ) -> Any:
        statement: Statement = self.statements.get(part, lambda: self._planned(part, variables))
        told = {**variables, WRITTEN: ids}
        check_client(statement, self.caller)
        self.cost += statement.cost(told)
        check_cost(self.cost, self.limits)
        return (await self._told(statement, told))[part.selected.key]

    def _planned(self, part: RecordPart, variables: dict[str, Any]) -> Statement:
        document = Document(self.operation.schema, self.operation.fragments, variables)
        return record_statement(document, part, self.limits.page)


def steps_of(
    operation: Operation, variables: Mapping[str, Any], statements: Recent[Any, Any]
) -> Steps:
    """What an operation asks to be done; found once for all requests of its shape.

    What is written is no part of the shape: a payload reads alike whatever it was made of.
    """
    names = statements.get((operation, "selecting"), lambda: selecting_variables(operation))
    selecting = {name: variables[name] for name in names if name in variables}
    key = (operation, "steps", skeleton(selecting))
    steps: Steps = statements.get(key, lambda: planned_steps(operation, variables))
    return steps


def inputs_of(steps: Steps, values: VariableValues) -> list[Mapping[str, Any]]:
    """The inputs of the mutations, in order; raises Broken where one can't be read."""
    inputs = []
    for step in steps:
        if step.definition is not None:
            try:
                given = get_argument_values(step.definition, step.selected.node, values)
            except GraphQLError as error:
                asked = step.selected
                raise Broken(located_error(error, list(asked.nodes), [asked.key])) from error
            inputs.append(given["input"])
    return inputs


def _as_it_is(mutation: Mutation, work: Work, failure: Failure) -> Done:
    """What a refused mutation gives: on a conflict the record that it is about, as it is."""
    if not mutation.gives:
        return Done()
    first, gives = next(iter(mutation.gives.items()))
    about = work.current if isinstance(failure, Conflict) and not gives.is_list else None
    return Done({first: about})


def _errors(failure: Failure) -> list[dict[str, Any]]:
    return [
        {
            "__typename": "UserError",
            "code": _code(each),
            "message": each.message,
            "path": ["input", *(str(step) for step in each.path)],
        }
        for each in (failure, *getattr(failure, "others", ()))
    ]


def _code(failure: Failure) -> str:
    name = getattr(failure, "reason", None) or failure.code.value
    return UserErrorCode[name].name
