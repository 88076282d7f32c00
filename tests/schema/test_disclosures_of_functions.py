"""What functions of the database read is declared: who asks them is recorded by that alone."""

import re
from collections.abc import Iterator

import pytest

from auth.slices.confidences import CONFIDENCES
from models.base import Base
from models.tables import metadata
from schema.entities import registry
from schema.questions import Question, questions
from schema.searches import searches
from tests.rows import Owner

BODIES = """
SELECT nspname || '.' || proname AS name,
       coalesce(nullif(prosrc, ''), pg_get_functiondef(p.oid)) AS body
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname IN ('ask', 'slice')
"""
CONFIDENTIAL = {model.__tablename__ for model in CONFIDENCES}


async def confidences_read(owner: Owner) -> dict[str, set[str]]:
    """For each function the confidential tables that it names, itself or by what it calls."""
    bodies: dict[str, str] = {}
    for name, body in await owner.fetch(BODIES):
        bodies[name] = bodies.get(name, "") + re.sub(r"--.*", "", body)

    # It tells whether a record is seen, and nothing of the record.
    bodies["slice.sees_record"] = ""

    def names(function: str, met: set[str]) -> Iterator[str]:
        met.add(function)
        words = re.findall(r"\b(?:ask|slice)\.\w+|\b\w+\b", bodies[function])
        yield from CONFIDENTIAL & set(words)
        for called in (set(words) & set(bodies)) - met:
            yield from names(called, met)

    return {name: set(names(name, set())) for name in bodies}


def asked() -> list[tuple[Question, str]]:
    fields = [
        *questions.roots.values(),
        *(each for of in questions.of_entities.values() for each in of.values()),
        *(each for question in questions.types.values() for each in question.asks.values()),
    ]
    return [(each.question, each.function or each.question.function) for each in fields]


async def test_questions_declare_the_confidential_tables_that_they_read(owner: Owner) -> None:
    read = await confidences_read(owner)
    found = {
        (question.name, tuple(sorted(read[f"ask.{function}"] - {_own(function)})))
        for question, function in asked()
    }
    assert found == {(question.name, tuple(sorted(question.reads))) for question, _ in asked()}


def _own(function: str) -> str:
    """The table whose history a function gives: its record is read itself, and recorded so."""
    return function.removeprefix("history_of_")


async def test_searches_declare_the_confidential_tables_that_they_read(owner: Owner) -> None:
    read = await confidences_read(owner)
    for search in searches.values():
        assert read[f"ask.{search.function}"] == set(search.reads)


def test_what_is_declared_exists() -> None:
    assert metadata.tables.keys() >= CONFIDENTIAL


@pytest.mark.parametrize("model", CONFIDENCES, ids=lambda model: model.__name__)
def test_disclosures_name_types_as_the_api_does(model: type[Base]) -> None:
    entity = registry.of_table(model.__tablename__)
    assert entity.name == model.__name__
