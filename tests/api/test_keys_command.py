"""`throughline keys` and `throughline revoke`, as an operator types them."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.commands import CommandFailed
from api.embedded import Urls
from api.settings import Settings
from auth.claims import said_by
from auth.database import Database
from auth.revocation import Revocations
from models.failures import Unauthenticated
from tests.api.edge import SOMEBODY, edge_settings
from tests.api.tokens import own_tokens


@pytest.fixture
def settings(fresh_urls: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DATABASE_URL", fresh_urls.api)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return edge_settings(database_url=fresh_urls.api, data_dir=tmp_path)


def typed(*arguments: str, **given: str) -> Result:
    return CliRunner().invoke(app, arguments, **given)  # type: ignore[arg-type]


def listed() -> list[str]:
    return [line.split()[0] for line in typed("keys", "list").output.splitlines()]


def test_a_new_key_is_published_and_does_not_sign_yet(settings: Settings) -> None:
    (old,) = listed()
    reply = typed("keys", "rotate")
    assert reply.exit_code == 0
    new, still = listed()
    assert still == old
    assert new in reply.output
    signing, _ = sorted(typed("keys", "list").output.splitlines(), key=lambda line: old not in line)
    assert "signs since" in signing


def test_a_key_can_sign_at_once_and_end_at_once(settings: Settings) -> None:
    (old,) = listed()
    made = typed("keys", "rotate", "--at-once").output.split()[0]
    assert listed() == [made, old]
    assert typed("keys", "remove", old).exit_code == 0
    assert listed() == [made]
    again = typed("keys", "remove", old)
    assert isinstance(again.exception, CommandFailed)
    assert listed() == [made]


@pytest.mark.parametrize("by_id", [True, False])
def test_a_token_is_revoked_by_its_id_or_by_itself(settings: Settings, by_id: bool) -> None:  # noqa: FBT001
    token = own_tokens(settings)(SOMEBODY, timedelta(minutes=5))
    claims = said_by(token)
    reply = typed("revoke", claims["jti"]) if by_id else typed("revoke", "-", input=f"{token}\n")
    assert reply.exit_code == 0

    async def ask() -> None:
        database = await Database.open(str(settings.database_url), pool_size=1)
        try:
            await Revocations(database).refuse_ended(claims)
        finally:
            await database.close()

    with pytest.raises(Unauthenticated, match="was revoked"):
        asyncio.run(ask())


@pytest.mark.parametrize("told", ["nonsense", "a.b.c", "..", "-"])
def test_what_is_no_token_is_said_in_one_line(settings: Settings, told: str) -> None:
    reply = typed("revoke", told, input="nonsense\n")
    assert isinstance(reply.exception, CommandFailed)
    assert "\n" not in str(reply.exception)
