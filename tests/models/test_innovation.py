"""What holds between rows of causal networks, careers and changes of job."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from models.base import Base, new_id
from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    JobMobilityEvent,
    JobMobilityKeyActor,
    JobMobilityPerson,
    KeyActor,
    MobilityBoundary,
)
from models.innovation import CausalLink, CausalNetwork, CausalVariable, Site
from models.organizations import District, School
from seeds.store import append
from tests.models.examples import Examples
from tests.models.innovation_examples import PUBLISHED_ON
from tests.rows import Owner, Row, insert, row, write

Model = type[Base]


async def refused(owner: Owner, model: Model, *rows: Row) -> str:
    """The name of what refuses the rows, written in one statement; none of them stays."""
    before = await owner.fetchval(f"SELECT count(*) FROM {model.__tablename__}")
    with pytest.raises(asyncpg.IntegrityConstraintViolationError) as caught:
        async with owner.transaction():
            await write(owner, {model: rows})
    assert await owner.fetchval(f"SELECT count(*) FROM {model.__tablename__}") == before
    return str(caught.value.constraint_name)


class Network:
    """The variables and links of the examples' causal network."""

    def __init__(self, owner: Owner, examples: Examples) -> None:
        self.owner = owner
        self.part = {
            name: examples.first[CausalVariable][name]
            for name in ("district_id", "network_id", "author_id", "public_from")
        }

    async def variables(self, count: int) -> list[UUID]:
        return [
            await insert(self.owner, CausalVariable, **self.part, position=20 + place)
            for place in range(count)
        ]

    def links(self, *ends: tuple[UUID, UUID]) -> list[Row]:
        return [
            row(CausalLink, **self.part, cause_id=cause, effect_id=effect) for cause, effect in ends
        ]


@pytest.fixture
def network(book: Owner, examples: Examples) -> Network:
    return Network(book, examples)


@pytest.mark.parametrize("length", [2, 3, 6])
async def test_a_circle_is_refused_whichever_link_closes_it(
    book: Owner, network: Network, length: int
) -> None:
    variables = await network.variables(length)
    circle = list(zip(variables, [*variables[1:], variables[0]], strict=True))
    for last in range(length):
        *path, closing = [*circle[last:], *circle[:last]]
        async with book.transaction():
            await write(book, {CausalLink: network.links(*path)})
            name = await refused(book, CausalLink, *network.links(closing))
            assert name == "ck_causal_link_no_circle"
            await book.execute("DELETE FROM causal_link WHERE cause_id = ANY ($1)", variables)


async def test_a_circle_written_at_once_is_refused(book: Owner, network: Network) -> None:
    a, b, c = await network.variables(3)
    together = network.links((a, b), (b, c), (c, a))
    with pytest.raises(asyncpg.CheckViolationError, match="circle"):
        await append(
            book, CausalLink, list(together[0]), [list(each.values()) for each in together]
        )


async def test_a_link_turned_round_into_a_circle_is_refused(book: Owner, network: Network) -> None:
    a, b, c = await network.variables(3)
    await write(book, {CausalLink: network.links((a, b), (b, c), (a, c))})
    with pytest.raises(asyncpg.CheckViolationError, match="circle"):
        async with book.transaction():
            await book.execute(
                "UPDATE causal_link SET cause_id = effect_id, effect_id = cause_id"
                " WHERE cause_id = $1 AND effect_id = $2",
                a,
                c,
            )


async def test_two_ways_to_one_variable_are_no_circle(book: Owner, network: Network) -> None:
    a, b, c, d = await network.variables(4)
    await write(book, {CausalLink: network.links((a, b), (b, d), (a, c), (c, d), (a, d))})


async def test_a_link_joins_variables_of_one_network(
    book: Owner, examples: Examples, network: Network
) -> None:
    (ours,) = await network.variables(1)
    site = {name: examples.first[CausalNetwork][name] for name in ("district_id", "site_id")}
    author = examples.first[CausalNetwork]["author_id"]
    other = await insert(book, CausalNetwork, **site, author_id=author, title="Another")
    theirs = await insert(
        book,
        CausalVariable,
        **network.part | {"network_id": other, "public_from": date.max},
    )
    assert await refused(book, CausalLink, *network.links((ours, theirs))) == (
        "fk_causal_link_effect_id"
    )


async def test_parts_follow_the_publication_of_their_network(
    book: Owner, examples: Examples
) -> None:
    async def published() -> set[Any]:
        tables = ("variable", "link", "stream", "stream_step")
        rows = await book.fetch(
            " UNION ALL ".join(
                f"SELECT public_from FROM causal_{table} WHERE network_id = $1" for table in tables
            ),
            examples.first[CausalNetwork]["id"],
        )
        return {each["public_from"] for each in rows}

    assert await published() == {PUBLISHED_ON}
    before = await book.fetchval("SELECT max(version) FROM causal_link")
    await book.execute("UPDATE causal_network SET published_on = NULL")
    assert await published() == {date.max}
    assert await book.fetchval("SELECT max(version) FROM causal_link") == before


async def test_families_follow_author_and_publication_of_their_site(
    book: Owner, examples: Examples
) -> None:
    author = examples.second[JobMobilityPerson]["person_id"]
    await book.execute("UPDATE site SET published_on = NULL, author_id = $1", author)
    rows = await book.fetch("SELECT author_id, public_from FROM site_family_membership")
    assert {tuple(each) for each in rows} == {(author, date.max)}


