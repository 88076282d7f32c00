"""What comes back: under the caller's slice, in parts, and in a way that no browser runs it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from api.filing.ranges import wanted
from api.filing.stores import FileStore
from models.failures import Fault
from seeds.demo.personas import PERSONAS
from tests.api.filing.contents import CSV, PDF, PNG
from tests.api.filing.desk import Desk, file_url

READERS = {
    "administrator",
    "firm",
    "manager",
    "monitor",
    "research-office",
    "school-board",
    "state-office",
    "superintendent",
}
"""Of the district's own evidence, by the page of slices; a principal sees the own school's too."""


async def sent(desk: Desk, content: bytes = PDF, **said: Any) -> str:
    upload = await desk.promised(content, **said)
    assert (await desk.send(upload, content)).status_code == 201
    return file_url(upload)


async def test_who_sees_the_evidence_gets_its_files_and_nobody_else(desk: Desk) -> None:
    url = await sent(desk)
    for who in (None, *PERSONAS):
        reply = await desk.get(url, who)
        expected = 200 if who in READERS | {"principal"} else 404
        assert reply.status_code == expected, who
        assert (reply.content == PDF) is (expected == 200)


async def test_a_file_of_a_school_is_not_another_principal_s(desk: Desk) -> None:
    district, evidence = await desk.evidence(school=True)
    url = await sent(desk, district=district, evidence=evidence)
    assert (await desk.get(url, "principal")).status_code == 200
    await desk.owner.execute(
        "UPDATE evidence SET school_id = (SELECT s.id FROM school s WHERE s.district_id = $1"
        " AND s.id <> school_id ORDER BY s.id LIMIT 1) WHERE district_id = $1 AND id = $2",
        district,
        evidence,
    )
    assert (await desk.get(url, "principal")).status_code == 404
    await desk.owner.execute(
        "UPDATE evidence SET school_id = (SELECT school_id FROM appointment WHERE person_id = $3"
        " AND role = 'PRINCIPAL') WHERE district_id = $1 AND id = $2",
        district,
        evidence,
        desk.caller("principal").person,
    )


async def test_a_file_is_saved_and_not_shown(desk: Desk) -> None:
    url = await sent(desk, file_name="Minutes, October – café.pdf")
    headers = (await desk.get(url, "manager")).headers
    assert headers["content-type"] == "application/pdf"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["content-disposition"] == (
        'attachment; filename="Minutes--October---caf.pdf";'
        " filename*=UTF-8''Minutes%2C%20October%20%E2%80%93%20caf%C3%A9.pdf"
    )
    assert headers["cache-control"] == "private, no-cache"
    assert headers["vary"] == "authorization"


async def test_text_says_its_encoding(desk: Desk) -> None:
    url = await sent(desk, CSV, media_type="text/csv", file_name="pupils.csv")
    reply = await desk.get(url, "manager")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.content == CSV


@pytest.mark.parametrize(
    ("asked", "status", "part", "told"),
    [
        ("bytes=0-3", 206, PDF[:4], f"bytes 0-3/{len(PDF)}"),
        ("bytes=4-", 206, PDF[4:], f"bytes 4-{len(PDF) - 1}/{len(PDF)}"),
        ("bytes=-6", 206, PDF[-6:], f"bytes {len(PDF) - 6}-{len(PDF) - 1}/{len(PDF)}"),
        ("bytes=0-999999", 200, PDF, None),
        ("bytes=0-0,2-3", 200, PDF, None),
        ("lines=0-1", 200, PDF, None),
        ("bytes=3-1", 200, PDF, None),
        ("bytes=999999-", 416, b"", f"bytes */{len(PDF)}"),
        ("bytes=-0", 416, b"", f"bytes */{len(PDF)}"),
    ],
)
async def test_a_part_is_given_as_it_is_asked_for(
    desk: Desk, asked: str, status: int, part: bytes, told: str | None
) -> None:
    reply = await desk.get(await sent(desk), "manager", range=asked)
    assert reply.status_code == status
    assert reply.content == part
    assert reply.headers.get("content-range") == told


async def test_a_part_of_a_file_that_is_not_yours_is_not_there(desk: Desk) -> None:
    reply = await desk.get(await sent(desk), "other-manager", range="bytes=0-3")
    assert reply.status_code == 404
    assert "content-range" not in reply.headers


async def test_what_a_client_has_is_not_sent_again(desk: Desk) -> None:
    url = await sent(desk)
    tag = (await desk.get(url, "manager")).headers["etag"]
    again = await desk.get(url, "manager", if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert (await desk.get(url, "other-manager", if_none_match=tag)).status_code == 404
    older = await desk.get(url, "manager", range="bytes=0-3", if_range='"older"')
    assert (older.status_code, older.content) == (200, PDF)


async def test_head_tells_the_length(desk: Desk) -> None:
    url = await sent(desk, PNG, media_type="image/png")
    authorization = f"Bearer {desk.tokens['manager']}"
    address = f"http://127.0.0.1:8000/{url}"
    reply = await desk.client.head(address, headers={"authorization": authorization})
    assert (reply.headers["content-length"], reply.content) == (str(len(PNG)), b"")


@pytest.mark.parametrize(
    "url",
    [
        "files/EvidenceFile_" + "0" * 64,
        "files/Evidence_" + "0" * 64,
        "documents/FrozenDocument_" + "0" * 64 + ".pdf",
        "documents/FrozenDocument_" + "0" * 64 + ".exe",
    ],
)
async def test_what_is_not_there_is_not_found(desk: Desk, url: str) -> None:
    assert (await desk.get(url, "manager")).status_code == 404


@pytest.mark.parametrize("url", ["files/nonsense", "documents/nonsense.pdf"])
async def test_what_is_no_id_is_told(desk: Desk, url: str) -> None:
    assert (await desk.get(url, "manager")).status_code == 400


async def test_a_store_that_fails_is_our_fault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    url = await sent(desk)

    async def failing(*_: Any) -> None:
        raise Fault("The bucket's key was revoked.")

    monkeypatch.setattr(FileStore, "read", failing)
    reply = await desk.get(url, "manager")
    assert reply.status_code == 500
    assert "revoked" not in reply.text


@given(
    total=st.integers(1, 200),
    first=st.none() | st.integers(0, 250),
    last=st.none() | st.integers(0, 250),
)
def test_a_range_is_within_the_file_or_there_is_none(
    total: int, first: int | None, last: int | None
) -> None:
    asked = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    part = wanted(Headers({"range": asked}), total, "tag")
    if part is None:
        assert (first is not None and first >= total) or (first is None and last == 0)
        return
    assert 0 <= part.start < part.end <= total
    content = bytes(range(200))[:total]
    if first is not None and (last is None or last >= first):
        assert (
            content[part.start : part.end]
            == content[first:][: None if last is None else last - first + 1]
        )
