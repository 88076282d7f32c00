"""What a release counts, read as the owner: the policies bind whoever reads it afterwards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.releases_terms import StatisticMeasure as Measure
from models.releases_terms import WithheldReason
from seeds.statistics.audit import Told
from seeds.statistics.cells import number_of
from seeds.statistics.people import Job, Number, Person
from seeds.statistics.protection import Released
from seeds.store import Connection

__all__ = ["Earlier", "Found", "earlier_releases", "found"]

SITES = """
SELECT DISTINCT s.district_id, d.is_pseudonym FROM site s JOIN district d ON d.id = s.district_id
WHERE s.public_from <= slice.today() ORDER BY s.district_id
"""
ACTORS = """
SELECT a.id, a.district_id, a."group",
    array(SELECT DISTINCT m.motive FROM adoption_motive m
          WHERE m.district_id = a.district_id AND m.key_actor_id = a.id) AS motives
FROM key_actor a JOIN site s ON s.district_id = a.district_id AND s.id = a.site_id
WHERE s.public_from <= slice.today() ORDER BY a.id
"""
MOVES = """
SELECT k.key_actor_id, e.phase, m.cause, m.is_innovation_related, m.direction, m.is_wanted
FROM job_mobility_key_actor k
JOIN job_mobility_event e ON e.district_id = k.district_id AND e.id = k.move_id
LEFT JOIN mobility_assessment m ON m.district_id = k.district_id AND m.move_id = k.move_id
ORDER BY k.key_actor_id, k.position
"""
CELLS = """
SELECT c.*, r.number FROM statistic_cell c JOIN statistics_release r ON r.id = c.release_id
ORDER BY r.number
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The people at published sites, and who can read their changes of job."""

    people: list[Person]
    sites: list[str]
    insiders: list[list[str]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier releases say, the first one first, and of which release each number is."""

    released: Sequence[Released]
    as_of: dict[Number, UUID]


async def found(connection: Connection) -> Found:
    """Whom a release counts: key actors at published sites."""
    sites = await connection.fetch(SITES)
    moves: dict[UUID, list[Job]] = defaultdict(list)
    for row in await connection.fetch(MOVES):
        relation = _relation(related=row["is_innovation_related"], upward=row["direction"] == "UP")
        is_unwanted = row["is_wanted"] is False
        wish = Measure.UNWANTED_MOVES if is_unwanted else Measure.OTHER_WISH_MOVES
        moves[row["key_actor_id"]].append(Job(row["phase"], row["cause"], relation, wish))
    people = [
        Person(
            str(row["district_id"]),
            row["group"],
            tuple(moves[row["id"]]),
            frozenset(row["motives"]),
        )
        for row in await connection.fetch(ACTORS)
    ]
    names = [str(row["district_id"]) for row in sites]
    # The state office reads all changes of job; a real district's leaders read their own.
    own = [[str(row["district_id"])] for row in sites if not row["is_pseudonym"]]
    return Found(people, names, [names, *own] if names else [])


def _relation(*, related: bool | None, upward: bool) -> Measure:
    if not related:
        return Measure.UNRELATED_MOVES
    return Measure.RELATED_UPWARD_MOVES if upward else Measure.RELATED_OTHER_MOVES


async def earlier_releases(connection: Connection) -> Earlier:
    """What has been published so far."""
    released: dict[int, dict[Number, Told]] = defaultdict(dict)
    as_of: dict[Number, UUID] = {}
    for cell in await connection.fetch(CELLS):
        number = number_of(cell)
        if number is None:
            continue
        value = None if cell["value"] is None else int(cell["value"])
        missing = cell["missing"] and WithheldReason[cell["missing"]]
        is_carried = cell["as_of_id"] != cell["release_id"]
        released[cell["number"]][number] = Told(value, missing, is_carried)
        if value is not None:
            as_of[number] = cell["as_of_id"]
    return Earlier([released[number] for number in sorted(released)], as_of)
