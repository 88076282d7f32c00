"""Reminders of what is due; what is due itself is a question, asked anew each time."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.agenda_terms import CalendarEntryKind
from models.base import DistrictRecord, described, link, one_of, within

__all__ = ["CalendarEntryKind", "Reminder"]


class Reminder(DistrictRecord):
    """A word, on one day, that something is due soon or overdue."""

    __tablename__ = "reminder"

    reminded_on: Mapped[date] = described("The day of the reminder.")
    kind: Mapped[CalendarEntryKind] = one_of(CalendarEntryKind, "What is due.")
    due_on: Mapped[date] = described("The day on which it is due, or was.")
    is_overdue: Mapped[bool] = described("Whether that day was over.")
    title: Mapped[str] = described("What is due, in words.")
    school_id: Mapped[UUID | None] = within(
        "school", "The school that it is about; null where it is about the district."
    )
    person_id: Mapped[UUID | None] = link(
        "person", "Whose it is to do, where it is one person's; null where it is an office's."
    )
    record_id: Mapped[str | None] = described(
        "The id of the record that is due, for `node(id:)`; null where there is none yet."
    )

    __table_args__ = (
        UniqueConstraint(
            "district_id",
            "reminded_on",
            "kind",
            "due_on",
            "school_id",
            "person_id",
            "record_id",
            name="uq_reminder_once_a_day",
            postgresql_nulls_not_distinct=True,
        ),
        Index(None, "reminded_on", "district_id", "id"),
    )
