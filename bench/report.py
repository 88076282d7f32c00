"""The page of results: what was measured, how, on what, and which numbers were held."""

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bench.bulk import Bulk
from bench.feed import Drained
from bench.history import BULK, History
from bench.live import COMMITS, Told
from bench.results import Bar, Change, Question, Results, bars
from bench.rounds import CONNECTIONS, Tally
from bench.servers import OURS, POSTGRAPHILE, STRAWBERRY

__all__ = ["page"]

SERVERS = (OURS, POSTGRAPHILE, STRAWBERRY)
MEGABYTE = 2**20

INTRODUCTION = """\
# Results

Written by `make bench`; the numbers are of one run on one machine, where only their ratios mean
something elsewhere. Everything runs on the same machine: PostgreSQL, the server that is asked, and
the load. The servers ask the same database by the same login under the same row-level security,
each with {pool} database connections, and are asked in turn, {rounds} rounds of {seconds:g} seconds
on {connections} connections for each question; a round's rate counts until its last answer, and the
middle round's is shown. Before that, each question's answers are compared: the servers give the
same data. The network is synthetic, {districts} districts; the two callers are an officer of the
state, who sees everything, and the monitor of one district, who sees its measurements and what is
public.

- **Throughline** runs as `throughline serve` runs it, one worker; tokens are
  verified. It writes no access log, as the peers write none (`LOG_LEVEL=WARNING`).
- **PostGraphile** is set up as its documentation advises for production, with its plugins for
  filters (`postgraphile-plugin-connection-filter`) and groups (`@graphile/pg-aggregates`, whose
  release for version 5 is a candidate). The caller comes in a header, without a token to verify.
- **Strawberry + DataLoader** is [peers/strawberry_peer](peers/strawberry_peer): SQLAlchemy, one
  transaction a request, loaders that ask once a level, caches of parsed and validated documents,
  orjson, uvloop. The caller comes in a header.
- What has a dash in the peers' columns is a question that no list of records answers, and that they
  have no field for.
- **The bound** is our compiled statement by itself: one connection, the caller already stated.
"""


LATENCY = f"""\
Milliseconds with {CONNECTIONS} requests always under way: the middle one, and the one that 99 of
100 stay within.
"""
BOUND = """\
Milliseconds in the middle, one request at a time: over HTTP; our statement by itself as the caller;
the same as the owner of the tables, whom policies let through. A monitor and the owner read the
same rows except for measurements and performance indices.
"""
IN_BULK = """\
Measurements, by one client: out as the state office over `/export`, against `COPY (SELECT *)` as
the same caller; in as a plan manager by `/import`, against COPY into the table with its triggers
on, by a login whom policies let through. Of each the best turn, in turn.
"""
GROWTH = """\
Milliseconds in the middle, one request at a time over HTTP, the state office asking, in networks of
{small} and {large} districts. The portal's page is `portal`; `groups` is over all rows that there
are, so it grows with the network.
"""
DOCUMENTS = """\
Milliseconds to parse, validate and compile a document never seen before, without a database;
afterwards it is cached.
"""
WRITES = """\
The same change by our mutation and by the one that PostGraphile generates, on the same tables, with
the same policies and triggers, asked by the plan manager of one district on {connections}
connections, each with a record of its own; rounds and rates as above. Ours also checks what state
the record is in and what the caller may do to it, refuses a change to a version that is no longer
there, and reads its answer through the caller's slice.
"""
PAST = """\
Milliseconds in the middle, one request at a time over HTTP: a plan's whole tree, and the same as it
stood before every record in it was changed twice more. A bulk insert is one of {bulk}
measurements by the owner, without the trigger that records it and with it.
"""
FEED = """\
Changes a second that the feed tells one client, in pages of 1,000: from nothing, which is
everything that the caller sees, and after three changes to the tree of every plan.
"""
LIVE = """\
Milliseconds from a commit until the last of so many subscribers, each on a WebSocket of its own and
all at one process, had its event; the middle and the worst of {commits} commits, one at a time.
Those who are told the same are asked for once: so many statements does a commit cost. The load runs
on the same machine. Memory is what the process grew by.
"""
MEMORY = """\
Resident in the server's processes at the end of all rounds; PostgreSQL's not counted.
"""


