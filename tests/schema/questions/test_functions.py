"""What every function that answers a question must be, whatever it answers."""

import asyncpg

from schema.build import QUESTIONS
from schema.questions import questions

FUNCTIONS = """
SELECT p.proname AS name, p.prosecdef AS is_definer, p.provolatile::text AS volatility
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'ask'
"""


async def test_questions_are_answered_as_their_caller_and_change_nothing(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    functions = await owner.fetch(FUNCTIONS)
    assert functions
    assert not [each["name"] for each in functions if each["is_definer"]]
    assert not [each["name"] for each in functions if each["volatility"] == "v"]


async def test_every_question_has_its_function(
    owner: "asyncpg.Connection[asyncpg.Record]",
) -> None:
    assert QUESTIONS
    there = {each["name"] for each in await owner.fetch(FUNCTIONS)}
    asked = [*questions.roots.values()]
    asked += [each for fields in questions.of_entities.values() for each in fields.values()]
    for made in questions.types.values():
        asked += made.asks.values()
    assert {each.function or each.question.function for each in asked} <= there
