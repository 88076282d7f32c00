"""`throughline account`, as an operator types it."""

import subprocess
from pathlib import Path

import pytest

from api.embedded import Urls
from seeds.demo.personas import PERSONAS
from tests.api.programs import typing
from tests.databases import connected

EMAIL = "manager@mill-city.example"
PASSWORD = "a long way to Tipperary"
MANAGER = PERSONAS["manager"].caller.person


@pytest.fixture
def logins(own_urls: Urls, tmp_path: Path) -> dict[str, str]:
    return {"database_url": own_urls.api, "data_dir": str(tmp_path)}


def account(
    *arguments: str, logins: dict[str, str], typed: str = ""
) -> "subprocess.CompletedProcess[str]":
    return typing(typed, "account", *arguments, **logins)


async def test_an_account_is_given_closed_and_opened(
    own_urls: Urls, logins: dict[str, str]
) -> None:
    given = account(
        "set-password", EMAIL, "--person", str(MANAGER), logins=logins, typed=f"{PASSWORD}\n"
    )
    assert given.returncode == 0, given.stderr
    assert PASSWORD not in given.stdout
    assert f"{EMAIL}  {MANAGER}\n" == account("list", logins=logins).stdout
    assert account("disable", EMAIL.upper(), logins=logins).returncode == 0
    assert "disabled" in account("list", logins=logins).stdout
    assert account("enable", EMAIL, logins=logins).returncode == 0
    async with connected(own_urls.owner) as owner:
        (row,) = await owner.fetch("SELECT * FROM oauth.account")
        kinds = await owner.fetch("SELECT kind FROM oauth.event ORDER BY happened_at")
    assert (row["person_id"], row["is_disabled"]) == (MANAGER, False)
    assert row["password_hash"].startswith("$argon2id$")
    assert [each["kind"] for each in kinds] == [
        "PASSWORD_SET",
        "ACCOUNT_CHANGED",
        "ACCOUNT_CHANGED",
    ]


async def test_the_person_is_found_by_the_contact(own_urls: Urls, logins: dict[str, str]) -> None:
    async with connected(own_urls.owner) as owner:
        await owner.execute(
            "INSERT INTO person_contact (id, person_id, email)"
            " VALUES (gen_random_uuid(), $1, 'Manager@Mill-City.example')"
            " ON CONFLICT (person_id) DO UPDATE SET email = excluded.email",
            MANAGER,
        )
    given = account("set-password", EMAIL, logins=logins, typed=PASSWORD)
    assert given.returncode == 0, given.stderr


@pytest.mark.parametrize(
    ("arguments", "typed", "reason"),
    [
        (("set-password", "nobody@x.example"), PASSWORD, "nor exactly one person's"),
        (("set-password", EMAIL, "--person", "x"), PASSWORD, "no person's id"),
        (("set-password", EMAIL, "--person", str(MANAGER)), "short", "12 to 256 characters"),
        (("set-password", "no address", "--person", str(MANAGER)), PASSWORD, "e-mail address"),
        (("disable", EMAIL), "", "no account of that address"),
        (("reset-second-factor", "nobody@x.example"), "", "nor exactly one person's"),
    ],
)
async def test_a_refusal_says_why_and_changes_nothing(
    own_urls: Urls, logins: dict[str, str], arguments: tuple[str, ...], typed: str, reason: str
) -> None:
    done = account(*arguments, logins=logins, typed=typed)
    assert done.returncode == 1
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1
    async with connected(own_urls.owner) as owner:
        assert await owner.fetchval("SELECT count(*) FROM oauth.account") == 0
        assert await owner.fetchval("SELECT count(*) FROM oauth.event") == 0
