"""The pages' queries are asked of the demo network."""

import pytest

from auth.database import Database
from schema.engine import Engine
from schema.limits import Limits


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-docs", action="store_true", help="write the pages' answers anew")


@pytest.fixture(scope="session")
def engine(database: Database) -> Engine:
    return Engine(database, Limits())
