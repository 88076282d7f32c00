"""A plan written whole from a file: a row for the plan, and one for each record of its tree.

`place` says where a record stands: 2 is the second objective, 2.1 its first initiative, 2.1.3 that
initiative's third activity, or benchmark. The rows of one parent stand in order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from models.failures import BadUserInput, Conflict, NotFound, Refused
from models.plans import AcceleratedImprovementPlan
from schema.entities import registry
from schema.ids import decode_id, encode_id
from schema.importing.looking_up import Lookup
from schema.importing.reports import Outcome, Report, Told
from schema.importing.sheets import Sheet
from schema.importing.templates import Column, Template, column_of, converted
from schema.mutations import mutations
from schema.mutations.plan_tree import DATED_BY_VERBS, TREE
from schema.mutations.taken import Taken, takes
from schema.mutations.trees import Level
from schema.mutations.work import Work

__all__ = ["PLAN", "import_plan"]

Given = dict[str, Any]

HEAD: Final = takes(AcceleratedImprovementPlan, without=(*DATED_BY_VERBS, "supersedes_id"))
LEVELS: Final[Mapping[str, Level]] = {
    "KEY_ISSUE": TREE[0],
    "OBJECTIVE": TREE[1],
    "INITIATIVE": TREE[1].below[0],
    "ACTIVITY": TREE[1].below[0].below[0],
    "BENCHMARK": TREE[1].below[0].below[1],
}
ABOVE: Final = {"INITIATIVE": "OBJECTIVE", "ACTIVITY": "INITIATIVE", "BENCHMARK": "INITIATIVE"}
DEPTH: Final = {"PLAN": 0, "KEY_ISSUE": 1, "OBJECTIVE": 1, "INITIATIVE": 2, "ACTIVITY": 3} | {
    "BENCHMARK": 3
}
TAKEN: Final[Mapping[str, tuple[Taken, ...]]] = {
    "PLAN": HEAD,
    **{kind: level.columns for kind, level in LEVELS.items()},
}

THERE: Final = "district_id = $1 AND title = $2 AND period_starts_on = $3 AND period_ends_on = $4"
DIFFERS: Final = "There is a plan of this title and period, and it says otherwise."
NOT_TRIED: Final = "Not tried: what it stands below was refused."


def _columns() -> Iterator[Column]:
    """The columns of all levels, each once; what is needed depends on the row's kind."""
    yield Column("kind", "What the row is.", is_needed=True, words=tuple(DEPTH))
    yield Column(
        "place",
        "Where it stands: 2.1.3 is the third activity, or benchmark, of the first initiative of"
        " the second objective. Empty for the plan.",
        is_needed=True,
    )
    seen: set[str] = set()
    for kind, members in TAKEN.items():
        for taken in members:
            if taken.name not in seen:
                seen.add(taken.name)
                of = [each for each, all_ in TAKEN.items() if taken.name in {t.name for t in all_}]
                made = column_of(taken, is_needed=False)
                says = f"{made.description} (Of {', '.join(of)}.)"
                yield Column(made.name, says, taken=taken, words=made.words)
        assert kind


PLAN: Final = Template(
    "plan", "A district's plan with its whole tree, a row for each record.", tuple(_columns())
)
_BY_NAME: Final = {column.name: column for column in PLAN.columns}


@dataclass(slots=True)
class _Row:
    """A record of the tree: its row, its place, what is said of it, and what stands below."""

    number: int
    kind: str
    place: tuple[int, ...]
    given: Given
    below: list["_Row"] = field(default_factory=list)


async def import_plan(work: Work, sheet: Sheet, report: Report, *, keep_good: bool) -> None:
    """Create the plan of a file, unless it is there as the file has it."""
    rows = [(n, dict(zip(sheet.columns, cells, strict=True))) for n, cells in sheet.rows]
    lookup = Lookup(has_client=work.caller.client is not None)
    await lookup.load_externals(work.transaction, PLAN.named([row for _, row in rows]))
    codes = [row.get("district", "").strip() for _, row in rows]
    await lookup.load(work.transaction, codes, [])
    read = list(_read(rows, lookup, report))
    if not read or read[0].kind != "PLAN":
        told = "The first row has to be the plan's."
        report.add([Told.refused(rows[0][0], BadUserInput(told), "kind")])
        _leave(read, report)
        return
    plan, rest = read[0], read[1:]
    kept = _placed(plan, rest, report)
    if report.count(Outcome.REFUSED) and not keep_good:
        report.add(Told(row.number, Outcome.CREATED) for row in kept)
        return
    await _write(work, plan, kept, report)


def _read(
    rows: Iterable[tuple[int, Mapping[str, str]]], lookup: Lookup, report: Report
) -> Iterator[_Row]:
    for number, row in rows:
        try:
            yield _row(number, row, lookup)
        except (Refused, NotFound) as failure:
            names = [step for step in failure.path if isinstance(step, str)]
            report.add([Told.refused(number, failure, names[-1] if names else None)])


def _row(number: int, row: Mapping[str, str], lookup: Lookup) -> _Row:
    kind = row.get("kind", "").strip().upper()
    if kind not in DEPTH:
        raise BadUserInput(f"It is one of {', '.join(DEPTH)}.", path=("kind",))
    steps = [step for step in row.get("place", "").strip().split(".") if step]
    if len(steps) != DEPTH[kind] or not all(s.isascii() and s.isdigit() for s in steps):
        shape = ".".join("1" * DEPTH[kind]) or "nothing"
        raise BadUserInput(f"The place of this is written as {shape}.", path=("place",))
    given: Given = {}
    takes_here = {taken.name: taken for taken in TAKEN[kind]}
    for name, text in row.items():
        column = _BY_NAME[name]
        if column.taken is None or not text.strip():
            continue
        if column.taken.name not in takes_here:
            raise BadUserInput(f"A row of kind {kind} has none.", path=(name,))
        target = column.taken.target
        try:
            told = lookup.id_of(target, text.strip()) if target else converted(column, text)
        except (Refused, NotFound) as failure:
            raise failure.below(name) from failure
        given[column.taken.name] = told
    for taken in TAKEN[kind]:
        if taken.is_required and taken.name not in given:
            missing = taken.name.removesuffix("Id") if taken.target else taken.name
            raise BadUserInput("This is missing.", path=(missing,))
    return _Row(number, kind, tuple(map(int, steps)), given)


