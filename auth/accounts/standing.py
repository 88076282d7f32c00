"""Whom a log-in is for: what the person is called, and the roles that are held today."""

from dataclasses import dataclass
from uuid import UUID

from auth.transactions import Transaction

__all__ = ["Standing", "person_of_email", "person_of_login", "standing_of"]

STANDING = "SELECT label, roles FROM oauth.standing($1)"
OF_EMAIL = "SELECT oauth.person_of_email($1)"
OF_LOGIN = "SELECT slice.person_for_login($1, $2)"


@dataclass(frozen=True, slots=True)
class Standing:
    """A person as a log-in sees one."""

    label: str
    roles: frozenset[str]

    @property
    def has_office(self) -> bool:
        """Whether the person has any appointment today; without one nobody gets in."""
        return bool(self.roles)


async def standing_of(transaction: Transaction, person: UUID) -> Standing | None:
    """How a person stands today; None where there is no such person."""
    rows = await transaction.rows(STANDING, (person,))
    if not rows or rows[0]["label"] is None:
        return None
    return Standing(rows[0]["label"], frozenset(rows[0]["roles"]))


async def person_of_email(transaction: Transaction, email: str) -> UUID | None:
    """Whose contact has that address, if it is one person's only."""
    person: UUID | None = await transaction.value(OF_EMAIL, (email,))
    return person


async def person_of_login(transaction: Transaction, issuer: str, subject: str) -> UUID | None:
    """Who is registered with that login at an identity provider."""
    person: UUID | None = await transaction.value(OF_LOGIN, (issuer, subject))
    return person
