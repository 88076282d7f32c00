"""Operations with the SQL that they become and the answer that it gives, side by side.

`pytest tests/schema --update` writes the `.sql` and `.json` files anew; the first line of a
`.graphql` file says as whom it is asked.
"""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.embedded import Urls
from auth.callers import PUBLIC
from auth.database import Database
from auth.transactions import SelfContained
from seeds.demo.personas import PERSONAS
from tests.schema.compiler.sql_text import laid_out
from tests.schema.graphs import EVERYONE, Desk, Graph

FOLDER = Path(__file__).parent
CASES = sorted(path.stem for path in FOLDER.glob("*.graphql"))
ASKED_AS = re.compile(r"# As (?P<who>[a-z-]+)[:.]")


@dataclass(frozen=True, slots=True)
class Case:
    """One operation, and the files beside it."""

    name: str

    @property
    def query(self) -> str:
        return self._beside(".graphql").read_text()

    @property
    def who(self) -> str | None:
        asked = ASKED_AS.match(self.query)
        assert asked, f"{self.name} does not say as whom it is asked"
        return None if asked["who"] == "public" else asked["who"]

    @property
    def variables(self) -> dict[str, Any]:
        path = self._beside(".variables.json")
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def hold(self, suffix: str, text: str, config: pytest.Config) -> None:
        """Compare a text with the file, or write the file."""
        path = self._beside(suffix)
        if config.getoption("update", default=False):
            path.write_text(text)
        assert text == path.read_text()

    def _beside(self, suffix: str) -> Path:
        return FOLDER / f"{self.name}{suffix}"


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


async def test_an_operation_becomes_the_sql_beside_it(
    desk: Desk, case: Case, pytestconfig: pytest.Config
) -> None:
    sql = (await desk(case.query, case.variables)).sql
    text = laid_out(sql)
    assert "".join(text.split()) == "".join(sql.split())
    case.hold(".sql", text, pytestconfig)


async def test_an_operation_gives_the_answer_beside_it(
    graph: Graph, case: Case, pytestconfig: pytest.Config
) -> None:
    answer = await graph(case.query, case.variables, as_=case.who)
    text = json.dumps(answer.data, indent=2, ensure_ascii=False) + "\n"
    case.hold(".json", text, pytestconfig)


@pytest.fixture(scope="session")
async def session(demo_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    """A pool of one connection, on which all that is asked is prepared once."""
    opened = await Database.open(demo_urls.api, pool_size=1)
    yield opened
    await opened.close()


async def test_a_statement_by_itself_answers_everyone_as_in_a_transaction(
    desk: Desk, session: Database, case: Case
) -> None:
    sent = await desk(case.query, case.variables)
    alone = SelfContained.of(sent.sql, len(sent.parameters))
    for who in EVERYONE:  # more often than PostgreSQL needs to settle on a plan for all of them
        caller = PERSONAS[who].caller if who else PUBLIC
        async with session.read(caller) as transaction:
            stated = await transaction.value(sent.sql, sent.parameters)
        assert await session.answer(caller, alone, sent.parameters) == stated


async def test_both_ways_out_give_the_same_answer(graph: Graph, case: Case) -> None:
    direct = await graph(case.query, case.variables, as_=case.who)
    walked = await graph.ask(case.query, case.variables, as_=case.who, through_python=True)
    assert not walked.errors
    assert walked.data == direct.data
    assert list(walked.data) == list(direct.data)
