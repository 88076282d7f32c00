"""Jobs: left with a transaction, seen by nobody, done at least once whatever becomes of workers."""

import asyncio
import logging
import re
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest
from pgqueuer.adapters.persistence.schema_ddl import render_install

from api.embedded import Urls
from api.jobs.entrypoints import Again, Entrypoint, Jobs, Recurring, Retries
from api.jobs.queue import TABLES
from auth.callers import Caller
from auth.database import Database
from auth.jobs import enqueue
from models.failures import Failure
from tests.api.jobs.runners import Noting, until, waiting, working
from tests.databases import connected

SCRIPT = Path("models/migrations/sql/0023_queue.sql")
KILLED = Path(__file__).with_name("killed.py")
SOMEBODY = Caller(person=UUID(int=7))
AT_ONCE = timedelta(0)


async def leave(database: Database, entrypoint: str, *about: UUID, keep: bool = True) -> None:
    async with database.write(SOMEBODY, keep=keep) as transaction:
        for each in about or [uuid4()]:
            await enqueue(transaction, entrypoint, each)


def test_the_tables_are_those_that_the_installed_pgqueuer_would_make() -> None:
    """When this fails, PgQueuer was updated: `Queries.plan_upgrade` says what to migrate."""
    installed = render_install(TABLES).replace("SCHEMA IF NOT EXISTS", "SCHEMA")
    assert _statements(SCRIPT.read_text()) == _statements(installed)


def _statements(sql: str) -> str:
    return re.sub(r"^-- pgqueuer .*\n", "", sql).strip()


