"""The end of a bulk operation, told to whose it is: real exports, done by a runner of jobs."""

from datetime import timedelta
from typing import Any

import pytest

from api.bulk.operations import Operations
from api.bulk.staying import Staying
from api.jobs.entrypoints import Entrypoint
from models.failures import TimedOut
from schema.exporting import Exporter
from schema.mutations.bulk import EXPORT
from tests.api.jobs.runners import working
from tests.api.live.place import Place, Speaker

FINISHED = """
subscription { bulkOperationFinished {
  cursor happenedAt bulkOperation { id status url records errorCode }
} }
"""
ASK = """
mutation { bulkExport(input: {query: "{ benchmarks { nodes { id statement } } }", format: JSONL}) {
  bulkOperation { id } errors { message }
} }
"""
CANCEL = """
mutation ($id: ID!) { cancelBulkOperation(input: {id: $id}) { errors { message } } }
"""


async def asked(place: Place, who: str) -> str:
    """A new export."""
    told = (await place.ask(who, ASK))["bulkExport"]
    assert told["errors"] == []
    return str(told["bulkOperation"]["id"])


async def heard(speaker: Speaker) -> Any:
    """The next operation of which it is told that it is over."""
    told = (await speaker.event())["bulkOperationFinished"]
    assert told["cursor"]
    assert told["happenedAt"]
    return told["bulkOperation"]


def of_bulk(place: Place) -> Entrypoint:
    """What does exports, with what the served application has."""
    services, settings = place.app.state.services, place.settings
    operations = Operations(
        services.database,
        place.urls.api,
        services.filing.store,
        Staying(services.engine),
        settings.export_timeout_seconds,
        timedelta(hours=settings.bulk_hours),
    )
    return Entrypoint(EXPORT, operations.export)


async def test_the_end_of_a_bulk_operation_is_told_once_and_to_its_owner_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        place.introduced("manager") as manager,
        place.introduced("superintendent") as other,
        place.introduced("state-office") as office,
        place.introduced() as public,
    ):
        for speaker in (manager, other, office, public):
            await speaker.subscribe(FINISHED)
        cancelled = await asked(place, "manager")
        assert (await place.ask("manager", CANCEL, id=cancelled))["cancelBulkOperation"] == {
            "errors": []
        }
        told = await heard(manager)
        assert (told["id"], told["status"], told["url"]) == (cancelled, "CANCELED", None)

        async with working(place.urls.api, of_bulk(place)):
            done = await asked(place, "manager")
            told = await heard(manager)
            assert (told["id"], told["status"]) == (done, "COMPLETED")
            assert told["url"]
            assert told["records"] > 0

            with monkeypatch.context() as broken:

                async def run(_exporter: Exporter, _sink: Any) -> int:
                    raise TimedOut("as a statement that takes too long")

                broken.setattr(Exporter, "run", run)
                failed = await asked(place, "manager")
                told = await heard(manager)
            assert (told["id"], told["status"]) == (failed, "FAILED")
            assert told["errorCode"] == "TIMEOUT"

            others = await asked(place, "superintendent")
            told = await heard(other)
            assert (told["id"], told["status"]) == (others, "COMPLETED")
            last = await asked(place, "manager")
            assert (await heard(manager))["id"] == last
        for speaker in (office, public):
            await speaker.say({"type": "ping"})
            assert await speaker.hear() == {"type": "pong"}
