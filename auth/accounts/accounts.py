"""Accounts: an e-mail address and a password by which a person logs in here."""

from dataclasses import dataclass, field
from uuid import UUID

from auth.accounts.passwords import Passwords, require_good
from auth.transactions import WriteTransaction
from models.failures import BadUserInput, NotFound

__all__ = [
    "Account",
    "Listed",
    "find",
    "keep_password",
    "listed",
    "normal_email",
    "set_disabled",
    "set_password",
]

LONGEST_EMAIL = 254

FIND = "SELECT person_id, email, password_hash, is_disabled FROM oauth.account WHERE email = $1"
SET = """
INSERT INTO oauth.account (person_id, email, password_hash) VALUES ($1, $2, $3)
ON CONFLICT (person_id) DO UPDATE SET email = $2, password_hash = $3, changed_at = clock_timestamp()
"""
KEEP = "UPDATE oauth.account SET password_hash = $2 WHERE person_id = $1 AND password_hash = $3"
LIST = """
SELECT a.email, a.person_id, a.is_disabled, s.person_id IS NOT NULL AS has_second_factor
FROM oauth.account a LEFT JOIN oauth.second_factor s USING (person_id) ORDER BY a.email
"""
DISABLE = """
UPDATE oauth.account SET is_disabled = $2, changed_at = clock_timestamp() WHERE email = $1
RETURNING person_id
"""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the log-in needs it."""

    person: UUID
    email: str
    password_hash: str = field(repr=False)
    is_disabled: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as an operator is told of it."""

    email: str
    person: UUID
    is_disabled: bool
    has_second_factor: bool


def normal_email(written: str) -> str:
    """The address as accounts have it: without spaces around it, in small letters."""
    return written.strip().lower()[:LONGEST_EMAIL]


async def listed(transaction: WriteTransaction) -> list[Listed]:
    """All accounts, by address."""
    return [Listed(*row) for row in await transaction.rows(LIST)]


async def find(transaction: WriteTransaction, email: str) -> Account | None:
    """The account of an address."""
    rows = await transaction.rows(FIND, (normal_email(email),))
    return Account(*rows[0]) if rows else None


async def set_password(
    transaction: WriteTransaction, passwords: Passwords, person: UUID, email: str, password: str
) -> None:
    """Give a person an account, or another address and password; all sessions end.

    Raises BadUserInput, and Conflict where the address is another's.
    """
    address = normal_email(email)
    if "@" not in address.strip("@"):
        raise BadUserInput("An account needs an e-mail address.")
    require_good(password, address)
    hashed = await passwords.hashed(password)
    await transaction.rows(SET, (person, address, hashed))


async def keep_password(transaction: WriteTransaction, account: Account, hashed: str) -> None:
    """Keep a newer hash of the same password, unless the password was changed meanwhile."""
    await transaction.rows(KEEP, (account.person, hashed, account.password_hash))


async def set_disabled(transaction: WriteTransaction, email: str, *, disabled: bool) -> UUID:
    """Close an account, which ends the person's sessions, or open it again; raises NotFound."""
    person: UUID | None = await transaction.value(DISABLE, (normal_email(email), disabled))
    if person is None:
        raise NotFound("There is no account of that address.")
    return person
