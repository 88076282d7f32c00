"""A study's confidences are its author's and the research office's; and only one reads it all."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from auth.callers import PUBLIC, Caller
from auth.database import Database
from models.inquiry import Theme
from models.inquiry_material import ThemeGrounding, Transcript
from tests.auth.slices import studies
from tests.auth.slices.sight import noon, seen
from tests.auth.slices.world import World
from tests.rows import Owner, write

CONFIDENCES = {
    "interview",
    "observation",
    "source_document",
    "transcript",
    "transcript_span",
    "coding",
    "theme_grounding",
    "memo",
    "memo_reference",
}
TO_THE_AUTHOR = {"transcript_original", "informant"}
STUDY = {
    "study",
    "study_member",
    "research_question",
    "study_figure",
    "code",
    "theme",
    "theme_code",
}


class Staffed:
    """One study of one district, by its monitor; everyone else is there too."""

    def __init__(self) -> None:
        _, today = noon()
        self.world = World(today)
        self.district = self.world.district()
        school = self.world.school(self.district)
        self.people = {name: self.world.person() for name in ("monitor", "leader", "researcher")}
        since = (today - timedelta(days=9), None)
        for name, position in (("monitor", "PLAN_MONITOR"), ("leader", "SUPERINTENDENT")):
            self.world.appoint(self.people[name], self.district, position, school, dates=since)
        self.world.appoint_to_state(self.people["researcher"], "RESEARCHER", *since)
        self.study = studies.found(self.world)
        self.monitor = studies.join(self.world, self.study, self.people["monitor"])
        studies.gather(self.world, self.district, self.monitor, self.monitor[0])

    def caller(self, name: str) -> Caller:
        return Caller(self.people[name])


@pytest.fixture
async def staffed(owner: Owner) -> Staffed:
    made = Staffed()
    await write(owner, made.world.rows_by_model())
    return made


async def tables(database: Database, caller: Caller) -> set[str]:
    """The tables of the study in which the caller sees any row."""
    shown = await seen(database, caller)
    return {name for name in CONFIDENCES | TO_THE_AUTHOR | STUDY if shown[name]}


async def test_the_author_reads_all_and_the_research_office_all_but_who_it_was(
    staffed: Staffed, fresh_database: Database
) -> None:
    everything = CONFIDENCES | TO_THE_AUTHOR | STUDY
    assert await tables(fresh_database, staffed.caller("monitor")) == everything
    assert await tables(fresh_database, staffed.caller("researcher")) == everything - TO_THE_AUTHOR


async def test_a_leader_who_is_a_member_reads_no_more_than_the_public(
    staffed: Staffed, owner: Owner, fresh_database: Database
) -> None:
    leader = staffed.caller("leader")
    assert await tables(fresh_database, leader) == {"theme"}
    await owner.execute(
        "INSERT INTO study_member (id, study_id, person_id, label) VALUES ($1, $2, $1, 'leader')",
        leader.person,
        staffed.study,
    )
    assert await tables(fresh_database, leader) == {"theme"}
    assert await tables(fresh_database, PUBLIC) == {"theme"}


@pytest.mark.parametrize(
    "ends",
    [
        "UPDATE study_member SET ends_on = $1",
        "UPDATE appointment SET ends_on = $1 WHERE position = 'PLAN_MONITOR'",
    ],
)
async def test_an_author_who_has_left_keeps_what_was_written_and_loses_the_study(
    staffed: Staffed, owner: Owner, fresh_database: Database, ends: str
) -> None:
    await owner.execute(ends, staffed.world.today - timedelta(days=3))
    shown = await tables(fresh_database, staffed.caller("monitor"))
    assert shown == CONFIDENCES | TO_THE_AUTHOR | {"theme"}
    themes = (await seen(fresh_database, staffed.caller("monitor")))["theme"]
    assert {staffed.world.find(Theme, each)["title"] for each in themes} == {"Published"}


async def test_another_monitor_sees_nothing_of_it(
    staffed: Staffed, owner: Owner, fresh_database: Database
) -> None:
    elsewhere = World(staffed.world.today)
    district = elsewhere.district()
    person = elsewhere.person()
    since = (elsewhere.today - timedelta(days=9), None)
    elsewhere.appoint(person, district, "PLAN_MONITOR", elsewhere.school(district), dates=since)
    author = studies.join(elsewhere, studies.found(elsewhere), person)
    studies.gather(elsewhere, district, author, author[0])
    await write(owner, elsewhere.rows_by_model())
    shown = await seen(fresh_database, Caller(person))
    for table, ids in shown.items():
        if table in CONFIDENCES | TO_THE_AUTHOR | STUDY - {"theme"}:
            assert ids == {
                key
                for model, rows in elsewhere.rows.items()
                if model.__tablename__ == table
                for key in rows
            }, table


async def test_a_second_coder_reads_the_own_codings_and_not_the_text(
    staffed: Staffed, owner: Owner, fresh_database: Database
) -> None:
    second = World(staffed.world.today)
    officer = second.person()
    second.appoint_to_state(officer, "STATE_OFFICER", second.today - timedelta(days=1), None)
    await write(owner, second.rows_by_model())
    member = UUID(int=7)
    await owner.execute(
        "INSERT INTO study_member (id, study_id, person_id, label) VALUES ($1, $2, $3, 'second')",
        member,
        staffed.study,
        officer,
    )
    await owner.execute("UPDATE coding SET coder_id = $1", member)
    shown = await tables(fresh_database, Caller(officer))
    assert shown == STUDY | {"coding", "theme_grounding"}
    assert "coding" not in await tables(fresh_database, staffed.caller("monitor"))


async def test_whoever_sees_only_the_theme_sees_nothing_of_what_grounds_it(
    staffed: Staffed, fresh_database: Database
) -> None:
    published = next(each for each in staffed.world.all(Theme) if each["published_on"])
    grounded = {each["theme_id"] for each in staffed.world.all(ThemeGrounding)}
    assert published["id"] in grounded
    for caller in (PUBLIC, staffed.caller("leader")):
        shown = await seen(fresh_database, caller)
        assert shown["theme"] == {published["id"]}
        assert not shown["theme_grounding"] | shown["coding"] | shown["code"] | shown["study"]


TEXT = "SELECT masked_text FROM transcript"
ORIGINAL = "SELECT text FROM transcript_original"


async def test_the_research_office_reads_the_masked_text_alone(
    staffed: Staffed, owner: Owner, fresh_database: Database
) -> None:
    async with fresh_database.read(staffed.caller("researcher")) as transaction:
        assert await transaction.value(TEXT) is None
    await owner.execute("UPDATE transcript SET deidentified_on = $1", date(2012, 1, 1))
    assert len(list(staffed.world.all(Transcript))) == 1
    async with fresh_database.read(staffed.caller("researcher")) as transaction:
        assert await transaction.value(TEXT) == "██id"
        assert await transaction.value(ORIGINAL) is None
    async with fresh_database.read(staffed.caller("monitor")) as transaction:
        assert await transaction.value(ORIGINAL) == "said"
