"""An accepted plan changes only by an amendment: asked for with its changes, decided by the state.

What is approved is what was asked for: the changes are stored with the request, and approving
makes them, in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
import strawberry

from models.base import Base, new_id
from models.failures import BadUserInput, Conflict, NotFound
from models.plan_terms import AmendedPart, AmendmentChangeKind
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Initiative,
    PlanAmendment,
    PlanAmendmentChange,
    StrategicObjective,
)
from schema.entities import camel
from schema.mutations import Gives
from schema.mutations.plan_tree import BELOW_INITIATIVE, BELOW_OBJECTIVE, JUDGED
from schema.mutations.records import Clear
from schema.mutations.taken import Path, Taken, entity_of, many, takes
from schema.mutations.trees import clearing
from schema.mutations.verbs import verb
from schema.mutations.work import ABSENT, Work
from schema.scalars import parse_date, parse_decimal, python_type

__all__: list[str] = []

Given = Mapping[str, Any]
Plan = AcceleratedImprovementPlan


@dataclass(frozen=True, slots=True)
class Amendable:
    """A kind of record that an amendment can touch: the way to its plan, what stands below it."""

    part: AmendedPart
    model: type[Base]
    of_plan: str
    without: tuple[str, ...] = ()
    clear: Clear | None = None

    @property
    def columns(self) -> tuple[Taken, ...]:
        return takes(self.model, without=self.without)

    @property
    def name(self) -> str:
        return self.model.__name__


OF_OBJECTIVE = """EXISTS (
    SELECT FROM strategic_objective o
    WHERE o.district_id = $1 AND o.id = strategic_objective_id AND o.plan_id = $3
)"""
OF_INITIATIVE = """EXISTS (
    SELECT FROM initiative i JOIN strategic_objective o
    ON o.district_id = i.district_id AND o.id = i.strategic_objective_id
    WHERE i.district_id = $1 AND i.id = initiative_id AND o.plan_id = $3
)"""

AMENDABLE = (
    Amendable(
        AmendedPart.STRATEGIC_OBJECTIVE,
        StrategicObjective,
        "plan_id = $3",
        clear=clearing(BELOW_OBJECTIVE),
    ),
    Amendable(AmendedPart.INITIATIVE, Initiative, OF_OBJECTIVE, clear=clearing(BELOW_INITIATIVE)),
    Amendable(AmendedPart.ACTIVITY, Activity, OF_INITIATIVE, without=("status",)),
    Amendable(AmendedPart.BENCHMARK, Benchmark, OF_INITIATIVE, without=JUDGED),
)
BY_PART = {each.part: each for each in AMENDABLE}


def _inputs() -> tuple[Taken, ...]:
    """What a change can be: exactly one of these."""
    members: list[Taken] = []
    for each in AMENDABLE:
        what = each.part.name.lower().replace("_", " ")
        changed = tuple(member.optional() for member in each.columns)
        identity = Taken("id", strawberry.ID, f"The {what}.", is_required=True)
        members += (
            one(f"add{each.name}", f"Added{each.name}Input", f"Add a {what}.", *each.columns),
            one(
                f"change{each.name}",
                f"Changed{each.name}Input",
                f"Change a {what}; what is left out stays.",
                identity,
                *changed,
            ),
            Taken(f"remove{each.name}", strawberry.ID, f"Take out the {what} of this id."),
        )
    return tuple(members)


def one(name: str, kind: str, says: str, *members: Taken) -> Taken:
    """An input of a type of its own, which may be left out."""
    return Taken(name, kind, says, members=members, is_list=False)


CHANGES = many(
    "changes",
    "PlanChangeInput",
    "What is to change, in order; exactly one member of each is given.",
    *_inputs(),
)
REQUEST = takes(PlanAmendment, "summary", "rationale")


@verb(
    Plan,
    "requestAmendment",
    *REQUEST,
    CHANGES,
    called="requestPlanAmendment",
    gives={"planAmendment": Gives("PlanAmendment", "The request.")},
)
async def request(work: Work, plan: Plan, given: Given) -> None:
    """Ask the state to let an accepted plan be changed, with the changes themselves."""
    amendment = PlanAmendment(
        id=new_id(),
        district_id=plan.district_id,
        plan_id=plan.id,
        requested_by_id=work.author(),
        requested_on=await work.today(),
        summary=given["summary"],
        rationale=given.get("rationale"),
    )
    work.gives["planAmendment"] = await work.create(amendment)
    for place, change in enumerate(given["changes"]):
        row = await _asked(work, plan, change, ("changes", place))
        row.amendment_id = amendment.id
        await work.create(row, ("changes", place))


async def _asked(work: Work, plan: Plan, change: Given, path: Path) -> PlanAmendmentChange:
    """A change as it is stored with the request, once all that it names is of the plan."""
    if len(change) != 1:
        raise BadUserInput("A change is exactly one of its members.", path=path)
    ((name, value),) = change.items()
    kind, each = _named(name)
    is_removal = kind is AmendmentChangeKind.REMOVE
    fields: Given = {} if is_removal else value
    subject = value if is_removal else fields.get("id")
    if subject is not None:
        record = await _of_plan(work, plan, each, subject, (*path, name))
        if isinstance(record, Benchmark) and record.judged_on is not None:
            raise Conflict("It is judged, and stays as it was judged.", path=(*path, name))
    told = {key: text for key, text in fields.items() if key != "id"}
    await _refers_within(work, plan, each, told, (*path, name))
    return PlanAmendmentChange(
        district_id=plan.district_id,
        kind=kind,
        part=each.part,
        subject=subject,
        proposal=None if is_removal else orjson.dumps(told, default=str).decode(),
    )


def _named(name: str) -> tuple[AmendmentChangeKind, Amendable]:
    """The kind of change and of record that a member of the input means."""
    for kind in AmendmentChangeKind:
        prefix = kind.name.lower()
        for each in AMENDABLE:
            if name == prefix + each.name:
                return kind, each
    raise LookupError(name)


async def _of_plan(work: Work, plan: Plan, each: Amendable, raw: str, path: Path) -> Base:
    """The record of an id, if it is one of the plan's."""
    key = work.key(raw, entity_of(each.model).name, *path)
    found = await work.found(
        each.model, f"district_id = $1 AND id = $2 AND {each.of_plan}", *key[:2], plan.id
    )
    if not found or key[0] != plan.district_id:
        raise NotFound(ABSENT, path=path)
    return found[0]


