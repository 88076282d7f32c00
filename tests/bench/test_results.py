from bench.bound import Latencies
from bench.load import Burst, Outcome, request_bytes
from bench.operations import OPERATIONS
from bench.results import Question, Results, bars
from bench.rounds import Tally
from bench.servers import OURS, POSTGRAPHILE, STRAWBERRY


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


def test_what_was_not_measured_has_no_bar() -> None:
    assert not [bar for bar in bars(results(ours=300)) if "growth" in bar.what]


def test_a_request_says_how_long_it_is() -> None:
    sent = request_bytes(Burst(80, {"x-person": "1"}, '{"query": "é"}', 1, 1.0))
    head, _, body = sent.partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}".encode() in head
    assert b"x-person: 1" in head
