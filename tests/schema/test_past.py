"""What was read at a moment is read as of it, and a record's events make its versions."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.embedded import Urls
from auth.callers import Caller
from auth.database import Database
from models.base import Base
from models.monitoring import QuarterlyProgressReport, QuarterlySection
from models.organizations import District
from models.people import Appointment, Person
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Initiative,
    KeyIssue,
    StrategicObjective,
)
from schema.entities import registry
from schema.ids import encode_id
from tests.databases import Server, connected
from tests.rows import Owner, Row, insert, row
from tests.schema.graphs import DESK, Graph

PART = "id updatedAt version position"
TREE = f"""
  id title status updatedAt version
  keyIssues {{ totalCount nodes {{ {PART} statement }} }}
  strategicObjectives(where: {{title: {{ne: "hidden"}}}}) {{ nodes {{ {PART} title
    initiatives(first: 3) {{ edges {{ cursor node {{ {PART} title
      activities {{ nodes {{ {PART} description status owner {{ id label updatedAt }} }} }}
      benchmarks(orderBy: [{{field: STATEMENT, direction: DESC}}]) {{
        nodes {{ {PART} statement status dueOn initiative {{ title }} }}
        groups(by: [STATUS]) {{ key {{ status }} count }}
      }}
    }} }} }}
  }} }}
