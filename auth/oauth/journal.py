"""What the authorization server did and refused, for audit: never a secret, nor a token."""

from enum import Enum
from uuid import UUID

from auth.transactions import WriteTransaction
from models.base import new_id

__all__ = ["Kind", "record"]

LONGEST_REASON = 200

RECORD = """
INSERT INTO oauth.event (id, kind, client_id, person_id, address, reason)
VALUES ($1, $2, $3, $4, $5, $6)
"""


class Kind(Enum):
    """What can happen."""

    LOGGED_IN = "A person logged in."
    LOG_IN_REFUSED = "Somebody was not let in."
    SECOND_FACTOR_REFUSED = "A second factor was wrong."
    SECOND_FACTOR_SET = "A person set up a second factor."
    SECOND_FACTOR_RESET = "A person's second factor was taken away."
    ACCOUNT_CHANGED = "An account was disabled or enabled."
    PASSWORD_SET = "A password was set."  # noqa: S105 - words, no secret
    LOGGED_OUT = "A person logged out."
    RATE_LIMITED = "Too much was tried too quickly."
    CONSENT_GIVEN = "A person let a client act for them."
    CONSENT_REFUSED = "A person did not let a client act for them."
    CODE_GIVEN = "A client was given an authorization code."
    CODE_REPLAYED = "A code was used twice; what came of it has ended."
    TOKEN_GIVEN = "A client was given tokens."  # noqa: S105 - words, no secret
    TOKEN_REPLAYED = "An old refresh token was used; its family has ended."  # noqa: S105
    TOKEN_REVOKED = "A client gave tokens back."  # noqa: S105 - words, no secret
    REQUEST_REFUSED = "A client asked for what it may not have."
    CLIENT_REFUSED = "A client did not prove that it is itself."
    CLIENT_CREATED = "A client was registered."
    CLIENT_CHANGED = "A client was changed, disabled or enabled."
    SECRET_MADE = "A client was given a secret."  # noqa: S105 - words, no secret
    SECRET_ENDED = "A client's secret was ended."  # noqa: S105 - words, no secret
    KEY_CHANGED = "A client's key was added or removed."


async def record(
    transaction: WriteTransaction,
    kind: Kind,
    *,
    client: UUID | None = None,
    person: UUID | None = None,
    address: str | None = None,
    reason: str | None = None,
) -> None:
    """Add an event; `reason` is words of ours, and nothing that anybody sent."""
    told = None if reason is None else reason[:LONGEST_REASON]
    await transaction.rows(RECORD, (new_id(), kind.name, client, person, address, told))