LINKS: list[Model] = [JobMobilityPerson, JobMobilityKeyActor]


@pytest.mark.parametrize("first", LINKS, ids=lambda each: each.__name__)
async def test_a_move_is_never_tied_to_a_person_and_a_key_actor(
    book: Owner, examples: Examples, first: Model
) -> None:
    (second,) = set(LINKS) - {first}
    taken = {"move_id": examples.first[first]["move_id"]}
    name = await refused(book, second, examples.second[second] | taken)
    assert name == "ck_job_mobility_event_one_mover"


@pytest.mark.parametrize("first", LINKS, ids=lambda each: each.__name__)
async def test_nor_does_it_become_so_by_a_change(
    book: Owner, examples: Examples, first: Model
) -> None:
    (second,) = set(LINKS) - {first}
    with pytest.raises(asyncpg.CheckViolationError, match="never to both"):
        async with book.transaction():
            await book.execute(
                f"UPDATE {second.__tablename__} SET move_id = $1 WHERE id = $2",
                examples.first[first]["move_id"],
                examples.first[second]["id"],
            )


async def test_a_motive_is_told_of_an_actor_of_its_site(book: Owner, examples: Examples) -> None:
    site = await insert(book, Site, **examples.second[Site])
    made = examples.second[AdoptionMotive] | {"site_id": site}
    assert await refused(book, AdoptionMotive, made) == "fk_adoption_motive_key_actor_id"
    await write(book, {AdoptionMotive: [made | {"key_actor_id": None}]})


@pytest.mark.parametrize("others", [["MOVE_IN"], ["NONE"], ["MOVE_IN", "MOVE_UP"]])
async def test_no_motive_stands_alone(book: Owner, examples: Examples, others: list[str]) -> None:
    actor = await insert(book, KeyActor, **examples.second[KeyActor])
    trajectory = await insert(
        book, CareerTrajectory, **examples.second[CareerTrajectory] | {"key_actor_id": actor}
    )
    steps = [
        examples.second[CareerTrajectoryStep]
        | {"id": new_id(), "trajectory_id": trajectory, "position": position, "step": step}
        for position, step in enumerate([*others, "NONE"], 1)
    ]
    name = await refused(book, CareerTrajectoryStep, *steps)
    assert name == "ex_career_trajectory_step_none_alone"
    await write(book, {CareerTrajectoryStep: steps[-1:]})


@pytest.fixture
async def ends(book: Owner, examples: Examples) -> dict[str, Any]:
    """Two schools here, and one elsewhere."""
    here, elsewhere = examples.first[School], examples.elsewhere[School]
    district = {"district_id": here["district_id"]}
    other = await insert(book, School, **district, name="Other", state_code="00010009")
    return {
        "here": (here["district_id"], None),
        "school": (here["district_id"], here["id"]),
        "other school": (here["district_id"], other),
        "elsewhere": (elsewhere["district_id"], elsewhere["id"]),
        "unknown": (None, None),
    }


def move(examples: Examples, ends: dict[str, Any], start: str, end: str, boundary: str) -> Row:
    places = dict(
        zip(
            ("from_district_id", "from_school_id", "to_district_id", "to_school_id"),
            (*ends[start], *ends[end]),
            strict=True,
        )
    )
    return examples.second[JobMobilityEvent] | places | {"boundary": boundary}


POSSIBLE = {
    "WITHIN_SCHOOL": {("school", "school"), ("here", "here"), ("school", "here")},
    "WITHIN_DISTRICT": {("school", "other school"), ("here", "here"), ("school", "here")},
    "OTHER_DISTRICT": {("school", "elsewhere"), ("elsewhere", "here"), ("school", "unknown")},
    "OUT_OF_EDUCATION": {("school", "unknown")},
}
# What is not known of an end may still turn out to fit.
UNDECIDED = {
    "WITHIN_SCHOOL": {("school", "unknown")},
    "WITHIN_DISTRICT": {("school", "unknown")},
}


@pytest.mark.parametrize("boundary", MobilityBoundary.words())
async def test_the_ends_of_a_move_agree_with_its_boundary(
    book: Owner, examples: Examples, ends: dict[str, Any], boundary: str
) -> None:
    tried = set().union(*POSSIBLE.values())
    for start, end in sorted(tried):
        made = move(examples, ends, start, end, boundary)
        if (start, end) in POSSIBLE[boundary] | UNDECIDED.get(boundary, set()):
            async with book.transaction():
                await write(book, {JobMobilityEvent: [made]})
                await book.execute("DELETE FROM job_mobility_event WHERE id = $1", made["id"])
        else:
            assert await refused(book, JobMobilityEvent, made) == "ck_job_mobility_event_ends"


async def test_a_move_may_lead_to_a_school_of_another_district_and_no_further(
    book: Owner, examples: Examples
) -> None:
    district = await insert(book, District, name="Third")
    school = examples.elsewhere[School]
    made = examples.second[JobMobilityEvent] | {
        "to_district_id": district,
        "to_school_id": school["id"],
    }
    assert await refused(book, JobMobilityEvent, made) == "fk_job_mobility_event_to_school_id"
