"""A plan as it is printed.

The document has the slice of the plan, so it names an owner only where everyone sees who that is:
who holds a public office. Who of the staff owns an activity is for the district to know.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from schema.freezing.printed import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Paragraph,
    Printed,
    Table,
    day,
    period,
    short_day,
    spelled,
)

__all__ = ["PLAN", "printed_plan"]

PLAN: Final = """
query FrozenPlan($id: ID!) {
  record: plan(id: $id) {
    title periodStartsOn periodEndsOn vision mission firstSubmittedOn submittedOn
    district { name }
    keyIssues(first: 20) { nodes { statement } }
    strategicObjectives(first: 10) { nodes {
      title statement
      initiatives(first: 10) { nodes {
        title statement
        activities(first: 20) { nodes {
          description level status startsOn dueOn owner { name holdsPublicOffice }
        } }
        benchmarks(first: 20) { nodes {
          category statement dueOn level group metric unit baseline target comparator dataSource
        } }
      } }
    } }
  }
}
"""

Record = Mapping[str, Any]

ACTIVITIES: Final = (
    Column("No.", 6),
    Column("What is to be done", 36),
    Column("Who is responsible", 25),
    Column("Starts", 15),
    Column("Due", 15),
)
BENCHMARKS: Final = (
    Column("No.", 6),
    Column("What must be true", 35),
    Column("Kind of change", 18),
    Column("Measured by", 28),
    Column("Due", 15),
)
COMPARED: Final = {"AT_LEAST": "at least", "AT_MOST": "at most", "EQUALS": "exactly"}
STAFF: Final = "A member of the district's staff"
NOBODY: Final = "Nobody yet"


def printed_plan(plan: Record, revision: int) -> Printed:
    """The whole plan, laid out."""
    district = plan["district"]["name"]
    again = "" if revision == 1 else f", submitted {_times(revision)}"
    return Printed(
        kicker=f"{district} · Accelerated Improvement Plan",
        title=plan["title"],
        subtitle=period(plan["periodStartsOn"], plan["periodEndsOn"]),
        footer=f"{district} · as submitted on {day(plan['submittedOn'])}{again}",
        frozen_on=date.fromisoformat(plan["submittedOn"]),
        blocks=tuple(_blocks(plan, revision)),
    )


def _times(revision: int) -> str:
    return "a second time" if revision == 2 else f"for the {revision}th time"  # noqa: PLR2004


def _blocks(plan: Record, revision: int) -> Iterator[Block]:
    objectives = plan["strategicObjectives"]["nodes"]
    facts = [("District", plan["district"]["name"]), ("Submitted", day(plan["submittedOn"]))]
    if revision > 1:
        facts.append(("First submitted", day(plan["firstSubmittedOn"])))
    yield Facts((*facts, ("Period", period(plan["periodStartsOn"], plan["periodEndsOn"]))))
    for title, text in (("Vision", plan["vision"]), ("Mission", plan["mission"])):
        if text:
            yield Heading(2, title)
            yield Paragraph(text)
    if plan["keyIssues"]["nodes"]:
        yield Heading(2, "Key issues")
        yield Bullets(
            tuple(issue["statement"] for issue in plan["keyIssues"]["nodes"]), is_numbered=True
        )
    yield Heading(2, "The plan at a glance")
    yield _glance(objectives)
    for place, objective in enumerate(objectives, 1):
        yield from _objective(place, objective)


def _glance(objectives: list[Record]) -> Table:
    """Each initiative, with how much hangs on it."""
    rows: list[tuple[str, ...]] = []
    strong = []
    for place, objective in enumerate(objectives, 1):
        counted = objective["initiatives"]["nodes"]
        strong.append(len(rows))
        rows.append((f"{place}", objective["title"], "", ""))
        rows += [
            (
                f"{place}.{at}",
                initiative["title"],
                str(len(initiative["activities"]["nodes"])),
                str(len(initiative["benchmarks"]["nodes"])),
            )
            for at, initiative in enumerate(counted, 1)
        ]
    columns = (
        Column("No.", 7),
        Column("Objective or initiative", 63),
        Column("Activities", 15),
        Column("Benchmarks", 15),
    )
    caption = "Objectives and initiatives, with how much hangs on each"
    return Table(caption, columns, tuple(rows), tuple(strong))


def _objective(place: int, objective: Record) -> Iterator[Block]:
    yield Heading(2, f"Objective {place}: {objective['title']}", begins_page=True)
    yield Paragraph(objective["statement"])
    for at, initiative in enumerate(objective["initiatives"]["nodes"], 1):
        yield from _initiative(f"{place}.{at}", initiative)


def _initiative(number: str, initiative: Record) -> Iterator[Block]:
    yield Heading(3, f"Initiative {number}: {initiative['title']}")
    if initiative["statement"]:
        yield Paragraph(initiative["statement"])
    activities = initiative["activities"]["nodes"]
    if activities:
        rows = tuple(_activity(at, each) for at, each in enumerate(activities, 1))
        yield Table(f"Activities of initiative {number}", ACTIVITIES, rows)
    benchmarks = initiative["benchmarks"]["nodes"]
    if benchmarks:
        rows = tuple(_benchmark(at, each) for at, each in enumerate(benchmarks, 1))
        yield Table(f"Benchmarks of initiative {number}", BENCHMARKS, rows)


def _activity(place: int, activity: Record) -> tuple[str, ...]:
    owner = activity["owner"]
    named = NOBODY if owner is None else STAFF
    if owner and owner["holdsPublicOffice"]:
        named = owner["name"]
    dropped = " (dropped)" if activity["status"] == "DROPPED" else ""
    return (
        str(place),
        f"{activity['description']}{dropped}",
        named,
        short_day(activity["startsOn"]),
        short_day(activity["dueOn"]),
    )


def _benchmark(place: int, benchmark: Record) -> tuple[str, ...]:
    return (
        str(place),
        benchmark["statement"],
        spelled(benchmark["category"]),
        _measured(benchmark),
        short_day(benchmark["dueOn"]),
    )


def _measured(benchmark: Record) -> str:
    """What is measured, from where to where, and by which data."""
    unit = f" {benchmark['unit']}" if benchmark["unit"] else ""
    parts = [benchmark["metric"] or ""]
    if benchmark["group"]:
        parts.append(spelled(benchmark["group"]))
    if benchmark["target"] is not None:
        start = f"from {_number(benchmark['baseline'])} to " if benchmark["baseline"] else ""
        compared = COMPARED[benchmark["comparator"]]
        parts.append(f"{start}{compared} {_number(benchmark['target'])}{unit}")
    if benchmark["dataSource"]:
        parts.append(f"source: {benchmark['dataSource']}")
    return "; ".join(part for part in parts if part) or "—"


def _number(written: str) -> str:
    return written.rstrip("0").rstrip(".") if "." in written else written
