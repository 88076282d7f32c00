"""Who writes what, row by row: the page's "Doing" worked out a second time, and tried."""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.slices import WRITERS
from auth.transactions import WriteTransaction
from models.base import Base
from models.careers import KeyActor
from models.failures import Conflict, Forbidden
from models.innovation import (
    CausalLink,
    CausalNetwork,
    CausalStream,
    CausalStreamStep,
    CausalVariable,
    OutcomeRating,
    Site,
    SiteFamilyMembership,
)
from models.inquiry import (
    Code,
    Memo,
    ResearchQuestion,
    Study,
    StudyFigure,
    StudyMember,
    Theme,
    ThemeCode,
)
from models.inquiry_material import (
    Coding,
    Informant,
    Interview,
    MemoReference,
    Observation,
    SourceDocument,
    ThemeGrounding,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
)
from tests.auth.slices import studies
from tests.auth.slices.research_world import research
from tests.auth.slices.sight import noon, seen
from tests.auth.slices.world import World
from tests.databases import Server, connected
from tests.rows import Owner, Row, table_of, write

SORTING = {Code, Theme, ThemeCode}
STUDY = {Study, ResearchQuestion, StudyFigure}
GATHERED = {Interview, Observation, SourceDocument, TranscriptSpan}
# A transcript refers to its original, which its author alone sees.
IDENTIFYING = {TranscriptOriginal, Transcript, Informant}
MADE = {Coding, ThemeGrounding, MemoReference}
OF_SITES = {Site, OutcomeRating, CausalNetwork, KeyActor}
PARTS = {SiteFamilyMembership, CausalVariable, CausalLink, CausalStream, CausalStreamStep}
NAMES = (
    "monitor",
    "researcher",
    "stranger",
    "other monitor",
    "former monitor",
    "leader",
    "officer",
    "board",
)


class Staffed:
    """A study in a district, in which a monitor, a researcher and somebody from outside work."""

    def __init__(self) -> None:
        _, today = noon()
        self.world = World(today)
        self.district, other, earlier = (self.world.district() for _ in range(3))
        self.people = {name: self.world.person() for name in NAMES}
        since, ended = today - timedelta(days=9), today - timedelta(days=1)
        for name, position, where, ends_on in (
            ("monitor", "PLAN_MONITOR", self.district, None),
            ("other monitor", "PLAN_MONITOR", other, None),
            ("former monitor", "PLAN_MONITOR", earlier, ended),
            ("leader", "SUPERINTENDENT", self.district, None),
        ):
            school = self.world.school(where)
            self.world.appoint(self.people[name], where, position, school, dates=(since, ends_on))
        for name, position in (
            ("researcher", "RESEARCHER"),
            ("stranger", "RESEARCHER"),
            ("officer", "STATE_OFFICER"),
            ("board", "STATE_BOARD_MEMBER"),
        ):
            self.world.appoint_to_state(self.people[name], position, since, None)
        self.study = studies.found(self.world)
        at_work = [self.people[each] for each in ("monitor", "researcher", "former monitor")]
        for person in (*at_work, None):
            author = studies.join(self.world, self.study, person)
            studies.gather(self.world, self.district, author, author[0])
        for name in ("monitor", "researcher"):
            research(self.world, self.district, self.people[name], self.people["leader"], None)

    def caller(self, name: str) -> Caller:
        return Caller(self.people[name]) if name in self.people else PUBLIC

    def author(self, row: Row) -> UUID | None:
        """Who is behind a row; None for somebody who is not of the network."""
        maker = row.get("researcher_id") or row.get("coder_id")
        made_by = self.world.find(StudyMember, maker) if maker else {"person_id": row["author_id"]}
        author: UUID | None = made_by["person_id"]
        return author

    def is_known(self, person: UUID | None, name: str) -> bool:
        """Whether a person is nobody, oneself, or in an office that everyone may know."""
        offices = {self.people[each] for each in ("monitor", "former monitor", "leader")}
        return person is None or person in {*offices, self.people.get(name)}


@pytest.fixture(scope="module")
def staffed() -> Staffed:
    return Staffed()


