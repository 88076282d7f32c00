"""A benchmark as its picture needs it: what was measured, and against what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from api.pictures.words import spelled, written_day

__all__ = ["BENCHMARK", "Benchmark", "Measured", "read_benchmark"]

BENCHMARK: Final = """
query PictureOfBenchmark($id: ID!, $measurements: Int!) {
  picture: benchmark(id: $id) {
    statement status category dueOn judgedOn metric unit baseline target comparator dataSource
    district { name }
    initiative {
      title
      strategicObjective { plan { periodStartsOn } }
    }
    measurements(last: $measurements) {
      totalCount
      nodes { measuredOn value note school { name } }
    }
  }
}
"""

COMPARED: Final = {"AT_LEAST": "at least", "AT_MOST": "at most", "EQUALS": "exactly"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of a day; of a school, or of the whole district."""

    day: date
    value: str
    school: str | None = None

    @property
    def amount(self) -> float:
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What must be true by a day, and what was measured; values as they were given."""

    statement: str
    district: str
    initiative: str
    category: str
    status: str
    starts: date
    due: date
    judged: date | None = None
    metric: str | None = None
    unit: str | None = None
    baseline: str | None = None
    target: str | None = None
    comparator: str | None = None
    source: str | None = None
    measured: tuple[Measured, ...] = ()
    left_out: int = 0

    @property
    def aim(self) -> str | None:
        """The target in words: `at least 60`."""
        if self.target is None or self.comparator is None:
            return None
        return f"{COMPARED[self.comparator]} {self.target}"

    @property
    def standing(self) -> str:
        """Where it stands, and since when where it was judged."""
        judged = f", judged {written_day(self.judged)}" if self.judged else ""
        return spelled(self.status) + judged

    @property
    def schools(self) -> tuple[str, ...]:
        """The schools that were measured, each once, by name."""
        return tuple(sorted({each.school for each in self.measured if each.school}))


def read_benchmark(record: Mapping[str, Any]) -> Benchmark:
    """The benchmark in the answer to `BENCHMARK`."""
    measurements = record["measurements"]
    plan = record["initiative"]["strategicObjective"]["plan"]
    return Benchmark(
        statement=record["statement"],
        district=record["district"]["name"],
        initiative=record["initiative"]["title"],
        category=spelled(record["category"]).lower(),
        status=record["status"],
        starts=date.fromisoformat(plan["periodStartsOn"]),
        due=date.fromisoformat(record["dueOn"]),
        judged=date.fromisoformat(record["judgedOn"]) if record["judgedOn"] else None,
        metric=record["metric"],
        unit=record["unit"],
        baseline=record["baseline"],
        target=record["target"],
        comparator=record["comparator"],
        source=record["dataSource"],
        measured=tuple(map(_measured, measurements["nodes"])),
        left_out=measurements["totalCount"] - len(measurements["nodes"]),
    )


def _measured(node: Mapping[str, Any]) -> Measured:
    school = node["school"]["name"] if node["school"] else None
    return Measured(date.fromisoformat(node["measuredOn"]), node["value"], school)
