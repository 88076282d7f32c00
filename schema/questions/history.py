"""What became of a record: its events, with what each changed; and of a plan, between two moments.

Values come from the versions of the record's own table, under its slice as it is today.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Integer, Text

from models.event_terms import DifferenceKind, EventKind
from models.failures import BadUserInput
from models.vocabulary import Word
from schema.entities import Entity, camel, registry
from schema.questions import asked_of, column_of, given, given_id, question, questions, record

__all__ = ["FieldChange", "HistoryEvent", "PlanDifference", "add_histories"]

MOST_EVENTS = 1000
MOST_CHANGES = 10
MOST_DIFFERENCES = 500
PLAN_TABLES = (
    "accelerated_improvement_plan",
    "key_issue",
    "strategic_objective",
    "initiative",
    "activity",
    "benchmark",
)
UNTOLD = {"created_at", "updated_at", "version", "district_id", "id"}


@question("unpacked_changes")
class FieldChange:
    """A field of a record that has changed, with its values as text.

    Numbers are written without needless zeros, dates and moments as everywhere, another record as
    its id.
    """

    field = column_of(Text(), "The field, by its name in the API; `provenance.kind` and the like.")
    from_ = column_of(
        Text(),
        "What it was; null where it had no value, or led to a record that the caller may not see.",
        is_nullable=True,
    )
    to_ = column_of(Text(), "What it became; null likewise.", is_nullable=True)


CHANGES = asked_of(
    FieldChange,
    "changes",
    says="What changed, field by field: of a record that was made or added, every field that has a"
    " value, from null; of one that is gone, every field to null.",
    at_most=MOST_CHANGES,
)


@question(
    "history_of",
    "person_id",
    "firm_id",
    "appointment_district",
    "appointment_id",
    "state_appointment_id",
    "changes",
)
class HistoryEvent:
    """Something that became of a record: when, by whom and why."""

    kind = column_of(Word(EventKind), "What became of it.")
    happened_at = column_of(DateTime(timezone=True), "When the transaction that did it began.")
    version = column_of(
        Integer(),
        "The record's version afterwards; the same as before where the record only followed"
        " another, such as its plan.",
    )
    cause = column_of(
        Text(),
        "Why: the mutation's name, or the seed's or import's; null where none was stated.",
        is_nullable=True,
    )
    person = record("Person", "person_id", says="Who did it; null for a machine, or where hidden.")
    firm = record("Firm", "firm_id", says="The firm whose service did it; null for a person.")
    appointment = record(
        "Appointment",
        "appointment_district",
        "appointment_id",
        says="The office in the record's district under which the person did it.",
    )
    state_appointment = record(
        "StateAppointment",
        "state_appointment_id",
        says="The state's office under which the person did it.",
    )
    changes = CHANGES


@question("plan_differences", "changes")
class PlanDifference:
    """A part of a plan that is not the same at two moments."""

    kind = column_of(Word(DifferenceKind), "How the later moment differs from the earlier.")
    record_type = column_of(Text(), "The type of the part: `Benchmark`, for one.")
    record_id = column_of(Text(), "The part's id; `node` gives it as it is now, if it still is.")
    place = column_of(
        Text(),
        "Where the part stands in the plan, such as 2.1 for the first initiative of the second"
        " strategic objective; null for the plan itself.",
        is_nullable=True,
    )
    statement = column_of(
        Text(), "The part in short: its title, statement or description.", is_nullable=True
    )
    changes = CHANGES


def _most(first: int) -> int:
    if not 1 <= first <= MOST_EVENTS:
        message = f"{first} events are asked for; 1 to {MOST_EVENTS} are allowed."
        raise BadUserInput(message)
    return first


FIRST = given(
    "first",
    int,
    "How many events, the latest first; 50 unless told, 1,000 at most.",
    Integer(),
    convert=_most,
    default=50,
)


def named(entity: Entity) -> dict[str, Any]:
    """What the API calls each column that it shows, and to what record the column leads."""
    shown = {made.column.name: [made.name] for made in entity.columns.values()}
    shown |= {made.column.name: [f"provenance.{made.name}"] for made in entity.provenance.values()}
    leading = {
        key.parent.name: _leading(key)
        # They are a set, whose order is another one in each process: the text would not stay.
        for key in sorted(entity.table.foreign_keys, key=lambda key: key.parent.name)
        if key.parent.name.endswith("_id") and key.column.name == "id"
    }
    told = {**shown, **leading}
    return {
        name: told[name]
        for name in told
        if name not in UNTOLD and "forgotten" not in entity.table.columns[name].info
    }


def _leading(key: ForeignKey) -> list[Any]:
    target = registry.of_table(key.column.table.name)
    name = camel(key.parent.name.removesuffix("_id"))
    return [name, target.name, target.table.name, len(target.key) > 1]


def add_histories() -> None:
    """Have every record tell its history, once all rooms have declared theirs."""
    for made in registry.entities.values():
        asked = asked_of(
            HistoryEvent,
            *made.key,
            says="What became of the record, the latest first, as far back as it was recorded.",
            given=(FIRST,),
            at_most=MOST_EVENTS,
            function=f"history_of_{made.table.name}",
            constants=(_json(named(made)),),
        )
        questions.ask_of(made, "history", asked)


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, separators=(",", ":"))


def _of_plan(table: str) -> dict[str, Any]:
    entity = registry.of_table(table)
    return {"type": entity.name, "fields": named(entity)}


def _moment(name: str, says: str, *, is_required: bool) -> Any:
    return given(name, datetime, says, DateTime(timezone=True), is_required=is_required)


questions.ask_of(
    registry.of_table("plan_amendment"),
    "diff",
    asked_of(
        PlanDifference,
        "district_id",
        "id",
        says="What it changed of its plan, in the plan's order; empty until it is approved, and for"
        " one that was stored as approved already.",
        at_most=MOST_DIFFERENCES,
        function="amendment_differences",
        constants=(_json({table: _of_plan(table) for table in PLAN_TABLES}),),
    ),
)
questions.ask(
    "planDiff",
    asked_of(
        PlanDifference,
        says="What of a plan is not the same at two moments, in the plan's order, as a red-lined"
        " copy shows it; empty for a plan that is not there or that the caller may not see.",
        given=(
            given_id("AcceleratedImprovementPlan", "id", "The plan's id."),
            _moment("from", "The earlier moment.", is_required=True),
            _moment("to", "The later moment; now unless told.", is_required=False),
        ),
        at_most=MOST_DIFFERENCES,
        constants=(_json({table: _of_plan(table) for table in PLAN_TABLES}),),
    ),
)