"""
NOW = f"query Now($id: ID!) {{ plan(id: $id) {{ {TREE} }} }}"
THEN = f"query Then($id: ID!, $at: DateTime!) {{ plan(id: $id, asOf: $at) {{ {TREE} }} }}"
SUBMITTED = "status = 'SUBMITTED', first_submitted_on = '2012-01-01', submitted_on = '2012-01-01'"


@dataclass(slots=True)
class Place:
    """A district with a plan, somebody who sees it, and what became of it."""

    owner: Owner
    graph: Graph
    leader: Caller
    here: Row
    plan: UUID
    tree: dict[type[Base], list[Row]] = field(default_factory=dict)

    @property
    def plan_id(self) -> str:
        return encode_id(
            registry["AcceleratedImprovementPlan"], self.here["district_id"], self.plan
        )

    async def ask(self, query: str, **variables: Any) -> Any:
        answer = await self.graph.ask(query, {"id": self.plan_id, **variables}, caller=self.leader)
        assert not answer.errors, answer.errors
        assert answer.statements == 1
        return answer.data

    async def add(self, model: type[Base], **given: object) -> Row:
        made = row(model, **self.here, **given)
        await insert(self.owner, model, **made)
        self.tree.setdefault(model, []).append(made)
        return made

    async def moment(self) -> datetime:
        return await self.owner.fetchval("SELECT clock_timestamp()")  # type: ignore[no-any-return]


async def placed(owner: Owner, graph: Graph) -> Place:
    """A new district with a draft plan of one objective, initiative, activity and benchmark."""
    person = await insert(owner, Person)
    district = await insert(owner, District, name=f"District of {person}")
    here = {"district_id": district}
    await insert(owner, Appointment, **here, person_id=person, position="SUPERINTENDENT")
    plan = await insert(owner, AcceleratedImprovementPlan, **here)
    place = Place(owner, graph, Caller(person), here, plan)
    part = {"visibility": "PREPARATION"}
    await place.add(KeyIssue, **part, plan_id=plan)
    objective = await place.add(StrategicObjective, **part, plan_id=plan)
    initiative = await place.add(Initiative, **part, strategic_objective_id=objective["id"])
    below = part | {"initiative_id": initiative["id"]}
    await place.add(Activity, **below, owner_id=person)
    await place.add(Benchmark, **below)
    return place


@pytest.fixture(scope="module")
async def past_urls(server: Server, migrated: str, anyio_backend: object) -> AsyncIterator[Urls]:
    urls = await server.create(migrated)
    yield urls
    await server.drop(urls)


@pytest.fixture(scope="module")
async def world(past_urls: Urls, anyio_backend: object) -> AsyncIterator[tuple[Owner, Graph]]:
    opened = await Database.open(past_urls.api, pool_size=1)
    async with connected(past_urls.owner) as owner:
        yield owner, DESK.over(opened)
    await opened.close()


WORDS = st.sampled_from(["one", "two", "three"])
EDITS = st.one_of(
    st.tuples(st.just("benchmark"), st.just("statement"), WORDS),
    st.tuples(st.just("activity"), st.just("description"), WORDS),
    st.tuples(st.just("initiative"), st.just("title"), WORDS),
    st.tuples(st.just("strategic_objective"), st.just("title"), st.sampled_from(["a", "hidden"])),
    st.tuples(st.just("key_issue"), st.just("statement"), WORDS),
    st.tuples(st.just("person"), st.just("label"), WORDS),
    st.tuples(
        st.sampled_from(["add", "remove", "return", "submit", "twice"]), st.none(), st.none()
    ),
)


async def visibility(place: Place) -> str:
    district = place.here["district_id"]
    found = "SELECT visibility FROM initiative WHERE district_id = $1"
    return str(await place.owner.fetchval(found, district))


async def edit(place: Place, what: str, column: str | None, value: str | None) -> None:
    owner, district = place.owner, place.here["district_id"]
    benchmarks = place.tree[Benchmark]
    first = benchmarks[0]
    if what == "add":
        if len(benchmarks) < 10:
            place_of = len(benchmarks) + 1
            kept = {name: first[name] for name in ("initiative_id", "statement")}
            await place.add(
                Benchmark, **kept, position=place_of, visibility=await visibility(place)
            )
    elif what == "remove":
        await owner.execute("DELETE FROM benchmark WHERE id = $1", first["id"])
    elif what == "return":
        if await owner.fetchval("SELECT true FROM deleted.benchmark WHERE id = $1", first["id"]):
            await insert(owner, Benchmark, **first | {"visibility": await visibility(place)})
    elif what == "submit":
        await owner.execute(
            f"UPDATE accelerated_improvement_plan SET {SUBMITTED} WHERE id = $1", place.plan
        )
    elif what == "twice":
        async with owner.transaction():
            for title in ("between", "after"):
                await owner.execute(
                    "UPDATE initiative SET title = $2 WHERE district_id = $1", district, title
                )
    elif what == "person":
        await owner.execute(
            "UPDATE person SET label = $2 WHERE id = $1", place.leader.person, value
        )
    else:
        await owner.execute(
            f"UPDATE {what} SET {column} = $2 WHERE district_id = $1", district, value
        )


@settings(max_examples=15)
@given(edits=st.lists(EDITS, max_size=10))
async def test_what_was_read_at_a_moment_is_read_as_of_it(
    world: tuple[Owner, Graph], edits: list[tuple[str, str | None, str | None]]
) -> None:
    before = await world[0].fetchval("SELECT clock_timestamp()")
    place = await placed(*world)
    read = [(await place.moment(), await place.ask(NOW))]
    for what, column, value in edits:
        await edit(place, what, column, value)
        read.append((await place.moment(), await place.ask(NOW)))
    for moment, seen in read:
        assert await place.ask(THEN, at=moment.isoformat()) == seen
    assert await place.ask(THEN, at=before.isoformat()) == {"plan": None}


HISTORY = """
query History($id: ID!) {
  benchmark(id: $id) {
    statement dueOn status version position
    initiative { id }
    history(first: 1000) { kind version changes { field from to } }
  }
}
"""


@settings(max_examples=15)
@given(edits=st.lists(EDITS, max_size=10))
async def test_the_events_of_a_record_make_its_versions(
    world: tuple[Owner, Graph], edits: list[tuple[str, str | None, str | None]]
) -> None:
    place = await placed(*world)
    for what, column, value in edits:
        await edit(place, what, column, value)
    for made in place.tree[Benchmark]:
        key = encode_id(registry["Benchmark"], place.here["district_id"], made["id"])
        found = (await place.ask(HISTORY, id=key))["benchmark"]
        if found is None:
            continue
        values: dict[str, str] = {}
        for event in reversed(found["history"]):
            for change in event["changes"]:
                assert values.get(change["field"]) == change["from"]
                values[change["field"]] = change["to"]
        assert found["history"][0]["version"] == found["version"]
        for name in ("statement", "dueOn", "status"):
            assert values[name] == found[name]
        assert values["position"] == str(found["position"])
        assert values["initiative"] == found["initiative"]["id"]


DIFFERENCES = """
query Differences($id: ID!, $from: DateTime!, $to: DateTime) {
  planDiff(id: $id, from: $from, to: $to) {
    kind recordType place statement changes { field from to }
  }
}
"""


async def test_a_red_lined_plan_shows_what_was_added_removed_and_changed(
    world: tuple[Owner, Graph],
) -> None:
    place = await placed(*world)
    start = await place.moment()
    await edit(place, "add", None, None)
    await edit(place, "initiative", "title", "one")
    await edit(place, "remove", None, None)
    await edit(place, "submit", None, None)
    middle = await place.moment()
    await edit(place, "initiative", "title", "said")

    async def between(earlier: datetime, later: datetime | None) -> list[Any]:
        to = later and later.isoformat()
        told = await place.ask(DIFFERENCES, **{"from": earlier.isoformat(), "to": to})
        return list(told["planDiff"])

    plan, initiative, removed, added = await between(start, middle)
    assert (plan["kind"], plan["place"]) == ("CHANGED", None)
    assert {"field": "status", "from": "DRAFT", "to": "SUBMITTED"} in plan["changes"]
    assert initiative == {
        "kind": "CHANGED",
        "recordType": "Initiative",
        "place": "1.1",
        "statement": "one",
        "changes": [{"field": "title", "from": "said", "to": "one"}],
    }
    assert (removed["kind"], removed["recordType"], removed["place"]) == (
        "REMOVED",
        "Benchmark",
        "1.1.1",
    )
    assert (added["kind"], added["recordType"], added["place"]) == ("ADDED", "Benchmark", "1.1.2")
    assert all(change["from"] is None for change in added["changes"])
    assert all(change["to"] is None for change in removed["changes"])
    back = await between(middle, None)
    assert [(each["kind"], each["place"]) for each in back] == [("CHANGED", "1.1")]
    whole = await between(start, None)
    assert [each["recordType"] for each in whole] == [
        "AcceleratedImprovementPlan",
        "Benchmark",
        "Benchmark",
    ]


async def test_whoever_does_not_see_the_plan_is_told_nothing(world: tuple[Owner, Graph]) -> None:
    place, elsewhere = await placed(*world), await placed(*world)
    start = await place.moment()
    await edit(place, "benchmark", "statement", "one")
    stranger = Place(place.owner, place.graph, elsewhere.leader, place.here, place.plan)
    for asked in (place, stranger):
        told = await asked.ask(DIFFERENCES, **{"from": start.isoformat()})
        assert len(told["planDiff"]) == (1 if asked is place else 0)
        then = await asked.ask(THEN, at=start.isoformat())
        assert (then["plan"] is None) == (asked is stranger)
    history = "query H($id: ID!) { plan(id: $id) { history { kind } } }"
    assert (await stranger.ask(history))["plan"] is None
    assert (await place.ask(history))["plan"]["history"] == [{"kind": "INSERT"}]


async def test_a_changed_reference_is_told_to_those_who_see_what_it_leads_to(
    world: tuple[Owner, Graph],
) -> None:
    """The activity is passed from one who is known in the district to one who is not."""
    place = await placed(*world)
    hidden = await insert(place.owner, Person)
    activity = place.tree[Activity][0]["id"]
    await place.owner.execute("UPDATE activity SET owner_id = $2 WHERE id = $1", activity, hidden)
    key = encode_id(registry["Activity"], place.here["district_id"], activity)
    query = "query A($id: ID!) { activity(id: $id) { history { changes { field from to } } } }"
    told = (await place.ask(query, id=key))["activity"]["history"]
    known = encode_id(registry["Person"], place.leader.person)  # type: ignore[arg-type]
    assert told[0]["changes"] == [{"field": "owner", "from": known, "to": None}]


async def test_who_did_it_is_told_with_the_office(world: tuple[Owner, Graph]) -> None:
    place = await placed(*world)
    async with place.owner.transaction():
        await place.owner.execute(f"SET LOCAL throughline.person TO '{place.leader.person}'")
        await place.owner.execute("SET LOCAL throughline.cause TO 'updateInitiative'")
        await edit(place, "initiative", "title", "one")
    [initiative] = place.tree[Initiative]
    key = encode_id(registry["Initiative"], place.here["district_id"], initiative["id"])
    query = """query I($id: ID!) { initiative(id: $id) { history(first: 1) {
      kind cause person { id } appointment { position person { id } } stateAppointment { id }
    } } }"""
    [told] = (await place.ask(query, id=key))["initiative"]["history"]
    whose = {"id": encode_id(registry["Person"], place.leader.person)}  # type: ignore[arg-type]
    assert told == {
        "kind": "UPDATE",
        "cause": "updateInitiative",
        "person": whose,
        "appointment": {"position": "SUPERINTENDENT", "person": whose},
        "stateAppointment": None,
    }


async def test_what_is_asked_of_today_is_refused_of_the_past(graph: Graph) -> None:
    for asked in ("throughLine { status }", "history { kind }"):
        [error] = await graph.refusal(
            f'{{ plan(id: "AcceleratedImprovementPlan_{"0" * 64}", asOf: "2012-01-01T00:00:00Z")'
            f" {{ {asked} }} }}"
        )
        assert "told of today only" in error["message"]


async def test_as_many_events_as_asked_for(world: tuple[Owner, Graph]) -> None:
    place = await placed(*world)
    for word in ("one", "two", "three"):
        await edit(place, "initiative", "title", word)
    [initiative] = place.tree[Initiative]
    key = encode_id(registry["Initiative"], place.here["district_id"], initiative["id"])
    query = """query I($id: ID!, $first: Int) {
      initiative(id: $id) { history(first: $first) { changes { field to } } }
    }"""
    told = (await place.ask(query, id=key, first=2))["initiative"]["history"]
    assert told == [{"changes": [{"field": "title", "to": word}]} for word in ("three", "two")]
    for first in (0, 1001):
        answer = await place.graph.ask(query, {"id": key, "first": first}, caller=place.leader)
        assert answer.codes == {"BAD_USER_INPUT"}


REPORTED = """
query Reported($id: ID!) {
  quarterlyReport(id: $id) {
    planAsReported { title strategicObjectives { nodes { title } } }
    sections { nodes {
      strategicObjective { title }
      strategicObjectiveAsReported { title initiatives { nodes { title } } }
    } }
  }
}
"""


async def test_a_report_shows_the_plan_as_it_was_when_it_was_issued(
    world: tuple[Owner, Graph],
) -> None:
    place = await placed(*world)
    objective = place.tree[StrategicObjective][0]["id"]
    report = await place.add(
        QuarterlyProgressReport, plan_id=place.plan, school_year=2012, revision=1
    )
    of_report = {"report_id": report["id"], "status": "DRAFT"}
    await place.add(QuarterlySection, **of_report, strategic_objective_id=objective)

    async def titles() -> tuple[str, str, str, str]:
        key = encode_id(registry["QuarterlyProgressReport"], *place.here.values(), report["id"])
        told = (await place.ask(REPORTED, id=key))["quarterlyReport"]
        [section] = told["sections"]["nodes"]
        then = section["strategicObjectiveAsReported"]
        return (
            told["planAsReported"]["strategicObjectives"]["nodes"][0]["title"],
            then["title"],
            then["initiatives"]["nodes"][0]["title"],
            section["strategicObjective"]["title"],
        )

    async def rename(title: str) -> None:
        await edit(place, "strategic_objective", "title", title)
        await edit(place, "initiative", "title", title)

    changes = "UPDATE quarterly_progress_report SET {} WHERE id = $1"
    await place.owner.execute(changes.format("overall_progress = 'more'"), report["id"])
    issued = changes.format("status = 'ISSUED', issued_on = '2012-03-01'")
    await rename("while drafted")
    monitor = await insert(place.owner, Person)
    await place.add(Appointment, person_id=monitor, position="PLAN_MONITOR")
    place.leader = Caller(monitor)
    await place.owner.execute(
        f"UPDATE accelerated_improvement_plan SET {SUBMITTED} WHERE id = $1", place.plan
    )
    assert await titles() == ("while drafted",) * 4
    await place.owner.execute(issued, report["id"])
    await rename("afterwards")
    assert await titles() == (*("while drafted",) * 3, "afterwards")
    presented = (
        "status = 'PRESENTED', presented_on = '2012-03-02', presented_at = 'a', is_televised = true"
    )
    await place.owner.execute(changes.format(presented), report["id"])
    assert await titles() == (*("while drafted",) * 3, "afterwards")
