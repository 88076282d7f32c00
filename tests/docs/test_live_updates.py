"""The page on live updates says what is so: its document, its codes, its limits."""

import re
from pathlib import Path

from api.live import socket
from api.live.outboxes import Ending
from api.settings import Settings
from auth.callers import PUBLIC
from auth.database import Database
from schema.engine import Engine, Request
from schema.limits import Limits
from schema.subscribing import Subscribed
from schema.subscriptions import WATCHES

PAGE = Path("docs/live-updates.md").read_text(encoding="utf-8")
CODES = {
    socket.BAD_REQUEST,
    socket.UNAUTHORIZED,
    socket.NO_SUBPROTOCOL,
    socket.INIT_TIMEOUT,
    socket.ALREADY_EXISTS,
    socket.TOO_MANY_INITS,
    *socket.CODES.values(),
}


async def test_the_document_can_be_subscribed_to(database: Database) -> None:
    [document] = re.findall(r"const query = `(.*?)`", PAGE, re.DOTALL)
    request = Request(document, None, {"districts": []})
    assert isinstance(await Engine(database, Limits()).subscribe(request, PUBLIC), Subscribed)


def test_every_code_is_told_and_nothing_else() -> None:
    table = PAGE.partition("## How a connection ends")[2].partition("## Limits")[0]
    told = {int(code) for code in re.findall(r"\| (\d{4})\b", table)}
    assert told == CODES | {1009}
    assert set(socket.CODES) == set(Ending)


def test_every_field_and_every_setting_is_told() -> None:
    assert [name for name, watch in WATCHES.items() if f"`{name}" not in PAGE] == []
    settings = [name.upper() for name in Settings.model_fields if name.startswith("live_")]
    assert [name for name in settings if f"`{name}`" not in PAGE] == []
