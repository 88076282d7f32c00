"""What is counted of walkthroughs, what stays as it was shown, and what rows repeat."""

import asyncio
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from api.embedded import Urls
from models.leadership import (
    LeadershipMeeting,
    SchoolImprovementPlan,
    SchoolPlanItem,
    SelfAssessment,
    SelfAssessmentRating,
)
from models.leadership_walkthroughs import (
    InstructionalStrategy,
    Walkthrough,
    WalkthroughComment,
    WalkthroughTool,
    WalkthroughToolStrategy,
)
from models.organizations import District, School
from models.people import Person
from tests.databases import connected
from tests.models.examples import Examples
from tests.rows import Owner, Row, insert, row, write

OCTOBER, NOVEMBER = date(2011, 10, 1), date(2011, 11, 1)
LAST_OF_OCTOBER = date(2011, 10, 31)


@dataclass(slots=True)
class Rounds:
    """A school in which administrators walk through classrooms with a tool of two strategies."""

    owner: Owner
    here: Row
    tool: UUID
    listed: tuple[UUID, UUID]
    strategies: tuple[UUID, UUID]
    observer: UUID
    teachers: list[UUID]

    @classmethod
    async def begin(cls, owner: Owner) -> "Rounds":
        district = {"district_id": await insert(owner, District)}
        school = await insert(owner, School, **district)
        tool = await insert(owner, WalkthroughTool, **district)
        strategies = [
            await insert(owner, InstructionalStrategy, **district, name=name) for name in "ab"
        ]
        listed = [
            await insert(
                owner,
                WalkthroughToolStrategy,
                **district,
                tool_id=tool,
                strategy_id=strategy,
                position=position,
            )
            for position, strategy in enumerate(strategies, start=1)
        ]
        observer, *teachers = [await insert(owner, Person) for _ in range(5)]
        return cls(
            owner,
            district | {"school_id": school},
            tool,
            (listed[0], listed[1]),
            (strategies[0], strategies[1]),
            observer,
            teachers,
        )

    def visit(self, teacher: int, observed_on: date, *, delivered: bool = True) -> Row:
        return row(
            Walkthrough,
            **self.here,
            tool_id=self.tool,
            observer_id=self.observer,
            teacher_id=self.teachers[teacher],
            observed_on=observed_on,
            status="DELIVERED" if delivered else "DRAFT",
            delivered_on=observed_on if delivered else None,
        )

    def comment(self, visit: Row, strategy: int = 0, *, was_seen: bool = True) -> Row:
        repeated = ("district_id", "observer_id", "teacher_id", "tool_id")
        return row(
            WalkthroughComment,
            **{name: visit[name] for name in repeated},
            walkthrough_id=visit["id"],
            tool_strategy_id=self.listed[strategy],
            was_seen=was_seen,
        )

    async def walk(self, teacher: int, observed_on: date, *, seen: tuple[bool, ...]) -> Row:
        """A delivered walkthrough, with a comment on each of the strategies looked for."""
        visit = self.visit(teacher, observed_on)
        comments = [self.comment(visit, place, was_seen=each) for place, each in enumerate(seen)]
        await write(self.owner, {Walkthrough: [visit], WalkthroughComment: comments})
        return visit

    async def counts(self) -> dict[date, int]:
        found = await self.owner.fetch("SELECT month, walkthroughs FROM walkthrough_count")
        return {each["month"]: each["walkthroughs"] for each in found}

    async def seen(self) -> dict[tuple[date, int], tuple[int, int | None]]:
        """By month and strategy: walkthroughs, and on how many it was seen."""
        found = await self.owner.fetch("SELECT * FROM strategy_count")
        return {
            (each["month"], self.strategies.index(each["strategy_id"])): (
                each["walkthroughs"],
                each["seen"],
            )
            for each in found
        }


@pytest.fixture
async def rounds(owner: Owner) -> Rounds:
    return await Rounds.begin(owner)


