"""`viewerCan` in the rooms of research: what it tells is what the mutations then say."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.embedded import Urls
from auth.slices import ACTIONS, careers, innovation, inquiry
from models.base import Base
from schema.entities import Entity
from schema.inputs import constant
from schema.mutations import Mutation
from schema.mutations.rooms import MUTATIONS
from schema.mutations.taken import entity_of
from tests.databases import connected
from tests.schema.graphs import EVERYONE
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.test_research_refusals import standing

MODELS = [model for room in (inquiry, careers, innovation) for model in room.SLICES]
MINE = {model.__tablename__ for model in MODELS}

DOES = {made.action: made for made in MUTATIONS if made.action and made.action[0] in MINE}
ACTED_ON: list[type[Base]] = [
    model for model in MODELS if any(table == model.__tablename__ for table, _ in ACTIONS)
]


def test_what_can_be_done_to_a_record_is_what_is_told_of_it() -> None:
    assert set(DOES) == {action for action in ACTIONS if action[0] in MINE}


def test_what_nothing_can_be_done_to_does_not_say_so() -> None:
    silent = {model.__name__ for model in MODELS if model not in ACTED_ON}
    assert silent == {"ReportedStatistic", "CareerTrajectoryStep", "CausalStreamStep"}


NOTHING: tuple[int, dict[str, Any]] = (1, {})

# Beside the record's id and version.
NEEDED: dict[str, dict[str, Any]] = {
    "replaceCausalNetwork": {"variables": []},
    "transcribeInterview": {"text": "Nothing."},
    "transcribeObservation": {"text": "Nothing."},
    "transcribeSourceDocument": {"text": "Nothing."},
}


async def examples(urls: Urls, entity: Entity) -> list[str]:
    """Records of a kind by their ids: the first and the last that there are."""
    keys = " || ".join(f"replace({name}::text, '-', '')" for name in entity.key)
    sql = f"SELECT {keys} FROM {entity.table.name} ORDER BY created_at, id"
    async with connected(urls.owner) as owner:
        found = [row[0] for row in await owner.fetch(sql)]
    return [f"{entity.name}_{key}" for key in {found[0]: 1, found[-1]: 1}]


async def told(doing: Doing, entity: Entity, key: str, who: str | None) -> Any:
    """What a persona can do to a record, by action, and its version; None where unseen."""
    query = (
        f"query ($id: ID!) {{ node(id: $id) {{ ... on {entity.name} {{ version"
        " viewerCan { action allowed reason } } } }"
    )
    seen = (await doing.ask(query, as_=who, id=key))["node"]
    if seen is None:
        return None
    can = {each["action"]: each for each in seen["viewerCan"]}
    return seen["version"], can


def tried(entity: Entity) -> Iterator[tuple[str, Mutation]]:
    """What can be done to a kind of record, by what `viewerCan` calls it."""
    for (table, action), made in DOES.items():
        if table == entity.table.name:
            yield constant(action), made


@pytest.mark.parametrize("room", [inquiry, careers, innovation], ids=lambda room: room.__name__)
async def test_whoever_may_not_do_something_to_a_record_is_told_as_much_as_they_see(
    doing: Doing, own_urls: Urls, room: Any
) -> None:
    """Where it may be done, it is asked of a version that the record does not have yet."""
    before = await standing(own_urls)
    said, expected = {}, {}
    for entity in [entity_of(model) for model in ACTED_ON if model in room.SLICES]:
        for key in await examples(own_urls, entity):
            for who in EVERYONE:
                seen = await told(doing, entity, key, who)
                version, can = seen or NOTHING
                for action, made in tried(entity):
                    given = {"id": key, "version": version + 1, **NEEDED.get(made.name, {})}
                    (error,) = (await doing(made.name, given, as_=who)).errors
                    said[key, who, action] = error["code"], error["message"]
                    expected[key, who, action] = code_of(seen, can.get(action), version)
    assert said == expected
    assert await standing(own_urls) == before


def code_of(seen: Any, told: Any, version: int) -> tuple[str, str]:
    """What a mutation answers to whoever was told so."""
    if seen is None:
        return "NOT_FOUND", "There is no such record, or none that you may see."
    if told is None:
        return "FORBIDDEN", "You may not do this to it."
    if not told["allowed"]:
        return "CONFLICT", told["reason"]
    return "CONFLICT", f"It has changed since: it is version {version} now."
