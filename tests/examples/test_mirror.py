"""examples/mirror: generated, compiled, and a true copy whatever ends it in between."""

import json
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from seeds.demo.ids import OUR_FIRM
from tests.databases import connected
from tests.examples.conftest import Served

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/mirror"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    NODE is None or not (EXAMPLE / "node_modules").is_dir(),
    reason="needs Node and `npm ci` in examples/mirror",
)
RELEASES = "{ researchReleases { nodes { files(first: 200) { nodes { url bytes sha256 } } } } }"
END_ONE = """
UPDATE benchmark SET statement = statement || ' (as amended)'
WHERE (district_id, id) = (SELECT district_id, id FROM benchmark ORDER BY id LIMIT 1)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, generated from the committed schema and compiled, beside its sources."""
    root = tmp_path_factory.mktemp("clone")
    (root / "schema.graphql").symlink_to(ROOT / "schema.graphql")
    ours = shutil.ignore_patterns("node_modules", "generated", "built")
    folder = Path(shutil.copytree(EXAMPLE, root / "examples/mirror", ignore=ours))
    (folder / "node_modules").symlink_to(EXAMPLE / "node_modules")
    for program in (["graphql-codegen", "--silent"], ["tsc"]):
        command = [str(folder / "node_modules/.bin" / program[0]), *program[1:]]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def firm(served: Served) -> dict[str, str]:
    given = served.place.register("A firm's copy", "--kind", "service", "--firm", OUR_FIRM)
    return {
        **os.environ,
        "THROUGHLINE_URL": served.address,
        "CLIENT_ID": given["client_id"],
        "CLIENT_SECRET": given["client_secret"],
    }


def begun(built: Path, firm: dict[str, str], copy: Path, *more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [str(NODE), "built/mirror.js", str(copy), *more],
        cwd=built,
        env=firm,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> dict[str, Any]:
    said, wrong = process.communicate(timeout=120)
    assert process.returncode == 0, said + wrong
    told: dict[str, Any] = json.loads(said)
    assert told["different"] == 0
    return told


def pages(copy: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in copy.read_text().splitlines()]


def released(served: Served) -> list[str]:
    """Where the release's files are, once each of them is as it was published."""
    answer = served.place.graphql(None, RELEASES).json()["data"]["researchReleases"]
    (about,) = answer["nodes"]
    files = about["files"]["nodes"]
    for file in files:
        content = httpx.get(f"{served.address}/{file['url']}").content
        assert (len(content), sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
    return [file["url"] for file in files]


def test_what_the_generator_writes_can_be_registered(
    built: Path, firm: dict[str, str], served: Served
) -> None:
    manifest = built / "src/generated/persisted-documents.json"
    of = ("--client", firm["CLIENT_ID"])
    said = served.place.operate("documents", "register", str(manifest), *of)
    names = list(json.loads(manifest.read_text()))
    assert f"Registered {len(names)} documents" in said
    asked = {"documentId": names[1], "extensions": {}}
    told = httpx.post(f"{served.address}/graphql", json=asked).json()
    assert told["data"]["list"]["nodes"]


async def test_a_copy_survives_its_own_end_and_the_server_s(
    built: Path, firm: dict[str, str], served: Served, release: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.jsonl"

    # Killed in the middle of a page, with half a line written.
    process = begun(built, firm, copy, "--page", "2")
    while not copy.exists() or copy.read_bytes().count(b"\n") < 2:
        assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()
    with copy.open("ab") as file:
        file.write(b'{"put": [{"id": "Half')
    before = copy.read_bytes().count(b"\n")
    whole = ended(begun(built, firm, copy))
    assert whole["resumed"]
    assert whole["records"] > 50
    assert len(pages(copy)) == before + whole["pages"]

    # The server dies; something changes; the copy waits until somebody answers.
    files = released(served)
    served.kill()
    async with connected(served.urls.owner) as owner:
        assert await owner.execute(END_ONE) == "UPDATE 1"
    process = begun(built, firm, copy)
    served.start()
    after = ended(process)
    assert (after["resumed"], after["pages"], after["records"]) == (True, 1, whole["records"])
    [changed] = pages(copy)[-1]["put"]
    assert changed["statement"].endswith(" (as amended)")
    assert released(served) == files, "nor has the release changed"
    assert len(files) > 50

    # The engagement ends: what only the firm saw leaves its copy.
    async with connected(served.urls.owner) as owner:
        await owner.execute("UPDATE engagement SET ends_on = starts_on")
    last = ended(begun(built, firm, copy))
    assert last["records"] < whole["records"]
    assert pages(copy)[-1]["drop"]
