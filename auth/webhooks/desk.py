"""What owners have done to their endpoints, beside the record itself: secrets, tests, replays.

The caller has been found to be the owner before. Nothing here decides who may.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from auth.sealing import Sealing
from auth.transactions import WriteTransaction
from auth.webhooks.addresses import Destinations
from auth.webhooks.signing import new_secret, told_secret
from auth.webhooks.store import OFFICE
from models.base import new_id
from models.failures import BadUserInput
from models.webhooks_terms import WebhookEventKind

__all__ = ["KEEP_HOURS", "Desk", "open_secret"]

KEEP_HOURS: Final = 24
MOST_HOURS: Final = 24 * 7


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands behind the mutations."""

    sealing: Sealing
    destinations: Destinations

    async def make_secret(
        self, transaction: WriteTransaction, endpoint: UUID, now: datetime, keep_hours: int
    ) -> str:
        """A new secret, to be told once; those before sign on beside it for some hours."""
        if not 0 <= keep_hours <= MOST_HOURS:
            message = f"A secret can be kept for 0 to {MOST_HOURS} hours."
            raise BadUserInput(message, path=("keepHours",))
        secret = new_secret()
        sealed = self.sealing.seal(secret, purpose_of(endpoint))
        until = now + timedelta(hours=keep_hours)
        async with transaction.in_office(OFFICE):
            await transaction.value(
                "SELECT hooks.keep_secret($1, $2, $3, $4, $5)",
                [new_id(), endpoint, sealed, now, until],
            )
        return told_secret(secret)

    async def begin(
        self, transaction: WriteTransaction, endpoint: UUID, tables: list[str], names: str
    ) -> None:
        """Tell an endpoint of what changes from now on."""
        async with transaction.in_office(OFFICE):
            sql = "SELECT hooks.begin_telling($1, $2, $3)"
            await transaction.value(sql, [endpoint, tables, names])

    async def say(
        self,
        transaction: WriteTransaction,
        endpoint: UUID,
        kind: WebhookEventKind,
        record: tuple[str, str] | None = None,
    ) -> UUID:
        """Make a delivery that tells of no change; a test may be of a record: its type and id."""
        delivery = new_id()
        async with transaction.in_office(OFFICE):
            await transaction.value(
                "SELECT hooks.say($1, $2, $3, $4, $5)",
                [delivery, endpoint, kind.name, *(record or (None, None))],
            )
        return delivery

    async def replay(self, transaction: WriteTransaction, delivery: UUID) -> None:
        """Deliver anew, under the same id."""
        async with transaction.in_office(OFFICE):
            await transaction.value("SELECT hooks.replay(ARRAY[$1::uuid])", [delivery])

    async def replay_failed(
        self, transaction: WriteTransaction, endpoint: UUID, since: datetime
    ) -> int:
        """The same for all that was given up of what was made since; gives how many."""
        async with transaction.in_office(OFFICE):
            sql = "SELECT hooks.replay_failed($1, $2)"
            count: int = await transaction.value(sql, [endpoint, since])
        return count

    async def resume(self, transaction: WriteTransaction, endpoint: UUID) -> None:
        """Go on with what waited while the endpoint was disabled."""
        async with transaction.in_office(OFFICE):
            await transaction.value("SELECT hooks.resume($1)", [endpoint])

    async def forget(self, transaction: WriteTransaction, endpoint: UUID) -> None:
        """Delete the endpoint's deliveries, before itself."""
        async with transaction.in_office(OFFICE):
            await transaction.value("SELECT hooks.forget($1)", [endpoint])


def open_secret(sealing: Sealing, endpoint: UUID, sealed: bytes) -> bytes:
    """A secret again; raises Unsealable."""
    return sealing.unseal(sealed, purpose_of(endpoint))


def purpose_of(endpoint: UUID) -> str:
    """Sealed for one endpoint, a secret opens for no other."""
    return f"webhook {endpoint}"
