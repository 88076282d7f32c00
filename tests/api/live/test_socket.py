"""What goes on over WebSocket: the protocol graphql-transport-ws, to its letter."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from starlette.routing import WebSocketRoute
from websockets.exceptions import InvalidStatus

from auth.callers import Caller
from schema.entities import registry
from schema.ids import encode_id
from seeds.demo.ids import MILL_CITY, district_id
from tests.api.live.place import PATIENCE, Place, Speaker
from tests.rows import Owner

BENCHMARKS = """
subscription ($after: String, $districts: [ID!]) {
  changed(types: ["Benchmark"], after: $after, districts: $districts) {
    cursor kind id changedFields node { ... on Benchmark { statement } }
  }
}
"""
TOUCHED = """
UPDATE benchmark SET statement = $1
WHERE id = (SELECT id FROM benchmark WHERE district_id = $2 ORDER BY id LIMIT 1)
"""
HERE = district_id(MILL_CITY)


async def touch(owner: Owner, said: str) -> None:
    await owner.execute(TOUCHED, said, HERE)


async def statement(speaker: Speaker) -> str:
    said: str = (await speaker.event())["changed"]["node"]["statement"]
    return said


async def test_what_changes_is_told(place: Place, owner: Owner) -> None:
    async with place.introduced("manager") as speaker:
        await speaker.subscribe(BENCHMARKS)
        await touch(owner, "first")
        told = (await speaker.event())["changed"]
        assert (told["kind"], told["changedFields"]) == ("UPDATED", ["statement"])
        assert told["node"] == {"statement": "first"}


async def test_after_an_event_it_goes_on_without_gap_or_double(place: Place, owner: Owner) -> None:
    async with place.introduced("manager") as speaker:
        await speaker.subscribe(BENCHMARKS)
        await touch(owner, "heard")
        cursor = (await speaker.event())["changed"]["cursor"]
    await touch(owner, "while away")
    async with place.introduced("manager") as speaker:
        await speaker.resume(BENCHMARKS, after=cursor)
        assert await statement(speaker) == "while away"
        await touch(owner, "back")
        assert await statement(speaker) == "back"


async def test_queries_and_mutations_are_answered_too(place: Place) -> None:
    async with place.introduced("manager") as speaker:
        payload = {"query": "{ viewer { roles } }"}
        await speaker.say({"id": "q", "type": "subscribe", "payload": payload})
        assert (await speaker.event())["viewer"] == {"roles": ["PLAN_MANAGER", "PUBLIC"]}
        assert await speaker.hear() == {"id": "q", "type": "complete"}


async def test_a_wrong_operation_ends_no_other(place: Place, owner: Owner) -> None:
    async with place.introduced("manager") as speaker:
        await speaker.subscribe(BENCHMARKS, "good")
        for name, query in (
            ("syntax", "subscription {"),
            ("unknown", "subscription { nothing }"),
            ("cursor", 'subscription { changed(after: "x") { id } }'),
            ("two", "subscription { changed { id } benchmarkChanged { id } }"),
            ("type", 'subscription { changed(types: ["Nothing"]) { id } }'),
        ):
            await speaker.say({"id": name, "type": "subscribe", "payload": {"query": query}})
            told = await speaker.hear()
            assert (told["id"], told["type"]) == (name, "error")
            assert told["payload"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        await touch(owner, "still")
        assert await statement(speaker) == "still"


async def test_what_is_completed_is_told_no_more(place: Place, owner: Owner) -> None:
    async with place.introduced("manager") as speaker:
        await speaker.subscribe(BENCHMARKS, "one")
        await speaker.say({"id": "one", "type": "complete"})
        await speaker.subscribe(BENCHMARKS, "one")
        await touch(owner, "once")
        assert await statement(speaker) == "once"
        await touch(owner, "twice")
        assert await statement(speaker) == "twice"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{", 4400),
        ("[]", 4400),
        ("{}", 4400),
        ({"type": "nonsense"}, 4400),
        ({"type": "connection_ack"}, 4400),
        ({"type": "subscribe", "payload": {"query": "{ __typename }"}}, 4400),
        ({"type": "subscribe", "id": "", "payload": {"query": "{ __typename }"}}, 4400),
        ({"type": "subscribe", "id": "1"}, 4400),
        ({"type": "subscribe", "id": "1", "payload": {"query": 1}}, 4400),
        ({"type": "subscribe", "id": "1", "payload": {"query": "{a}", "variables": 1}}, 4400),
        ({"type": "ping", "payload": 1}, 4400),
        ({"type": "complete"}, 4400),
        ('{"type":"ping","payload":' + '{"a":' * 200 + "1" + "}" * 201, 4400),
        ({"type": "connection_init"}, 4429),
    ],
)
async def test_what_the_protocol_does_not_know_closes(
    place: Place, said: object, code: int
) -> None:
    async with place.introduced() as speaker:
        await speaker.say(said)
        assert (await speaker.closed())[0] == code


async def test_bytes_close(place: Place) -> None:
    async with place.introduced() as speaker:
        await speaker.socket.send(b'{"type":"ping"}')
        assert (await speaker.closed())[0] == 4400


async def test_an_id_that_is_in_use_closes(place: Place) -> None:
    async with place.introduced() as speaker:
        await speaker.subscribe("subscription { changed { id } }", "7")
        payload = {"query": "{ __typename }"}
        await speaker.say({"id": "7", "type": "subscribe", "payload": payload})
        assert await speaker.closed() == (4409, "Subscriber for 7 already exists")


async def test_nothing_is_answered_before_the_introduction(place: Place) -> None:
    async with place.speaker() as speaker:
        await speaker.say({"type": "ping", "payload": {"a": 1}})
        assert await speaker.hear() == {"type": "pong", "payload": {"a": 1}}
        payload = {"query": "{ __typename }"}
        await speaker.say({"id": "1", "type": "subscribe", "payload": payload})
        assert await speaker.closed() == (4401, "Unauthorized")


async def test_who_is_not_introduced_in_time_is_closed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    [endpoint] = [each.app for each in place.app.routes if isinstance(each, WebSocketRoute)]
    monkeypatch.setattr(endpoint, "init_seconds", 0.05)
    async with place.speaker() as speaker:
        assert await speaker.closed() == (4408, "Connection initialisation timeout")


async def test_a_token_that_is_no_good_closes(place: Place) -> None:
    short = place.issue(Caller(person=uuid4(), scopes=frozenset({"write"})), timedelta(hours=1))
    for said in ("Bearer nonsense", "nonsense", 7, f"Bearer {short}"):
        async with place.speaker() as speaker:
            await speaker.say({"type": "connection_init", "payload": {"authorization": said}})
            assert (await speaker.closed())[0] == 4403


async def test_another_protocol_closes(place: Place) -> None:
    async with place.speaker(protocol=None) as speaker:
        assert await speaker.closed() == (4406, "Subprotocol not acceptable")


async def test_pages_of_other_origins_are_refused(place: Place) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with place.speaker(origin="https://elsewhere.example.org"):
            pass
    assert refused.value.response.status_code == 403
    async with place.speaker(origin=place.settings.address) as own:
        await own.introduce()
    async with place.speaker(origin="https://portal.example.org") as listed:
        await listed.introduce()


async def test_a_message_that_is_too_long_closes(place: Place) -> None:
    async with place.introduced() as speaker:
        await speaker.say({"type": "ping", "payload": {"a": "x" * 1_200_000}})
        assert (await speaker.closed())[0] in {1009, None}  # it may not be done sending


async def test_an_operation_too_many_is_refused(place: Place) -> None:
    async with place.introduced() as speaker:
        for name in range(50):
            await speaker.subscribe("subscription { changed { id } }", str(name))
        payload = {"query": "subscription { changed { id } }"}
        await speaker.say({"id": "x", "type": "subscribe", "payload": payload})
        told = await speaker.hear_until("error")
        assert told["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
        await speaker.say({"id": "0", "type": "complete"})
        await speaker.subscribe("subscription { changed { id } }", "x")


async def test_who_does_not_read_is_dropped_and_others_are_told(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with place.introduced("manager") as reads, place.speaker() as sleeps:
        await reads.subscribe(BENCHMARKS)
        monkeypatch.setattr(place.hub, "limits", replace(place.hub.limits, bytes=300_000))
        await sleeps.introduce(place.token("superintendent"))
        await sleeps.subscribe(BENCHMARKS)
        assert place.hub.connections == 2
        sleeps.socket.transport.pause_reading()
        turn = 0
        async with asyncio.timeout(PATIENCE):
            while place.hub.connections == 2:
                await touch(owner, f"{turn} " + "x" * 400_000)
                assert (await statement(reads)).startswith(f"{turn} ")
                turn += 1
        sleeps.socket.transport.resume_reading()
        assert (await sleeps.closed())[0] in {4413, None}
        await touch(owner, "short")
        assert await statement(reads) == "short"


async def test_a_server_that_stops_says_so(place: Place) -> None:
    async with place.introduced() as speaker:
        await speaker.subscribe("subscription { changed { id } }")
        place.hub.leave()
        try:
            assert await speaker.closed() == (1012, "The server restarts.")
            with pytest.raises(InvalidStatus) as refused:
                async with place.speaker():
                    pass
            assert refused.value.response.status_code == 503
        finally:
            place.hub.is_leaving = False


async def test_districts_keep_it_to_theirs(place: Place, owner: Owner) -> None:
    mine = encode_id(registry["District"], HERE)
    elsewhere = encode_id(registry["District"], uuid4())
    async with place.introduced("manager") as speaker, place.introduced("manager") as other:
        await speaker.subscribe(BENCHMARKS, districts=[mine])
        await other.subscribe(BENCHMARKS, districts=[elsewhere])
        await touch(owner, "in Mill City")
        assert await statement(speaker) == "in Mill City"
        await other.subscribe(BENCHMARKS, "2", districts=[mine])
        await touch(owner, "again")
        message = await other.hear()
        assert (message["id"], message["type"]) == ("2", "next")