def _placed(plan: _Row, rest: Sequence[_Row], report: Report) -> list[_Row]:
    """Hang each row below its parent; what has none, or is out of order, is refused."""
    nodes: dict[tuple[str, tuple[int, ...]], _Row] = {("PLAN", ()): plan}
    counts: dict[tuple[str, tuple[int, ...]], int] = {}
    kept = [plan]
    for row in rest:
        above = nodes.get((ABOVE.get(row.kind, "PLAN"), row.place[:-1]))
        if row.kind == "PLAN":
            report.add([Told.refused(row.number, BadUserInput("A file is of one plan."), "kind")])
            continue
        if above is None:
            failure = BadUserInput("There is no row above for what it stands below.")
            report.add([Told.refused(row.number, failure, "place")])
            continue
        before = counts.get((row.kind, row.place[:-1]), 0)
        if row.place[-1] <= before:
            failure = BadUserInput("The rows below one parent stand in order, each place once.")
            report.add([Told.refused(row.number, failure, "place")])
            continue
        counts[row.kind, row.place[:-1]] = row.place[-1]
        nodes[row.kind, row.place] = row
        above.below.append(row)
        kept.append(row)
    return kept


async def _write(work: Work, plan: _Row, kept: Sequence[_Row], report: Report) -> None:
    given = _nested(plan)
    try:
        there = await _there(work, plan)
        if there is not None:
            id_, says = there
            if says != _said(plan):
                report.add([Told.refused(plan.number, Conflict(DIFFERS))])
                _leave(kept, report)
            else:
                report.add([Told(plan.number, Outcome.UNCHANGED, id_)])
                report.add(Told(row.number, Outcome.UNCHANGED) for row in kept)
            return
        done = await mutations["createPlan"].run(work, given)
    except (Refused, NotFound) as failure:
        await work.forget()
        row, column = _refused_row(plan, failure.path)
        report.add([Told.refused(row.number, failure, column)])
        _leave(kept, report)
        return
    [key] = done.records.values()
    entity = registry["AcceleratedImprovementPlan"]
    report.add([Told(plan.number, Outcome.CREATED, encode_id(entity, *key))])  # type: ignore[misc]
    report.add(Told(row.number, Outcome.CREATED) for row in kept)


def _leave(rows: Iterable[_Row], report: Report) -> None:
    failure = Conflict(NOT_TRIED)
    report.add(Told.refused(row.number, failure) for row in rows)


def _nested(row: _Row) -> Given:
    """The input of `createPlan`, or of what stands below."""
    given = dict(row.given)
    for below in row.below:
        given.setdefault(LEVELS[below.kind].name, []).append(_nested(below))
    return given


def _refused_row(plan: _Row, path: Sequence[str | int]) -> tuple[_Row, str | None]:
    """The row that a path below the input leads to, and the column there."""
    row, steps = plan, list(path)
    while len(steps) > 1 and isinstance(steps[1], int):
        name, place = steps[0], int(steps[1])
        listed = [each for each in row.below if LEVELS[each.kind].name == name]
        if place >= len(listed):
            break
        row, steps = listed[place], steps[2:]
    column = str(steps[-1]).removesuffix("Id") if steps else None
    return row, column


# What is there already


def _said(row: _Row) -> Any:
    """What a tree says, without its keys."""
    values = tuple(sorted((k, v) for k, v in row.given.items()))
    listed = [(kind, [_said(each) for each in row.below if each.kind == kind]) for kind in LEVELS]
    return values, tuple((kind, tuple(each)) for kind, each in listed if each)


async def _there(work: Work, plan: _Row) -> tuple[str, Any] | None:
    """The plan of that title and period in the district, and what it says."""
    [district] = decode_id(plan.given["districtId"], registry["District"])
    named = (plan.given[name] for name in ("title", "periodStartsOn", "periodEndsOn"))
    found = await work.found(AcceleratedImprovementPlan, THERE, district, *named)
    if not found:
        return None
    held = await _held(work, found[-1], "PLAN")
    return work.id_of(found[-1]), held


async def _held(work: Work, record: Any, kind: str) -> Any:
    values = tuple(sorted(_values(record, TAKEN[kind])))
    listed = []
    for below, level in LEVELS.items():
        if ABOVE.get(below, "PLAN") != kind:
            continue
        where = f"district_id = $1 AND {level.parent} = $2"
        found: list[Any] = [*await work.found(level.model, where, record.district_id, record.id)]
        found.sort(key=lambda each: each.position)
        listed.append((below, tuple([await _held(work, each, below) for each in found])))
    return values, tuple((name, each) for name, each in listed if each)


def _values(record: Any, members: Iterable[Taken]) -> Iterator[tuple[str, Any]]:
    """What a record says of itself, as an input would."""
    for taken in members:
        assert taken.column is not None
        value = getattr(record, taken.column.name)
        if value is None:
            continue
        if taken.target:
            entity = registry[taken.target]
            key = (value,) if len(entity.key) == 1 else (record.district_id, value)
            yield taken.name, encode_id(entity, *key)
        else:
            yield taken.name, getattr(value, "name", value)
