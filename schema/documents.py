"""Documents and what was made of them: parsed, validated and compiled once each.

A statement belongs to an operation and to the shape of its variables. Both caches are bounded and
drop what was used least recently.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graphql import (
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    default_field_resolver,
    default_type_resolver,
    get_variable_values,
)
from graphql.execution.collect_fields import FragmentDetails
from graphql.execution.executor import Executor
from graphql.execution.values import VariableValues

from models.failures import BadUserInput
from schema.compiler.selection import Document, Selected, collect
from schema.limits import Limits, check_document, parse_safely
from schema.validation import validate_safely

__all__ = ["Documents", "Operation", "Recent", "RequestErrors"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST_TEXT = 20_000_000
MOST_VARIABLE_ERRORS = 20
NO_VARIABLES = VariableValues({}, {})


class RequestErrors(Exception):  # noqa: N818 - several errors, told together
    """Why nothing of a request was run."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


class Recent(Generic[K, V]):
    """The most recently used entries, up to a number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The entry of a key, made if it is not there."""
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        made = self._kept[key] = make()
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One operation of a valid document."""

    schema: GraphQLSchema
    node: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]

    @property
    def type(self) -> str:
        """`query`, `mutation` or `subscription`."""
        return self.node.operation.value

    def variables(self, given: Mapping[str, Any] | None) -> VariableValues:
        """The variables' values, coerced; raises RequestErrors where one does not fit."""
        definitions = self.node.variable_definitions
        if not definitions:
            return NO_VARIABLES
        values = get_variable_values(
            self.schema, definitions, dict(given or {}), max_errors=MOST_VARIABLE_ERRORS
        )
        if isinstance(values, list):
            raise RequestErrors(values)
        return values

    def run(
        self, variables: VariableValues, context: object
    ) -> ExecutionResult | Awaitable[ExecutionResult]:
        """Run it in graphql-core, whose `execute` would coerce the variables once more."""
        executor: Executor[Any] = Executor(
            self.schema,
            self.fragments,
            {name: FragmentDetails(node, None) for name, node in self.fragments.items()},
            root_value=None,
            context_value=context,
            operation=self.node,
            variable_values=variables,
            field_resolver=default_field_resolver,
            type_resolver=default_type_resolver,
            subscribe_field_resolver=default_field_resolver,
        )
        return executor.execute_operation()  # type: ignore[return-value]  # @defer is not ours

    def roots(self, variables: Mapping[str, Any]) -> list[Selected]:
        """The root fields that are asked for."""
        assert self.schema.query_type
        document = Document(self.schema, self.fragments, variables)
        return collect(document, self.schema.query_type, [self.node.selection_set])


class Documents:
    """The documents seen lately, by their text."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, most: int = 1000) -> None:
        self._schema = schema
        self._limits = limits
        self._most = most
        self._kept: OrderedDict[str, dict[str | None, Operation]] = OrderedDict()
        self._text = 0
        self.hits = 0
        self.misses = 0

    def operation(self, query: str, name: str | None) -> Operation:
        """The operation asked for; raises RequestErrors where there is none to run."""
        operations = self._kept.get(query)
        if operations is None:
            self.misses += 1
            operations = self._prepare(query)
            self._keep(query, operations)
        else:
            self.hits += 1
            self._kept.move_to_end(query)
        return _named(operations, name)

    def _prepare(self, query: str) -> dict[str | None, Operation]:
        try:
            document = parse_safely(query, self._limits)
        except GraphQLError as error:
            raise RequestErrors([error]) from error
        errors = check_document(document, self._limits) or validate_safely(self._schema, document)
        if errors:
            raise RequestErrors(errors)
        fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        return {
            node.name.value if node.name else None: Operation(self._schema, node, fragments)
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        }

    def _keep(self, query: str, operations: dict[str | None, Operation]) -> None:
        self._kept[query] = operations
        self._text += len(query)
        while len(self._kept) > self._most or self._text > MOST_TEXT:
            dropped, _ = self._kept.popitem(last=False)
            self._text -= len(dropped)


def _named(operations: dict[str | None, Operation], name: str | None) -> Operation:
    if name is None and len(operations) == 1:
        return next(iter(operations.values()))
    if name is None:
        message = "The document has several operations; `operationName` must name one."
        raise BadUserInput(message)
    if name not in operations:
        raise BadUserInput(f"The document has no operation named `{name[:80]}`.")
    return operations[name]
