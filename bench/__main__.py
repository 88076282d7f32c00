"""`python -m bench`: ours against its peers, side by side in one run, on a database of its own.

Writes `bench/RESULTS.md` and its picture; `--quick` measures less of everything, tells it on the
terminal and writes nothing.
"""

import argparse
import asyncio
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rich.console import Console

from api.embedded import EmbeddedServer, Urls
from bench.bound import latencies, new_documents
from bench.bulk import measured_bulk
from bench.feed import drain
from bench.history import measured
from bench.live import SUBSCRIBERS, told_live
from bench.machine import setup
from bench.network import CALLERS, STATE_CODE, database, network
from bench.operations import OPERATIONS, document
from bench.plot import picture
from bench.report import page
from bench.results import Change, Question, Results
from bench.rounds import Asked, bodies, in_turn
from bench.servers import NPM, Server, ours, postgraphile, strawberry
from bench.writes import WRITES, written

HERE = Path(__file__).parent
VARIABLES: dict[str, dict[str, Any]] = {
    "district": {"stateCode": STATE_CODE},
    "plan": {"stateCode": STATE_CODE},
    "through_line": {"stateCode": STATE_CODE},
    "deep_page": {"first": 50, "after": None},
}
GROWTH_TURNS = 3
FULL_ROUNDS = 5
"""With fewer, fewer subscribe too."""
console = Console(stderr=True)


def main() -> None:
    """Measure everything in turn."""
    options = arguments()
    install_peers()
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder, ExitStack() as stack:
        server = stack.enter_context(database(Path(folder)))
        urls = network(server, options.districts, console)
        results = Results(options.districts, options.rounds, options.seconds)
        results.documents = asyncio.run(new_documents(VARIABLES))
        with ExitStack() as running:
            servers = [
                running.enter_context(ours(urls.api, Path(folder) / "small")),
                running.enter_context(postgraphile(urls.api)),
                running.enter_context(strawberry(urls.api)),
            ]
            compare(servers, urls, results)
        write_and_look_back(server, Path(folder), results)
        results.setup = setup(urls)
        if options.grow_to:
            # What is known is kept, should the large network not come to its end.
            write(results, to_files=not options.quick)
            grow(server, urls, Path(folder), results, options.grow_to)
    write(results, to_files=not options.quick)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything, nothing written")
    parser.add_argument("--districts", type=int, default=400)
    parser.add_argument("--grow-to", type=int, help="0 leaves growth out")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float, help="of each round")
    options = parser.parse_args()
    quick = options.quick
    for name, usual, short in (("grow_to", 13_000, 0), ("rounds", 5, 2), ("seconds", 3.0, 1.0)):
        if getattr(options, name) is None:
            setattr(options, name, short if quick else usual)
    return options


def install_peers() -> None:
    """What PostGraphile needs, as locked; Node.js of the right version comes with it."""
    if shutil.which("npm") is None:
        sys.exit("bench: npm is needed, to install PostGraphile")
    if not (NPM / "node_modules" / ".package-lock.json").exists():
        command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=NPM, check=True)


def compare(servers: list[Server], urls: Urls, results: Results) -> None:
    """Every question by every caller, to every server."""
    for operation in OPERATIONS:
        for who, caller in CALLERS.items():
            console.print(f"{operation.title}, {who}")
            able = servers if operation.has_peers else servers[:1]
            asked = bodies(able, operation, caller, VARIABLES.get(operation.name, {}))
            tallies = in_turn(asked, rounds=results.rounds, seconds=results.seconds)
            query = document(operation, servers[0].dialect)
            found = asyncio.run(latencies(urls, asked[0], query, seconds=results.seconds / 2))
            by_name = {server.name: tally for server, tally in zip(able, tallies, strict=True)}
            results.questions.append(Question(operation, who, by_name, found))
    results.memory = {server.name: server.memory() for server in servers}


def write_and_look_back(server: EmbeddedServer, folder: Path, results: Results) -> None:
    """Every change to each server that takes it, and the past; on a network of its own."""
    urls = network(server, results.districts, console, name="bench_writes")
    with ours(urls.api, folder / "writes") as we, postgraphile(urls.api) as they:
        for write in WRITES:
            console.print(write.operation.title)
            tallies = written(
                [we, they], urls, write, rounds=results.rounds, seconds=results.seconds
            )
            results.writes.append(Change(write.operation, tallies))
        console.print("the feed, and the past")
        asked = {who: (we.address, we.headers(asking)) for who, asking in CALLERS.items()}
        copied = {who: drain(*where, None) for who, where in asked.items()}
        caller = CALLERS["state office"]
        results.history = measured(we, urls, caller, rounds=results.rounds, seconds=results.seconds)
        console.print("live updates")
        subscribers = SUBSCRIBERS if results.rounds >= FULL_ROUNDS else SUBSCRIBERS // 5
        results.live = asyncio.run(told_live(we, urls.owner, subscribers))
        results.feeds = {
            who: (copied[who], drain(*where, copied[who].cursor)) for who, where in asked.items()
        }
        console.print("in bulk, out and in")
        results.bulk = measured_bulk(we, urls, caller)


def grow(
    server: EmbeddedServer, small: Urls, folder: Path, results: Results, districts: int
) -> None:
    """Our latency in the small network and in a large one, in turn."""
    large = network(server, districts, console)
    results.grown_to = districts
    caller = CALLERS["state office"]
    with ours(small.api, folder / "small") as before, ours(large.api, folder / "large") as after:
        for operation in OPERATIONS:
            console.print(f"{operation.title}, {districts:,} districts")
            variables = VARIABLES.get(operation.name, {})
            pair = [bodies([each], operation, caller, variables)[0] for each in (before, after)]
            results.growth[operation.name] = alternately(pair, results.seconds / 2)


def alternately(pair: list[Asked], seconds: float) -> tuple[float, float]:
    """The middle latency of each of two, one request at a time, in milliseconds."""
    tallies = in_turn(pair, rounds=GROWTH_TURNS, seconds=seconds, connections=1)
    before, after = (tally.percentile(50) for tally in tallies)
    return before, after


def write(results: Results, *, to_files: bool) -> None:
    """Tell the results, and keep them if they are a whole run's."""
    if to_files:
        (HERE / "results.svg").write_text(picture(results))
        (HERE / "RESULTS.md").write_text(page(results, "results.svg"))
    sys.stdout.write(page(results, None))


if __name__ == "__main__":
    main()
