"""`throughline audit` and `throughline erase` as an operator types them; what leaves a trace."""

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from api.embedded import Urls
from seeds.demo.personas import PERSONAS
from seeds.refi_qda.reader import read_project
from seeds.refi_qda.telling import Telling
from tests.api.programs import throughline
from tests.api.test_exchange import Site, running
from tests.databases import Server

LINES = """
SELECT d.position, d.way, d.person_id, r.record_type, r.use, r.record_key
FROM disclosure d JOIN disclosed_record r ON r.disclosure_id = d.id
WHERE r.is_open ORDER BY d.position, r.number
"""
ENDS_WITH = re.compile(r"It ends with (\d+:[0-9a-f]{64})")


@pytest.fixture
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture
def logins(urls: Urls) -> dict[str, str]:
    return {"database_url": urls.api, "migrate_database_url": urls.owner}


@pytest.fixture
async def site(urls: Urls, tmp_path: Path) -> AsyncIterator[Site]:
    async with running(urls, tmp_path) as opened:
        yield opened


async def test_a_file_for_another_program_is_recorded_with_all_that_is_in_it(site: Site) -> None:
    for who in ("superintendent", "state-office", None):
        await site.get(who, f"{site.study}/qdpx")
    assert await site.owner.fetch(LINES) == []
    reply = await site.get("monitor", f"{site.study}/qdpx")
    project = read_project(io.BytesIO(reply.content), Telling("study.qdpx"))
    lines = await site.owner.fetch(LINES)
    assert {(line["way"], line["position"]) for line in lines} == {("EXPORT", 1)}
    assert {line["person_id"] for line in lines} == {PERSONAS["monitor"].caller.person}
    counts = {
        name: sum(line["record_type"] == name for line in lines)
        for name in ("Coding", "Memo", "Transcript", "TranscriptOriginal")
    }
    assert counts["Coding"] == sum(
        len(each.codings) for source in project.sources for each in source.selections
    )
    assert counts["Transcript"] == counts["TranscriptOriginal"] > 0
    assert counts["Memo"] > 0


async def test_no_file_goes_out_that_can_not_be_recorded(site: Site) -> None:
    await site.owner.execute("ALTER FUNCTION audit.disclose RENAME TO no_longer")
    reply = await site.get("monitor", f"{site.study}/qdpx")
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/json"


async def test_what_is_read_over_http_is_seen_by_the_state_office_and_by_whom_it_is_about(
    site: Site,
) -> None:
    async def ask(who: str | None, query: str) -> Any:
        reply = await site.client.post("/graphql", json={"query": query}, headers=site.headers(who))
        return reply.json()["data"]

    contacts = "{ people { nodes { contact { id email } } } }"
    await ask("superintendent", contacts)
    seen = (
        "{ disclosures { nodes { person { name }"
        " records { nodes { recordType person { id } } } } } }"
    )
    [disclosure] = (await ask("state-office", seen))["disclosures"]["nodes"]
    assert disclosure["person"]["name"]
    assert {each["recordType"] for each in disclosure["records"]["nodes"]} == {"PersonContact"}
    about = (await ask("principal", seen))["disclosures"]["nodes"]
    principal = PERSONAS["principal"].caller.person
    assert principal is not None
    assert [each["person"]["id"] for each in about[0]["records"]["nodes"]] == [
        f"Person_{principal.hex}"
    ]
    for who in (None, "state-board", "firm"):
        assert (await ask(who, seen))["disclosures"]["nodes"] == []


def test_a_release_of_statistics_is_recorded_and_the_chain_verified(
    logins: dict[str, str],
) -> None:
    empty = throughline("audit", "verify", **logins)
    assert empty.returncode == 0, empty.stderr
    assert "0 entries" in empty.stdout
    published = throughline("publish", "statistics", **logins)
    assert published.returncode == 0, published.stderr
    whole = throughline("audit", "verify", **logins)
    assert whole.returncode == 0, whole.stderr
    assert "1 entries: 1 disclosures, 0 erasures." in whole.stdout
    [noted] = ENDS_WITH.findall(whole.stdout)
    assert throughline("audit", "verify", "--expect", noted, **logins).returncode == 0
    for other in (f"2{noted[1:]}", f"1:{'0' * 64}"):
        refused = throughline("audit", "verify", "--expect", other, **logins)
        assert refused.returncode == 1
        assert "the chain is broken" in refused.stderr
    senseless = throughline("audit", "verify", "--expect", "1", **logins)
    assert senseless.returncode == 1
    assert "POSITION:HASH" in senseless.stderr


async def test_a_broken_chain_is_told_with_its_place(site: Site, logins: dict[str, str]) -> None:
    for _ in range(3):
        await site.get("monitor", f"{site.study}/qdpx")
    await site.owner.execute("ALTER TABLE disclosure DISABLE TRIGGER USER")
    await site.owner.execute("UPDATE disclosure SET person_id = NULL WHERE position = 2")
    broken = throughline("audit", "verify", **logins)
    assert broken.returncode == 1
    assert "entry 2: it was altered" in broken.stdout
    assert broken.stderr == "throughline: the chain is broken, in 1 places\n"


async def test_an_interview_is_tried_and_then_erased(site: Site, logins: dict[str, str]) -> None:
    await site.get("monitor", f"{site.study}/qdpx")
    interview = await site.owner.fetchval(
        "SELECT interview_id FROM transcript WHERE interview_id IS NOT NULL LIMIT 1"
    )
    before = await site.everything()
    tried = throughline("erase", "interview", str(interview), **logins)
    assert tried.returncode == 0, tried.stderr
    assert "Nothing was erased" in tried.stdout
    assert await site.everything() == before

    done = throughline(
        "erase", "interview", f"Interview_{'0' * 32}{interview.hex}", "--yes", **logins
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == tried.stdout.splitlines()[0]
    assert not await site.owner.fetchval("SELECT count(*) FROM interview WHERE id = $1", interview)
    whole = throughline("audit", "verify", **logins)
    assert whole.returncode == 0, whole.stderr
    assert "1 disclosures, 1 erasures" in whole.stdout
    again = throughline("erase", "interview", str(interview), "--yes", **logins)
    assert again.returncode == 1
    assert "There is no such interview" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("person", "nobody"), "this is no id: nobody"),
        (("person", str(uuid4())), "There is no such person"),
        (("expired",), "INTERVIEW_RETENTION_DAYS is not set"),
    ],
)
def test_what_can_not_be_erased_is_said(
    logins: dict[str, str], arguments: tuple[str, ...], says: str
) -> None:
    refused = throughline("erase", *arguments, "--yes", **logins)
    assert refused.returncode == 1
    assert says in refused.stderr


async def test_interviews_expire_by_the_setting(site: Site, logins: dict[str, str]) -> None:
    await site.owner.execute("UPDATE study SET ends_on = slice.today() - 100")
    number = await site.owner.fetchval("SELECT count(*) FROM interview")
    kept = throughline("erase", "expired", "--yes", interview_retention_days=100, **logins)
    assert kept.returncode == 0, kept.stderr
    assert await site.owner.fetchval("SELECT count(*) FROM interview") == number
    gone = throughline("erase", "expired", "--yes", interview_retention_days=99, **logins)
    assert gone.returncode == 0, gone.stderr
    assert await site.owner.fetchval("SELECT count(*) FROM interview") == 0
    assert throughline("audit", "verify", **logins).returncode == 0
