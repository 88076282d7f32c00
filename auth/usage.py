"""How much each client has used: counted in memory, added to its day in PostgreSQL in batches.

What a process has counted since it last added is lost if it is killed: some seconds' worth.
"""

from collections import Counter
from typing import Final
from uuid import UUID

from auth.database import Database

__all__ = ["Usage"]

ADD: Final = "SELECT clients.add_usage($1, $2, $3, $4, $5)"
WHAT: Final = ("operations", "points", "errors", "deliveries")


class Usage:
    """What clients have used and was not added yet."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[UUID, str]] = Counter()

    def count(
        self,
        client: UUID | None,
        *,
        operations: int = 0,
        points: int = 0,
        errors: int = 0,
        deliveries: int = 0,
    ) -> None:
        """Count something of a client's; of those who ask by none, nothing."""
        if client is not None:
            for what, number in zip(WHAT, (operations, points, errors, deliveries), strict=True):
                if number:
                    self._counted[client, what] += number

    async def add(self, database: Database) -> None:
        """Add what was counted to the clients' day; what can't be added is added later."""
        counted, self._counted = self._counted, Counter()
        if not counted:
            return
        clients = sorted({client for client, _ in counted})
        columns = [[counted[client, what] for client in clients] for what in WHAT]
        try:
            async with database.authorizing() as transaction:
                await transaction.value(ADD, (clients, *columns))
        except BaseException:
            self._counted += counted
            raise