async def test_delivered_walkthroughs_count_for_their_month(rounds: Rounds) -> None:
    visits = [
        rounds.visit(0, OCTOBER),
        rounds.visit(1, LAST_OF_OCTOBER),
        rounds.visit(2, NOVEMBER),
        rounds.visit(3, NOVEMBER, delivered=False),
    ]
    await write(rounds.owner, {Walkthrough: visits})
    assert await rounds.counts() == {OCTOBER: 2, NOVEMBER: 1}
    update = "UPDATE walkthrough SET {} WHERE id = $1"
    await rounds.owner.execute(
        update.format("status = 'DELIVERED', delivered_on = observed_on"), visits[3]["id"]
    )
    assert await rounds.counts() == {OCTOBER: 2, NOVEMBER: 2}
    await rounds.owner.execute(update.format("observed_on = '2011-10-02'"), visits[2]["id"])
    assert await rounds.counts() == {OCTOBER: 3, NOVEMBER: 1}
    await rounds.owner.execute("DELETE FROM walkthrough WHERE id = $1", visits[3]["id"])
    assert await rounds.counts() == {OCTOBER: 3}
    await rounds.owner.execute(
        "UPDATE walkthrough SET observer_id = $1 WHERE id = $2",
        rounds.teachers[3],
        visits[0]["id"],
    )
    found = await rounds.owner.fetch("SELECT observer_id, walkthroughs FROM walkthrough_count")
    assert {tuple(each) for each in found} == {(rounds.observer, 2), (rounds.teachers[3], 1)}


async def test_what_was_seen_is_withheld_below_three_teachers(rounds: Rounds) -> None:
    await rounds.walk(0, OCTOBER, seen=(True, False))
    await rounds.walk(0, OCTOBER, seen=(True,))
    await rounds.walk(1, OCTOBER, seen=(True, True))
    assert await rounds.seen() == {(OCTOBER, 0): (3, None), (OCTOBER, 1): (2, None)}
    third = await rounds.walk(2, LAST_OF_OCTOBER, seen=(False,))
    assert await rounds.seen() == {(OCTOBER, 0): (4, 3), (OCTOBER, 1): (2, None)}
    await rounds.owner.execute(
        "UPDATE walkthrough SET status = 'DRAFT', delivered_on = NULL WHERE id = $1", third["id"]
    )
    assert await rounds.seen() == {(OCTOBER, 0): (3, None), (OCTOBER, 1): (2, None)}


async def test_a_comment_counts_as_soon_as_it_is_noted_changed_or_taken_back(
    rounds: Rounds,
) -> None:
    visits = [await rounds.walk(teacher, OCTOBER, seen=(True,)) for teacher in range(3)]
    assert await rounds.seen() == {(OCTOBER, 0): (3, 3)}
    by_visit = "WHERE walkthrough_id = $1"
    await rounds.owner.execute(
        f"UPDATE walkthrough_comment SET was_seen = false {by_visit}", visits[0]["id"]
    )
    assert await rounds.seen() == {(OCTOBER, 0): (3, 2)}
    await rounds.owner.execute(
        f"UPDATE walkthrough_comment SET tool_strategy_id = $2 {by_visit}",
        visits[0]["id"],
        rounds.listed[1],
    )
    assert await rounds.seen() == {(OCTOBER, 0): (2, None), (OCTOBER, 1): (1, None)}
    await rounds.owner.execute(f"DELETE FROM walkthrough_comment {by_visit}", visits[0]["id"])
    assert await rounds.seen() == {(OCTOBER, 0): (2, None)}
    assert await rounds.counts() == {OCTOBER: 3}


async def test_the_same_walkthroughs_make_the_same_counts(rounds: Rounds) -> None:
    """Ids too: a demo that is loaded anew has the same records."""
    query = "SELECT id::text FROM walkthrough_count UNION SELECT id::text FROM strategy_count"
    visit = await rounds.walk(0, OCTOBER, seen=(True,))
    before = {each[0] for each in await rounds.owner.fetch(query)}
    await rounds.owner.execute("DELETE FROM walkthrough_comment")
    await rounds.owner.execute("DELETE FROM walkthrough")
    assert not await rounds.owner.fetch(query)
    await write(rounds.owner, {Walkthrough: [visit], WalkthroughComment: [rounds.comment(visit)]})
    assert {each[0] for each in await rounds.owner.fetch(query)} == before
    assert len(before) == 2


