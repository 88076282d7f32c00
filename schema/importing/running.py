"""Makes records of a file's rows: as the caller, in one transaction, by the rules of mutations.

A row whose record is there already is left alone, so that a file can be sent again. Every row is
told of, whatever became of the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from auth.callers import Caller
from auth.database import Database
from models.failures import BadUserInput, Conflict, Failure, NotFound, Refused
from schema.entities import registry
from schema.ids import encode_id
from schema.importing.kinds import KINDS, Kind
from schema.importing.looking_up import Lookup
from schema.importing.plans import PLAN, import_plan
from schema.importing.reports import Outcome, Report, Told
from schema.importing.sheets import Sheet
from schema.importing.templates import Column, Template, converted
from schema.mutations.many_at_once import Storing
from schema.mutations.work import Work

__all__ = ["TEMPLATES", "import_rows"]

Given = dict[str, Any]
AT_ONCE: Final = 1_000
MOST_REFUSED: Final = 1_000
"""So many rows are told of as refused by the database; the rest are not tried."""

TEMPLATES: Final[Mapping[str, Template]] = {
    PLAN.name: PLAN,
    **{name: kind.template for name, kind in KINDS.items()},
}
"""What files there are, by the names in addresses."""

MISSING: Final = "This is missing."
NOT_TRIED: Final = "Not tried: too many rows before it were refused."


async def import_rows(
    database: Database, caller: Caller, name: str, sheet: Sheet, *, dry_run: bool, keep_good: bool
) -> Report:
    """What has become of each row; with `dry_run`, what would.

    Unless the good ones are to be kept (`keep_good`), nothing is if any row is refused. Raises
    BadUserInput for a file whose columns are others than the template's, and Forbidden.
    """
    TEMPLATES[name].check(sheet.columns)
    report = Report()
    async with database.write(caller, keep=not dry_run, cause=f"import {name}") as transaction:
        work = Work(transaction, caller)
        if name == PLAN.name:
            await import_plan(work, sheet, report, keep_good=keep_good)
        else:
            await _import_rows(work, KINDS[name], sheet, report)
        is_whole = not report.count(Outcome.REFUSED)
        if not is_whole and not keep_good:
            await work.forget()
        report.applied = not dry_run and (is_whole or keep_good)
    return report


async def _import_rows(work: Work, kind: Kind, sheet: Sheet, report: Report) -> None:
    wanted = await _wanted(work, kind, sheet, report)
    new = await _not_there(work, kind, wanted, report)
    await _store(work, kind, new, report)


async def _wanted(work: Work, kind: Kind, sheet: Sheet, report: Report) -> list[tuple[int, Given]]:
    """The inputs that rows amount to; what is wrong with a cell is told by its column."""
    rows = [dict(zip(sheet.columns, cells, strict=True)) for _, cells in sheet.rows]
    lookup = Lookup(has_client=work.caller.client is not None)
    await lookup.load_externals(work.transaction, kind.template.named(rows))
    await kind.look_up(work, rows, lookup)
    wanted: list[tuple[int, Given]] = []
    for (number, _), row in zip(sheet.rows, rows, strict=True):
        try:
            wanted.append((number, _input(kind, row, lookup)))
        except (Refused, NotFound) as failure:
            report.add([Told.refused(number, failure, _column(failure))])
    return wanted


def _input(kind: Kind, row: Mapping[str, str], lookup: Lookup) -> Given:
    given: Given = {}
    for column, taken in kind.template.taken:
        text = row.get(column.name, "")
        try:
            if text and not text.isspace():
                given[taken.name] = _cell(column, text, lookup)
            elif taken.is_required and column.is_needed:
                raise BadUserInput(MISSING)
        except (Refused, NotFound) as failure:
            raise failure.below(column.name) from failure
    kind.own(lookup, row, given)
    return given


def _cell(column: Column, text: str, lookup: Lookup) -> Any:
    target = column.target
    return lookup.id_of(target, text.strip()) if target else converted(column, text)


async def _not_there(
    work: Work, kind: Kind, wanted: Sequence[tuple[int, Given]], report: Report
) -> list[tuple[int, Given]]:
    """The rows that no record says yet; one that says otherwise is in the way."""
    held = await kind.held(work, [given for _, given in wanted])
    first: dict[tuple[Any, ...], tuple[int, tuple[Any, ...]]] = {}
    new: list[tuple[int, Given]] = []
    for number, given in wanted:
        key = tuple([given.get(name) for name in kind.key])
        rest = tuple([given.get(name) for name in kind.rest])
        if key in held:
            id_, there = held[key]
            report.add([_compared(number, rest, there, id_, "There is one that says otherwise.")])
        elif key in first:
            before, told = first[key]
            message = f"Row {before} says otherwise of the same."
            report.add([_compared(number, rest, told, None, message)])
        else:
            first[key] = number, rest
            new.append((number, given))
    return new


def _compared(number: int, rest: Any, there: Any, id_: str | None, message: str) -> Told:
    if rest == there:
        return Told(number, Outcome.UNCHANGED, id_)
    return Told.refused(number, Conflict(message))


async def _store(work: Work, kind: Kind, new: Sequence[tuple[int, Given]], report: Report) -> None:
    entity = registry[kind.entity]
    refused = 0
    for start in range(0, len(new), AT_ONCE):
        numbered = new[start : start + AT_ONCE]
        if refused >= MOST_REFUSED:
            report.add(Told.refused(number, Conflict(NOT_TRIED)) for number, _ in numbered)
            continue
        storing = Storing(work, "rows", kind.make, [given for _, given in numbered])
        await storing.store(0, len(numbered))
        for failure in storing.refused:
            refused += 1
            number = numbered[int(failure.path[1])][0]
            report.add([Told.refused(number, failure, _column(failure))])
        for (number, _), key in zip(numbered, storing.keys, strict=True):
            if key is not None:
                report.add([Told(number, Outcome.CREATED, encode_id(entity, *key))])


def _column(failure: Failure) -> str | None:
    """The column that a refusal is about, where it says."""
    names = [step for step in failure.path if isinstance(step, str) and step != "rows"]
    return names[-1].removesuffix("Id") if names else None
