"""A virus scanner that is asked: by a daemon of our own that speaks its protocol."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from api.filing.antivirus import clamd
from models.failures import BadUserInput, Fault
from tests.api.filing.contents import PDF, PNG
from tests.api.filing.desk import Desk, opened_desk


@asynccontextmanager
async def daemon(harmful: bytes, answer: bytes | None = None) -> AsyncIterator[str]:
    """Knows what holds some bytes to be harmful; `answer` is what it says whatever it gets."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(await reader.readexactly(4)):
            content += await reader.readexactly(length)
        told = b"stream: Test-Signature FOUND" if harmful in content else b"stream: OK"
        writer.write((told if answer is None else answer) + (b"\0" if answer != b"" else b""))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_a_file_that_the_scanner_knows_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(200_000) + b"harmful")
    async with daemon(b"harmful") as address:
        with pytest.raises(BadUserInput, match="virus scanner"):
            await clamd(address)(file)
    async with daemon(b"another") as address:
        await clamd(address)(file)


@pytest.mark.parametrize("answer", [b"stream: size limit exceeded. ERROR", b""])
async def test_a_scanner_that_can_not_tell_lets_nothing_in(tmp_path: Path, answer: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(PDF)
    async with daemon(b"harmful", answer) as address:
        with pytest.raises(Fault):
            await clamd(address)(file)


async def test_a_scanner_that_is_not_there_lets_nothing_in(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(PDF)
    async with daemon(b"harmful") as address:
        pass
    with pytest.raises(Fault):
        await clamd(address)(file)
    with pytest.raises(Fault):
        await clamd(f"unix://{tmp_path}/none")(file)


async def test_what_is_sent_is_shown_to_the_scanner(desk: Desk, tmp_path: Path) -> None:
    async with (
        daemon(b"Catalog") as address,
        opened_desk(desk.urls, tmp_path, clamd_address=address) as guarded,
    ):
        reply = await guarded.send(await guarded.promised())
        fine = await guarded.send(await guarded.promised(PNG, media_type="image/png"), PNG)
        assert len(guarded.kept()) == 1
    assert (reply.status_code, fine.status_code) == (400, 201)
    assert await desk.rows() == 1
