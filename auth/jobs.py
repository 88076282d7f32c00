"""Leaving work behind in a transaction: the job exists if and only if the transaction commits.

Who does it, and how, is the edge's affair (`api/jobs/`). A job says what is to be done and the id
of what it is about, and nothing else: the rest is read when it is done, as things are then.
"""

from datetime import timedelta
from uuid import UUID

from auth.transactions import WriteTransaction

__all__ = ["enqueue"]

ENQUEUE = "SELECT jobs.enqueue($1, $2, $3, $4)"


async def enqueue(
    transaction: WriteTransaction,
    entrypoint: str,
    about: UUID,
    *,
    after: timedelta = timedelta(0),
    once: bool = False,
) -> None:
    """Have the entrypoint called with that id, at least once, some time after the commit.

    With `once`, nothing is added while a job like it waits *or is being done*: for work that looks
    at everything there is to do when it begins, and is not harmed if something came since.
    """
    await transaction.value(ENQUEUE, (entrypoint, about, after, once))
