"""What every table has: its key, its bookkeeping, where its facts come from.

Two kinds of record. A `DistrictRecord` carries its district in its key, and its parents are
referred to by district and id together, so that no child can belong to another district's
parent. A `NetworkRecord` has no district.
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Constraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from uuid_utils.compat import uuid7

from models.vocabulary import Vocabulary, Word

__all__ = [
    "Base",
    "DistrictRecord",
    "NetworkRecord",
    "ProvenanceKind",
    "derived",
    "described",
    "link",
    "new_id",
    "one_of",
    "place",
    "within",
]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> UUID:
    """A UUIDv7, made here so that nothing depends on one server's functions."""
    return uuid7()


class ProvenanceKind(Vocabulary):
    """Where a record comes from."""

    REPORTED = "Stated by one of the published studies; source and line say where."
    ILLUSTRATION = "Invented to make the demo network whole; not a fact."
    IMPORTED = "Read from a public file; file and row say where."
    ENTERED = "Entered by a person or a tool through this API."


def described(doc: str, **options: Any) -> Any:
    """A column, explained in a sentence that the API repeats."""
    return mapped_column(doc=doc, **options)


def one_of(vocabulary: type[Vocabulary], doc: str, **options: Any) -> Any:
    """A column that holds a member of a vocabulary, held to it by a CHECK."""
    return mapped_column(Word(vocabulary), doc=doc, **options)


def derived(vocabulary: type[Vocabulary], sql: str, doc: str) -> Any:
    """A vocabulary column that the database works out from the row's other columns."""
    return mapped_column(Word(vocabulary), Computed(sql, persisted=True), doc=doc)


def within(
    table: str,
    doc: str,
    *,
    carries: str | tuple[str, ...] = (),
    shares: str | None = None,
    **options: Any,
) -> Any:
    """A reference to a record of the same district.

    `carries` names columns that this table repeats from its parent; the foreign key keeps them
    equal, so that a policy on this table need not look at the parent. `shares` names a column
    that never changes, such as a grandparent, in which the two must agree.
    """
    info = {
        "within": table,
        "carries": (carries,) if isinstance(carries, str) else carries,
        "shares": (shares,) if shares else (),
    }
    return mapped_column(doc=doc, info=info, **options)


def link(table: str, doc: str, **options: Any) -> Any:
    """A reference to a record of the network, or to any district's."""
    return mapped_column(ForeignKey(f"{table}.id"), doc=doc, **options)


def place(among: str, *, at_most: int) -> Any:
    """A record's place among its siblings; unique and bounded, which bounds their number too."""
    return mapped_column(
        SmallInteger,
        doc=f"Its place among its siblings, 1 to {at_most}.",
        info={"among": among, "at_most": at_most},
    )


class Base(DeclarativeBase):
    """The common columns, and the constraints that follow from how columns are declared."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, datetime: DateTime(timezone=True)}

    created_at: Mapped[datetime] = described(
        "When the record was first stored.", server_default=func.now(), sort_order=900
    )
    updated_at: Mapped[datetime] = described(
        "When the record last changed.", server_default=func.now(), sort_order=901
    )
    version: Mapped[int] = described(
        "Counts the record's changes from 1; send it back to update safely.",
        server_default=text("1"),
        sort_order=902,
    )
    provenance_kind: Mapped[ProvenanceKind] = one_of(
        ProvenanceKind,
        "Where the record comes from.",
        server_default=ProvenanceKind.ENTERED.name,
        sort_order=903,
    )
    provenance_source: Mapped[str | None] = described(
        "The published study that states it.", sort_order=904
    )
    provenance_line: Mapped[int | None] = described(
        "The line of that study's text.", sort_order=905
    )
    provenance_file: Mapped[str | None] = described(
        "The name of the imported file.", sort_order=906
    )
    provenance_row: Mapped[int | None] = described(
        "The line of the imported file, the header being line 1.", sort_order=907
    )

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            _constrain(table)


class NetworkRecord(Base):
    """A record that stands in no single district."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-2)


class DistrictRecord(Base):
    """A record of one district, which is part of its key."""

    __abstract__ = True

    district_id: Mapped[UUID] = mapped_column(
        ForeignKey("district.id"),
        primary_key=True,
        doc="The district it belongs to.",
        sort_order=-2,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-1)


def _constrain(table: Table) -> None:
    """Add what a table's columns imply: CHECKs of vocabularies, keys to parents, places."""
    table.append_constraint(
        CheckConstraint(
            "CASE provenance_kind"
            " WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL"
            " WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL"
            " ELSE true END",
            name="provenance",
        )
    )
    for column in table.columns:
        if "among" in column.info:
            _order(table, column)
    references = [column for column in table.columns if column.foreign_keys]
    for column in list(table.columns):
        if isinstance(column.type, Word) and column.computed is None:
            words = ", ".join(f"'{word}'" for word in column.type.vocabulary.words())
            table.append_constraint(
                CheckConstraint(f'"{column.name}" IN ({words})', name=column.name)
            )
        if "within" in column.info:
            _refer(table, column)
        elif column in references and column.name != "district_id" and not column.unique:
            Index(None, column)


def _refer(table: Table, column: Column[Any]) -> None:
    parent, carried = column.info["within"], column.info["carries"]
    repeated = [*carried, *column.info["shares"]]
    ours = ["district_id", column.name, *repeated]
    theirs = ["district_id", "id", *repeated]
    table.append_constraint(
        ForeignKeyConstraint(
            ours,
            [f"{parent}.{name}" for name in theirs],
            name=f"fk_{table.name}_{column.name}",
            onupdate="CASCADE" if carried else None,
        )
    )
    if not any(_leads(constraint, column) for constraint in table.constraints):
        Index(None, table.c.district_id, column)


def _leads(constraint: Constraint, column: Column[Any]) -> bool:
    """Whether a unique key begins with the district and this column, and so serves as index."""
    return isinstance(constraint, UniqueConstraint) and list(constraint.columns)[:2] == [
        column.table.c.district_id,
        column,
    ]


def _order(table: Table, column: Column[Any]) -> None:
    among, at_most = column.info["among"], column.info["at_most"]
    table.append_constraint(
        CheckConstraint(f"{column.name} BETWEEN 1 AND {at_most}", name=column.name)
    )
    table.append_constraint(UniqueConstraint("district_id", among, column.name))
