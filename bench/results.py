"""What a run found, and whether the numbers to hold were held."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.bound import Latencies
from bench.bulk import Bulk
from bench.feed import Drained
from bench.history import History
from bench.live import Told
from bench.operations import Operation, Size
from bench.rounds import Tally
from bench.servers import OURS, POSTGRAPHILE, STRAWBERRY

__all__ = ["Bar", "Change", "Found", "Question", "Results", "bars"]

AGAINST_POSTGRAPHILE = 2.0
AGAINST_STRAWBERRY, AGAINST_STRAWBERRY_SMALL = 15.0, 5.0
LARGE_TO_BOUND, SMALL_ABOVE_BOUND = 1.25, 1.5
COST_OF_SLICE = 1.3
GROWTH = 1.3
TOLD_WITHIN = 1_000
NEW_DOCUMENT = 25.0
WRITES_AGAINST_POSTGRAPHILE = 1.5
AS_IT_STOOD = 3.0
RECORDING = 1.3
EXPORTS_AGAINST_COPY, IMPORTS_AGAINST_COPY = 0.5, 0.3
GROWING = "portal"
SEES_ALL = "state office"
"""The caller who sees the same rows as the owner, so that the two can be compared."""


@dataclass(slots=True)
class Question:
    """One operation by one caller: how each server did, and our statement by itself."""

    operation: Operation
    caller: str
    tallies: dict[str, Tally]
    latencies: Latencies

    @property
    def where(self) -> str:
        """The question in short."""
        return f"{self.operation.name}, {self.caller}"

    def ratio(self, peer: str) -> float:
        """How many times as many requests a second ours answers."""
        return self.tallies[OURS].rate / self.tallies[peer].rate


@dataclass(frozen=True, slots=True)
class Change:
    """One mutation: how each server did."""

    operation: Operation
    tallies: dict[str, Tally]

    @property
    def ratio(self) -> float:
        """How many times as many a second ours carries out as PostGraphile."""
        return self.tallies[OURS].rate / self.tallies[POSTGRAPHILE].rate


@dataclass(slots=True)
class Results:
    """Everything that a run measured."""

    districts: int
    rounds: int
    seconds: float
    questions: list[Question] = field(default_factory=list)
    writes: list[Change] = field(default_factory=list)
    history: History | None = None
    feeds: dict[str, tuple[Drained, Drained]] = field(default_factory=dict)
    """By caller, the feed from nothing, and what it told after everything else was written."""
    live: list[Told] = field(default_factory=list)
    bulk: Bulk | None = None
    memory: dict[str, int] = field(default_factory=dict)
    documents: dict[str, float] = field(default_factory=dict)
    grown_to: int = 0
    growth: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Milliseconds of our latency by operation, in the small network and in the grown one."""
    setup: dict[str, str] = field(default_factory=dict)

    @property
    def compared(self) -> list[Question]:
        """The questions that the peers were asked too."""
        return [question for question in self.questions if question.operation.has_peers]


