"""What tests of the log-in stand on."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from tests.api.log_in.desk import Browser, House, house


@pytest.fixture
async def home(own_urls: Urls) -> AsyncIterator[House]:
    """An application with an account for Mill City's plan manager."""
    async with house(own_urls) as opened:
        await opened.give_account()
        yield opened


@pytest.fixture
async def browser(home: House) -> AsyncIterator[Browser]:
    """A browser that has never been there."""
    async with home.browser() as opened:
        yield opened