def page(results: Results, plot: str | None) -> str:
    """The page in Markdown; `plot` is the file name of the picture."""
    introduction = INTRODUCTION.format(
        pool=results.setup["database connections"],
        rounds=results.rounds,
        seconds=results.seconds,
        connections=CONNECTIONS,
        districts=f"{results.districts:,}",
    )
    picture = f"![Requests a second, ours against each peer]({plot})\n" if plot else ""
    sections = {
        "Numbers to hold": [_bars(bars(results)), *_missed(bars(results))],
        "Requests a second": [picture, _rates(results.questions), _generator(results.questions)],
        "Latency under load": [LATENCY, _latencies(results.questions)],
        "Against the bound, and the cost of the slice": [BOUND, _bound(results.questions)],
        "Writing": _writes(results.writes),
        "The past": _past(results.history),
        "The change feed": _feeds(results.feeds),
        "Live updates": _live(results.live),
        "In bulk": _bulk(results.bulk),
        "Growth": _growth(results),
        "A new document": [DOCUMENTS, _documents(results)],
        "Memory": [MEMORY, _memory(results)],
        "Setup": [_table(("", ""), results.setup.items())],
    }
    told = (f"## {title}\n\n" + "\n".join(filter(None, text)) for title, text in sections.items())
    return "\n".join([introduction, *told])


def _bars(found: Iterable[Bar]) -> str:
    rows = [
        (bar.what, bar.wanted, bar.worst.told, bar.worst.where, "no" if bar.missed else "yes")
        for bar in found
    ]
    return _table(("what", "bar", "worst", "where", "held"), rows)


def _documents(results: Results) -> str:
    rows = [(name, f"{taken:.1f}") for name, taken in results.documents.items()]
    return _table(("operation", "ms"), rows)


def _memory(results: Results) -> str:
    rows = [(name, f"{size / MEGABYTE:.0f}") for name, size in results.memory.items()]
    return _table(("server", "MB"), rows)


def _generator(questions: Iterable[Question]) -> str:
    """What the load took of the machine that it shares with the servers."""
    shares = [
        share
        for question in questions
        for tally in question.tallies.values()
        for share in tally.generator_shares
    ]
    most, middle = max(shares), statistics.median(shares)
    return (
        f"The load itself took {middle:.0%} of one core in the middle round, {most:.0%} in the"
        " round where it took most.\n"
    )


def _missed(found: Iterable[Bar]) -> Iterator[str]:
    for bar in found:
        if len(bar.missed) > 1:
            where = "; ".join(f"{missed.where} {missed.told}" for missed in bar.missed)
            yield f"Not held for *{bar.what}*: {where}.\n"


def _rates(questions: Iterable[Question]) -> str:
    rows = [
        (
            question.operation.title,
            question.caller,
            *(_told(question, name, lambda tally: _short(tally.rate)) for name in SERVERS),
            *(_ratio(question, peer) for peer in (POSTGRAPHILE, STRAWBERRY)),
            f"{question.tallies[OURS].response_bytes / 1000:.1f}",
        )
        for question in questions
    ]
    heads = ("operation", "caller", *SERVERS, "to PostGraphile", "to Strawberry", "kB")
    return _table(heads, rows)


def _latencies(questions: Iterable[Question]) -> str:
    rows = [
        (
            question.operation.title,
            question.caller,
            *(_told(question, name, _percentiles) for name in SERVERS),
        )
        for question in questions
    ]
    return _table(("operation", "caller", *SERVERS), rows)


def _told(question: Question, server: str, tell: Callable[[Tally], str]) -> str:
    """What a server's tally says; nothing where it was not asked."""
    tally = question.tallies.get(server)
    return tell(tally) if tally else "–"


def _ratio(question: Question, peer: str) -> str:
    return f"**{question.ratio(peer):.1f} ×**" if peer in question.tallies else "–"


def _percentiles(tally: Tally) -> str:
    return f"{tally.percentile(50):.1f} / {tally.percentile(99):.1f}"