async def test_two_who_write_at_once_are_both_counted(rounds: Rounds, fresh_urls: Urls) -> None:
    async with connected(fresh_urls.owner) as one, connected(fresh_urls.owner) as two:
        transaction = one.transaction()
        await transaction.start()
        await write(one, {Walkthrough: [rounds.visit(0, OCTOBER)]})
        waiting = asyncio.create_task(write(two, {Walkthrough: [rounds.visit(1, OCTOBER)]}))
        blocked = "SELECT cardinality(pg_blocking_pids($1)) > 0 FROM pg_sleep(0.01)"
        while not (waiting.done() or await one.fetchval(blocked, two.get_server_pid())):
            pass
        assert not waiting.done()
        await transaction.commit()
        await waiting
    assert await rounds.counts() == {OCTOBER: 2}


async def test_a_comment_follows_its_walkthrough_to_another_teacher(rounds: Rounds) -> None:
    visit = await rounds.walk(0, OCTOBER, seen=(True,))
    await rounds.owner.execute(
        "UPDATE walkthrough SET teacher_id = $1 WHERE id = $2", rounds.teachers[1], visit["id"]
    )
    found = await rounds.owner.fetchrow("SELECT teacher_id, version FROM walkthrough_comment")
    assert found is not None
    assert tuple(found) == (rounds.teachers[1], 1)


async def test_a_comment_is_on_a_strategy_of_the_tool_that_was_used(rounds: Rounds) -> None:
    visit = await rounds.walk(0, OCTOBER, seen=(True,))
    district = {"district_id": rounds.here["district_id"]}
    other = await insert(rounds.owner, WalkthroughTool, **district, edition=2)
    elsewhere = await insert(
        rounds.owner,
        WalkthroughToolStrategy,
        **district,
        tool_id=other,
        strategy_id=rounds.strategies[1],
    )
    comment = rounds.comment(visit) | {"tool_strategy_id": elsewhere}
    with pytest.raises(asyncpg.ForeignKeyViolationError, match="tool_strategy_id"):
        await write(rounds.owner, {WalkthroughComment: [comment]})


async def test_the_list_of_a_used_tool_stays(rounds: Rounds) -> None:
    await rounds.walk(0, OCTOBER, seen=(True,))
    change = "UPDATE walkthrough_tool_strategy SET strategy_id = $1 WHERE id = $2"
    third = await insert(
        rounds.owner, InstructionalStrategy, district_id=rounds.here["district_id"], name="c"
    )
    with pytest.raises(asyncpg.CheckViolationError, match="new edition"):
        await rounds.owner.execute(change, third, rounds.listed[0])
    await rounds.owner.execute(change, third, rounds.listed[1])


async def test_a_late_copy_is_told_from_one_of_the_day(rounds: Rounds) -> None:
    late = rounds.visit(0, OCTOBER) | {"delivered_on": date(2011, 10, 2)}
    on_time, draft = rounds.visit(1, OCTOBER), rounds.visit(2, OCTOBER, delivered=False)
    await write(rounds.owner, {Walkthrough: [late, on_time, draft]})
    found = await rounds.owner.fetch("SELECT id, is_same_day FROM walkthrough")
    assert {each["id"]: each["is_same_day"] for each in found} == {
        late["id"]: False,
        on_time["id"]: True,
        draft["id"]: None,
    }


@pytest.fixture
async def handed_in(owner: Owner) -> dict[str, UUID]:
    """A self-assessment in the open packet of a meeting."""
    here = {"district_id": await insert(owner, District)}
    author = {"author_id": await insert(owner, Person)}
    meeting = await insert(owner, LeadershipMeeting, **here, status="PACKET_OPEN")
    released = {"released_from": date.max}
    assessment = await insert(
        owner,
        SelfAssessment,
        **here,
        **author,
        **released,
        status="IN_PACKET",
        submitted_on=date(2012, 1, 1),
        meeting_id=meeting,
    )
    rating = await insert(
        owner, SelfAssessmentRating, **here, **author, **released, assessment_id=assessment
    )
    return {"meeting": meeting, "assessment": assessment, "rating": rating}