async def test_a_job_is_left_if_and_only_if_its_transaction_commits(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    await leave(fresh_database, "kept")
    await leave(fresh_database, "undone", keep=False)
    async with fresh_database.write(SOMEBODY) as transaction:
        await enqueue(transaction, "failed", uuid4())
        with pytest.raises(Failure):
            await transaction.value("SELECT 1 / 0")
    assert await waiting(fresh_urls.api) == [("kept", "queued", 0)]


async def test_one_that_is_to_be_there_once_is_there_once(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    one, other = uuid4(), uuid4()
    async with fresh_database.write(SOMEBODY) as transaction:
        for about in (one, other, one):
            await enqueue(transaction, "look", about, once=True)
    assert len(await waiting(fresh_urls.api)) == 2


@pytest.mark.parametrize("table", ["", "_log", "_schedules", "_statistics"])
async def test_nobody_sees_jobs_or_leaves_them_otherwise(
    fresh_urls: Urls, fresh_database: Database, table: str
) -> None:
    await leave(fresh_database, "kept")
    async with fresh_database.read(SOMEBODY) as transaction:
        assert await transaction.rows(f"SELECT FROM jobs.pgqueuer{table}") == []
    async with connected(fresh_urls.api) as login:
        assert await login.execute(f"UPDATE jobs.pgqueuer{table} SET id = id") == "UPDATE 0"
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await login.execute(f"TRUNCATE jobs.pgqueuer{table}")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await login.execute(
                "INSERT INTO jobs.pgqueuer (priority, status, entrypoint) VALUES (0, 'queued', 'x')"
            )
    assert await waiting(fresh_urls.api) == [("kept", "queued", 0)]


async def test_each_job_is_done_by_one_of_several_workers(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    work, about = Noting(), [uuid4() for _ in range(40)]
    point = Entrypoint("note", work)
    async with working(fresh_urls.api, point), working(fresh_urls.api, point):
        await leave(fresh_database, "note", *about)
        await until(lambda: len(work.asked) >= len(about))
    assert sorted(work.asked) == sorted(about)
    assert await waiting(fresh_urls.api) == []


async def test_what_fails_is_tried_again_as_its_schedule_says_and_then_held(
    fresh_urls: Urls, fresh_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "api.jobs")
    ends: Counter[tuple[str, str]] = Counter()
    work = Noting(*[ValueError("a pupil's name")] * 3)
    point = Entrypoint("fail", work, Retries([AT_ONCE, AT_ONCE]))
    async with working(fresh_urls.api, point, ended=lambda *end: ends.update([end])):
        await leave(fresh_database, "fail")
        await until(lambda: ends["fail", "failed"])
    assert len(work.asked) == 3
    assert ends == {("fail", "again"): 2, ("fail", "failed"): 1}
    assert await waiting(fresh_urls.api) == [("fail", "failed", 2)]
    async with connected(fresh_urls.owner) as owner:
        kept = await owner.fetchval("SELECT string_agg(traceback::text, '') FROM jobs.pgqueuer_log")
    assert "ValueError" in kept
    assert "pupil" not in kept


def test_waits_grow_by_their_jitter_and_end_or_are_repeated() -> None:
    waits = [timedelta(seconds=1), timedelta(seconds=10)]
    told = [Retries(waits, jitter=0).wait(failed) for failed in (1, 2, 3)]
    assert told == [*waits, None]
    assert Retries(waits, gives_up=False, jitter=0).wait(99) == waits[-1]
    jittered = Retries(waits, jitter=0.5).wait(2)
    assert jittered is not None
    assert timedelta(seconds=10) <= jittered <= timedelta(seconds=15)


async def test_work_may_ask_to_be_called_again_as_often_as_it_likes(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    work = Noting(*[Again(AT_ONCE)] * 4)
    async with working(fresh_urls.api, Entrypoint("again", work, Retries([]))):
        await leave(fresh_database, "again")
        await until(lambda: len(work.asked) == 5)


async def test_a_job_of_a_killed_worker_is_done_by_another(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    work, about = Noting(), uuid4()
    await leave(fresh_database, "endless", about)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.api.jobs.killed",
        fresh_urls.api,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        taken = await process.stdout.readline()
        assert UUID(taken.decode().strip()) == about
        process.kill()
    finally:
        await process.wait()
    async with working(fresh_urls.api, Entrypoint("endless", work)):
        await until(lambda: work.asked)
    assert work.asked == [about]
    assert await waiting(fresh_urls.api) == []


async def test_a_worker_that_is_told_to_stop_leaves_its_jobs_to_others(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    taken = asyncio.Event()

    async def endless(_: UUID) -> None:
        taken.set()
        await asyncio.Event().wait()

    await leave(fresh_database, "endless")
    async with working(fresh_urls.api, Entrypoint("endless", endless), grace_seconds=0):
        await taken.wait()
    assert await waiting(fresh_urls.api) == [("endless", "queued", 1)]


async def test_a_job_under_way_has_its_grace_to_finish(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    taken, finish = asyncio.Event(), asyncio.Event()

    async def slow(_: UUID) -> None:
        taken.set()
        await finish.wait()

    await leave(fresh_database, "slow")
    async with working(fresh_urls.api, Entrypoint("slow", slow)):
        await taken.wait()
        asyncio.get_running_loop().call_later(0.1, finish.set)
    assert await waiting(fresh_urls.api) == []


async def test_a_lost_connection_is_made_anew(fresh_urls: Urls, fresh_database: Database) -> None:
    """What was done but could not be reported any more is done again: at least once, that is."""
    work, first, second = Noting(), uuid4(), uuid4()
    async with working(fresh_urls.api, Entrypoint("note", work)):
        await leave(fresh_database, "note", first)
        await until(lambda: work.asked)
        async with connected(fresh_urls.api) as login:
            await login.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'throughline jobs'"
            )
        await leave(fresh_database, "note", second)
        await until(lambda: second in work.asked)


async def test_what_recurs_is_done_when_its_time_has_come(
    fresh_urls: Urls, fresh_database: Database
) -> None:
    done = asyncio.Event()

    async def recur() -> None:
        done.set()
        raise ValueError  # which does not keep it from recurring

    jobs = Jobs(recurring=[Recurring("each", "0 0 1 1 *", recur)])
    async with working(fresh_urls.api, jobs=jobs):
        await until(lambda: schedules(fresh_urls))
    assert not done.is_set()
    async with connected(fresh_urls.owner) as owner:
        await owner.execute("UPDATE jobs.pgqueuer_schedules SET next_run = now()")
    async with working(fresh_urls.api, jobs=jobs):
        await done.wait()


async def schedules(urls: Urls) -> int:
    async with connected(urls.owner) as owner:
        return int(await owner.fetchval("SELECT count(*) FROM jobs.pgqueuer_schedules"))
