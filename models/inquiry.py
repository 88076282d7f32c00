"""Studies: what is asked, by whom, and the codes, themes and memos that come of it.

Whoever makes a record is a member of its study; the member's person is repeated on the row as
`author_id`, because the author is one of the two who may read it. What is gathered in districts
stands in `models/inquiry_material.py`.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Numeric,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import NetworkRecord, described, link, one_of
from models.inquiry_terms import CodeKind, StudyMeasure

__all__ = [
    "Code",
    "CodeKind",
    "Made",
    "Memo",
    "OfAuthor",
    "OfStudy",
    "ResearchQuestion",
    "Study",
    "StudyFigure",
    "StudyMeasure",
    "StudyMember",
    "Theme",
    "ThemeCode",
    "of_study",
]


def of_study(column: str, table: str) -> ForeignKeyConstraint:
    """A reference to a record of the same study."""
    return ForeignKeyConstraint(["study_id", column], [f"{table}.study_id", f"{table}.id"])


class OfStudy:
    """A record of a study."""

    study_id: Mapped[UUID] = link("study", "The study that it belongs to.")


class OfAuthor(OfStudy):
    """A record of a study that can be referred to, or read, by who is behind it."""

    author_id: Mapped[UUID | None] = mapped_column(
        doc="The researcher's person, repeated; null for one who is not of the network.",
        index=True,
        sort_order=800,
        info={"kept": True},
    )


class Made(OfAuthor):
    """A record that a member of the study made, and is the author of."""

    researcher_id: Mapped[UUID] = mapped_column(doc="The member of the study who made it.")


class Study(NetworkRecord):
    """A piece of research: its purpose, its method, and all that belongs to it."""

    __tablename__ = "study"

    name: Mapped[str] = described("The study's name.", unique=True)
    purpose: Mapped[str] = described("What it wants to find out.")
    method: Mapped[str | None] = described("How it goes about it.")
    starts_on: Mapped[date | None] = described("The first day, where known.")
    ends_on: Mapped[date | None] = described("The last day, included; null while it is open.")

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)


class StudyMember(OfStudy, NetworkRecord):
    """Someone who works in a study. Who it is does not change: add another member instead."""

    __tablename__ = "study_member"

    person_id: Mapped[UUID | None] = link(
        "person", "Who it is; null for someone who is not of the network."
    )
    label: Mapped[str] = described("What the member is called in the study.")
    collects_data: Mapped[bool] = described(
        "Whether the member collects data.", server_default=text("true")
    )
    analyses_data: Mapped[bool] = described(
        "Whether the member analyses data.", server_default=text("true")
    )
    starts_on: Mapped[date | None] = described("The first day; null from the beginning.")
    ends_on: Mapped[date | None] = described("The last day, included; null while it is open-ended.")

    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="dates"),
        UniqueConstraint("study_id", "id"),
        UniqueConstraint("study_id", "label"),
        UniqueConstraint("study_id", "person_id"),
    )


class ResearchQuestion(OfStudy, NetworkRecord):
    """A question that a study asks."""

    __tablename__ = "research_question"

    position: Mapped[int] = described(
        "Its place among the study's questions, 1 to 100.",
        type_=SmallInteger,
        info={"at_most": 100},
    )
    question: Mapped[str] = described("The question.")

    __table_args__ = (
        CheckConstraint("position BETWEEN 1 AND 100", name="position"),
        UniqueConstraint("study_id", "position"),
    )


class StudyFigure(OfStudy, NetworkRecord):
    """A figure that a study reports of its own size, to hold against what is on record."""

    __tablename__ = "study_figure"

    measure: Mapped[StudyMeasure] = one_of(StudyMeasure, "What is counted.")
    at_least: Mapped[Decimal | None] = described(
        "The reported figure or its lower bound; null where none is given.", type_=Numeric(9, 1)
    )
    at_most: Mapped[Decimal | None] = described(
        "The reported figure or its upper bound; null where none is given.", type_=Numeric(9, 1)
    )
    is_approximate: Mapped[bool] = described(
        "Whether the study gives it as approximate.", server_default=text("false")
    )
    wording: Mapped[str] = described("The words in which the study reports it.")

    __table_args__ = (
        CheckConstraint("at_most >= at_least", name="bounds"),
        CheckConstraint("num_nonnulls(at_least, at_most) > 0", name="figure"),
        UniqueConstraint("study_id", "measure"),
    )


class Code(OfStudy, NetworkRecord):
    """What passages of text are marked with; codes stand in a tree."""

    __tablename__ = "code"

    parent_id: Mapped[UUID | None] = mapped_column(
        doc="The code that it is part of; null at the top of the tree."
    )
    kind: Mapped[CodeKind] = one_of(CodeKind, "What kind of code it is.")
    name: Mapped[str] = described("The code's name, unique below its parent.")
    description: Mapped[str | None] = described("When it applies.")
    position: Mapped[int | None] = described(
        "Its place among its siblings in the codebook, where they have an order.",
        type_=SmallInteger,
    )
    is_codable: Mapped[bool] = described(
        "Whether it is meant for passages of text, and not only as a heading.",
        server_default=text("true"),
    )
    color: Mapped[str | None] = described("The colour it is shown in: `#RGB` or `#RRGGBB`.")

    __table_args__ = (
        of_study("parent_id", "code"),
        CheckConstraint("color ~ '^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$'", name="color"),
        UniqueConstraint("study_id", "id"),
        UniqueConstraint("study_id", "parent_id", "name", postgresql_nulls_not_distinct=True),
    )


class Theme(OfStudy, NetworkRecord):
    """A finding that categories were combined to."""

    __tablename__ = "theme"

    title: Mapped[str] = described("The theme in short.")
    statement: Mapped[str] = described("What was found.")
    published_on: Mapped[date | None] = described(
        "When it was published; null while it has not been."
    )

    __table_args__ = (UniqueConstraint("study_id", "id"), UniqueConstraint("study_id", "title"))


class ThemeCode(OfStudy, NetworkRecord):
    """A code or category that a theme was made from."""

    __tablename__ = "theme_code"

    theme_id: Mapped[UUID] = mapped_column(doc="The theme.")
    code_id: Mapped[UUID] = mapped_column(doc="The code or category that went into it.")

    __table_args__ = (
        of_study("theme_id", "theme"),
        of_study("code_id", "code"),
        UniqueConstraint("theme_id", "code_id"),
    )


class Memo(Made, NetworkRecord):
    """A thought that a researcher wrote down."""

    __tablename__ = "memo"

    title: Mapped[str] = described("The memo's title.")
    text: Mapped[str] = described("The memo.")
    written_on: Mapped[date] = described("The day it was written.")
    code_id: Mapped[UUID | None] = mapped_column(doc="The code that it is about, where it is one.")
    theme_id: Mapped[UUID | None] = mapped_column(
        doc="The theme that it is about, where it is one."
    )

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        of_study("code_id", "code"),
        of_study("theme_id", "theme"),
        UniqueConstraint("study_id", "researcher_id", "id"),
    )
