"""Mill City in tests of what is done there: ids by the names that the demo's data use."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from auth.callers import Caller
from schema.entities import registry
from schema.ids import encode_id
from seeds.demo import ids
from seeds.demo.ids import MILL_CITY, PLAN
from tests.schema.mutations.doing import Doing

__all__ = [
    "DISTRICT",
    "REPORTED_PLAN",
    "benchmark",
    "caller",
    "first_of_month",
    "in_mill_city",
    "initiative",
    "objective",
    "person",
    "school",
    "standing",
    "today",
]


def _id(entity: str, *key: UUID) -> str:
    return encode_id(registry[entity], *key)


def in_mill_city(entity: str, key: UUID) -> str:
    """The global id of a record of Mill City."""
    return _id(entity, ids.district_id(MILL_CITY), key)


DISTRICT = _id("District", ids.district_id(MILL_CITY))
REPORTED_PLAN = in_mill_city("AcceleratedImprovementPlan", ids.plan_id(MILL_CITY, PLAN))


def person(part: str, place: str = MILL_CITY) -> str:
    """The id of who plays a part."""
    return _id("Person", ids.person_id(place, part))


def caller(part: str, place: str = MILL_CITY) -> Caller:
    """Who plays a part, as a caller; for those that are no personas."""
    return Caller(person=ids.person_id(place, part))


def school(name: str) -> str:
    """The id of a school."""
    return in_mill_city("School", ids.school_id(MILL_CITY, name))


def objective(key: str) -> str:
    """The id of a strategic objective of the plan that is carried out."""
    return in_mill_city("StrategicObjective", ids.objective_id(MILL_CITY, PLAN, key))


def initiative(key: str) -> str:
    """The id of an initiative of the plan that is carried out."""
    return in_mill_city("Initiative", ids.initiative_id(MILL_CITY, PLAN, key))


def benchmark(key: str, place: int) -> str:
    """The id of a benchmark by its initiative's key and its place there."""
    return in_mill_city("Benchmark", ids.benchmark_id(MILL_CITY, PLAN, key, place))


def today(days: int = 0) -> str:
    """The day in the network's time zone, or one so many days away."""
    day = datetime.now(ZoneInfo("America/New_York")).date() + timedelta(days=days)
    return day.isoformat()


def first_of_month() -> str:
    """The month that it is."""
    return date.fromisoformat(today()).replace(day=1).isoformat()


async def standing(doing: Doing, field: str, record: str, select: str, who: str) -> Any:
    """A record as somebody sees it."""
    query = f"query ($id: ID!) {{ {field}(id: $id) {{ {select} }} }}"
    return (await doing.ask(query, as_=who, id=record))[field]
