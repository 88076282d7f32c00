"""The whole life of a report, an interview and a plan, driven over HTTP by the personas."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.embedded import Urls
from tests.api.browser import served
from tests.api.edge import edge_settings
from tests.api.lives.interviews import an_interview_lives
from tests.api.lives.plans import a_plan_lives
from tests.api.lives.reports import a_report_lives
from tests.api.portal import Portal


@pytest.fixture
def portal(own_urls: Urls, tmp_path: Path) -> Iterator[Portal]:
    settings = edge_settings(database_url=own_urls.api, data_dir=tmp_path, demo=True)
    with served(lambda port: create_app(settings.on_port(port))) as address:
        yield Portal(address, settings)


def test_a_report_an_interview_and_a_plan_live_their_lives(portal: Portal) -> None:
    a_report_lives(portal)
    an_interview_lives(portal)
    a_plan_lives(portal)