@dataclass(frozen=True, slots=True)
class Found:
    """What one question says on a bar; `strain` above 1 means that the bar is not held."""

    where: str
    told: str
    strain: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A number to hold, and what each question says on it."""

    what: str
    wanted: str
    found: Sequence[Found]

    @property
    def worst(self) -> Found:
        """Where ours came closest to the bar, or furthest beyond."""
        return max(self.found, key=lambda found: found.strain)

    @property
    def missed(self) -> Sequence[Found]:
        """Where the bar was not held."""
        return [found for found in self.found if found.strain > 1]


def bars(results: Results) -> list[Bar]:
    """Every number to hold that the run has found something on."""
    questions = results.questions
    compared = results.compared
    large = [question for question in questions if question.operation.size is Size.MANY]
    small = [question for question in questions if question not in large]
    smallest = [question for question in compared if question.operation.size is Size.FEW]
    others = [question for question in compared if question not in smallest]
    candidates = [
        Bar(
            f"requests a second against {POSTGRAPHILE}",
            f"≥ {AGAINST_POSTGRAPHILE} ×",
            [_rate(question, POSTGRAPHILE, AGAINST_POSTGRAPHILE) for question in compared],
        ),
        Bar(
            f"requests a second against {STRAWBERRY}",
            f"≥ {AGAINST_STRAWBERRY:.0f} ×",
            [_rate(question, STRAWBERRY, AGAINST_STRAWBERRY) for question in others],
        ),
        Bar(
            "likewise, one record or a page of 50",
            f"≥ {AGAINST_STRAWBERRY_SMALL:.0f} ×",
            [_rate(question, STRAWBERRY, AGAINST_STRAWBERRY_SMALL) for question in smallest],
        ),
        Bar(
            "latency against the bound, large results",
            f"≤ {LARGE_TO_BOUND} ×",
            [_times_bound(question) for question in large],
        ),
        Bar(
            "latency above the bound, small results",
            f"≤ {SMALL_ABOVE_BOUND} ms",
            [_above_bound(question) for question in small],
        ),
        Bar(
            "the slice: the same statement as owner",
            f"≤ {COST_OF_SLICE} ×",
            [_slice(question) for question in questions if question.caller == SEES_ALL],
        ),
        Bar(
            f"growth of the portal page, {results.districts} to {results.grown_to:,} districts",
            f"≤ {GROWTH} ×",
            [
                Found(name, f"{after / before:.2f} ×", after / before / GROWTH)
                for name, (before, after) in results.growth.items()
                if name == GROWING
            ],
        ),
        Bar(
            "a new document: parse, validate, compile",
            f"≤ {NEW_DOCUMENT:.0f} ms",
            [
                Found(name, f"{taken:.1f} ms", taken / NEW_DOCUMENT)
                for name, taken in results.documents.items()
            ],
        ),
        *_bars_of_writing(results),
        *_bars_of_bulk(results.bulk),
    ]
    return [bar for bar in candidates if bar.found]


def _bars_of_writing(results: Results) -> list[Bar]:
    """What is written, what that costs, and what it costs to read what was there before."""
    against = Bar(
        f"mutations a second against {POSTGRAPHILE}",
        f"≥ {WRITES_AGAINST_POSTGRAPHILE} ×",
        [
            _times(change.operation.name, change.ratio, WRITES_AGAINST_POSTGRAPHILE / change.ratio)
            for change in results.writes
        ],
    )
    live = Bar(
        "the last of 1,000 subscribers is told, after a commit (p99)",
        f"< {TOLD_WITHIN:,} ms",
        [
            Found(each.what, f"{each.worst:,.0f} ms", each.worst / TOLD_WITHIN)
            for each in results.live
        ],
    )
    history = results.history
    if history is None:
        return [against, live]
    stood = history.as_it_stood / history.as_it_is
    recorded = history.recorded / history.unrecorded
    return [
        against,
        live,
        Bar(
            "a plan as it stood, against the same as it is",
            f"≤ {AS_IT_STOOD} ×",
            [_times("plan", stood, stood / AS_IT_STOOD)],
        ),
        Bar(
            "a bulk insert recorded, against the same unrecorded",
            f"≤ {RECORDING} ×",
            [_times("measurements", recorded, recorded / RECORDING)],
        ),
    ]


def _bars_of_bulk(bulk: Bulk | None) -> list[Bar]:
    """What goes out and comes in in bulk, against COPY of the same rows."""
    if bulk is None:
        return []
    exports = [
        _times(name, share, EXPORTS_AGAINST_COPY / share) for name, share in bulk.exports.items()
    ]
    imports = [_times("measurements", bulk.imports, IMPORTS_AGAINST_COPY / bulk.imports)]
    return [
        Bar("exports, rows a second against COPY", f"≥ {EXPORTS_AGAINST_COPY} ×", exports),
        Bar("imports likewise, recorded", f"≥ {IMPORTS_AGAINST_COPY} ×", imports),
    ]


def _times(where: str, ratio: float, strain: float) -> Found:
    return Found(where, f"{ratio:.2f} ×", strain)


def _rate(question: Question, peer: str, wanted: float) -> Found:
    ratio = question.ratio(peer)
    return Found(question.where, f"{ratio:.1f} ×", wanted / ratio)


def _times_bound(question: Question) -> Found:
    ratio = question.latencies.served / question.latencies.bound
    return Found(question.where, f"{ratio:.2f} ×", ratio / LARGE_TO_BOUND)


def _above_bound(question: Question) -> Found:
    above = question.latencies.served - question.latencies.bound
    return Found(question.where, f"{above:.2f} ms", above / SMALL_ABOVE_BOUND)


def _slice(question: Question) -> Found:
    ratio = question.latencies.bound / question.latencies.owner
    return Found(question.where, f"{ratio:.2f} ×", ratio / COST_OF_SLICE)
