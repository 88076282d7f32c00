"""A statement's text and parameters, and how a request's values are bound to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.postgresql.asyncpg import dialect

from auth.transactions import SelfContained
from models.failures import BadUserInput
from schema.compiler.arguments import Variables
from schema.compiler.confidences import Disclosing, disclosing
from schema.compiler.cost import Cost, cost, reckoned, summed
from schema.compiler.emit import Emitter
from schema.compiler.plan import ClientParameter, Parameter, RateParameter, Root
from schema.compiler.size import smallest

__all__ = ["Statement", "Written", "compile_statement", "written"]

DIALECT = dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a statement, and the parameters that its placeholders stand for."""

    sql: str
    parameters: tuple[Parameter, ...]
    checks: tuple[Parameter, ...]

    def bind(self, variables: Variables) -> list[Any]:
        """The values of the parameters; what is wrong with one is told with its place."""
        for parameter in self.checks:
            _bound(parameter, variables)
        return [_bound(parameter, variables) for parameter in self.parameters]


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement that answers root fields; the same for all requests of a shape.

    Where they touch what is confidential, `discloses` says so, and `disclosing` is the statement
    for everybody but the public, who sees nothing of the kind: it answers the same, and records it.
    """

    alone: SelfContained
    parameters: tuple[Parameter, ...]
    checks: tuple[Parameter, ...]
    records: Cost
    """How many records the answer can have."""
    discloses: Disclosing | None = None
    disclosing: "Statement | None" = None
    smallest: int = 0
    """How few bytes a record that is counted can have in the answer; 0 where nobody knows."""
    tells_rate: bool = False
    """Whether it tells of the caller's points, which stand in a variable of their own."""
    asks_client: bool = False
    """Whether it asks for what the caller's client keeps here."""

    @property
    def sql(self) -> str:
        """Its text, for a transaction in which the caller has been stated."""
        return self.alone.sql

    def bind(self, variables: Variables) -> list[Any]:
        """The values of the parameters; what is wrong with one is told with its place."""
        for parameter in self.checks:
            _bound(parameter, variables)
        return [_bound(parameter, variables) for parameter in self.parameters]

    def cost(self, variables: Variables) -> int:
        """How many records the answer can have, with these variables."""
        return reckoned(self.records, variables)


def compile_statement(roots: Mapping[str, Root], *, records: bool = True) -> Statement:
    """Write the plans of root fields as one statement.

    Unless it `records` what it discloses, the disclosing statement tells it beside the answer.
    """
    planned = list(roots.items())
    discloses = disclosing(root for _, root in planned)
    emitter = Emitter()
    plain = _written(emitter, emitter.statement(planned), planned)
    if discloses is None:
        return plain
    emitter = Emitter()
    write = emitter.recording if records else emitter.telling
    beside = _written(emitter, write(planned, discloses), planned)
    return replace(plain, discloses=discloses, disclosing=beside)


def written(emitter: Emitter, statement: Select[Any]) -> Written:
    """A statement that an emitter has made, in the order of its placeholders."""
    compiled = statement.compile(dialect=DIALECT)
    names = compiled.positiontup or []
    parameters = tuple(emitter.parameters[name] for name in names)
    unbound = tuple(check for check in emitter.checks if check not in parameters)
    return Written(str(compiled), parameters, unbound)


def _written(emitter: Emitter, statement: Select[Any], roots: list[tuple[str, Root]]) -> Statement:
    text = written(emitter, statement)
    alone = SelfContained.of(text.sql, len(text.parameters))
    return Statement(
        alone,
        text.parameters,
        text.checks,
        summed(cost(root) for _, root in roots),
        smallest=smallest(root for _, root in roots),
        tells_rate=any(isinstance(one, RateParameter) for one in text.parameters),
        asks_client=any(isinstance(one, ClientParameter) for one in text.parameters),
    )


def _bound(parameter: Parameter, variables: Variables) -> Any:
    try:
        return _storable(parameter.convert(parameter.source.read(variables)))
    except BadUserInput as failure:
        raise BadUserInput(
            failure.message, path=parameter.where, details=failure.details
        ) from failure


def _storable(value: Any) -> Any:
    """A value, if PostgreSQL can hold every text in it."""
    for text in value if isinstance(value, list) else (value,):
        if isinstance(text, str):
            _refuse_unstorable(text)
    return value


def _refuse_unstorable(text: str) -> None:
    if "\x00" in text:
        raise BadUserInput("A text can't hold the character U+0000.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadUserInput("A text can't hold half of a surrogate pair.") from error
