"""Operations that read: one compiled statement, or through graphql-core where Python takes part."""

from enum import Enum
from typing import Any

from graphql import ExecutionResult
from graphql.execution.values import VariableValues

from auth.budgets import Meter, points_of
from auth.callers import Caller
from schema.answering import Answering, check_client, check_cost
from schema.compiler.arguments import skeleton
from schema.compiler.cost import Cost, reckoned, summed
from schema.compiler.cost import cost as records_of
from schema.compiler.plan import Root
from schema.compiler.planner import Planner
from schema.compiler.rates import told_of
from schema.compiler.selection import Document
from schema.compiler.statement import Statement, compile_statement
from schema.documents import Operation, Recent
from schema.means import Means
from schema.replies import Reply

__all__ = ["Reader", "Way"]

SCHEMA_FIELDS = frozenset({"__schema", "__type"})
PYTHON_FIELDS = frozenset({"viewer"})
MOST_INTROSPECTIONS = 16


class Way(Enum):
    """How an operation is answered that is not one compiled statement."""

    PYTHON = "through graphql-core, which asks the database as it goes"
    INTROSPECTION = "by graphql-core alone, once"


class Reader:
    """Answers queries."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._introspections: Recent[Any, Reply] = Recent(MOST_INTROSPECTIONS)

    async def read(
        self,
        operation: Operation,
        values: VariableValues,
        caller: Caller,
        meter: Meter | None,
        *,
        through_python: bool = False,
    ) -> Reply:
        """What a query asks for; `through_python` takes the long way, whatever it asks."""
        variables = values.coerced
        shape = (operation, skeleton(variables))
        way = self._means.statements.get(shape, lambda: self.way(operation, variables))
        if isinstance(way, Statement) and not through_python:
            return await self._compiled(operation, way, variables, caller, meter)
        if meter is not None:
            await meter.charge(self._known_points(operation, way, variables))
        if way is Way.INTROSPECTION:
            key = (operation, repr(variables))
            return self._introspections.get(key, lambda: self._introspected(operation, values))
        return await self._through_python(operation, values, caller, meter)

    def way(self, operation: Operation, variables: dict[str, Any]) -> Statement | Way:
        """How an operation with variables of this shape is answered; compiled if it can be."""
        roots = operation.roots(variables)
        names = {selected.name for selected in roots}
        if names & SCHEMA_FIELDS and names <= {*SCHEMA_FIELDS, "__typename"}:
            return Way.INTROSPECTION
        if names & {*SCHEMA_FIELDS, *PYTHON_FIELDS}:
            return Way.PYTHON
        return compile_statement(self._planned(operation, variables))

    async def _compiled(
        self,
        operation: Operation,
        statement: Statement,
        variables: dict[str, Any],
        caller: Caller,
        meter: Meter | None,
    ) -> Reply:
        """The data goes out as the database built it."""
        database, limits = self._means.database, self._means.limits
        disclosing = None if caller.is_public else statement.disclosing
        sent = disclosing or statement
        check_client(statement, caller)
        told = {**variables, **told_of(meter)} if statement.tells_rate else variables
        parameters = sent.bind(told)
        cost = statement.cost(variables)
        check_cost(cost, limits)
        if meter is not None and not meter.spend(points := points_of(cost)):
            await meter.charge(points)
        if statement.tells_rate:
            parameters = sent.bind({**variables, **told_of(meter)})
        data: bytes
        if disclosing is None:
            data = await database.answer(caller, statement.alone, parameters)
        else:
            async with database.disclose(caller) as transaction:
                data = await transaction.value(disclosing.sql, parameters)
        if meter is not None and statement.smallest:
            # An answer of this length can't have more records than that.
            meter.settle(points_of(min(cost, len(data) // statement.smallest)))
        return self._means.replies.built(operation.type, data, cost)

    async def _through_python(
        self, operation: Operation, values: VariableValues, caller: Caller, meter: Meter | None
    ) -> Reply:
        """The operation runs in graphql-core."""
        means = self._means
        context = Answering(
            means.database,
            caller,
            operation,
            means.statements,
            means.limits,
            meter=meter,
            is_sandbox=means.is_sandbox,
        )
        async with context:
            running = operation.run(values, context)
            result = running if isinstance(running, ExecutionResult) else await running
        await context.disclose()
        if meter is not None and not result.errors:
            meter.settle(points_of(context.cost))
        return means.replies.ran(operation.type, result, context.cost)

    def _introspected(self, operation: Operation, values: VariableValues) -> Reply:
        """What the schema says of itself: the same for every caller, and costly to list."""
        result = operation.run(values, None)
        assert isinstance(result, ExecutionResult)
        return self._means.replies.ran(operation.type, result, 0)

    def _known_points(self, operation: Operation, way: Any, variables: dict[str, Any]) -> int:
        """What an operation costs that Python takes part in, as far as it is known beforehand."""
        if way is Way.INTROSPECTION:
            return 1
        key = (operation, skeleton(variables), "roots")
        records: Cost = self._means.statements.get(
            key, lambda: summed(map(records_of, self._planned(operation, variables).values()))
        )
        return points_of(reckoned(records, variables))

    def _planned(self, operation: Operation, variables: dict[str, Any]) -> dict[str, Root]:
        """The root fields of an operation that are a matter of the database."""
        document = Document(operation.schema, operation.fragments, variables)
        planner = Planner(document, self._means.limits.page)
        return {
            selected.key: planner.root(selected, (selected.key,))
            for selected in operation.roots(variables)
            if selected.name not in {*SCHEMA_FIELDS, *PYTHON_FIELDS}
        }
