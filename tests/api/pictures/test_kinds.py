"""What pictures ask is what the schema answers, in one statement."""

import pytest

from api.pictures.kinds import KINDS, Kind
from schema.entities import registry
from tests.schema.graphs import Desk

ENTITIES = {
    "PictureOfCausalNetwork": "CausalNetwork",
    "PictureOfBenchmark": "Benchmark",
    "PictureOfThroughLine": "AcceleratedImprovementPlan",
    "PictureOfReleasedMobility": "StatisticsRelease",
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_a_question_compiles_to_one_statement(kind: Kind) -> None:
    entity = ENTITIES.get(kind.name)
    key = f"{entity}_{'0' * 32 * len(registry[entity].key)}" if entity else None
    sent = await Desk()(kind.question, {"id": key, **kind.lists})
    assert sent.sql
    assert sent.cost <= 200_000


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_telemetry_knows_a_question_by_its_kind(kind: Kind) -> None:
    assert kind.question.split("query ")[1].startswith(kind.name)
