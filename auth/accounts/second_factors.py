"""Second factors: the secrets that people share with their authenticator apps."""

from datetime import datetime
from uuid import UUID

from auth.accounts import totp
from auth.sealing import Sealing
from auth.transactions import WriteTransaction

__all__ = ["check", "confirm", "forget", "is_enrolled"]

IS_ENROLLED = "SELECT EXISTS (SELECT FROM oauth.second_factor WHERE person_id = $1)"
# Locked, so that of two who send one code at once only one is let in.
FIND = """
SELECT sealed_secret, last_step FROM oauth.second_factor WHERE person_id = $1 FOR UPDATE
"""
USE = "UPDATE oauth.second_factor SET last_step = $2 WHERE person_id = $1"
CONFIRM = """
INSERT INTO oauth.second_factor (person_id, sealed_secret, last_step, confirmed_at)
VALUES ($1, $2, $3, $4) ON CONFLICT (person_id) DO NOTHING RETURNING true
"""
FORGET = "DELETE FROM oauth.second_factor WHERE person_id = $1 RETURNING true"


async def is_enrolled(transaction: WriteTransaction, person: UUID) -> bool:
    """Whether a log-in of the person needs a code."""
    return bool(await transaction.value(IS_ENROLLED, (person,)))


async def check(
    transaction: WriteTransaction, sealing: Sealing, person: UUID, code: str, now: datetime
) -> bool:
    """Whether it is the person's code of now, which is used up by this."""
    rows = await transaction.rows(FIND, (person,))
    if not rows:
        return False
    secret = sealing.unseal(rows[0]["sealed_secret"], _purpose(person))
    step = totp.matching_step(secret, code, moment=now, after=rows[0]["last_step"])
    if step is not None:
        await transaction.rows(USE, (person, step))
    return step is not None


async def confirm(
    transaction: WriteTransaction,
    sealing: Sealing,
    person: UUID,
    *,
    secret: bytes,
    code: str,
    now: datetime,
) -> bool:
    """Enrol the person with that secret, if the code shows that an app has it.

    False too where the person has a second factor already: it is not replaced on the way in.
    """
    step = totp.matching_step(secret, code, moment=now)
    if step is None:
        return False
    sealed = sealing.seal(secret, _purpose(person))
    return bool(await transaction.value(CONFIRM, (person, sealed, step, now)))


async def forget(transaction: WriteTransaction, person: UUID) -> bool:
    """Take the second factor away, as for a lost phone; whether there was one."""
    return bool(await transaction.value(FORGET, (person,)))


def _purpose(person: UUID) -> str:
    return f"second-factor/{person}"
