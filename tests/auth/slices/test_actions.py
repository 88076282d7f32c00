"""What a record is said to be open to, by whom and when, is what the database then lets."""

from uuid import UUID

import orjson
import pytest

from auth.database import Database
from auth.slices import ACTIONS, WRITERS
from auth.slices.writing import Action
from models.lifecycles import LIFECYCLES
from tests.auth.slices.complete import Complete
from tests.auth.slices.doing import DOING
from tests.auth.slices.oracle import Eyes
from tests.auth.slices.test_doing import DOERS, looking, sample, sees_parents
from tests.auth.slices.trying import changed, deleted
from tests.rows import table_of

OPEN_TO = "SELECT coalesce(json_agg(id), '[]') FROM {table} WHERE ({who}) AND ({when})"


async def open_to(database: Database, eyes: Eyes, action: Action) -> set[UUID]:
    """The records to which an action is open, as a read-only statement tells it."""
    table = table_of(action.model)
    told = OPEN_TO.format(table=table.name, who=action.who.sql(table), when=action.when)
    async with database.read(eyes.caller) as transaction:
        return {UUID(each) for each in orjson.loads(await transaction.value(told))}


@pytest.mark.parametrize("name", DOERS)
async def test_what_is_open_is_let(
    busy_world: Complete, busy_database: Database, name: str
) -> None:
    """A deletion that is let is open, too; what is let by way of a move is no update."""
    eyes = looking(busy_world, name)
    for (_, verb), action in ACTIONS.items():
        is_open = await open_to(busy_database, eyes, action)
        if verb not in {"update", "delete"}:
            continue
        model, rows = action.model, sample(busy_world, action.model)
        attempt = changed if verb == "update" else deleted
        tried = await attempt(busy_database, eyes.caller, model, rows)
        let = {row["id"] for row, may in tried if may}
        known = {row["id"] for row in rows if row["id"] in is_open}
        if verb == "update":
            known = {
                row["id"]
                for row in rows
                if row["id"] in known and sees_parents(eyes, model, DOING[model], row)
            }
            assert known <= let, model.__name__
        else:
            assert known == let, model.__name__


@pytest.mark.parametrize(
    "action", ACTIONS.values(), ids=lambda each: f"{each.model.__name__}.{each.name}"
)
def test_an_action_says_why_not_where_a_state_forbids_it(action: Action) -> None:
    assert bool(action.unless) == (action.when != "true")
    assert action.unless == "" or action.unless.endswith(".")


def test_every_move_is_an_action() -> None:
    """But for those that come with another, or that a worker makes."""
    otherwise = {
        ("benchmark", "judgeMet"),
        ("benchmark", "judgeNotMet"),
        ("accelerated_improvement_plan", "supersede"),
        *(("bulk_operation", verb) for verb in ("start", "complete", "fail", "expire")),
    }
    moves = {(table, verb) for table, lives in LIFECYCLES.items() for verb in lives.moves}
    assert moves - otherwise <= set(ACTIONS)
    assert ("benchmark", "judge") in ACTIONS


# What is changed by verbs, taken back and made anew, or written with what it is part of.
WRITTEN_OTHERWISE = {
    ("plan_amendment_change", "update"),
    ("plan_amendment_change", "delete"),
    ("bulk_operation", "update"),
    ("obstacle", "update"),
    ("transcript", "update"),
    ("theme_code", "update"),
    ("theme_grounding", "update"),
    ("memo_reference", "update"),
    ("career_trajectory_step", "update"),
    ("career_trajectory_step", "delete"),
    ("causal_stream_step", "update"),
    ("causal_stream_step", "delete"),
}


def test_whatever_is_changed_or_deleted_has_an_action() -> None:
    let = {
        (model.__tablename__, verb)
        for model, written in WRITERS.items()
        for verb, who in (("update", written.update), ("delete", written.delete))
        if who is not None
    }
    named = {action for action in ACTIONS if action[1] in {"update", "delete"}}
    assert let - named == WRITTEN_OTHERWISE
    assert named <= let


def test_what_an_action_changes_or_deletes_somebody_may_write() -> None:
    for (_, verb), action in ACTIONS.items():
        written = WRITERS[action.model]
        assert written.update is not None or verb == "delete", action
        assert written.delete is not None or verb != "delete", action
