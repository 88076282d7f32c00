import json

from bench.bound import Latencies
from bench.history import History
from bench.load import COUNT, NEW_ID, Burst, Outcome, counted, request_bytes
from bench.operations import OPERATIONS
from bench.results import Change, Question, Results, bars
from bench.rounds import Tally
from bench.servers import OURS, POSTGRAPHILE, STRAWBERRY
from bench.writes import WRITES


def tally(*rates: int) -> Tally:
    made = Tally()
    for rate in rates:
        made.add(Outcome(latencies=[1 / rate] * rate, seconds=1.0, response_bytes=10))
    return made


def results(ours: int) -> Results:
    portal = next(operation for operation in OPERATIONS if operation.name == "portal")
    tallies = {OURS: tally(ours), POSTGRAPHILE: tally(100), STRAWBERRY: tally(10)}
    question = Question(portal, "state office", tallies, Latencies(5.5, 5.0, 4.0))
    return Results(400, 1, 1.0, questions=[question], documents={"plan": 12.0})


def test_a_rate_is_the_middle_rounds() -> None:
    assert tally(10, 1000, 20).rate == 20


def test_percentiles_are_in_milliseconds() -> None:
    made = Tally(latencies=[number / 1000 for number in range(1, 101)])
    assert made.percentile(50) == 51
    assert made.percentile(99) == 100


def test_a_bar_is_held_or_missed_by_its_worst_question() -> None:
    held = {bar.what: bar for bar in bars(results(ours=300))}
    assert not any(bar.missed for bar in held.values())
    missed = {bar.what: bar for bar in bars(results(ours=150))}
    worst = missed[f"requests a second against {POSTGRAPHILE}"]
    assert [found.told for found in worst.missed] == ["1.5 ×"]
    assert worst.worst.where == "portal, state office"


def test_what_is_written_and_what_is_past_have_bars_of_their_own() -> None:
    told = results(ours=300)
    mutation = WRITES[0].operation
    told.writes = [Change(mutation, {OURS: tally(140), POSTGRAPHILE: tally(100)})]
    told.history = History(2.0, 6.2, 100.0, 125.0)
    found = {bar.what: bar for bar in bars(told)}
    assert found[f"mutations a second against {POSTGRAPHILE}"].worst.told == "1.40 ×"
    assert found[f"mutations a second against {POSTGRAPHILE}"].missed
    assert found["a plan as it stood, against the same as it is"].missed
    assert not found["a bulk insert recorded, against the same unrecorded"].missed


def test_what_was_not_measured_has_no_bar() -> None:
    told = {bar.what for bar in bars(results(ours=300))}
    assert not [what for what in told if "growth" in what or "mutations" in what or "plan" in what]


def test_a_request_says_how_long_it_is() -> None:
    body = '{"query": "é"}'
    sent = request_bytes(Burst(80, {"x-person": "1"}, [body], 1, 1.0), body)
    head, _, rest = sent.partition(b"\r\n\r\n")
    assert f"content-length: {len(rest)}".encode() in head
    assert b"x-person: 1" in head


def test_each_request_has_its_own_id_and_number_and_is_as_long() -> None:
    request = f'{{"id": "{NEW_ID}", "version": {COUNT}}}'.encode()
    following = counted(request, 7)
    sent = [following() for _request in range(5)]
    assert {len(each) for each in sent} == {len(request)}
    read = [json.loads(each) for each in sent]
    assert [each["version"] for each in read] == [7, 8, 9, 10, 11]
    assert len({each["id"] for each in read} | {NEW_ID}) == 6


def test_a_request_without_either_is_sent_as_it_is() -> None:
    following = counted(b"{}", 1)
    assert following() is following()
