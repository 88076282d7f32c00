"""Asking for exports that run beside requests, and taking that back."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from auth.callers import RESEARCH, WRITE
from auth.jobs import enqueue
from models.bulk import BulkFormat, BulkOperation, refuse_more
from models.failures import BadUserInput, Failure, Forbidden
from schema.exporting.formats import Format
from schema.exporting.planning import Exported
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.taken import Taken, takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__ = ["EXPORT"]

Given = Mapping[str, Any]

EXPORT: Final = "bulk.export"
"""The kind of job that writes the file."""

LONGEST_VARIABLES: Final = 1_000_000
UNDER_WAY: Final = "status IN ('CREATED', 'RUNNING')"

[WRITTEN_IN] = takes(BulkOperation, "format")
QUERY = Taken(
    "query",
    str,
    "A query of one list, as it would be asked of the API, but without pages: of all lists in it"
    " everything comes, but for those that say `first`. Of the list itself it selects `nodes` or"
    " `edges { node }` alone.",
    is_required=True,
)
VARIABLES = Taken("variables", str, "The query's variables, as a text of JSON.")


async def _export(work: Work, given: Given) -> Done:
    if work.caller.is_public:
        raise Forbidden("Only somebody who is known can do this: the file is for its owner.")
    variables = _variables(given.get("variables"))
    format_ = BulkFormat[work.values((WRITTEN_IN,), given)["format"].name]
    _check(given["query"], variables, format_)
    refuse_more(len(await work.found(BulkOperation, UNDER_WAY)))
    operation = BulkOperation(
        person_id=work.caller.person,
        firm_id=None if work.caller.person else work.caller.firm,
        client_id=work.caller.client,
        scopes=_scopes(work),
        query=given["query"],
        variables=given.get("variables"),
        format=format_,
    )
    key = await work.create(operation)
    await enqueue(work.transaction, EXPORT, operation.id)
    return Done({"bulkOperation": key})


mutations.add(
    Mutation(
        "bulkExport",
        "Have everything that a query gives written into a file, beside requests and from one"
        " moment, as far as the caller may see it. The operation tells how far it is; its `url` is"
        " there once it is COMPLETED. A caller has two under way at most.",
        (QUERY, VARIABLES, WRITTEN_IN),
        {"bulkOperation": Gives("BulkOperation", "The new operation.")},
        _export,
    )
)


@verb(BulkOperation, "cancel")
async def cancel(work: Work, operation: BulkOperation, _given: Given) -> None:
    """Cancel an operation that is under way; nothing of its file is kept."""
    operation.finished_at = await work.now()


def _variables(text: str | None) -> Mapping[str, Any]:
    if text is None:
        return {}
    if len(text) > LONGEST_VARIABLES:
        raise BadUserInput("The variables are too long.", path=("variables",))
    try:
        variables = orjson.loads(text)
    except orjson.JSONDecodeError:
        variables = None
    if not isinstance(variables, dict):
        raise BadUserInput("The variables are a JSON object, as text.", path=("variables",))
    return variables


def _check(query: str, variables: Mapping[str, Any], format_: BulkFormat) -> None:
    """Refuse what could not be exported, before anything is kept of it."""
    from schema.exporting.asking import exported  # noqa: PLC0415 - needs the schema that we are in

    try:
        planned: Exported = exported(query, variables)
        planned.check(Format[format_.name])
    except Failure as failure:
        raise BadUserInput(failure.message, path=("query",)) from failure


def _scopes(work: Work) -> str | None:
    if work.caller.scopes is None:
        return None
    return " ".join(scope for scope in (WRITE, RESEARCH) if scope in work.caller.scopes)
