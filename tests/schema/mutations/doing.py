"""Doing things in tests: a mutation by its name and input, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auth.callers import Caller
from tests.schema.graphs import Graph

__all__ = ["Doing", "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutation's payload."""

    data: Mapping[str, Any]
    errors: list[dict[str, Any]]

    @property
    def codes(self) -> list[str]:
        return [error["code"] for error in self.errors]

    @property
    def paths(self) -> list[str]:
        return [".".join(error["path"]) for error in self.errors]


@dataclass(frozen=True, slots=True)
class Doing:
    """Does and asks over one network."""

    graph: Graph

    async def __call__(
        self,
        name: str,
        given: Mapping[str, Any],
        select: str = "",
        *,
        as_: str | None = None,
        caller: Caller | None = None,
    ) -> Outcome:
        """What a mutation gives; whatever it refuses is in the outcome."""
        kind = name[0].upper() + name[1:]
        query = (
            f"mutation ($input: {kind}Input!) {{ {name}(input: $input)"
            f" {{ {select} errors {{ code message path }} }} }}"
        )
        answer = await self.graph.ask(query, {"input": given}, as_=as_, caller=caller)
        assert not answer.errors, answer.errors
        payload = answer.data[name]
        return Outcome(payload, payload.pop("errors"))

    async def done(
        self, name: str, given: Mapping[str, Any], select: str = "", *, as_: str | None = None
    ) -> Mapping[str, Any]:
        """What a mutation that is not refused gives."""
        outcome = await self(name, given, select, as_=as_)
        assert not outcome.errors, outcome.errors
        return outcome.data

    async def ask(self, query: str, *, as_: str | None = None, **variables: Any) -> Any:
        """The data of a query."""
        answer = await self.graph.ask(query, variables, as_=as_)
        assert not answer.errors, answer.errors
        return answer.data
