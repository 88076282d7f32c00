"""Attempts one delivery: asks as the owner, signs, sends, and writes down what became of it.

It is a job. A process that dies between sending and writing down leaves it to another, which sends
once more under the same id: at least once, that is.
"""

import logging
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from api.jobs.entrypoints import Again
from api.services import AnswersRequests
from api.webhooks.payloads import NoPayload, payload
from api.webhooks.sending import Answer, Sender
from auth.callers import PUBLIC
from auth.database import Database
from auth.sealing import Sealing, Unsealable
from auth.webhooks import store
from auth.webhooks.desk import open_secret
from auth.webhooks.signing import signed_headers
from auth.webhooks.store import OFFICE, Attempt
from models.webhooks_terms import (
    DeliveryProblem,
    DeliveryState,
    WebhookDisabled,
    WebhookEventKind,
)
from schema.entities import registry
from schema.ids import encode_id

__all__ = ["WAITS", "Deliverer"]

WAITS: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""After the first attempt, at once, and each further one: the specification's schedule."""

JITTER: Final = 0.2
LONGEST_WAIT: Final = timedelta(hours=24)
AT_ONCE: Final = 4
"""How many deliveries of one endpoint each process attempts at once: a slow receiver is not to keep
others waiting."""

EARLY: Final = timedelta(seconds=1)


log = logging.getLogger(__name__)


@dataclass(slots=True)
class Deliverer:
    """Attempts deliveries."""

    database: Database
    engine: AnswersRequests
    sealing: Sealing
    sender: Sender
    failing_after: timedelta = timedelta(days=5)
    """How long nothing succeeds until an endpoint is disabled."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random
    ended: Callable[[str], None] = lambda _outcome: None
    """Told of each attempt: what the delivery became, or what was the problem."""

    delivered: Callable[[UUID | None], None] = lambda _client: None
    """Told of each delivery that was made: by which client its endpoint was registered."""

    _under_way: Counter[UUID] = field(default_factory=Counter)

    async def attempt(self, delivery: UUID) -> None:
        """Attempt a delivery if it is due; raises Again where a further attempt is to come."""
        async with self.database.write(PUBLIC) as transaction, transaction.in_office(OFFICE):
            attempt = await store.attempt(transaction, delivery)
        if attempt is None or not (attempt.is_enabled or _is_test(attempt)):
            return  # once it is enabled again, there will be another job
        if (early := attempt.due_at - self.clock()) > EARLY:
            raise Again(early)
        if not attempt.has_owner:
            await self._disable(attempt, WebhookDisabled.OWNER_LEFT)
            return
        if self._under_way[attempt.endpoint] >= AT_ONCE:
            raise Again(timedelta(seconds=0.5 + self.chance()))
        self._under_way[attempt.endpoint] += 1
        try:
            answer = await self._sent(attempt)
        finally:
            self._under_way[attempt.endpoint] -= 1
            self._under_way += Counter()  # which drops what is at nought
        await self._written(attempt, answer)

    async def _sent(self, attempt: Attempt) -> Answer:
        try:
            body = await payload(self.engine, attempt)
        except NoPayload as none:
            return Answer(problem=none.problem)
        moment = self.clock()
        async with self.database.write(PUBLIC) as transaction, transaction.in_office(OFFICE):
            sealed = await store.secrets(transaction, attempt.endpoint, moment)
        try:
            secrets = [open_secret(self.sealing, attempt.endpoint, each) for each in sealed]
        except Unsealable:
            log.exception("the secret of a webhook can't be opened: was SECRET_KEY changed?")
            return Answer(problem=DeliveryProblem.NO_PAYLOAD)
        delivery = encode_id(registry["WebhookDelivery"], attempt.delivery)
        headers = signed_headers(secrets, delivery, moment, body)
        return await self.sender.send(
            attempt.url, {"content-type": "application/json", **headers}, body
        )

    async def _written(self, attempt: Attempt, answer: Answer) -> None:
        moment = self.clock()
        wait = None if answer.problem is None else self._wait(attempt, answer)
        becomes = DeliveryState.DELIVERED if answer.problem is None else DeliveryState.FAILED
        becomes = becomes if wait is None else DeliveryState.PENDING
        because = WebhookDisabled.GONE if answer.problem is DeliveryProblem.GONE else None
        async with self.database.write(PUBLIC) as transaction, transaction.in_office(OFFICE):
            failing_since = await store.attempted(
                transaction,
                attempt.delivery,
                moment,
                becomes,
                answer.status,
                answer.problem,
                None if wait is None else moment + wait,
            )
            if failing_since is not None and moment - failing_since >= self.failing_after:
                because = because or WebhookDisabled.FAILING
            if because is not None and not _is_test(attempt):
                await store.disable(transaction, attempt.endpoint, because, moment)
        self.ended((answer.problem or becomes).name)
        if becomes is DeliveryState.DELIVERED:
            self.delivered(attempt.owner.client)
        if wait is not None:
            raise Again(wait)

    def _wait(self, attempt: Attempt, answer: Answer) -> timedelta | None:
        """How long until the next attempt; None where there is none.

        What the receiver asks for counts where it is longer, up to a day.
        """
        if answer.problem is DeliveryProblem.GONE or _is_test(attempt):
            return None
        if attempt.attempts >= len(WAITS):
            return None
        wait = WAITS[attempt.attempts] * (1 + JITTER * self.chance())
        return max(wait, min(answer.wait or wait, LONGEST_WAIT))

    async def _disable(self, attempt: Attempt, because: WebhookDisabled) -> None:
        async with self.database.write(PUBLIC) as transaction, transaction.in_office(OFFICE):
            await store.disable(transaction, attempt.endpoint, because, self.clock())


def _is_test(attempt: Attempt) -> bool:
    return attempt.kind is WebhookEventKind.TEST
