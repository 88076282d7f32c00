"""The kinds of files: what each row is, when two are the same, and what makes records of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from models.failures import BadUserInput, NotFound, Refused
from models.plans import Measurement
from schema.entities import registry
from schema.ids import decode_id
from schema.importing.looking_up import PLACE, Lookup
from schema.importing.templates import Column, Template, column_of
from schema.mutations.job_moves import TAKEN as MOVE
from schema.mutations.job_moves import record_moves
from schema.mutations.many_at_once import Make
from schema.mutations.plan_progress import record_all
from schema.mutations.referring import ABSENT
from schema.mutations.taken import takes
from schema.mutations.work import Work

__all__ = ["KINDS", "Kind"]

Given = dict[str, Any]
Key = tuple[Any, ...]
Held = Callable[[Work, Sequence[Given]], Awaitable[Mapping[Key, tuple[str, Key]]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file whose rows are records of one type.

    `key` is what tells one record from another, `rest` all else that is said of it; `held` gives,
    by key, the ids of the records that are there already and the rest of them.
    """

    template: Template
    entity: str
    make: Make
    key: tuple[str, ...]
    rest: tuple[str, ...]
    held: Held
    look_up: Callable[[Work, Sequence[Mapping[str, str]], Lookup], Awaitable[None]]
    own: Callable[[Lookup, Mapping[str, str], Given], None] = lambda _l, _r, _g: None
    """Fills in what is no cell by itself."""


# Measurements

DISTRICT = Column(
    "district",
    "The district, by its state code or id; only where benchmarks are named by their places.",
    target="District",
)
_MEASUREMENT = {taken.name: taken for taken in takes(Measurement)}
_COLUMNS = [column_of(taken) for taken in _MEASUREMENT.values()]
BENCHMARK = Column(
    "benchmark",
    "The benchmark, by its id, or by its place in the running plan of the row's district: 2.1.3 is"
    " the third benchmark of the first initiative of the second objective.",
    is_needed=True,
    target="Benchmark",
)
MEASUREMENTS: Final = Template(
    "measurements",
    "Values measured for benchmarks. A benchmark has one for each school and day.",
    (DISTRICT, BENCHMARK, *(column for column in _COLUMNS if column.name != "benchmark")),
    (
        {
            "district": "01230000",
            "benchmark": "2.1.3",
            "school": "",
            "measuredOn": "2013-03-15",
            "value": "62.5",
            "note": "",
        },
    ),
)
MEASURED: Final = """
SELECT m.district_id, m.id, m.benchmark_id, m.school_id, m.measured_on, m.value, m.note
FROM measurement m
JOIN unnest($1::uuid[], $2::uuid[]) AS w (district_id, benchmark_id)
    USING (district_id, benchmark_id)
WHERE m.measured_on = ANY($3::date[])
"""


async def _look_up_measured(work: Work, rows: Sequence[Mapping[str, str]], lookup: Lookup) -> None:
    await lookup.load(
        work.transaction,
        (row.get("district", "").strip() for row in rows),
        (row.get("school", "").strip() for row in rows),
    )
    districts = set()
    for row in rows:
        if PLACE.fullmatch(row.get("benchmark", "").strip()) and row.get("district", "").strip():
            try:
                told = lookup.id_of("District", row["district"].strip())
            except (NotFound, BadUserInput):
                continue
            districts.add(decode_id(told, registry["District"])[0])
    await lookup.load_benchmarks(work.transaction, districts)


def _benchmark(lookup: Lookup, row: Mapping[str, str], given: Given) -> None:
    named, district = row.get("benchmark", "").strip(), row.get("district", "").strip()
    if not named:
        raise BadUserInput("This is missing.", path=("benchmark",))
    if not PLACE.fullmatch(named):
        try:
            given["benchmarkId"] = lookup.id_of("Benchmark", named)
        except (Refused, NotFound) as failure:
            raise failure.below("benchmark") from failure
        return
    if not district:
        raise BadUserInput("A place is of a district's plan: say which.", path=("district",))
    try:
        [key] = decode_id(lookup.id_of("District", district), registry["District"])
    except (Refused, NotFound) as failure:
        raise failure.below("district") from failure
    if (key, named) not in lookup.benchmarks:
        raise NotFound(ABSENT, path=("benchmark",))
    given["benchmarkId"] = lookup.benchmarks[key, named]


