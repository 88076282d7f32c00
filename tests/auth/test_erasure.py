"""What is erased is nowhere any more, and the chain of audit is whole."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import orjson
import pytest

from api.embedded import Urls
from auth.accounts.accounts import set_password
from auth.accounts.passwords import Passwords
from auth.accounts.sessions import Lifetime, begin
from auth.audit import verify
from auth.callers import Caller
from auth.database import Database
from auth.erasure import ANONYMOUS, HANGING, Cause, Subject, erase, expired_interviews
from auth.oauth.journal import Kind, record
from models.careers import KeyActorIdentity
from models.failures import NotFound
from models.inquiry import StudyMember
from models.inquiry_material import Informant
from models.people import Person, PersonContact, PersonLogin, PersonName
from models.tables import metadata
from seeds.demo.personas import PERSONAS
from tests.databases import Server, connected
from tests.rows import Owner, insert

TABLES = """
SELECT nspname || '.' || relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname IN ('public', 'past', 'deleted', 'audit') AND relkind = 'r'
"""
WORDS = "I gave myself the lowest of the three on data"
WORDED = {"past.transcript_original", "public.transcript_original", "public.transcript"}


@dataclass(slots=True)
class Archive:
    """A copy of the demo network, of which something has been read and something has changed."""

    owner: Owner
    database: Database

    async def where(self, words: str) -> set[str]:
        """The tables that hold a text anywhere."""
        found = set()
        for row in await self.owner.fetch(TABLES):
            sql = f"SELECT EXISTS (SELECT FROM {row['name']} t WHERE t::text LIKE $1)"
            if await self.owner.fetchval(sql, f"%{words}%"):
                found.add(row["name"])
        return found

    async def read(self, reader: Caller, *ids: str) -> None:
        async with self.database.disclose(reader) as transaction:
            sql = "SELECT audit.disclose('GRAPHQL', '{RESEARCH_OFFICE}', $1)"
            await transaction.value(sql, [orjson.dumps(ids)])

    async def everything(self) -> dict[str, list[str]]:
        return {
            row["name"]: [
                each[0] for each in await self.owner.fetch(f"SELECT t::text FROM {row['name']} t")
            ]
            for row in await self.owner.fetch(TABLES)
        }


@pytest.fixture
async def archive(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Archive]:
    urls: Urls = await server.create(demo)
    database = await Database.open(urls.api, pool_size=2)
    async with connected(urls.owner) as owner:
        yield Archive(owner, database)
    await database.close()
    await server.drop(urls)


async def interviewed(archive: Archive) -> tuple[UUID, UUID]:
    """An interview in which the words stand, now and in its past, and its district."""
    row = await archive.owner.fetchrow(
        "SELECT t.interview_id, t.district_id FROM transcript t"
        " JOIN transcript_original o ON o.id = t.original_id WHERE o.text LIKE $1",
        f"%{WORDS}%",
    )
    assert row
    key, district = UUID(str(row["interview_id"])), UUID(str(row["district_id"]))
    await archive.owner.execute("UPDATE interview SET minutes = 61 WHERE id = $1", key)
    await archive.owner.execute(
        "UPDATE transcript SET deidentified_on = '2013-06-01' WHERE interview_id = $1", key
    )
    # The past keeps the original's words; of the masked text it keeps none.
    await archive.owner.execute(
        "UPDATE transcript_original SET provenance_kind = 'ENTERED' WHERE text LIKE $1",
        f"%{WORDS}%",
    )
    researcher = PERSONAS["research-office"].caller
    await archive.read(researcher, f"Interview_{district.hex}{key.hex}")
    return key, district


async def test_an_interview_goes_with_all_that_hangs_on_it(archive: Archive) -> None:
    key, _ = await interviewed(archive)
    others = await archive.owner.fetchval("SELECT count(*) FROM interview")
    assert await archive.where(WORDS) >= WORDED
    tried = await erase(archive.owner, Subject.INTERVIEW, key, Cause.REQUEST, keep=False)
    assert await archive.where(WORDS) >= WORDED

    erased = await erase(archive.owner, Subject.INTERVIEW, key, Cause.REQUEST, keep=True)
    assert erased == tried
    assert {"interview", "transcript", "transcript_original", "coding"} <= erased.rows.keys()
    assert await archive.where(WORDS) == set()
    left = await archive.where(str(key))
    assert left == {"past.event", "public.disclosed_record", "audit.erasure"}
    assert await archive.owner.fetchval("SELECT count(*) FROM interview") == others - 1
    chain = await verify(archive.owner)
    assert (chain.erasures, chain.findings) == (1, [])


async def test_what_was_tried_changed_nothing(archive: Archive) -> None:
    key, _ = await interviewed(archive)
    before = await archive.everything()
    await erase(archive.owner, Subject.INTERVIEW, key, Cause.REQUEST, keep=False)
    assert await archive.everything() == before


async def test_what_was_deleted_before_goes_too(archive: Archive) -> None:
    key, _ = await interviewed(archive)
    await archive.owner.execute(
        "DELETE FROM theme_grounding WHERE coding_id IN (SELECT c.id FROM coding c"
        " JOIN transcript t ON t.id = c.transcript_id WHERE t.interview_id = $1)",
        key,
    )
    grounding = await archive.owner.fetchval("SELECT id FROM deleted.theme_grounding LIMIT 1")
    assert grounding
    await erase(archive.owner, Subject.INTERVIEW, key, Cause.RETENTION, keep=True)
    assert await archive.where(str(grounding)) == {"past.event"}


async def test_a_person_stays_as_a_row_that_names_nobody(archive: Archive) -> None:
    owner, name = archive.owner, f"Name{uuid4().hex}"
    person = await insert(owner, Person, label=f"Label of {name}")
    whose = {"person_id": person}
    await insert(owner, PersonName, **whose, given_name=name, family_name=name)
    contact = await insert(owner, PersonContact, **whose, email=f"{name}@example.org")
    login = await insert(owner, PersonLogin, **whose, issuer="https://id", subject=name)
    interview = await owner.fetchrow("SELECT * FROM interview LIMIT 1")
    assert interview
    of_interview = {
        column: interview[column] for column in ("district_id", "study_id", "researcher_id")
    }
    informant = await insert(
        owner, Informant, **of_interview, **whose, interview_id=interview["id"]
    )
    actor = await owner.fetchrow("SELECT * FROM key_actor LIMIT 1")
    assert actor
    await owner.execute("DELETE FROM key_actor_identity WHERE key_actor_id = $1", actor["id"])
    await insert(
        owner,
        KeyActorIdentity,
        **whose,
        district_id=actor["district_id"],
        key_actor_id=actor["id"],
        author_id=actor["author_id"],
    )
    study = of_interview["study_id"]
    await insert(owner, StudyMember, **whose, study_id=study, label=f"Member {name}")
    await owner.execute("UPDATE person_contact SET telephone = $2 WHERE id = $1", contact, name)
    await owner.execute("UPDATE person SET label = $2 WHERE id = $1", person, f"Was {name}")
    await owner.execute("DELETE FROM person_login WHERE id = $1", login)
    reader = PERSONAS["state-office"].caller
    await archive.read(reader, f"PersonContact_{contact.hex}", f"Informant_{informant.hex}")
    assert {"past.person", "past.event", "deleted.person_login"} <= await archive.where(name)

    await erase(owner, Subject.PERSON, person, Cause.REQUEST, keep=True)
    assert await archive.where(name) == set()
    assert await owner.fetchval("SELECT label FROM person WHERE id = $1", person) == "Erased person"
    about = "SELECT count(*) FROM disclosed_record WHERE person_id = $1"
    assert await owner.fetchval(about, person) == 0
    for table in ("informant", "key_actor_identity", "person_name", "person_contact"):
        for schema in ("public", "past", "deleted"):
            sql = f"SELECT count(*) FROM {schema}.{table} WHERE person_id = $1"
            assert await owner.fetchval(sql, person) == 0
    chain = await verify(owner)
    assert (chain.erasures, chain.findings) == (1, [])


@pytest.mark.parametrize("subject", Subject)
async def test_nobody_is_erased_who_is_not_there(archive: Archive, subject: Subject) -> None:
    before = await archive.everything()
    with pytest.raises(NotFound):
        await erase(archive.owner, subject, uuid4(), Cause.REQUEST, keep=True)
    assert await archive.everything() == before


async def test_interviews_expire_with_the_days_since_their_study_ended(archive: Archive) -> None:
    study = await archive.owner.fetchval("SELECT study_id FROM interview LIMIT 1")
    mine = "SELECT count(*) FROM interview WHERE study_id = $1"
    number = await archive.owner.fetchval(mine, study)
    await archive.owner.execute("UPDATE study SET ends_on = NULL")
    assert await expired_interviews(archive.owner, 0) == []
    await archive.owner.execute(
        "UPDATE study SET ends_on = slice.today() - 10 WHERE id = $1", study
    )
    assert await expired_interviews(archive.owner, 10) == []
    assert len(await expired_interviews(archive.owner, 9)) == number > 0


def test_every_table_that_refers_to_an_interview_or_its_text_is_gone_with_it() -> None:
    tops = {"interview", "transcript", "transcript_original", "coding"}
    refer = {
        (table.name, next(iter(key.elements)).column.table.name)
        for table in metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table.name in tops
    }
    steps = HANGING[Subject.INTERVIEW]
    assert {table for table, _ in refer} <= {step.table for step in steps}
    assert {("person", "label"), ("study_member", "label")} == set(ANONYMOUS)


async def test_an_erased_person_logs_in_no_more(archive: Archive) -> None:
    manager, other = PERSONAS["manager"].caller.person, PERSONAS["other-manager"].caller.person
    assert manager
    assert other
    async with archive.database.authorizing() as transaction:
        for person, email in ((manager, "gone@x.example"), (other, "stays@x.example")):
            await set_password(transaction, Passwords(), person, email, "quite a long password")
            now = datetime.now(UTC)
            lifetime = Lifetime(timedelta(hours=1), timedelta(hours=1))
            await begin(transaction, person, ("pwd",), now=now, lifetime=lifetime)
            await record(transaction, Kind.LOGGED_IN, person=person, address="192.0.2.7")
    erased = await erase(archive.owner, Subject.PERSON, manager, Cause.REQUEST, keep=True)
    assert erased.rows["oauth.account"] == erased.rows["oauth.session"] == 1
    for table in ("account", "session"):
        people = await archive.owner.fetch(f"SELECT person_id FROM oauth.{table}")
        assert [row["person_id"] for row in people] == [other]
    events = await archive.owner.fetch("SELECT person_id, address FROM oauth.event")
    assert {tuple(row) for row in events} == {(manager, None), (other, "192.0.2.7")}
