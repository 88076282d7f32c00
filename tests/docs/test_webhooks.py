"""What docs/webhooks.md prints works as it stands there: registering, and receiving."""

import json
from pathlib import Path
from typing import Any

from api.embedded import Urls
from tests.api.webhooks.hooked import hooked
from tests.api.webhooks.receivers import receiving
from tests.docs.pages import FENCE, ROOT


def printed(page: Path) -> dict[str, Any]:
    """What a page's Python defines."""
    told: dict[str, Any] = {}
    for fence in FENCE.finditer(page.read_text()):
        if fence["info"] == "python":
            exec(compile(fence["text"], str(page), "exec"), told)
    return told


async def test_the_printed_receiver_takes_each_delivery_once(own_urls: Urls) -> None:
    page = printed(ROOT / "docs/webhooks.md")
    asked: list[tuple[str, dict[str, Any]]] = []

    def ask(query: str, variables: dict[str, Any]) -> Any:
        asked.append((query, variables))
        return {"data": {"createWebhook": {"secret": None, "errors": []}}}

    async with receiving() as receiver, hooked(own_urls, receiver) as hooks:
        page["register"](ask, receiver.url)
        [(query, variables)] = asked
        answer = await hooks.doing.graph.ask(query, variables, as_="firm")
        secret = page["register"](lambda *_: {"data": answer.data}, receiver.url)
        await hooks.change_benchmark(to="As the page says")
        await hooks.settle()
        [received] = receiver.received
        assert json.loads(received.body)["data"]["result"]["data"]["node"]["initiative"]
        seen: set[str] = set()
        for _ in range(2):
            assert page["receive"](secret, received.headers, received.body, seen) == 204
        assert seen == {received.id}
        assert page["receive"](secret, received.headers, received.body + b" ", seen) == 401


def test_the_printed_job_is_one() -> None:
    page = printed(ROOT / "docs/jobs.md")
    assert [each.name for each in page["JOBS"].entrypoints] == ["exports.print"]