async def _held_measured(work: Work, rows: Sequence[Given]) -> Mapping[Key, tuple[str, Key]]:
    named = {row["benchmarkId"] for row in rows}
    benchmarks = [decode_id(each, registry["Benchmark"]) for each in named]
    columns: list[Any] = [list(column) for column in zip(*benchmarks, strict=True)]
    days = sorted({row["measuredOn"] for row in rows})
    found = await work.transaction.rows(MEASURED, [*columns, days]) if benchmarks else []
    held: dict[Key, tuple[str, Key]] = {}
    for there in found:
        district = there["district_id"]
        school = _id("School", district, there["school_id"])
        key = (_id("Benchmark", district, there["benchmark_id"]), school, there["measured_on"])
        id_ = _id("Measurement", district, there["id"])
        held[key] = (str(id_), (there["value"], there["note"]))
    return held


def _id(entity: str, district: Any, own: Any) -> str | None:
    return None if own is None else f"{entity}_{district.hex}{own.hex}"


# Changes of job

MOBILITY: Final = Template(
    "job-mobility",
    "Changes of job, each with who moved: a person or a key actor, or nobody known.",
    tuple(column_of(taken) for taken in MOVE),
    (
        {
            "fromJob": "Teacher",
            "fromKind": "TEACHER",
            "fromDistrict": "01230000",
            "toJob": "Literacy coach",
            "toDistrict": "01230000",
            "movedOn": "2012-09-01",
        },
    ),
)
ENDS = ("fromJob", "fromKind", "fromDistrictId", "fromSchoolId")
ENDS_AFTER = ("toJob", "toKind", "toDistrictId", "toSchoolId")
WHO = ("personId", "keyActorId")
_KEY = (*WHO, "districtId", "movedOn", *ENDS, *ENDS_AFTER)
_REST = tuple(taken.name for taken in MOVE if taken.name not in _KEY)
MOVED: Final = """
SELECT e.*, p.person_id, a.district_id AS actor_district_id, a.key_actor_id
FROM job_mobility_event e
LEFT JOIN job_mobility_person p ON p.district_id = e.district_id AND p.move_id = e.id
LEFT JOIN job_mobility_key_actor a ON a.district_id = e.district_id AND a.move_id = e.id
WHERE e.district_id = ANY($1::uuid[])
"""


async def _look_up_moved(work: Work, rows: Sequence[Mapping[str, str]], lookup: Lookup) -> None:
    ends = ("district", "fromDistrict", "toDistrict")
    schools = ("fromSchool", "toSchool")
    await lookup.load(
        work.transaction,
        (row.get(name, "").strip() for row in rows for name in ends),
        (row.get(name, "").strip() for row in rows for name in schools),
    )


async def _held_moved(work: Work, rows: Sequence[Given]) -> Mapping[Key, tuple[str, Key]]:
    districts = set()
    for row in rows:
        if row.get("districtId"):
            districts.add(decode_id(row["districtId"], registry["District"])[0])
    found = await work.transaction.rows(MOVED, (sorted(districts),)) if districts else []
    held: dict[Key, tuple[str, Key]] = {}
    for there in found:
        told = _told(dict(there))
        key = tuple(told.get(name) for name in _KEY)
        rest = tuple(told.get(name) for name in _REST)
        held[key] = (str(_id("JobMobilityEvent", there["district_id"], there["id"])), rest)
    return held


def _told(row: dict[str, Any]) -> Given:
    """A move that is there, as an input would say it."""
    told: Given = {}
    for taken in MOVE:
        column = taken.column
        value = row.get(column.name) if column is not None else None
        if value is None:
            continue
        match taken.target:
            case None:
                told[taken.name] = value
            case "School":
                end = taken.name.removesuffix("SchoolId")
                told[taken.name] = _id("School", row[f"{end}_district_id"], value)
            case "KeyActor":
                told[taken.name] = _id("KeyActor", row["actor_district_id"], value)
            case target if "within" in (column.info if column is not None else {}):
                told[taken.name] = _id(target, row["district_id"], value)
            case target:
                told[taken.name] = f"{target}_{value.hex}"
    return told


def _ends(_lookup: Lookup, _row: Mapping[str, str], given: Given) -> None:
    """A school that is given alone brings its district, as mutations have it."""
    for end in ("from", "to"):
        school = given.get(f"{end}SchoolId")
        if school and not given.get(f"{end}DistrictId"):
            district = decode_id(school, registry["School"])[0]
            given[f"{end}DistrictId"] = f"District_{district.hex}"


KINDS: Final[Mapping[str, Kind]] = {
    "measurements": Kind(
        MEASUREMENTS,
        "Measurement",
        record_all,
        ("benchmarkId", "schoolId", "measuredOn"),
        ("value", "note"),
        _held_measured,
        _look_up_measured,
        _benchmark,
    ),
    "job-mobility": Kind(
        MOBILITY,
        "JobMobilityEvent",
        record_moves,
        _KEY,
        _REST,
        _held_moved,
        _look_up_moved,
        _ends,
    ),
}
