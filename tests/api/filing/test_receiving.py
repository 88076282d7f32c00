"""Sending a file to a signed address: who may, what is checked, and what is there afterwards."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest

from api.filing import receiving
from api.filing.stores import FileStore
from models.failures import BadUserInput, Fault
from tests.api.filing.contents import PDF, PNG, SAMPLES
from tests.api.filing.desk import Desk, file_url

WRITERS = ("manager", "superintendent", "administrator", "firm")
STRANGERS = ("monitor", "principal", "school-board", "state-office", "research-office")
OTHERS = ("other-manager", "other-firm", "other-superintendent", "teacher")


async def test_a_file_is_kept_and_found_under_its_evidence(desk: Desk) -> None:
    upload = await desk.promised()
    reply = await desk.send(upload)
    assert reply.status_code == 201
    assert reply.json()["url"] == file_url(upload)
    assert desk.kept()[0].read_bytes() == PDF
    asked = (
        "{ evidenceFiles { nodes { fileName mediaType bytes sha256 url uploadedBy { label } } } }"
    )
    (node,) = (await desk.ask(asked, "manager"))["data"]["evidenceFiles"]["nodes"]
    assert node == {
        "fileName": "Minutes, October.pdf",
        "mediaType": "application/pdf",
        "bytes": len(PDF),
        "sha256": upload.sha256,
        "url": file_url(upload),
        "uploadedBy": {"label": "Plan Manager, Mill City"},
    }


@pytest.mark.parametrize("media_type", SAMPLES)
async def test_a_file_of_every_type_is_taken(desk: Desk, media_type: str) -> None:
    content = SAMPLES[media_type]
    upload = await desk.promised(content, media_type=media_type)
    assert (await desk.send(upload, content, content_type=media_type)).status_code == 201


@pytest.mark.parametrize("who", WRITERS)
async def test_who_may_write_the_evidence_adds_files(desk: Desk, who: str) -> None:
    assert (await desk.send(await desk.promised(), who=who)).status_code == 201
    assert await desk.rows() == 1


@pytest.mark.parametrize("who", STRANGERS + OTHERS)
async def test_who_may_not_write_the_evidence_adds_none(desk: Desk, who: str) -> None:
    reply = await desk.send(await desk.promised(), who=who)
    assert reply.status_code == (404 if who in OTHERS else 403)
    assert await desk.rows() == 0
    assert desk.kept() == []


async def test_a_principal_adds_files_to_the_own_school_s_evidence(desk: Desk) -> None:
    district, evidence = await desk.evidence(school=True)
    upload = await desk.promised(district=district, evidence=evidence)
    assert (await desk.send(upload, who="principal")).status_code == 201


async def test_the_same_file_sent_again_is_the_same_file(desk: Desk) -> None:
    upload = await desk.promised()
    assert (await desk.send(upload)).status_code == 201
    assert (await desk.send(upload)).status_code == 200
    assert await desk.rows() == 1


async def test_the_same_file_sent_twice_at_once_is_one_file(desk: Desk) -> None:
    upload = await desk.promised()
    replies = await asyncio.gather(*(desk.send(upload) for _ in range(4)))
    assert sorted(reply.status_code for reply in replies) == [200, 200, 200, 201]
    assert await desk.rows() == 1
    assert len(desk.kept()) == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (PDF + b" ", 413),
        (PDF[:-1], 400),
        (PDF.replace(b"Catalog", b"catalog"), 400),
        (b"", 400),
    ],
    ids=["longer", "shorter", "changed", "nothing"],
)
async def test_what_is_not_what_was_promised_is_refused(
    desk: Desk, sent: bytes, status: int
) -> None:
    upload = await desk.promised()
    assert (await desk.send(upload, sent)).status_code == status

    async def piecemeal() -> AsyncIterator[bytes]:
        for each in sent:
            yield bytes([each])

    assert (await desk.send(upload, piecemeal())).status_code == status
    assert await desk.rows() == 0
    assert desk.kept() == []


async def test_a_type_that_the_content_has_not_is_refused(desk: Desk) -> None:
    upload = await desk.promised(PNG)
    reply = await desk.send(upload, PNG)
    assert reply.status_code == 400
    assert "not application/pdf" in reply.json()["errors"][0]["message"]
    assert (await desk.rows(), desk.kept()) == (0, [])


@pytest.mark.parametrize(
    "headers", [{"content_type": "text/csv"}, {"content_encoding": "gzip"}], ids=str
)
async def test_headers_that_say_something_else_are_refused(
    desk: Desk, headers: dict[str, str]
) -> None:
    assert (await desk.send(await desk.promised(), **headers)).status_code == 415


@pytest.mark.parametrize("part", range(3))
async def test_an_address_that_was_changed_opens_nothing(desk: Desk, part: int) -> None:
    parts = desk.address(await desk.promised()).split(".")
    parts[-3 + part] = parts[-3 + part][:-2] + ("AA" if parts[-3 + part][-2:] != "AA" else "BB")
    reply = await desk.client.put(".".join(parts), content=PDF)
    assert reply.status_code == 403
    assert await desk.rows() == 0


async def test_an_access_token_is_no_address(desk: Desk) -> None:
    reply = await desk.client.put(
        f"http://127.0.0.1:8000/uploads/{desk.tokens['manager']}", content=PDF
    )
    assert reply.status_code == 403


async def test_an_address_is_no_access_token(desk: Desk) -> None:
    address = desk.address(await desk.promised())
    desk.tokens["address"] = address.rpartition("/")[2]
    assert (await desk.get("files/EvidenceFile_00", "address")).status_code == 401


async def test_an_address_expires(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    address = desk.address(await desk.promised())
    uploads = desk.filing.uploads
    lifetime = uploads.policy.lifetime.total_seconds()
    now = datetime.now(UTC).timestamp()
    monkeypatch.setattr(uploads, "_clock", lambda: now + lifetime + 1)
    assert (await desk.client.put(address, content=PDF)).status_code == 403


async def test_an_address_ends_with_the_appointment_of_its_holder(desk: Desk) -> None:
    upload = await desk.promised()
    address = desk.address(upload)
    in_office = await desk.owner.fetchrow(
        "SELECT person_id, starts_on, ends_on FROM appointment WHERE person_id = $1",
        desk.caller("manager").person,
    )
    assert in_office is not None
    await desk.owner.execute(
        "UPDATE appointment SET starts_on = '2000-01-01', ends_on = '2000-12-31'"
        " WHERE person_id = $1",
        in_office[0],
    )
    reply = await desk.client.put(address, content=PDF)
    await desk.owner.execute(
        "UPDATE appointment SET starts_on = $2, ends_on = $3 WHERE person_id = $1", *in_office
    )
    assert reply.status_code == 404
    assert (await desk.rows(), desk.kept()) == (0, [])


async def test_a_crash_before_the_row_leaves_a_file_that_nobody_can_ask_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = await desk.promised()
    entered = receiving.enter
    calls = 0

    async def crashing(*given: Any) -> bool:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise ConnectionResetError
        return await entered(*given)

    monkeypatch.setattr(receiving, "enter", crashing)
    assert (await desk.send(upload)).status_code == 500
    assert (await desk.rows(), len(desk.kept())) == (0, 1)
    assert (await desk.get(file_url(upload), "manager")).status_code == 404

    monkeypatch.setattr(receiving, "enter", entered)
    assert (await desk.send(upload)).status_code == 201
    assert (await desk.rows(), len(desk.kept())) == (1, 1)


async def test_a_store_that_fails_leaves_no_row(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: Any) -> None:
        raise Fault("The disk is full.")

    monkeypatch.setattr(FileStore, "keep", failing)
    reply = await desk.send(await desk.promised())
    assert reply.status_code == 500
    assert "disk" not in reply.text
    assert await desk.rows() == 0


async def test_nothing_is_left_beside_the_store(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    await desk.send(await desk.promised())
    await desk.send(await desk.promised(PNG), PNG)
    assert [path async for path in anyio.Path(tmp_path).iterdir()] == []


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"file_name": ""}, "fileName"),
        ({"file_name": "a" * 256}, "fileName"),
        ({"file_name": "../../etc/passwd"}, "fileName"),
        ({"file_name": "a\r\nSet-Cookie: a"}, "fileName"),
        ({"file_name": ".."}, "fileName"),
        ({"media_type": "image/svg+xml"}, "mediaType"),
        ({"media_type": "text/html"}, "mediaType"),
        ({"bytes": 0}, "bytes"),
        ({"bytes": 50_000_001}, "bytes"),
        ({"sha256": "A" * 64}, "sha256"),
        ({"sha256": ""}, "sha256"),
    ],
    ids=str,
)
async def test_no_address_is_signed_for_what_is_not_taken(
    desk: Desk, said: dict[str, Any], place: str
) -> None:
    upload = dataclasses.replace(await desk.promised(), **said)
    with pytest.raises(BadUserInput) as refused:
        desk.filing.uploads.sign(upload, desk.caller("manager"))
    assert refused.value.path == (place,)
