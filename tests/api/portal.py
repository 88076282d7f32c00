"""A portal's way to a served Throughline: HTTP, a persona's token, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from api.settings import Settings
from seeds.demo.personas import PERSONAS
from tests.api.tokens import own_tokens

__all__ = ["Portal", "Refusal"]


class Refusal(Exception):  # noqa: N818 - named by what happened
    """A mutation's errors, where it was expected to be done."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(str(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Portal:
    """Asks and does over HTTP as any persona."""

    address: str
    settings: Settings

    def headers(self, who: str | None) -> dict[str, str]:
        """What a persona's requests carry."""
        if who is None:
            return {}
        port = httpx.URL(self.address).port
        assert port
        token = own_tokens(self.settings.on_port(port))(PERSONAS[who].caller, timedelta(minutes=5))
        return {"authorization": f"Bearer {token}"}

    def send(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        *,
        as_: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """A request and its response, as they are."""
        return httpx.post(
            f"{self.address}/graphql",
            json={"query": query, "variables": variables or {}},
            headers={**self.headers(as_), **(headers or {})},
            timeout=60,
        )

    def ask(self, query: str, *, as_: str | None = None, **variables: Any) -> Any:
        """The data of a query."""
        answer = self.send(query, variables, as_=as_).raise_for_status().json()
        assert "errors" not in answer, answer
        return answer["data"]

    def tell(
        self, name: str, given: Mapping[str, Any], select: str = "", *, as_: str | None = None
    ) -> Any:
        """A mutation's payload, with its errors."""
        kind = name[0].upper() + name[1:]
        query = (
            f"mutation ($input: {kind}Input!) {{ {name}(input: $input)"
            f" {{ {select} errors {{ code message path }} }} }}"
        )
        return self.ask(query, as_=as_, input=given)[name]

    def do(
        self, name: str, given: Mapping[str, Any], select: str = "", *, as_: str | None = None
    ) -> Any:
        """A mutation's payload; raises Refusal unless it was done."""
        payload = self.tell(name, given, select, as_=as_)
        if payload["errors"]:
            raise Refusal(payload["errors"])
        return payload

    def codes(self, name: str, given: Mapping[str, Any], *, as_: str | None = None) -> list[str]:
        """Why a mutation is refused."""
        return [error["code"] for error in self.tell(name, given, as_=as_)["errors"]]