async def _refers_within(work: Work, plan: Plan, each: Amendable, told: Given, path: Path) -> None:
    """Refuse what would be put below another plan, or refers to what the caller doesn't see."""
    values = work.values(each.columns, told, plan.district_id)
    for above in AMENDABLE:
        column = f"{above.model.__tablename__}_id"
        if column in values:
            name = camel(column)
            await _of_plan(work, plan, above, told[name], (*path, name))
    if values.get("plan_id", plan.id) != plan.id:
        raise NotFound(ABSENT, path=(*path, "planId"))
    await work.refuse_unseen(each.model, values, path)


@verb(PlanAmendment, "approve")
async def approve(work: Work, amendment: PlanAmendment, _given: Given) -> None:
    """Approve an amendment: its changes are made to the plan at once."""
    plan = await work.load(Plan, (amendment.district_id, amendment.plan_id), "id")
    changes = await work.found(
        PlanAmendmentChange,
        "district_id = $1 AND amendment_id = $2",
        amendment.district_id,
        amendment.id,
    )
    amendment.decided_by_id = work.author()
    amendment.decided_on = await work.today()
    await work.save(amendment)
    for change in sorted(changes, key=lambda each: each.position):
        await _make(work, plan, change)
    amendment.applied_on = amendment.decided_on


@verb(PlanAmendment, "refuse")
async def refuse(work: Work, amendment: PlanAmendment, _given: Given) -> None:
    """Refuse an amendment; the plan stays as it is."""
    amendment.decided_by_id = work.author()
    amendment.decided_on = await work.today()


async def _make(work: Work, plan: Plan, change: PlanAmendmentChange) -> None:
    """Make one change of an approved amendment."""
    each, path = BY_PART[change.part], ("changes", change.position - 1)
    proposed = orjson.loads(change.proposal or "{}")
    parsed = {t.name: _parsed(t, proposed[t.name]) for t in each.columns if t.name in proposed}
    values = work.values(each.columns, parsed, plan.district_id)
    if change.kind is AmendmentChangeKind.ADD:
        added = each.model(id=new_id(), **values)
        await work.create(added, path)
        change.subject = work.id_of(added)
        await work.save(change)
        return
    assert change.subject is not None
    record = await _of_plan(work, plan, each, change.subject, path)
    if change.kind is AmendmentChangeKind.REMOVE:
        if each.clear:
            await each.clear(work, record)
        await work.delete(record)
        return
    for name, value in values.items():
        setattr(record, name, value)
    await work.save(record, path)


def _parsed(taken: Taken, value: Any) -> Any:
    """A proposed value, out of the JSON that it is stored as."""
    assert taken.column is not None
    kind = python_type(taken.column)
    parse = {date: parse_date, Decimal: parse_decimal}.get(kind, lambda plain: plain)
    return None if value is None else parse(value)