@pytest.fixture(scope="module")
async def trials(
    server: Server, migrated: str, staffed: Staffed, anyio_backend: object
) -> AsyncIterator[Database]:
    """The API's way to a database in which nothing is kept."""
    urls = await server.create(migrated)
    async with connected(urls.owner) as owner:
        await write(owner, staffed.world.rows_by_model())
    opened = await Database.open(urls.api, time_zone=noon()[0], pool_size=2)
    yield opened
    await opened.close()
    await server.drop(urls)


Rule = Callable[[Staffed, Row, str], bool]


def is_own(staffed: Staffed, row: Row, name: str) -> bool:
    return staffed.author(row) == staffed.people.get(name, "nobody")


def in_no_other_name(staffed: Staffed, row: Row, name: str) -> bool:
    return staffed.author(row) is None or is_own(staffed, row, name)


def study(staffed: Staffed, row: Row, name: str) -> bool:
    """RES."""
    return name in {"researcher", "stranger"}


def member(staffed: Staffed, row: Row, name: str) -> bool:
    """RES, for whom they know."""
    return study(staffed, row, name) and staffed.is_known(row["person_id"], name)


def sorting(staffed: Staffed, row: Row, name: str) -> bool:
    """RES; MON of the studies in which they work."""
    return name in {"researcher", "stranger", "monitor"}


def gathered(staffed: Staffed, row: Row, name: str) -> bool:
    """RES for its studies; the assigned MON what it authors."""
    return (name == "researcher" and in_no_other_name(staffed, row, name)) or (
        name == "monitor" and is_own(staffed, row, name)
    )


def identifying(staffed: Staffed, row: Row, name: str) -> bool:
    """The author alone, while RES of the study or the assigned MON."""
    return name in {"researcher", "monitor"} and is_own(staffed, row, name)


def made(staffed: Staffed, row: Row, name: str) -> bool:
    """RES; MON within own districts for what it authors."""
    return (name in {"researcher", "stranger"} and in_no_other_name(staffed, row, name)) or (
        name == "monitor" and is_own(staffed, row, name)
    )


def of_site(staffed: Staffed, row: Row, name: str) -> bool:
    """RES; MON within own districts for what it authors."""
    return name in {"researcher", "stranger"} or (name == "monitor" and is_own(staffed, row, name))


def authored(staffed: Staffed, row: Row, name: str) -> bool:
    """The same, of authors whom they know."""
    return of_site(staffed, row, name) and staffed.is_known(row["author_id"], name)


PAGE: Mapping[type[Base], Rule] = {
    **dict.fromkeys(STUDY, study),
    StudyMember: member,
    **dict.fromkeys(SORTING, sorting),
    **dict.fromkeys(GATHERED, gathered),
    **dict.fromkeys(IDENTIFYING, identifying),
    **dict.fromkeys(MADE, made),
    Memo: made,
    **dict.fromkeys(OF_SITES, authored),
    **dict.fromkeys(PARTS, of_site),
}


@pytest.mark.parametrize("name", [*NAMES, "public"])
async def test_a_row_is_created_by_whom_the_page_names(
    staffed: Staffed, trials: Database, name: str
) -> None:
    tried = 0
    for model, rule in PAGE.items():
        for row in staffed.world.all(model):
            may = await is_let(trials, staffed.caller(name), model, row | {"id": uuid4()})
            assert may == rule(staffed, row, name), (model.__name__, row)
            tried += 1
    assert tried > len(PAGE)


@pytest.mark.parametrize("name", [*NAMES, "public"])
async def test_a_row_is_changed_by_whom_the_page_names_if_they_see_it(
    staffed: Staffed, trials: Database, name: str
) -> None:
    visible = await seen(trials, staffed.caller(name))
    for model, rule in PAGE.items():
        table = model.__tablename__
        for row in staffed.world.all(model):
            changed = await changes(trials, staffed.caller(name), model, row["id"])
            expected = rule(staffed, row, name) and row["id"] in visible[table]
            assert changed == expected, (table, row)