def _bound(questions: Iterable[Question]) -> str:
    rows = []
    for question in questions:
        found = question.latencies
        rows.append(
            (
                question.operation.title,
                question.caller,
                f"{found.served:.2f}",
                f"{found.bound:.2f}",
                f"{found.served / found.bound:.2f} ×",
                f"{found.served - found.bound:+.2f}",
                f"{found.owner:.2f}",
                f"{found.bound / found.owner:.2f} ×",
            )
        )
    heads = ("operation", "caller", "served", "bound", "ratio", "ms above", "as owner", "slice")
    return _table(heads, rows)


def _writes(changes: Sequence[Change]) -> list[str]:
    if not changes:
        return ["Not measured in this run.\n"]
    rows = [
        (
            change.operation.title,
            *(_short(change.tallies[name].rate) for name in (OURS, POSTGRAPHILE)),
            f"**{change.ratio:.1f} ×**",
            *(_percentiles(change.tallies[name]) for name in (OURS, POSTGRAPHILE)),
        )
        for change in changes
    ]
    heads = ("mutation", OURS, POSTGRAPHILE, "ratio", f"ms, {OURS}", f"ms, {POSTGRAPHILE}")
    return [WRITES.format(connections=CONNECTIONS), _table(heads, rows)]


def _past(history: History | None) -> list[str]:
    if history is None:
        return ["Not measured in this run.\n"]
    pairs = (
        ("a plan's tree: as it is, as it stood", history.as_it_is, history.as_it_stood),
        ("a bulk insert: unrecorded, recorded", history.unrecorded, history.recorded),
    )
    rows = [
        (what, f"{one:.2f}", f"{other:.2f}", f"{other / one:.2f} ×") for what, one, other in pairs
    ]
    return [PAST.format(bulk=f"{BULK:,}"), _table(("what", "ms", "ms", "ratio"), rows)]


def _feeds(feeds: Mapping[str, tuple[Drained, Drained]]) -> list[str]:
    if not feeds:
        return ["Not measured in this run.\n"]
    rows = [
        (who, *(f"{drained.changes:,} at {drained.rate:,.0f}" for drained in pair))
        for who, pair in feeds.items()
    ]
    return [FEED, _table(("caller", "from nothing", "what was changed"), rows)]


def _live(told: Sequence[Told]) -> list[str]:
    if not told:
        return ["Not measured in this run.\n"]
    rows = [
        (
            each.what,
            f"{each.subscribers:,}",
            f"{each.concerned:,}",
            f"{each.groups:,}",
            f"{each.middle:,.0f}",
            f"{each.worst:,.0f}",
            f"{each.bytes_each / 1024:,.0f}",
        )
        for each in told
    ]
    heads = (
        "who subscribes",
        "subscribers",
        "concerned",
        "statements",
        "middle",
        "worst",
        "kB each",
    )
    return [LIVE.format(commits=COMMITS), _table(heads, rows)]


def _bulk(bulk: Bulk | None) -> list[str]:
    if bulk is None:
        return ["Not measured in this run.\n"]
    pairs = (
        *(
            (f"out, {name}", bulk.rows_out, rate, bulk.copied_out)
            for name, rate in bulk.out.items()
        ),
        ("in, CSV", bulk.rows_in, bulk.taken_in, bulk.copied_in),
    )
    rows = [
        (what, f"{count:,}", f"{rate:,.0f}", f"{copied:,.0f}", f"{rate / copied:.2f} ×")
        for what, count, rate, copied in pairs
    ]
    return [IN_BULK, _table(("what", "rows", "rows a second", "by COPY", "ratio"), rows)]


def _growth(results: Results) -> list[str]:
    if not results.growth:
        return ["Not measured in this run.\n"]
    small, large = f"{results.districts:,}", f"{results.grown_to:,}"
    rows = [
        (name, f"{before:.2f}", f"{after:.2f}", f"{after / before:.2f} ×")
        for name, (before, after) in results.growth.items()
    ]
    heads = ("operation", small, large, "growth")
    return [GROWTH.format(small=small, large=large), _table(heads, rows)]


def _short(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}"  # noqa: PLR2004 - three digits


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
