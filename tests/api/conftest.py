"""What tests of several parts of the edge stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.embedded import Urls
from tests.api.browser import served
from tests.api.edge import edge_settings
from tests.api.portal import Portal


@pytest.fixture
def portal(own_urls: Urls, tmp_path: Path) -> Iterator[Portal]:
    """A server over a demo network that the test may change, as a portal reaches it."""
    settings = edge_settings(database_url=own_urls.api, data_dir=tmp_path, demo=True)
    with served(lambda port: create_app(settings.on_port(port))) as address:
        yield Portal(address, settings)
