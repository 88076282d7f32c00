"""Where files are kept: in a directory, and in a bucket by its protocol."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.filing.stores import FileStore, open_store
from api.filing.sweeping import sweep
from models.failures import Fault
from tests.api.edge import edge_settings, served
from tests.api.filing.bucket import Bucket
from tests.api.filing.contents import PDF
from tests.api.filing.desk import Desk, file_url

DISTRICT = UUID(int=1)
LARGE = bytes(range(256)) * 50_000
"""Of 12.8 MB: more than one part of an upload in parts."""


async def read(store: FileStore, file: UUID, start: int = 0, end: int = len(PDF)) -> bytes:
    return b"".join([chunk async for chunk in await store.read(DISTRICT, file, start, end)])


@pytest.fixture(params=["directory", "bucket"])
async def store(request: Any, tmp_path: Path) -> AsyncIterator[FileStore]:
    if request.param == "directory":
        yield open_store(edge_settings(data_dir=tmp_path / "data"))
        return
    bucket = Bucket(key="key-of-tests")
    async with served(bucket.app) as (_, address):
        yield open_store(
            edge_settings(
                data_dir=tmp_path / "data",
                files_url="s3://evidence/some/folder",
                files_endpoint=address,
                files_region="us-east-1",
                files_access_key_id="key-of-tests",
                files_secret_access_key="made up",
            )
        )
        assert all(name.startswith("some/folder/evidence/") for name in bucket.seen)


@pytest.mark.parametrize("content", [PDF, LARGE], ids=["small", "large"])
async def test_what_is_kept_is_read_listed_and_removed(
    store: FileStore, tmp_path: Path, content: bytes
) -> None:
    source, file = tmp_path / "source", uuid4()
    source.write_bytes(content)
    await store.keep(DISTRICT, file, source)
    await store.keep(DISTRICT, file, source)
    assert await read(store, file, 0, len(content)) == content
    assert await read(store, file, 3, 9) == content[3:9]
    (listed,) = [each async for each in store.listed()]
    assert (listed.district, listed.file, listed.bytes) == (DISTRICT, file, len(content))
    await store.remove(DISTRICT, file)
    await store.remove(DISTRICT, file)
    assert [each async for each in store.listed()] == []
    with pytest.raises(Fault):
        await read(store, file)


async def test_a_bucket_that_refuses_us_is_our_fault(tmp_path: Path) -> None:
    bucket = Bucket(key="key-of-tests")
    source = tmp_path / "source"
    source.write_bytes(PDF)
    async with served(bucket.app) as (_, address):
        store = open_store(
            edge_settings(
                files_url="s3://evidence",
                files_endpoint=address,
                files_region="us-east-1",
                files_access_key_id="another",
                files_secret_access_key="made up",
            )
        )
        with pytest.raises(Fault):
            await store.keep(DISTRICT, uuid4(), source)
        with pytest.raises(Fault):
            [each async for each in store.listed()]
    assert bucket.objects == {}


async def test_what_is_not_ours_in_the_store_is_left_alone(tmp_path: Path) -> None:
    store = open_store(edge_settings(data_dir=tmp_path))
    stranger = tmp_path / "files" / "evidence" / "readme.txt"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("Nobody's.")
    assert [each async for each in store.listed()] == []


async def test_a_sweep_removes_what_has_no_row_once_it_is_old(desk: Desk, tmp_path: Path) -> None:
    upload = await desk.promised()
    await desk.send(upload)
    left, source = uuid4(), tmp_path / "left"
    source.write_bytes(b"left over")
    await desk.filing.store.keep(DISTRICT, left, source)

    early = await sweep(desk.owner, desk.filing.store)
    assert (early.kept, early.removed, early.missing) == (1, [], [])
    await asyncio.sleep(0.01)
    late = await sweep(desk.owner, desk.filing.store, young=timedelta(0))
    assert (late.kept, late.removed, late.missing) == (1, [left], [])
    assert (await desk.get(file_url(upload), "manager")).content == PDF


async def test_a_sweep_tells_of_rows_without_their_file(desk: Desk) -> None:
    upload = await desk.promised()
    await desk.send(upload)
    desk.kept()[0].unlink()
    swept = await sweep(desk.owner, desk.filing.store)
    assert (swept.kept, swept.missing) == (0, [upload.file])
    assert (await desk.get(file_url(upload), "manager")).status_code == 500


async def test_evidence_s_file_goes_when_its_row_is_gone(desk: Desk) -> None:
    upload = await desk.promised()
    await desk.send(upload)
    await desk.owner.execute("DELETE FROM evidence_file")
    assert (await desk.get(file_url(upload), "manager")).status_code == 404
    await asyncio.sleep(0.01)
    assert (await sweep(desk.owner, desk.filing.store, young=timedelta(0))).removed == [upload.file]
    assert desk.kept() == []
