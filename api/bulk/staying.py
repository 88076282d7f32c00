"""Whether all of a file is still its owner's to see: the change feed tells what has left.

A file is of one moment, and a slice is not: an appointment ends, a consent is withdrawn, a record
is deleted. What the file holds of it must not be given out any more.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import orjson

from api.services import AnswersRequests
from auth.callers import Caller
from models.disclosures import LOGS
from models.failures import Conflict, Fault
from schema.engine import Request
from schema.entities import registry

__all__ = ["Staying"]

NOW: Final = """query ($types: [String!]) {
  changes(after: "now", first: 1, types: $types) { pageInfo { endCursor } }
}"""
SINCE: Final = """query ($after: String!, $types: [String!]) {
  changes(after: $after, first: 1000, types: $types) {
    nodes { kind }
    pageInfo { endCursor hasNextPage }
  }
}"""
GONE: Final = frozenset({"DELETED", "LEFT_SLICE"})
LEFT: Final = (
    "Something that the file holds is no longer yours to see, or is no longer there: ask for the"
    " export again."
)


@dataclass(frozen=True, slots=True)
class Staying:
    """Asks the feed as the owner."""

    engine: AnswersRequests

    async def now(self, owner: Caller, types: Collection[str]) -> str:
        """A cursor, from which on everything that leaves is told; empty where nothing can."""
        told = _followed(types)
        if not told:
            return ""
        page = await self._page(owner, NOW, {"types": told})
        return str(page["pageInfo"]["endCursor"])

    async def refuse_left(self, owner: Caller, types: Collection[str], cursor: str) -> None:
        """Raise Conflict if a record of these types has left the owner's slice since."""
        has_more = bool(cursor)
        while has_more:
            page = await self._page(owner, SINCE, {"after": cursor, "types": _followed(types)})
            if any(change["kind"] in GONE for change in page["nodes"]):
                raise Conflict(LEFT)
            has_more = page["pageInfo"]["hasNextPage"]
            cursor = page["pageInfo"]["endCursor"]

    async def _page(self, owner: Caller, query: str, variables: dict[str, Any]) -> Any:
        reply = await self.engine.execute(Request(query, variables=variables), owner)
        answer = orjson.loads(reply.body)
        if "errors" not in answer:
            return answer["data"]["changes"]
        if "BAD_USER_INPUT" in {each["extensions"]["code"] for each in answer["errors"]}:
            raise Conflict(LEFT)  # the cursor is too old, or of other rules of who sees what
        raise Fault("The feed could not be read.")


def _followed(types: Collection[str]) -> list[str]:
    """The types that the feed tells of: what only ever grows, nobody loses."""
    return sorted(name for name in types if registry[name].table.name not in LOGS)
