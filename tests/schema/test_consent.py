"""Once consent is withdrawn, an interview and all that hangs on it has left everybody but one."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from auth.callers import Caller
from auth.database import Database
from models.failures import Forbidden
from models.inquiry import StudyMember
from models.inquiry_material import Coding
from seeds.demo.personas import PERSONAS
from tests.databases import Server, connected
from tests.rows import Owner, insert
from tests.schema.graphs import EVERYONE, Desk, Graph

AUTHOR = "monitor"
LOOK = """
query Look($id: ID!, $transcript: ID!, $words: String!) {
  interview(id: $id) {
    heldOn
    transcript { text spans { nodes { id } } codings { nodes { id excerpt } } }
  }
  node(id: $transcript) { id }
  interviews { totalCount }
  transcripts { totalCount }
  transcriptSpans { totalCount }
  codings { totalCount }
  themeGroundings { totalCount }
  memoReferences { totalCount }
  searchTranscripts(query: $words) { totalCount }
  codes(first: 200) { nodes { segments { totalCount } } }
}
"""


@dataclass(slots=True)
class Case:
    """The interview of which most is coded, in a copy of the demo network."""

    graph: Graph
    owner: Owner
    database: Database
    ids: dict[str, str]
    interview: UUID

    async def look(self, who: str | None) -> Any:
        answer = await self.graph.ask(LOOK, self.ids, as_=who)
        assert not answer.errors, answer.errors
        return answer.data

    async def withdraw(self, caller: Caller) -> None:
        sql = "UPDATE interview SET consent_withdrawn_on = slice.today() WHERE id = $1 RETURNING 1"
        async with self.database.write(caller) as transaction:
            assert await transaction.value(sql, [self.interview]) == 1


@pytest.fixture
async def case(server: Server, demo: str, desk: Desk, anyio_backend: object) -> AsyncIterator[Case]:
    urls = await server.create(demo)
    database = await Database.open(urls.api, pool_size=2)
    async with connected(urls.owner) as owner:
        row = await owner.fetchrow(
            "SELECT t.district_id, t.interview_id, t.id, t.masked_text FROM transcript t"
            " JOIN coding c ON c.transcript_id = t.id WHERE t.author_id = $1"
            " AND t.interview_id IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 3 LIMIT 1",
            PERSONAS[AUTHOR].caller.person,
        )
        assert row
        district = row["district_id"].hex
        ids = {
            "id": f"Interview_{district}{row['interview_id'].hex}",
            "transcript": f"Transcript_{district}{row['id'].hex}",
            "words": " ".join(re.findall("[a-z]{7,}", row["masked_text"])[:3]),
        }
        yield Case(desk.over(database), owner, database, ids, row["interview_id"])
    await database.close()
    await server.drop(urls)


async def test_everybody_but_its_author_loses_it_and_all_that_hangs_on_it(case: Case) -> None:
    before = {who: await case.look(who) for who in EVERYONE}
    seen = {who for who, data in before.items() if data["interview"]}
    assert seen == {AUTHOR, "research-office"}
    author, office = before[AUTHOR], before["research-office"]
    assert office["interview"]["transcript"]["codings"]["nodes"]

    await case.withdraw(PERSONAS[AUTHOR].caller)
    after = {who: await case.look(who) for who in EVERYONE}
    assert after[AUTHOR] == author
    for who in set(EVERYONE) - {AUTHOR, "research-office"}:
        assert after[who] == before[who]

    lost = after["research-office"]
    assert (lost["interview"], lost["node"]) == (None, None)
    transcript = office["interview"]["transcript"]
    for name, number in (
        ("interviews", 1),
        ("transcripts", 1),
        ("transcriptSpans", len(transcript["spans"]["nodes"])),
        ("codings", len(transcript["codings"]["nodes"])),
    ):
        assert lost[name]["totalCount"] == office[name]["totalCount"] - number
    assert lost["searchTranscripts"]["totalCount"] < office["searchTranscripts"]["totalCount"]
    assert lost["codes"] != office["codes"]


async def test_it_comes_back_if_the_person_consents_after_all(case: Case) -> None:
    before = await case.look("research-office")
    await case.withdraw(PERSONAS[AUTHOR].caller)
    assert await case.look("research-office") != before
    await case.owner.execute("UPDATE interview SET consent_withdrawn_on = NULL")
    assert await case.look("research-office") == before


async def test_whoever_coded_another_ones_interview_loses_the_codings(case: Case) -> None:
    text = await case.owner.fetchrow(
        "SELECT * FROM transcript WHERE interview_id = $1", case.interview
    )
    assert text
    coder = PERSONAS["research-office"].caller.person
    study = text["study_id"]
    member = await case.owner.fetchval(
        "SELECT id FROM study_member WHERE study_id = $1 AND person_id = $2", study, coder
    ) or await insert(case.owner, StudyMember, study_id=study, person_id=coder, label="Coder")
    code = await case.owner.fetchval("SELECT id FROM code WHERE study_id = $1 LIMIT 1", study)
    coding = await insert(
        case.owner,
        Coding,
        district_id=text["district_id"],
        study_id=study,
        transcript_id=text["id"],
        text_length=text["text_length"],
        code_id=code,
        coder_id=member,
        starts_at=0,
        ends_at=1,
    )
    query = "query Coding($id: ID!) { coding(id: $id) { id } }"
    own = {"id": f"Coding_{text['district_id'].hex}{coding.hex}"}
    assert (await case.graph(query, own, as_="research-office")).data["coding"]
    await case.withdraw(PERSONAS[AUTHOR].caller)
    for who in EVERYONE:
        assert (await case.graph(query, own, as_=who)).data == {"coding": None}


@pytest.mark.parametrize("who", [None, "superintendent", "state-office", "other-monitor", "firm"])
async def test_others_can_not_withdraw_it(case: Case, who: str | None) -> None:
    caller = PERSONAS[who].caller if who else Caller()
    sql = "UPDATE interview SET consent_withdrawn_on = slice.today() WHERE id = $1 RETURNING 1"
    async with case.database.write(caller) as transaction:
        assert await transaction.value(sql, [case.interview]) is None
    row = await case.owner.fetchrow("SELECT * FROM interview WHERE id = $1", case.interview)
    assert row
    assert (row["consent_withdrawn_on"], row["version"]) == (None, 1)


async def test_nothing_more_is_hung_on_what_is_withdrawn(case: Case) -> None:
    await case.withdraw(PERSONAS[AUTHOR].caller)
    sql = """
        INSERT INTO coding (district_id, id, study_id, transcript_id, text_length, code_id,
            coder_id, starts_at, ends_at)
        SELECT c.district_id, gen_random_uuid(), c.study_id, c.transcript_id, c.text_length,
            c.code_id, c.coder_id, 0, c.text_length
        FROM coding c JOIN transcript t ON t.id = c.transcript_id
        WHERE t.interview_id = $1 LIMIT 1 RETURNING 1
    """
    with pytest.raises(Forbidden):
        await _write(case, sql)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await case.owner.fetchval(sql, case.interview)


async def _write(case: Case, sql: str) -> None:
    async with case.database.write(PERSONAS[AUTHOR].caller) as transaction:
        await transaction.value(sql, [case.interview])


async def test_withdrawal_counts_as_a_change_of_the_interview_alone(case: Case) -> None:
    sql = """
        SELECT t.version, t.is_withdrawn FROM transcript t WHERE t.interview_id = $1
        UNION ALL
        SELECT x.version, x.is_withdrawn FROM transcript t JOIN coding x ON x.transcript_id = t.id
        WHERE t.interview_id = $1
    """
    before = await case.owner.fetch(sql, case.interview)
    await case.withdraw(PERSONAS[AUTHOR].caller)
    after = await case.owner.fetch(sql, case.interview)
    assert [row["version"] for row in after] == [row["version"] for row in before]
    assert {row["is_withdrawn"] for row in before} == {False}
    assert {row["is_withdrawn"] for row in after} == {True}
    number = "SELECT version FROM interview WHERE id = $1"
    assert await case.owner.fetchval(number, case.interview) == 2
