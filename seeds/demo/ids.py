"""The ids of the demo's records, from the names by which its data speak of them."""

from uuid import UUID

from seeds.store import stable_id

__all__ = [
    "MILL_CITY",
    "NEXT_PLAN",
    "OTHER_DISTRICT",
    "OTHER_FIRM",
    "OUR_FIRM",
    "PLAN",
    "STATE",
    "appointment_id",
    "benchmark_id",
    "district_id",
    "engagement_id",
    "evidence_id",
    "firm_id",
    "indicator_id",
    "initiative_id",
    "measurement_id",
    "meeting_id",
    "objective_id",
    "person_id",
    "plan_id",
    "school_id",
    "standard_id",
]

STATE = "the state"
MILL_CITY = "Mill City"
OTHER_DISTRICT = "Loomfield"

OUR_FIRM = "Example Turnaround Partners"
OTHER_FIRM = "Sample Improvement Network"

PLAN = "Accelerated Improvement Plan 2011-2013"
NEXT_PLAN = "Accelerated Improvement Plan 2013-2015"


def district_id(name: str) -> UUID:
    """A district by its name; the five of the demo have no state code."""
    return stable_id("district", name)


def school_id(district: str, name: str) -> UUID:
    """A school by the names of its district and itself."""
    return stable_id("school", district, name)


def firm_id(name: str) -> UUID:
    """A firm by its name."""
    return stable_id("firm", name)


def person_id(place: str, part: str) -> UUID:
    """Who plays a part in a district or in the state, such as Mill City's `superintendent`."""
    return stable_id("person", place, part)


def appointment_id(district: str, part: str, starts_on: str) -> UUID:
    """An appointment by who holds it (as in `person_id`) and its first day."""
    return stable_id("appointment", district, part, starts_on)


def engagement_id(district: str, firm: str) -> UUID:
    """An engagement by the names of its two sides."""
    return stable_id("engagement", district, firm)


def standard_id(code: str) -> UUID:
    """A district standard by its code."""
    return stable_id("district standard", code)


def indicator_id(code: str, position: int) -> UUID:
    """An indicator by its standard's code and its place."""
    return stable_id("standard indicator", code, str(position))


def plan_id(district: str, title: str) -> UUID:
    """A plan by its district's name and its title."""
    return stable_id("plan", district, title)


def objective_id(district: str, plan: str, key: str) -> UUID:
    """A strategic objective by its key in the plan's data, such as `leadership`."""
    return stable_id("strategic objective", district, plan, key)


def initiative_id(district: str, plan: str, key: str) -> UUID:
    """An initiative by its key in the plan's data, such as `dilt`."""
    return stable_id("initiative", district, plan, key)


def benchmark_id(district: str, plan: str, initiative: str, position: int) -> UUID:
    """A benchmark by its initiative's key and its place there."""
    return stable_id("benchmark", district, plan, initiative, str(position))


def measurement_id(benchmark: UUID, number: int) -> UUID:
    """A measurement by its benchmark and its number there."""
    return stable_id("measurement", str(benchmark), str(number))


def evidence_id(benchmark: UUID, number: int) -> UUID:
    """A piece of evidence by its benchmark and its number there."""
    return stable_id("evidence", str(benchmark), str(number))


def meeting_id(district: str, day: str) -> UUID:
    """A highlight meeting by the day for which it is called."""
    return stable_id("highlight meeting", district, day)
