"""Freezing a record: what it says at that moment, asked in one statement, printed and kept.

It happens in the transaction that submits or issues the record, after the record has moved: the
document is there if, and only if, the record has moved, and what it prints is what was submitted.
It lies in the database for that reason. Printing takes tenths of a second, off the event loop.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

import orjson
from graphql import OperationDefinitionNode, parse

from auth.callers import Caller
from auth.transactions import WriteTransaction
from models.base import new_id
from models.failures import NotFound
from schema.compiler.planner import Planner
from schema.compiler.selection import Document
from schema.compiler.statement import Statement, compile_statement
from schema.documents import Operation
from schema.entities import registry
from schema.freezing.html import html_page
from schema.freezing.pdf import pdf_file
from schema.freezing.plans import PLAN, printed_plan
from schema.freezing.printed import Printed
from schema.freezing.reports import (
    QUARTERLY_REPORT,
    SUMMARY,
    printed_report,
    printed_summary,
)
from schema.ids import encode_id

__all__ = ["freeze_plan", "freeze_quarterly_report", "freeze_summary"]

MOST_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """Records of a kind: by which column documents refer to them, and how they are printed."""

    entity: str
    column: str
    question: str
    print: Callable[[Mapping[str, Any], int], Printed]


PLANS: Final = Kind("AcceleratedImprovementPlan", "plan_id", PLAN, printed_plan)
REPORTS: Final = Kind(
    "QuarterlyProgressReport", "quarterly_report_id", QUARTERLY_REPORT, printed_report
)
SUMMARIES: Final = Kind("AnnualSummary", "annual_summary_id", SUMMARY, printed_summary)

NEXT: Final = """
SELECT coalesce(max(revision), 0) + 1 FROM frozen_document
WHERE district_id = $1 AND record_id = $2
"""
KEEP: Final = """
INSERT INTO frozen_document
    (district_id, id, {column}, revision, title, frozen_on, frozen_by_id, html, pdf)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


async def freeze_plan(transaction: WriteTransaction, key: tuple[UUID, ...], caller: Caller) -> UUID:
    """Freeze a plan that was just submitted; gives the document's id within the district.

    `key` is the plan's: district and id. Raises NotFound where the caller does not see the plan,
    Forbidden where the caller may not submit it.
    """
    return await _freeze(PLANS, transaction, key, caller)


async def freeze_quarterly_report(
    transaction: WriteTransaction, key: tuple[UUID, ...], caller: Caller
) -> UUID:
    """Freeze a quarterly report that was just issued, as `freeze_plan` does."""
    return await _freeze(REPORTS, transaction, key, caller)


async def freeze_summary(
    transaction: WriteTransaction, key: tuple[UUID, ...], caller: Caller
) -> UUID:
    """Freeze an annual summary that was just submitted, as `freeze_plan` does."""
    return await _freeze(SUMMARIES, transaction, key, caller)


async def _freeze(
    kind: Kind, transaction: WriteTransaction, key: tuple[UUID, ...], caller: Caller
) -> UUID:
    statement = _compiled(kind.question)
    named = {"id": encode_id(registry[kind.entity], *key)}
    answer = await transaction.value(statement.sql, statement.bind(named))
    record = orjson.loads(answer)["record"]
    if record is None:
        raise NotFound("There is no such record, or you may not see it.")
    revision = await transaction.value(NEXT, key)
    printed = kind.print(record, revision)
    html, pdf = await asyncio.to_thread(lambda: (html_page(printed), pdf_file(printed)))
    document = new_id()
    await transaction.value(
        KEEP.format(column=kind.column),
        (
            key[0],
            document,
            key[1],
            revision,
            printed.name,
            printed.frozen_on,
            caller.person,
            html,
            pdf,
        ),
    )
    return document


@cache
def _compiled(question: str) -> Statement:
    """A kind's question as a statement, the same for every record of the kind."""
    # The schema holds the mutations, and those freeze: it can't be known when this is loaded.
    from schema.build import build

    schema = build()._schema  # noqa: SLF001 - Strawberry keeps graphql-core's there
    document = parse(question)
    (node,) = document.definitions
    assert isinstance(node, OperationDefinitionNode)
    operation = Operation(schema, node, {})
    values = operation.variables({"id": ""}).coerced
    planner = Planner(Document(schema, {}, values), MOST_ROWS)
    roots = operation.roots(values)
    return compile_statement({each.key: planner.root(each, (each.key,)) for each in roots})
