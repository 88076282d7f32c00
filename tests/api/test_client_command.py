"""`throughline client`, as an operator types it: registered, rotated, disabled."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from joserfc.jwk import ECKey, OctKey

from api.embedded import Urls
from models.organizations import Firm
from tests.api.programs import throughline
from tests.rows import Owner, insert

BACK = "https://portal.example.org/back"


@pytest.fixture
def logins(fresh_urls: Urls) -> dict[str, str]:
    return {"database_url": fresh_urls.api, "migrate_database_url": fresh_urls.owner}


def told(output: str) -> dict[str, str]:
    pairs = [line.split(maxsplit=1) for line in output.splitlines()]
    return {each[0]: each[1] for each in pairs}


def key_file(folder: Path, key: Any, *, private: bool) -> str:
    path = folder / "key.json"
    path.write_text(json.dumps(key.as_dict(private=private)))
    return str(path)


async def test_a_confidential_client_is_told_its_secret_once(
    owner: Owner, logins: dict[str, str]
) -> None:
    create = ("client", "create", "A portal's server", "--kind", "confidential")
    done = throughline(*create, "--redirect", BACK, **logins)
    assert done.returncode == 0, done.stderr
    given = told(done.stdout)
    [client] = await owner.fetch("SELECT * FROM client")
    assert str(client["id"]) == given["client_id"]
    assert client["redirect_uris"] == [BACK]
    kept = await owner.fetchval("SELECT hash FROM oauth.client_secret")
    assert PasswordHasher().verify(kept, given["client_secret"])
    listed = throughline("client", "list", **logins)
    assert "A portal's server" in listed.stdout
    assert given["client_secret"] not in listed.stdout
    kinds = {row["kind"] for row in await owner.fetch("SELECT kind FROM oauth.event")}
    assert kinds == {"CLIENT_CREATED", "SECRET_MADE"}


async def test_a_secret_is_rotated_and_the_old_one_ends(
    owner: Owner, logins: dict[str, str]
) -> None:
    firm = await insert(owner, Firm, name="A firm")
    create = ("client", "create", "A firm's server", "--kind", "service", "--firm", "A firm")
    given = told(throughline(*create, **logins).stdout)
    assert await owner.fetchval("SELECT firm_id FROM client") == firm
    assert await owner.fetchval("SELECT scopes FROM client") == ["read", "write"]
    client = given["client_id"]
    done = throughline("client", "rotate-secret", client, "--keep-hours", "1", **logins)
    assert done.returncode == 0, done.stderr
    assert told(done.stdout)["client_secret"] != given["client_secret"]
    ends = "SELECT expires_at IS NULL FROM oauth.client_secret ORDER BY made_at"
    assert [row[0] for row in await owner.fetch(ends)] == [False, True]
    end = ("client", "end-secret", client, given["secret_id"])
    assert throughline(*end, **logins).returncode == 0
    assert [row[0] for row in await owner.fetch(ends)] == [True]
    assert throughline(*end, **logins).returncode == 1


async def test_a_client_is_disabled_and_enabled(owner: Owner, logins: dict[str, str]) -> None:
    create = ("client", "create", "A portal", "--kind", "portal", "--redirect", BACK)
    given = told(throughline(*create, **logins).stdout)
    assert "client_secret" not in given
    for verb, is_enabled in (("disable", False), ("enable", True)):
        assert throughline("client", verb, given["client_id"], **logins).returncode == 0
        assert await owner.fetchval("SELECT is_enabled FROM client") is is_enabled


async def test_keys_are_added_and_removed(
    owner: Owner, logins: dict[str, str], tmp_path: Path
) -> None:
    await insert(owner, Firm, name="A firm")
    made = (ECKey.generate_key("P-256") for _ in count())
    first = next(key for key in made if key.thumbprint().startswith("-"))
    second = next(made)
    file = key_file(tmp_path, first, private=False)
    create = ("client", "create", "Keyed", "--kind", "service", "--firm", "A firm", "--key", file)
    done = throughline(*create, **logins)
    assert done.returncode == 0, done.stderr
    client = told(done.stdout)["client_id"]
    pem = tmp_path / "key.pem"
    pem.write_bytes(second.as_pem(private=False))
    assert throughline("client", "add-key", client, str(pem), **logins).returncode == 0
    assert throughline("client", "remove-key", client, first.thumbprint(), **logins).returncode == 0
    assert await owner.fetchval("SELECT kid FROM client_key") == second.thumbprint()
    again = throughline("client", "remove-key", client, first.thumbprint(), **logins)
    assert again.returncode == 1


async def test_what_can_not_be_used_is_not_registered(
    owner: Owner, logins: dict[str, str], tmp_path: Path
) -> None:
    portal = ("client", "create", "A portal", "--kind", "portal")
    private = key_file(tmp_path, ECKey.generate_key("P-256"), private=True)
    shared = tmp_path / "shared.json"
    shared.write_text(json.dumps(OctKey.generate_key(256).as_dict(private=True)))
    keyed = ("client", "create", "Keyed", "--kind", "confidential", "--redirect", BACK, "--key")
    for arguments in (
        portal,
        (*portal, "--redirect", "http://portal.example.org/back"),
        (*portal, "--redirect", f"{BACK}#fragment"),
        (*portal, "--redirect", "https://*.example.org/back"),
        (*portal, "--redirect", BACK, "--scope", "everything"),
        (*portal, "--redirect", BACK, "--firm", "No such firm"),
        (*keyed, private),
        (*keyed, str(shared)),
        ("client", "disable", "0d8c1c55-8b3c-5d6e-9a3f-3f2b6f6f0a11"),
        ("client", "rotate-secret", "0d8c1c55-8b3c-5d6e-9a3f-3f2b6f6f0a11"),
    ):
        done = throughline(*arguments, **logins)
        assert done.returncode == 1, arguments
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert await owner.fetchval("SELECT count(*) FROM client") == 0
    assert await owner.fetchval("SELECT count(*) FROM oauth.event") == 0
