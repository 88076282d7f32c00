"""The whole way of a file: an address by a mutation, the file to it, and the file below it."""

from hashlib import sha256
from typing import Any

import pytest

from schema.entities import registry
from schema.ids import encode_id
from tests.api.filing.contents import PDF
from tests.api.filing.desk import BASE, Desk

MUTATION = """mutation ($input: CreateEvidenceUploadInput!) {
  createEvidenceUpload(input: $input) {
    uploadUrl expiresAt evidence { title files { nodes { fileName } } }
    errors { code path }
  }
}"""
FILES = """query ($id: ID!) { evidence(id: $id) {
  viewerCan { action allowed reason }
  files { nodes { id fileName mediaType bytes sha256 url viewerCan { action allowed } } }
} }"""
TAKE_BACK = """mutation ($input: DeleteEvidenceFileInput!) {
  deleteEvidenceFile(input: $input) { errors { code } } }"""


async def said(desk: Desk, **given: Any) -> dict[str, Any]:
    usual = {
        "evidenceId": encode_id(registry["Evidence"], *await desk.evidence()),
        "fileName": "Minutes.pdf",
        "mediaType": "application/pdf",
        "bytes": len(PDF),
        "sha256": sha256(PDF).hexdigest(),
    }
    return usual | given


async def address(desk: Desk, who: str | None, **given: Any) -> Any:
    answer = await desk.ask(MUTATION, who, input=await said(desk, **given))
    assert "errors" not in answer, answer
    return answer["data"]["createEvidenceUpload"]


@pytest.mark.parametrize("who", ["manager", "firm"])
async def test_a_file_goes_all_the_way_and_back(desk: Desk, who: str) -> None:
    given = await address(desk, who)
    assert given["errors"] == []
    assert given["evidence"]["files"]["nodes"] == []
    assert await desk.rows() == 0
    sent = await desk.client.put(f"{BASE}/{given['uploadUrl']}", content=PDF)
    assert sent.status_code == 201
    key = (await said(desk))["evidenceId"]
    (node,) = (await desk.ask(FILES, "monitor", id=key))["data"]["evidence"]["files"]["nodes"]
    assert (node["id"], node["url"]) == (sent.json()["id"], sent.json()["url"])
    assert (await desk.get(node["url"], "monitor")).content == PDF
    (own,) = (await desk.ask(FILES, who, id=key))["data"]["evidence"]["files"]["nodes"]
    assert own["viewerCan"] == [{"action": "DELETE", "allowed": True}]
    refused = await desk.ask(TAKE_BACK, "monitor", input={"id": node["id"]})
    assert refused["data"]["deleteEvidenceFile"]["errors"] == [{"code": "FORBIDDEN"}]
    assert await desk.rows() == 1
    done = await desk.ask(TAKE_BACK, who, input={"id": node["id"]})
    assert done["data"]["deleteEvidenceFile"]["errors"] == []
    assert await desk.rows() == 0
    assert (await desk.get(node["url"], "monitor")).status_code == 404


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("monitor", "FORBIDDEN"),
        ("state-office", "FORBIDDEN"),
        ("research-office", "FORBIDDEN"),
        ("principal", "FORBIDDEN"),
        ("other-manager", "NOT_FOUND"),
        ("teacher", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
async def test_who_may_not_write_the_evidence_gets_no_address(
    desk: Desk, who: str | None, code: str
) -> None:
    given = await address(desk, who)
    assert given["errors"] == [{"code": code, "path": ["input", "evidenceId"]}]
    assert given["uploadUrl"] is None


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"mediaType": "text/html"}, "mediaType"),
        ({"bytes": 50_000_001}, "bytes"),
        ({"bytes": -1}, "bytes"),
        ({"fileName": "../up.pdf"}, "fileName"),
        ({"sha256": "none"}, "sha256"),
        ({"evidenceId": "nonsense"}, "evidenceId"),
    ],
)
async def test_what_is_not_taken_is_told_where_it_was_said(
    desk: Desk, wrong: dict[str, Any], place: str
) -> None:
    given = await address(desk, "manager", **wrong)
    assert given["errors"] == [{"code": "BAD_USER_INPUT", "path": ["input", place]}]
    assert given["uploadUrl"] is None


async def test_once_the_benchmark_is_judged_its_evidence_stays(desk: Desk) -> None:
    open_ = await address(desk, "manager")
    district, evidence = await desk.evidence()
    judge = (
        "UPDATE benchmark SET status = $3, judged_on = $4 FROM evidence e WHERE e.district_id = $1"
        " AND e.id = $2 AND benchmark.id = e.benchmark_id"
    )
    day = await desk.owner.fetchval("SELECT current_date")
    await desk.owner.execute(judge, district, evidence, "MET", day)
    closed = await address(desk, "manager")
    sent = await desk.client.put(f"{BASE}/{open_['uploadUrl']}", content=PDF)
    await desk.owner.execute(judge, district, evidence, "IN_PROGRESS", None)
    assert closed["errors"] == [{"code": "CONFLICT", "path": ["input", "evidenceId"]}]
    assert sent.status_code == 403
    assert (await desk.rows(), desk.kept()) == (0, [])
