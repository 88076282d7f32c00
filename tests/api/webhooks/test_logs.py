"""What the log says of deliveries: nothing that an address or a payload holds."""

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest

from api import logs
from tests.api.webhooks.hooked import Hooked


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that `LOG_LEVEL=DEBUG` lets through, as a process writes it."""
    root, written = logging.getLogger(), io.StringIO()
    before = {name: logging.getLogger(name).level for name in ("httpx2", "httpcore2")}
    kept, level = root.handlers[:], root.level
    configured = logs.config("DEBUG")
    configured["handlers"]["stderr"]["stream"] = written
    logging.config.dictConfig(configured)
    yield written
    root.handlers[:] = kept
    root.setLevel(level)
    for name, was in before.items():
        logging.getLogger(name).setLevel(was)


async def test_neither_address_nor_payload_is_logged(hooks: Hooked, log: io.StringIO) -> None:
    _, secret = await hooks.register()
    await hooks.change_benchmark(to="Never in a log")
    hooks.receiver.answer(500)
    await hooks.settle()
    assert hooks.receiver.received
    logging.getLogger("tests").info("the log is written")
    said = log.getvalue()
    assert "the log is written" in said
    for hidden in ("Never in a log", "told-to-nobody", str(hooks.receiver.port), secret):
        assert hidden not in said
