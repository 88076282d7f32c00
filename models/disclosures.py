"""Who read confidential records: one disclosure an operation, in a chain that can be verified.

Rows come from `audit.disclose` alone and never change. Whom a disclosure is about is told to that
person: the state office, which reads disclosures, must not learn from them who stands behind a
pseudonym. Such a person therefore stands on a row of its own, with a salted digest that outlives
the person's erasure and keeps the chain whole.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from models.base import NetworkRecord, described, link, one_of
from models.vocabulary import Vocabulary

__all__ = ["LOGS", "DisclosedRecord", "Disclosure", "DisclosureUse", "DisclosureWay"]

LOGS = frozenset({"disclosure", "disclosed_record", "webhook_delivery"})
"""Tables that are a log themselves: nobody changes them by hand, and they have no past."""


class DisclosureWay(Vocabulary):
    """The way that confidential records went out."""

    GRAPHQL = "In the answer to a GraphQL operation, or in a picture drawn from one."
    EXPORT = "In a file for another program."
    COMMAND = "By a command on the server, where nobody in particular asks."


class DisclosureUse(Vocabulary):
    """What was made of a confidential record, or of all of a type."""

    READ = "The record was read."
    ASKED = (
        "Records of the type decided what was answered: they were filtered, ordered, grouped,"
        " counted or searched. Which ones is not told."
    )


class Disclosure(NetworkRecord):
    """That an operation read confidential records: who did, when, and under which appointment."""

    __tablename__ = "disclosure"

    position: Mapped[int] = described(
        "Its place in the chain of what is recorded for audit, from 1; erasures have places too.",
        type_=BigInteger,
        unique=True,
    )
    disclosed_at: Mapped[datetime] = described("When the records were read.")
    way: Mapped[DisclosureWay] = one_of(DisclosureWay, "The way that they went out.")
    person_id: Mapped[UUID | None] = link(
        "person", "Who read them; null for a firm's service account and for a command."
    )
    firm_id: Mapped[UUID | None] = link(
        "firm", "The firm whose service account read them; null where a person did."
    )
    acting_district_id: Mapped[UUID | None] = link(
        "district", "The district of the appointment or engagement; null where there is none."
    )
    appointment_id: Mapped[UUID | None] = described(
        "The appointment under which they were read: of those that give a right to such records,"
        " one in a district of theirs where there is one. Null for what an author or a person"
        " reads without holding one."
    )
    state_appointment_id: Mapped[UUID | None] = link(
        "state_appointment", "The same, where it is one in the state's bodies."
    )
    engagement_id: Mapped[UUID | None] = described("The same for a firm: its engagement.")
    previous_hash: Mapped[str] = described("The hash of the entry before, in hexadecimal.")
    hash: Mapped[str] = described(
        "SHA-256 of the hash before and of all that the disclosure says, in hexadecimal: note it"
        " elsewhere, and `throughline audit verify --expect` tells whether it still holds."
    )

    __table_args__ = (
        ForeignKeyConstraint(
            ["acting_district_id", "appointment_id"],
            ["appointment.district_id", "appointment.id"],
            name="fk_disclosure_appointment_id",
        ),
        ForeignKeyConstraint(
            ["acting_district_id", "engagement_id"],
            ["engagement.district_id", "engagement.id"],
            name="fk_disclosure_engagement_id",
        ),
        CheckConstraint("num_nonnulls(person_id, firm_id) <= 1", name="caller"),
        CheckConstraint(
            "num_nonnulls(appointment_id, state_appointment_id, engagement_id) <= 1", name="office"
        ),
    )


class DisclosedRecord(NetworkRecord):
    """A confidential record that a disclosure is of, or a type of them; or whom it is about."""

    __tablename__ = "disclosed_record"

    disclosure_id: Mapped[UUID] = link("disclosure", "The disclosure that it is part of.")
    number: Mapped[int] = described("Its place in the disclosure, from 1.", type_=Integer)
    record_type: Mapped[str] = described("The type of the record, as the API calls it.")
    use: Mapped[DisclosureUse] = one_of(DisclosureUse, "What was made of it.")
    record_key: Mapped[str | None] = described(
        "The record's key without its district, which is no id of the API: it tells whether two"
        " disclosures are of the same record. Null where only the type is told."
    )
    person_id: Mapped[UUID | None] = link(
        "person",
        "Whom the record is about, where known and where whoever reads the disclosure may know it.",
    )
    is_open: Mapped[bool] = described(
        "Whether the state office reads this row; if not, it is for the person alone."
    )
    person_digest: Mapped[str | None] = described(
        "SHA-256 of the salt and of the person's key, which stays when the person is erased."
    )
    person_salt: Mapped[str | None] = described(
        "What the digest is salted with; erased with the person."
    )

    __table_args__ = (
        UniqueConstraint("disclosure_id", "number"),
        CheckConstraint("(person_id IS NULL) = (person_salt IS NULL)", name="person"),
        CheckConstraint("person_digest IS NOT NULL OR person_id IS NULL", name="digest"),
        CheckConstraint("(use = 'ASKED') = (record_key IS NULL)", name="record"),
        CheckConstraint("is_open OR person_digest IS NOT NULL", name="closed"),
        Index(None, "record_key"),
    )
