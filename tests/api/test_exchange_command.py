"""`throughline export` and `throughline import`, for studies, as an operator types them."""

import csv
import re
import shlex
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.embedded import Urls
from seeds.demo.personas import PERSONAS
from tests.api.programs import throughline
from tests.databases import Server, connected

ROOT = Path(__file__).parents[2]
STUDY = "One district's journey: the Accelerated Improvement Plan in Mill City"
CODE = '<Code guid="0e7ba1df-2c30-41fb-a0c1-8c2e4d3b2a01" name="Trust" isCodable="true"{}/>'
BOOK = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{}</Codes></CodeBook>'


@pytest.fixture
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture
def logins(urls: Urls) -> dict[str, str]:
    return {"database_url": urls.api, "migrate_database_url": urls.owner}


def test_a_study_is_exported_and_imported_on_somebodys_behalf(
    logins: dict[str, str], tmp_path: Path
) -> None:
    file = str(tmp_path / "study.qdpx")
    person = PERSONAS["monitor"].caller.person
    assert person is not None
    for who in ("monitor", str(person), f"Person_{person.hex}"):
        out = throughline("export", "qdpx", STUDY, file, "--as", who, **logins)
        assert out.returncode == 0, out.stderr
        assert re.search(r": \d+ sources, \d+ codes, \d+ codings, .* 1 graphs\.", out.stdout)
    back = throughline("import", "qdpx", file, "--as", "monitor", **logins)
    assert back.returncode == 0, back.stderr
    [total] = [line.split() for line in back.stdout.splitlines() if line.split()[:1] == ["all"]]
    assert total[1] == "0"
    assert int(total[2]) > 200


async def test_a_codebook_is_tried_reported_and_imported(
    urls: Urls, logins: dict[str, str], tmp_path: Path
) -> None:
    file, report = tmp_path / "book.qdc", tmp_path / "left.csv"
    file.write_text(BOOK.format(CODE.format(' color="red"')), encoding="utf-8")
    asked = ("import", "qdc", str(file), "--study", STUDY, "--as", "research-office")
    tried = throughline(*asked, "--dry-run", "--report", str(report), **logins)
    assert tried.returncode == 0, tried.stderr
    assert "A dry run: nothing was written." in tried.stdout
    [row] = csv.DictReader(report.read_text(encoding="utf-8").splitlines())
    assert (row["outcome"], row["line"], row["value"]) == ("left out", "1", "red")
    async with connected(urls.owner) as owner:
        count = "SELECT count(*) FROM code WHERE name = 'Trust'"
        assert await owner.fetchval(count) == 0
        assert throughline(*asked, **logins).returncode == 0
        assert await owner.fetchval(count) == 1


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("state-office", "You may not write this."),
        ("superintendent", "There is no such study"),
        ("other-monitor", "There is no such study"),
        ("nobody", "--as takes a person's id, or a persona of the demo"),
        ("01a20285-69c3-7152-88a6-f2f39602732d", "There is no such study"),
    ],
)
async def test_who_may_not_import_is_told_on_one_line(
    urls: Urls, logins: dict[str, str], tmp_path: Path, who: str, reason: str
) -> None:
    file = tmp_path / "book.qdc"
    file.write_text(BOOK.format(CODE.format("")), encoding="utf-8")
    refused = throughline("import", "qdc", str(file), "--study", STUDY, "--as", who, **logins)
    assert refused.returncode == 1
    [line] = refused.stderr.splitlines()
    assert line.startswith("throughline: ")
    assert reason in line
    async with connected(urls.owner) as owner:
        assert await owner.fetchval("SELECT count(*) FROM code WHERE name = 'Trust'") == 0


def test_what_is_no_project_is_refused_without_a_database(tmp_path: Path) -> None:
    file = tmp_path / "study.qdpx"
    file.write_bytes(b"no archive")
    for name, reason in ((file, "no zip archive"), (tmp_path / "absent", "can't be read")):
        refused = throughline(
            "import", "qdpx", str(name), "--as", "monitor", data_dir=tmp_path / "data"
        )
        assert refused.returncode == 1
        assert reason in refused.stderr
    assert not (tmp_path / "data").exists()


def test_the_owners_login_does_not_act_for_anybody(urls: Urls, tmp_path: Path) -> None:
    """It looks past the slices, so nobody's view of a study would be told from another's."""
    file = str(tmp_path / "study.qdpx")
    refused = throughline("export", "qdpx", STUDY, file, "--as", "monitor", database_url=urls.owner)
    assert refused.returncode == 1
    assert "owns tables" in refused.stderr
    assert not Path(file).exists()


def test_the_pages_commands_do_what_it_says(
    logins: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "refi-qda.md").read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in re.findall(r"^throughline (.+)$", page, re.MULTILINE)]
    monkeypatch.chdir(tmp_path)
    for words in commands:
        if "PERSON" not in words:
            done = throughline(*words, **logins)
            assert done.returncode == 0, done.stderr
    assert (tmp_path / "dessi.qdpx").exists()
    assert (tmp_path / "left-out.csv").exists()
    assert len(commands) == 4
