"""Rows that the database must refuse, each with the name of what refuses it.

Every one is the second example of its model, which the database takes, with a few columns
changed. What follows from how columns are declared is listed by rule, the rest one by one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import ForeignKeyConstraint, Table, UniqueConstraint

from models.base import Base
from models.tables import models
from models.vocabulary import Word
from tests.models.examples import Examples
from tests.rows import Row, table_of

__all__ = [
    "SHADOWED",
    "Violation",
    "declared",
    "referable",
]

DECIDED_ON = date(2012, 9, 1)


@dataclass(frozen=True, slots=True)
class Violation:
    """A change that makes a row impossible, and the constraint, or column, that says so."""

    model: type[Base]
    breaks: str
    changes: Row

    def __str__(self) -> str:
        return f"{self.breaks} by {self.changes}"


# What another promise is asked before: the words of a position by the role that follows from it,
# which report one corrects by what it corrects, a study by what else is to be of it,
# a trajectory's places by its step NONE.
OF_STUDY: Mapping[str, str] = {
    "coding": "code_id",
    "informant": "researcher_id",
    "interview": "researcher_id",
    "memo": "researcher_id",
    "memo_reference": "researcher_id",
    "observation": "researcher_id",
    "source_document": "researcher_id",
    "theme_code": "theme_id",
    "theme_grounding": "theme_id",
    "transcript": "researcher_id",
    "transcript_original": "researcher_id",
    "transcript_span": "researcher_id",
}
SHADOWED: Mapping[str, str] = {
    "ck_appointment_position": "appointment.role",
    "ck_state_appointment_position": "state_appointment.role",
    "fk_quarterly_progress_report_revises_id": "ck_quarterly_progress_report_correction",
    **{f"fk_{name}_study_id": f"fk_{name}_study_id_{key}" for name, key in OF_STUDY.items()},
    "uq_career_trajectory_step_district_id_trajectory_id_position": (
        "ex_career_trajectory_step_none_alone"
    ),
}


def declared(model: type[Base], examples: Examples) -> Iterator[Violation]:
    """What the declarations of a model's columns rule out."""
    table = table_of(model)
    for breaks, changes in [
        *_missing(table),
        *_words(table),
        *_places(table),
        *_provenance(table),
        *_references(table, examples),
        *_doubles(table, examples.first[model]),
    ]:
        yield Violation(model, SHADOWED.get(breaks, breaks), changes)


Broken = Iterator[tuple[str, Row]]


def _missing(table: Table) -> Broken:
    for column in table.columns:
        # What is kept is worked out anew from the rest of the row, whatever is said.
        kept = column.computed is not None or column.info.get("kept", False)
        if not (column.nullable or kept):
            yield f"{table.name}.{column.name}", {column.name: None}


def _words(table: Table) -> Broken:
    for column in table.columns:
        if isinstance(column.type, Word) and column.computed is None:
            undecided = table.name == "plan_amendment" and column.name == "status"
            decided = {"decided_on": DECIDED_ON} if undecided else {}
            yield f"ck_{table.name}_{column.name}", {column.name: "NONSENSE", **decided}


def _places(table: Table) -> Broken:
    for column in table.columns:
        if "at_most" in column.info:
            for place in (0, column.info["at_most"] + 1):
                yield f"ck_{table.name}_{column.name}", {column.name: place}


def _provenance(table: Table) -> Broken:
    for half in (
        {"provenance_kind": "REPORTED", "provenance_source": "M"},
        {"provenance_kind": "REPORTED", "provenance_line": 1},
        {"provenance_kind": "IMPORTED", "provenance_file": "schools.csv"},
        {"provenance_kind": "IMPORTED", "provenance_row": 2},
    ):
        yield f"ck_{table.name}_provenance", dict(half)


def _references(table: Table, examples: Examples) -> Broken:
    parents = {table_of(model).name: made for model, made in examples.elsewhere.items()}
    for key in table.foreign_key_constraints:
        column, nowhere = _reference(key), uuid4()
        info = table.columns[column].info
        instead = INSTEAD.get((table.name, column), {})
        away = _without_other_keys(table, key, nowhere)
        yield str(key.name), instead | {column: nowhere} | away
        if "within" in info:
            yield str(key.name), instead | {column: parents[key.referred_table.name]["id"]}
        for repeated in () if instead else info.get("carries", ()):
            # A study is repeated too; another one breaks the keys to its members first.
            if repeated in REPEATED:
                yield str(key.name), {repeated: _other_than_the_parents(table, repeated)}


