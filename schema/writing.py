"""Operations that change something: one transaction each, and again where it met another writer."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql.execution.values import VariableValues

from auth.budgets import RECORDS_A_POINT
from auth.callers import Caller
from auth.transactions import WriteTransaction
from models.failures import Contended
from schema.documents import Operation
from schema.means import Means
from schema.mutations import retrying
from schema.mutations.running import Broken, Steps, Writing, inputs_of, steps_of
from schema.replies import Reply
from schema.requests import Request

__all__ = ["write"]

POINTS_A_WRITE = 10
"""What a mutation costs that is done, beside the records that it gives."""


async def write(
    means: Means, operation: Operation, request: Request, caller: Caller, values: VariableValues
) -> Reply:
    """Do what is asked, whole or not at all."""
    steps = steps_of(operation, values.coerced, means.statements)
    if request.meter is not None:
        await request.meter.charge(POINTS_A_WRITE * len(steps))
    trying: _Trying | None = None
    try:
        trying = _Trying(means, operation, request, caller, steps, values)
        return await trying.answer()
    except Broken as broken:
        if request.meter is not None:
            request.meter.settle(1)
        return means.replies.broken(operation.type, broken.error, trying.cost if trying else 0)


@dataclass(slots=True)
class _Trying:
    """One request to write, which may take several tries."""

    means: Means
    operation: Operation
    request: Request
    caller: Caller
    steps: Steps
    values: VariableValues
    cost: int = 0
    inputs: list[Mapping[str, Any]] = field(init=False)
    key: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.inputs = inputs_of(self.steps, self.values)
        self.key = retrying.key_of(self.inputs, self.request.idempotency_key, self.caller)

    async def answer(self) -> Reply:
        """The reply of the first try that meets no other writer; raises Broken, or Contended."""
        for attempt in range(1, retrying.ATTEMPTS):
            try:
                return await self._try()
            except Contended:
                await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - no secret
        return await self._try()

    async def _try(self) -> Reply:
        """One try, in one transaction that is kept whole or not at all."""
        async with self.means.database.write(self.caller, cause=self._cause()) as transaction:
            if self.key is None:
                return await self._run(transaction)
            request = self.request
            told = retrying.digest(
                request.query, request.operation_name, request.variables, self.caller
            )
            answer = await retrying.claimed(transaction, self.key, told)
            if answer is not None:
                self._settle(1)
                return Reply(answer, operation_type=self.operation.type)
            reply = await self._run(transaction)
            await retrying.keep(transaction, self.key, reply.body)
        return reply

    async def _run(self, transaction: WriteTransaction) -> Reply:
        means = self.means
        writing = Writing(
            means.database,
            self.caller,
            self.operation,
            means.statements,
            means.limits,
            transaction=transaction,
            uploads=means.uploads,
            webhooks=means.webhooks,
            documents=means.documents,
            is_kept=self.key is not None,
        )
        try:
            data = await writing.answer_all(self.steps, self.inputs, self.values.coerced)
        finally:
            self.cost = writing.cost
        await writing.disclose()
        self._settle(max(1, POINTS_A_WRITE * writing.done + writing.cost // RECORDS_A_POINT))
        return means.replies.done(self.operation.type, data, writing.cost)

    def _settle(self, points: int) -> None:
        if self.request.meter is not None:
            self.request.meter.settle(points)

    def _cause(self) -> str:
        """What history says of who did what: the mutations that the operation names."""
        return ", ".join(step.selected.name for step in self.steps)[:200]
