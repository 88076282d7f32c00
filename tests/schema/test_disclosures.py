"""Who reads what is confidential is recorded: each record, by whom, and nothing that was not."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import pytest

from auth.audit import verify
from auth.callers import Caller
from auth.database import Database
from auth.slices.confidences import CONFIDENCES
from seeds.demo.personas import PERSONAS
from tests.databases import Server, connected
from tests.rows import Owner
from tests.schema.graphs import EVERYONE, Answer, Desk, Graph

MOVES = (
    "{ districts { nodes { name keyActors: jobMobilityEvents { nodes {"
    " moverKeyActor { id keyActor { id pseudonym } } assessment { id cause }"
    " moverPerson { id person { name } } } } } } }"
)
MEMOS = (
    "{ a: memos { nodes { id references { nodes { id coding { id } } } } }"
    " b: memos(first: 1) { nodes { id title } } }"
)
LATEST = """
SELECT d.*, json_agg(json_build_object(
    'type', r.record_type, 'use', r.use, 'key', replace(r.record_key, '-', ''),
    'person', r.person_id, 'open', r.is_open
) ORDER BY r.number)::text AS lines
FROM disclosure d JOIN disclosed_record r ON r.disclosure_id = d.id
WHERE d.position > $1 GROUP BY d.id ORDER BY d.position
"""
CONFIDENTIAL_ID = re.compile(
    rf"({'|'.join(model.__name__ for model in CONFIDENCES)})_[0-9a-f]*([0-9a-f]{{32}})"
)

# Each selects the ids of all that it reads.
READS = (
    "{ interviews(first: 3) { nodes { id transcript { id text spans { nodes { id } } } } } }",
    "{ interviews(last: 2) { edges { cursor node { id } } pageInfo { hasPreviousPage } } }",
    '{ district(by: {name: "Mill City"}) { interviews(first: 4) { nodes { id } } } }',
    MOVES,
    "{ people { nodes { name contact { id email } logins { nodes { id } } } } }",
    MEMOS,
    "{ walkthroughs { nodes { id comments { nodes { id comment } } memo { id } } } }",
    "{ monitoringVisits { nodes { notes { nodes { id body } } } } }",
    "{ careerTrajectories { nodes { id steps { nodes { id } } keyActor { id } } } }",
    "{ adoptionMotives(first: 5, orderBy: [{field: MOTIVE}]) { nodes { id } } }",
    "{ codings { groups(by: [TRANSCRIPT]) { key { transcript { id } } } } }",
    '{ searchTranscripts(query: "data") { nodes { id } } }',
    "{ siteMatrix { site { keyActors { nodes { id } } } } }",
    "{ codes(first: 5) { nodes { segments(first: 2) { nodes { id } } } } }",
)

# What decides the answer, where records are read or not.
ASKS = (
    ("{ interviews { totalCount } }", {"Interview"}),
    ("{ interviews { pageInfo { hasNextPage } } }", {"Interview"}),
    ("{ interviews { groups(by: [INFORMANT_ROLE]) { count } } }", {"Interview"}),
    ("{ interviews(where: {minutes: {gt: 100000}}) { nodes { id } } }", {"Interview"}),
    (
        "{ districts(where: {interviews: {some: {minutes: {gt: 1}}}}) { nodes { id } } }",
        {"Interview"},
    ),
    (
        "{ jobMobilityEvents(where: {assessment: {cause: {isNull: false}}}) { totalCount } }",
        {"MobilityAssessment"},
    ),
    (
        "{ jobMobilityEvents(orderBy: [{assessment: {field: CAUSE}}]) { nodes { id } } }",
        {"MobilityAssessment"},
    ),
    (
        '{ transcripts(where: {text: {contains: "no such text"}}) { nodes { id } } }',
        {"Transcript"},
    ),
    ('{ searchTranscripts(query: "nosuchword") { nodes { id } } }', {"Transcript"}),
    (
        "{ mobilityStatistics { value } }",
        {"KeyActor", "JobMobilityKeyActor", "MobilityAssessment"},
    ),
    ("{ studies { nodes { codeCooccurrences { overlaps } } } }", {"Coding"}),
    (
        "{ studies { nodes { figures { nodes { counted } } } } }",
        {"Interview", "Observation", "SourceDocument"},
    ),
    (
        "{ siteMatrix { motives { mentions } } }",
        {"AdoptionMotive", "JobMobilityKeyActor", "MobilityAssessment"},
    ),
)


@dataclass(slots=True)
class Book:
    """Asks a copy of the demo network, and reads what that left on record."""

    graph: Graph
    owner: Owner

    async def ask(
        self, query: str, who: str | None, *, through_python: bool = False
    ) -> tuple[Answer, list[Any]]:
        """The answer, and the disclosures that were made."""
        before = await self.owner.fetchval("SELECT position FROM audit.head")
        answer = await self.graph.ask(query, as_=who, through_python=through_python)
        assert not answer.errors, answer.errors
        return answer, await self.owner.fetch(LATEST, before)


@pytest.fixture(scope="module")
async def book(server: Server, demo: str, desk: Desk, anyio_backend: object) -> AsyncIterator[Book]:
    urls = await server.create(demo)
    database = await Database.open(urls.api, pool_size=2)
    async with connected(urls.owner) as owner:
        yield Book(desk.over(database), owner)
    await database.close()
    await server.drop(urls)


def lines(disclosures: list[Any]) -> list[dict[str, Any]]:
    return [line for each in disclosures for line in orjson.loads(each["lines"])]


def read(disclosures: list[Any]) -> set[tuple[str, str]]:
    return {(line["type"], line["key"]) for line in lines(disclosures) if line["use"] == "READ"}


def asked(disclosures: list[Any]) -> set[str]:
    return {line["type"] for line in lines(disclosures) if line["use"] == "ASKED"}


@pytest.mark.parametrize("through_python", [False, True])
@pytest.mark.parametrize("query", READS)
async def test_each_confidential_record_that_is_read_is_recorded(
    book: Book, query: str, *, through_python: bool
) -> None:
    told = 0
    for who in EVERYONE:
        answer, disclosures = await book.ask(query, who, through_python=through_python)
        shown = set(CONFIDENTIAL_ID.findall(answer.body.decode()))
        own = await about_the_caller(book.owner, who)
        assert read(disclosures) == {(kind, key) for kind, key in shown if key not in own}, who
        assert len(disclosures) <= 1
        told += len(shown)
    assert told


async def about_the_caller(owner: Owner, who: str | None) -> set[str]:
    """The keys of records that are about the caller and nobody else."""
    person = PERSONAS[who].caller.person if who else None
    rows = await owner.fetch(
        "SELECT id FROM person_contact WHERE person_id = $1"
        " UNION ALL SELECT id FROM person_login WHERE person_id = $1"
        " UNION ALL SELECT id FROM job_mobility_person WHERE person_id = $1"
        " UNION ALL SELECT id FROM walkthrough_comment WHERE teacher_id = $1"
        " UNION ALL SELECT m.id FROM joint_walkthrough_memo m"
        " JOIN walkthrough w ON w.id = m.walkthrough_id WHERE w.teacher_id = $1",
        person,
    )
    return {row["id"].hex for row in rows}


@pytest.mark.parametrize(("query", "types"), ASKS)
async def test_what_decides_the_answer_is_recorded_by_its_type(
    book: Book, query: str, types: set[str]
) -> None:
    _, disclosures = await book.ask(query, "research-office")
    assert asked(disclosures) == types


@pytest.mark.parametrize("who", [None, "superintendent", "state-board", "firm", "teacher"])
@pytest.mark.parametrize(("query", "types"), ASKS)
async def test_who_sees_none_of_a_type_is_told_nothing_by_it(
    book: Book, query: str, types: set[str], who: str | None
) -> None:
    _, disclosures = await book.ask(query, who)
    assert types
    assert disclosures == []


@pytest.mark.parametrize(
    ("who", "under"),
    [
        ("research-office", "state_appointment_id"),
        ("state-office", "state_appointment_id"),
        ("superintendent", "appointment_id"),
        ("firm", "engagement_id"),
    ],
)
async def test_a_disclosure_tells_who_read_and_under_which_office(
    book: Book, who: str, under: str
) -> None:
    query = "{ jobMobilityEvents { nodes { moverPerson { id } moverKeyActor { id } } } }"
    _, [disclosure] = await book.ask(query, who)
    caller = PERSONAS[who].caller
    assert (disclosure["person_id"], disclosure["firm_id"]) == (caller.person, caller.firm)
    offices = ("appointment_id", "state_appointment_id", "engagement_id")
    assert [name for name in offices if disclosure[name] is not None] == [under]
    if under != "state_appointment_id":
        mill_city = await book.owner.fetchval("SELECT id FROM district WHERE name = 'Mill City'")
        assert disclosure["acting_district_id"] == mill_city


async def test_an_author_reads_under_no_office(book: Book) -> None:
    _, [disclosure] = await book.ask("{ informants { nodes { id } } }", "monitor")
    assert disclosure["person_id"] == PERSONAS["monitor"].caller.person
    assert disclosure["appointment_id"] is None


OPEN = (
    "{ districts { nodes { name schools { nodes { name level } } } } }",
    "{ plans { nodes { title: status strategicObjectives { nodes { statement } } } } }",
    "{ people { nodes { name } totalCount } }",
    "{ themes { nodes { title } } }",
)


@pytest.mark.parametrize("who", [None, "research-office", "state-office", "superintendent"])
@pytest.mark.parametrize("query", OPEN)
async def test_what_is_not_confidential_goes_out_as_one_statement_that_writes_nothing(
    book: Book, query: str, who: str | None
) -> None:
    answer, disclosures = await book.ask(query, who)
    assert answer.statements == 1
    assert disclosures == []


async def test_what_is_confidential_takes_one_statement_too(book: Book) -> None:
    answer, _ = await book.ask("{ interviews { nodes { id } totalCount } }", "research-office")
    assert answer.statements == 1
    asked_with_python = "{ viewer { kind } interviews { nodes { id } } memos { nodes { id } } }"
    answer, disclosures = await book.ask(asked_with_python, "research-office")
    assert answer.statements == 3  # one for each field of the database's, one to record both
    assert len(disclosures) == 1


async def test_nothing_goes_out_that_can_not_be_recorded(book: Book) -> None:
    await book.owner.execute("ALTER FUNCTION audit.disclose RENAME TO no_longer")
    try:
        for query in (
            "{ interviews { nodes { pseudonym } } }",
            "{ viewer { kind } interviews { nodes { pseudonym } } }",
        ):
            answer = await book.graph.ask(query, as_="research-office")
            assert answer.codes == {"INTERNAL"}
            assert answer.data is None
            assert b"pseudonym" not in answer.body
        public = await book.graph("{ interviews { nodes { pseudonym } } }")
        assert public.data == {"interviews": {"nodes": []}}
    finally:
        await book.owner.execute("ALTER FUNCTION audit.no_longer RENAME TO disclose")


MINE = "{ disclosures { nodes { id records { nodes { id recordType person { id } } } } } }"


async def test_the_state_office_reads_disclosures_and_not_who_is_behind_a_pseudonym(
    book: Book,
) -> None:
    behind = await book.owner.fetch(
        "SELECT id, person_id FROM informant WHERE person_id IS NOT NULL"
    )
    await book.ask("{ interviews { nodes { id informants { nodes { id } } } } }", "monitor")
    answer, _ = await book.ask(
        "{ disclosures(last: 20) { nodes { records(first: 1000)"
        " { nodes { recordType person { id } } } } } }",
        "state-office",
    )
    records = [
        record
        for each in answer.data["disclosures"]["nodes"]
        for record in each["records"]["nodes"]
    ]
    assert behind
    assert any(record["recordType"] == "Informant" for record in records)
    known = {record["recordType"] for record in records if record["person"]}
    assert known <= {"PersonContact", "PersonLogin", "JobMobilityPerson"}


async def test_a_person_reads_what_is_about_that_person_and_nothing_else(book: Book) -> None:
    person: UUID = await book.owner.fetchval(
        "SELECT person_id FROM informant"
        " WHERE person_id IS NOT NULL AND interview_id IS NOT NULL LIMIT 1"
    )
    await book.ask("{ interviews { nodes { id } } memos { nodes { id } } }", "research-office")
    answer = await book.graph.ask(MINE, caller=Caller(person=person))
    records = [
        record
        for each in answer.data["disclosures"]["nodes"]
        for record in each["records"]["nodes"]
    ]
    assert records
    whose = f"Person_{person.hex}"
    assert {record["person"]["id"] for record in records if record["person"]} == {whose}
    assert all(record["person"] for record in records)
    assert "Memo" not in {record["recordType"] for record in records}


@pytest.mark.parametrize("who", [None, "superintendent", "research-office", "firm", "state-board"])
async def test_others_read_no_disclosures(book: Book, who: str | None) -> None:
    await book.ask("{ interviews { nodes { id } } }", "research-office")
    answer = await book.graph.ask(
        "{ disclosures { totalCount } disclosedRecords { totalCount } }", as_=who
    )
    person = PERSONAS[who].caller.person if who else None
    about = await book.owner.fetchval(
        "SELECT count(DISTINCT disclosure_id) FROM disclosed_record WHERE person_id = $1", person
    )
    assert answer.data["disclosures"]["totalCount"] == about


async def test_the_chain_is_whole_after_all_this(book: Book) -> None:
    chain = await verify(book.owner)
    assert chain.findings == []
    assert chain.disclosures > 0