# What a row refers to in place of what the example does, where it refers to one of several.
NO_SOURCE: Row = {"interview_id": None, "observation_id": None, "document_id": None}
INSTEAD: Mapping[tuple[str, str], Row] = {
    **{(name, source): NO_SOURCE for name in ("informant", "transcript") for source in NO_SOURCE},
    ("informant", "person_id"): {"name": None},
    ("client", "firm_id"): {
        "kind": "SERVICE",
        "authentication": "PRIVATE_KEY_JWT",
        "redirect_uris": [],
    },
    ("webhook_endpoint", "firm_id"): {"person_id": None},
    ("disclosed_record", "person_id"): {"person_salt": "salt", "person_digest": "digest"},
    ("disclosure", "firm_id"): {"person_id": None},
    **{
        ("disclosure", column): {"appointment_id": None}
        for column in ("acting_district_id", "engagement_id", "state_appointment_id")
    },
    ("frozen_document", "quarterly_report_id"): {"plan_id": None},
    ("frozen_document", "annual_summary_id"): {"plan_id": None},
    ("self_assessment", "meeting_id"): {"status": "IN_PACKET", "submitted_on": DECIDED_ON},
    ("memo_reference", "coding_id"): {
        "transcript_id": None,
        "text_length": None,
        "starts_at": None,
        "ends_at": None,
    },
}
ONE_OF_SEVERAL = {name for name, _ in INSTEAD}
# Columns that repeat a parent's, each with a value that no example's parent has.
REPEATED: Row = {
    "visibility": "PREPARATION",
    "status": "ISSUED",
    "is_withdrawn": True,
    "visited_on": DECIDED_ON,
    "text_length": 5,
    "public_from": DECIDED_ON,
    "released_from": DECIDED_ON,
    **{
        name: uuid4()
        for name in (
            "author_id",
            "joint_with_id",
            "observer_id",
            "plan_id",
            "principal_id",
            "school_id",
            "teacher_id",
            "tool_id",
        )
    },
}


def _other_than_the_parents(table: Table, column: str) -> object:
    """A value that the table allows and the example's parent does not have."""
    words = {"plan_amendment_change": {"status": "REFUSED"}}
    return words.get(table.name, {}).get(column, REPEATED[column])


def _reference(key: ForeignKeyConstraint) -> str:
    """The column by which a key refers, beside those that it shares with other keys."""
    said = str(key.name).removeprefix(f"fk_{key.table.name}_")
    return said if said in key.column_keys else key.column_keys[-1]


def _without_other_keys(table: Table, key: ForeignKeyConstraint, nowhere: UUID) -> Row:
    """A district that is not there would break the keys to its records too."""
    fitting: Mapping[str, Row] = {
        "appointment": {"position": "DIRECTOR"},
        "job_mobility_event": {"from_district_id": nowhere},
    }
    return (
        {
            name: None
            for other in table.foreign_key_constraints - {key}
            for name in other.column_keys
            if table.columns[name].nullable
        }
        | fitting.get(table.name, {})
        if key.column_keys == ["district_id"] and table.name not in ONE_OF_SEVERAL
        else {}
    )


def _doubles(table: Table, first: Row) -> Broken:
    primary = [column.name for column in table.primary_key]
    yield str(table.primary_key.name), {name: first[name] for name in primary}
    for unique in _uniques(table):
        if not _implied(unique) and not _is_of_nulls(unique, first):
            yield (
                str(unique.name),
                {column.name: first.get(column.name) for column in unique.columns},
            )


def _implied(unique: UniqueConstraint) -> bool:
    """Whether the primary key says it already: such a key is there to be referred to."""
    return set(unique.table.primary_key.columns) <= set(unique.columns)


def _is_of_nulls(unique: UniqueConstraint, first: Row) -> bool:
    """Whether the example has no value to be unique."""
    count_as_equal = unique.dialect_options["postgresql"]["nulls_not_distinct"]
    return not count_as_equal and any(first.get(each.name) is None for each in unique.columns)


def _uniques(table: Table) -> list[UniqueConstraint]:
    return [each for each in table.constraints if isinstance(each, UniqueConstraint)]


def referable() -> set[str]:
    """The keys that only repeat a primary key."""
    return {
        str(unique.name)
        for model in models().values()
        for unique in _uniques(table_of(model))
        if _implied(unique)
    }
