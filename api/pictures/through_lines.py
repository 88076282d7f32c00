"""A plan's through-line as its picture needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.pictures.words import period, spelled

__all__ = ["THROUGH_LINE", "Gap", "Level", "Sign", "ThroughLine", "read_through_line"]

THROUGH_LINE: Final = """
query PictureOfThroughLine($id: ID!) {
  picture: plan(id: $id) {
    title status periodStartsOn periodEndsOn
    district { name }
    throughLine {
      status
      levels {
        level status plannedCount doneCount benchmarkCount measuredCount metCount notMetCount
        planned { status activity { description } schoolPlanItem { statement } }
        measured { status benchmark { statement } }
        evidence { count }
      }
      gaps {
        kind level
        initiative { title }
        schoolPlanItem { statement school { name } }
        practiceBenchmark { statement }
        resultBenchmark { statement }
      }
    }
  }
}
"""

GAPS: Final = {
    "INITIATIVE_WITHOUT_SCHOOL_PLAN": "No school plan has an item that serves the initiative",
    "SCHOOL_ITEM_WITHOUT_WALKTHROUGH": "No walkthrough has shown the item of a school plan",
    "PRACTICE_WITHOUT_RESULT": "Practice has changed, results have not",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """How far one act or benchmark has come, and what it is."""

    status: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A break of the line: what kind, and what it concerns."""

    kind: str
    level: str
    concerns: str

    @property
    def says(self) -> str:
        """What kind of break it is, in words; for one that is new here, its name's words."""
        return GAPS.get(self.kind, spelled(self.kind))


@dataclass(frozen=True, slots=True)
class Level:
    """What is planned, done and measured on one level."""

    name: str
    status: str
    acts: tuple[Sign, ...] = ()
    benchmarks: tuple[Sign, ...] = ()
    planned: int = 0
    done: int = 0
    measured: int = 0
    met: int = 0
    not_met: int = 0
    evidence: int = 0
    gaps: tuple[Gap, ...] = ()

    @property
    def progress(self) -> str:
        """What is planned and done, in words."""
        return f"{self.done} of {self.planned} done" if self.planned else "nothing planned"

    @property
    def results(self) -> str:
        """What the benchmarks say, in words."""
        known = len(self.benchmarks)
        if not known:
            return "no benchmark"
        return f"{self.met} of {known} met, {self.not_met} not met, {self.measured} measured"


@dataclass(frozen=True, slots=True)
class ThroughLine:
    """The levels from the district to its pupils."""

    title: str
    about: str
    status: str
    levels: tuple[Level, ...]


def read_through_line(record: Mapping[str, Any]) -> ThroughLine:
    """The through-line in the answer to `THROUGH_LINE`."""
    line = record["throughLine"]
    gaps = tuple(map(_gap, line["gaps"]))
    lasts = period(record["periodStartsOn"], record["periodEndsOn"])
    return ThroughLine(
        title=record["title"],
        about=f"{record['district']['name']}, {lasts}, {spelled(record['status']).lower()}",
        status=line["status"],
        levels=tuple(_level(node, gaps) for node in line["levels"]),
    )


def _level(node: Mapping[str, Any], gaps: Sequence[Gap]) -> Level:
    return Level(
        name=node["level"],
        status=node["status"],
        acts=tuple(map(_act, node["planned"])),
        benchmarks=tuple(map(_benchmark, node["measured"])),
        planned=node["plannedCount"],
        done=node["doneCount"],
        measured=node["measuredCount"],
        met=node["metCount"],
        not_met=node["notMetCount"],
        evidence=sum(each["count"] for each in node["evidence"]),
        gaps=tuple(gap for gap in gaps if gap.level == node["level"]),
    )


def _act(node: Mapping[str, Any]) -> Sign:
    activity, item = node["activity"], node["schoolPlanItem"]
    if activity:
        return Sign(node["status"], activity["description"])
    return Sign(node["status"], item["statement"] if item else "")


def _benchmark(node: Mapping[str, Any]) -> Sign:
    benchmark = node["benchmark"]
    return Sign(node["status"], benchmark["statement"] if benchmark else "")


def _gap(node: Mapping[str, Any]) -> Gap:
    item, practice, result = (
        node["schoolPlanItem"],
        node["practiceBenchmark"],
        node["resultBenchmark"],
    )
    concerns = [node["initiative"]["title"]] if node["initiative"] else []
    if item:
        concerns = [f"{item['statement']} ({item['school']['name']})"]
    if practice and result:
        concerns = [f"Met: “{practice['statement']}” Not met: “{result['statement']}”"]
    return Gap(node["kind"], node["level"], concerns[0] if concerns else "")