RELEASE = "UPDATE leadership_meeting SET status = 'PACKET_RELEASED', packet_released_on = $1"
CHANGES = {
    "self_assessment": ("month = '2012-02-01'", "provenance_source = 'M'", "school_id = NULL"),
    "self_assessment_rating": ("rationale = 'another'", "level = 'EFFECTIVE'"),
}


@pytest.mark.usefixtures("handed_in")
async def test_a_self_assessment_is_frozen_once_its_packet_is_released(owner: Owner) -> None:
    for table, changes in CHANGES.items():
        for change in changes:
            await owner.execute(f"UPDATE {table} SET {change}")
    await owner.execute(RELEASE, date(2012, 1, 1))
    await owner.execute("UPDATE self_assessment_rating SET rationale = rationale")
    for table, changes in (
        ("self_assessment", ("month = '2012-03-01'", "status = 'SUBMITTED', meeting_id = NULL")),
        ("self_assessment_rating", ("rationale = 'a third'", "provenance_source = 'H'")),
    ):
        for change in changes:
            with pytest.raises(asyncpg.CheckViolationError, match="packet is released") as caught:
                await owner.execute(f"UPDATE {table} SET {change}")
            assert caught.value.constraint_name == f"ck_{table}_frozen"
    for table in ("self_assessment_rating", "self_assessment"):
        with pytest.raises(asyncpg.CheckViolationError, match="packet is released"):
            await owner.execute(f"DELETE FROM {table}")


@pytest.mark.usefixtures("handed_in")
async def test_the_day_of_release_reaches_every_rating_and_is_no_change_of_theirs(
    owner: Owner,
) -> None:
    for day in (date(2011, 12, 31), date(2012, 1, 1)):
        await owner.execute(RELEASE, day)
        for table in CHANGES:
            found = await owner.fetchrow(f"SELECT released_from, version FROM {table}")
            assert found is not None
            assert tuple(found) == (day, 1)


@pytest.mark.usefixtures("handed_in")
async def test_a_released_packet_is_not_taken_back(owner: Owner) -> None:
    await owner.execute(RELEASE, date(2012, 1, 1))
    with pytest.raises(asyncpg.CheckViolationError) as caught:
        await owner.execute(
            "UPDATE leadership_meeting SET status = 'PACKET_OPEN', packet_released_on = NULL"
        )
    assert caught.value.constraint_name == "ck_leadership_meeting_stays_released"


async def test_what_hangs_on_a_school_plan_is_published_with_it(
    book: Owner, examples: Examples
) -> None:
    plan = examples.first[SchoolImprovementPlan]
    day = date(2012, 5, 5)
    await book.execute(
        "UPDATE school_improvement_plan SET published_on = $1 WHERE id = $2", day, plan["id"]
    )
    for table in ("school_plan_item", "school_plan_item_strategy"):
        found = await book.fetch(
            f"SELECT DISTINCT public_from, version FROM {table} WHERE district_id = $1",
            plan["district_id"],
        )
        assert [tuple(each) for each in found] == [(day, 1)]


async def test_a_reviewed_item_stays_one_of_the_plan_reviewed(
    book: Owner, examples: Examples
) -> None:
    plan, item = examples.first[SchoolImprovementPlan], examples.first[SchoolPlanItem]
    at_school = {name: plan[name] for name in ("district_id", "school_id")}
    other = await insert(book, SchoolImprovementPlan, **at_school, school_year=2015)
    with pytest.raises(asyncpg.ForeignKeyViolationError) as caught:
        await book.execute(
            "UPDATE school_plan_item SET plan_id = $1, position = 40, public_from = 'infinity'"
            " WHERE id = $2",
            other,
            item["id"],
        )
    assert caught.value.constraint_name == "fk_school_plan_review_item_item_id"
