"""`throughline documents`, as an operator types it."""

import asyncio
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from typer.testing import CliRunner

from api.cli import app
from api.embedded import Urls
from auth.documents import hash_of
from tests.api.apps import registered
from tests.rows import Owner

GOOD = "query Districts { districts { totalCount } }"
ALSO = "mutation Hang($input: SetExternalIdInput!) { setExternalId(input: $input) { id } }"
BAD = "query Nonsense { nonsense }"


async def throughline(*arguments: str, **settings: str) -> Any:
    """The command in this process, in a thread of its own: it runs an event loop itself."""
    given = {name.upper(): value for name, value in settings.items()}
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, list(arguments), env=given))


async def test_documents_are_registered_looked_at_and_removed(
    owner: Owner, fresh_urls: Urls, tmp_path: Path
) -> None:
    logins = {"database_url": fresh_urls.api, "migrate_database_url": fresh_urls.owner}
    client = await registered(owner)
    manifest, document = tmp_path / "persisted-documents.json", tmp_path / "also.graphql"
    manifest.write_text(json.dumps({"one": GOOD}))
    document.write_text(ALSO)
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"one": GOOD, "two": BAD}))
    of = ("--client", str(client))

    refused = await throughline("documents", "register", str(wrong), *of, **logins)
    assert refused.exit_code == 1
    assert "two: Cannot query field 'nonsense'" in refused.stderr
    assert await owner.fetchval("SELECT count(*) FROM clients.trusted_document") == 0

    unknown = ("--client", str(uuid4()))
    nobody = await throughline("documents", "register", str(manifest), *unknown, **logins)
    assert "there is no client" in str(nobody.exception)

    done = await throughline("documents", "register", str(manifest), str(document), *of, **logins)
    assert done.exit_code == 0, done.output
    listed = (await throughline("documents", "list", **logins)).stdout.splitlines()
    digest = hash_of(ALSO).hex()
    assert f"{client}  one  sha256:{hash_of(GOOD).hex()}  query Districts" in listed
    assert f"{client}  {digest}  sha256:{digest}  mutation Hang" in listed

    assert (await throughline("documents", "check", **logins)).exit_code == 0
    text = "{ gone }"
    await owner.execute(
        "UPDATE clients.trusted_document SET source = $1, hash = $2 WHERE name = 'one'",
        text, hash_of(text),
    )  # fmt: skip
    checked = await throughline("documents", "check", *of, **logins)
    assert checked.exit_code == 1
    assert f"{client}  one: Cannot query field 'gone'" in checked.stdout

    await throughline("documents", "restrict", *of, **logins)
    assert await owner.fetchval("SELECT client_id FROM clients.restricted") == client
    await throughline("documents", "let", *of, **logins)
    assert await owner.fetchval("SELECT count(*) FROM clients.restricted") == 0

    await throughline("documents", "remove", f"sha256:{digest}", *of, **logins)
    assert await owner.fetchval("SELECT name FROM clients.trusted_document") == "one"
    assert (await throughline("documents", "remove", "two", *of, **logins)).exit_code == 1
    await throughline("documents", "remove", "--all", *of, **logins)
    assert await owner.fetchval("SELECT count(*) FROM clients.trusted_document") == 0
