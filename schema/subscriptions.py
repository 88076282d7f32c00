"""What can be subscribed to: each field watches the change feed for some of its changes.

A watch on one more type of record is one more `Watch` here. What carries the events to whoever
subscribed is `api/live/`; docs/live-updates.md says how they are used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, literal_column

from models.change_terms import ChangeKind
from schema.changes import Change, narrowing
from schema.entities import Alias, registry
from schema.outputs import Node, OutputTypes
from schema.scalars import vocabulary_enum
from schema.shapes import argument, define, list_of, member, placeholder

__all__ = ["ALL", "WATCHES", "Watch", "subscription_type"]


@dataclass(frozen=True, slots=True)
class Watch:
    """A field of `Subscription`: the changes of some types of record, and what is told of each.

    `fields` are columns: only changes of those are told, and a record that merely came into view
    is not. `only` is what must hold of a record that is there. `to_plan` are the relations that
    lead from each type to the plan that it is of, for those that can be asked for by plan.
    `tells_gone` has deleted and departed records told too, where the payload can say so.
    """

    name: str
    description: str
    payload: str
    record: str
    types: tuple[str, ...]
    says: str
    about_the_record: str
    fields: tuple[str, ...] = ()
    only: Callable[[Alias], ColumnElement[bool]] | None = None
    to_plan: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tells_gone: bool = False
    has_district: bool = True

    @property
    def is_there(self) -> bool:
        """Whether all that it watches for is part of this API."""
        return all(name in registry.entities for name in self.types)


ALL = Watch(
    "changed",
    "What changes for the caller, from now on or after a cursor: what to do to a copy of what the"
    " caller sees. The same as `changes` tells, as it happens.",
    "Change",
    "node",
    (),
    "",
    "",
    tells_gone=True,
)

WATCHES: dict[str, Watch] = {
    watch.name: watch
    for watch in (
        ALL,
        Watch(
            "planStatusChanged",
            "A plan of which the status changed, such as by being submitted, accepted or returned,"
            " if the caller sees it then.",
            "PlanStatusChange",
            "plan",
            ("AcceleratedImprovementPlan",),
            "That a plan's status changed.",
            "The plan, as it is now.",
            fields=("status",),
            to_plan=(("AcceleratedImprovementPlan", ()),),
        ),
        Watch(
            "benchmarkChanged",
            "A benchmark that was created, changed or deleted, or came into view or left it.",
            "BenchmarkChange",
            "benchmark",
            ("Benchmark",),
            "What became of a benchmark.",
            "The benchmark, as it is now; null by DELETED and LEFT_SLICE.",
            to_plan=(("Benchmark", ("initiative", "strategicObjective", "plan")),),
            tells_gone=True,
        ),
        Watch(
            "reportPublished",
            "A quarterly progress report, or an annual summary, that was published. Summaries are"
            " of districts, not of plans.",
            "ReportPublication",
            "report",
            ("QuarterlyProgressReport", "AnnualSummary"),
            "That a report was published.",
            "The report: a `QuarterlyProgressReport` or an `AnnualSummary`.",
            fields=("status",),
            only=lambda row: row.c.status == literal_column("'PUBLISHED'"),
            to_plan=(("QuarterlyProgressReport", ("plan",)),),
        ),
        Watch(
            "bulkOperationFinished",
            "A bulk operation of the caller's that was done, failed or was cancelled.",
            "BulkOperationEnd",
            "bulkOperation",
            ("BulkOperation",),
            "That a bulk operation is over.",
            "The operation, as it is now.",
            fields=("finished_at",),
            only=lambda row: row.c.finished_at.is_not(None),
            has_district=False,
        ),
    )
}

AFTER = argument(
    "after",
    str | None,
    "The `cursor` of the last event that arrived, or the `endCursor` of `changes`: what has"
    " happened since is told first. Nothing, or `now`, begins from this moment.",
)
OF_DISTRICTS = argument(
    "districts", list_of(strawberry.ID) | None, "Only in these districts; in all unless told."
)


def subscription_type(outputs: OutputTypes) -> type:
    """The root type."""
    members = {ALL.name: member(Change, ALL.description, arguments=[*narrowing(), AFTER])}
    for watch in WATCHES.values():
        if watch is not ALL and watch.is_there:
            members[watch.name] = member(
                _payload(watch, outputs), watch.description, arguments=_arguments(watch)
            )
    return define(
        placeholder("Subscription"), "What is told as it happens, of the caller's slice.", members
    )


def _arguments(watch: Watch) -> list[Any]:
    given = [OF_DISTRICTS, AFTER] if watch.has_district else [AFTER]
    if watch.to_plan:
        gone = (
            " Of records that are gone, those of the plans' districts are told." * watch.tells_gone
        )
        plans = argument(
            "plans",
            list_of(strawberry.ID) | None,
            f"Only of these plans; of all unless told.{gone}",
        )
        given.insert(1, plans)
    return given


def _payload(watch: Watch, outputs: OutputTypes) -> type:
    record: Any = outputs.objects[watch.types[0]] if len(watch.types) == 1 else Node
    told: dict[str, tuple[Any, Any]] = {
        "cursor": member(str, "Where the event stands: a subscription can go on after it."),
        "happenedAt": member(
            datetime | None,
            "When the record last changed; null where only who sees it has changed.",
        ),
    }
    if watch.tells_gone:
        told |= {
            "kind": member(vocabulary_enum(ChangeKind), "What to do with the record."),
            "id": member(strawberry.ID, "The record's id."),
            "changedFields": member(list_of(str), "Of UPDATED, the fields that changed."),
        }
        record = record | None
    told[watch.record] = member(record, watch.about_the_record)
    return define(placeholder(watch.payload), watch.says, told)