async def is_let(database: Database, caller: Caller, model: type[Base], row: Row) -> bool:
    """Whether a policy lets a row in, whatever else is wrong with it; nothing is kept."""
    try:
        async with database.write(caller, keep=False) as transaction:
            await insert(transaction, model, row)
    except Forbidden:
        return False
    except Conflict:
        return True
    return True


async def insert(transaction: WriteTransaction, model: type[Base], row: Row) -> None:
    columns = ", ".join(f'"{name}"' for name in row)
    table = table_of(model).name
    given = orjson.dumps([{name: sent(value) for name, value in row.items()}])
    sql = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset"
    await transaction.value(f"{sql}(NULL::{table}, $1)", (given,))


def sent(value: Any) -> Any:
    is_never = isinstance(value, date) and not isinstance(value, datetime) and value == date.max
    return "infinity" if is_never else value


async def changes(database: Database, caller: Caller, model: type[Base], key: UUID) -> bool:
    """Whether a row lets itself be changed; nothing is kept."""
    sql = f"UPDATE {model.__tablename__} SET provenance_row = 7 WHERE id = $1 RETURNING 1"
    try:
        async with database.write(caller, keep=False) as transaction:
            return bool(await transaction.value(sql, (key,)))
    except Forbidden:
        return False


async def test_what_is_written_may_not_refer_to_what_its_author_does_not_see(
    staffed: Staffed, trials: Database
) -> None:
    """The same answer for a text that is another's and for one that is nobody's at all."""
    world, monitor = staffed.world, staffed.people["monitor"]
    mine = next(row for row in world.all(Coding) if staffed.author(row) == monitor)
    hidden = next(row for row in world.all(Transcript) if staffed.author(row) != monitor)
    for transcript, may in ((mine["transcript_id"], True), (hidden["id"], False), (uuid4(), False)):
        coding = mine | {"id": uuid4(), "transcript_id": transcript, "ends_at": 1}
        let = await is_let(trials, staffed.caller("monitor"), Coding, coding)
        assert let == may


async def test_nobody_writes_into_another_persons_name(staffed: Staffed, trials: Database) -> None:
    world = staffed.world
    monitor, researcher = (
        next(row for row in world.all(StudyMember) if row["person_id"] == staffed.people[name])
        for name in ("monitor", "researcher")
    )
    memo = next(row for row in world.all(Memo) if row["researcher_id"] == researcher["id"])
    own = memo | {"id": uuid4()}
    forged = own | {"researcher_id": monitor["id"], "author_id": staffed.people["researcher"]}
    assert await is_let(trials, staffed.caller("researcher"), Memo, own)
    assert not await is_let(trials, staffed.caller("researcher"), Memo, forged)


@pytest.mark.parametrize("ends", ["study_member", "appointment"])
async def test_a_monitor_who_has_left_writes_no_more(
    staffed: Staffed, owner: Owner, fresh_database: Database, ends: str
) -> None:
    await write(owner, staffed.world.rows_by_model())
    coding = next(
        row for row in staffed.world.all(Coding) if staffed.author(row) == staffed.people["monitor"]
    )
    again = coding | {"id": uuid4(), "ends_at": 1}
    assert await is_let(fresh_database, staffed.caller("monitor"), Coding, again)
    yesterday = staffed.world.today - timedelta(days=3)
    await owner.execute(f"UPDATE {ends} SET ends_on = $1 WHERE ends_on IS NULL", yesterday)
    assert not await is_let(fresh_database, staffed.caller("monitor"), Coding, again)


async def test_the_apis_login_may_write_nothing_else(trials: Database) -> None:
    async with trials.pool.acquire() as connection:
        granted = await connection.fetch(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = current_user AND privilege_type <> 'SELECT'"
            " AND table_schema = 'public'"
        )
    assert {tuple(row) for row in granted} == {
        (model.__tablename__, privilege)
        for model, written in WRITERS.items()
        for privilege, who in (
            ("INSERT", written.create),
            ("UPDATE", written.update),
            ("DELETE", written.delete),
        )
        if who is not None
    }
