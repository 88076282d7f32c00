"""The site that tests of the authorization server ask."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.embedded import Urls
from tests.api.oauth.site import Site, running_site


@pytest.fixture
async def site(fresh_urls: Urls, tmp_path: Path, anyio_backend: object) -> AsyncIterator[Site]:
    async with running_site(fresh_urls, tmp_path) as running:
        yield running
