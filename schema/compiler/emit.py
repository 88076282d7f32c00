"""From a plan to SQL. Nothing is decided here about meaning: what the plan says is written out.

Every object is one `json_object`; a to-one relation is a LEFT JOIN of the row that leads to it;
a list is a correlated subselect whose rows are picked first (filter, order, limit) and dressed
after, so that only the page's rows are joined and built.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    JSON,
    ColumnElement,
    DateTime,
    FromClause,
    Select,
    Subquery,
    TableValuedAlias,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    column,
    exists,
    func,
    literal_column,
    null,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from auth.slices.writing import Action
from schema.compiler.conditions import Conditions, linked, read
from schema.compiler.confidences import Asked, Disclosing
from schema.compiler.externals import external_id
from schema.compiler.feed_sql import FeedEmitter
from schema.compiler.json_sql import EMPTY, JsonArray, JsonObject, as_output, constant_json
from schema.compiler.lists import ListEmitter
from schema.compiler.plan import (
    Answer,
    AsOf,
    Connection,
    Constant,
    Embedded,
    ExternalId,
    Feed,
    Field,
    Found,
    GlobalId,
    Link,
    Object,
    Parameter,
    Permitted,
    RateLimit,
    Root,
    Several,
    Single,
    Value,
)
from schema.compiler.rows import Joined, global_id, kind_of, needs
from schema.entities import Alias, Entity, registry
from schema.inputs import constant
from schema.permissions import actions_of
from schema.questions import PLACE

__all__ = ["Emitter", "found_there"]

Json = ColumnElement[Any]


def found_there(planned: Link, target: Alias, built: Json) -> Json:
    """What was built of a record that a row leads to; null where it may be missing and is."""
    if not planned.relation.is_nullable:
        return built
    return case((target.c[planned.object.entity.key[-1]].is_not(None), built))


@dataclass(slots=True)
class Emitter:
    """Writes one statement, and remembers the parameters in the order of their placeholders."""

    parameters: dict[str, Parameter] = field(default_factory=dict)
    checks: list[Parameter] = field(default_factory=list)
    """Values to be checked though the statement may not need them."""
    moment: ColumnElement[Any] | None = None
    """When what is being written stood as it is read; None for as it is now."""
    shares_feeds: bool = False
    """Whether feeds that ask the same are one."""
    feeds: dict[tuple[int, ...], CTE] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _subselects: int = 0

    def statement(self, roots: list[tuple[str, Root]]) -> Select[Any]:
        """The statement whose one value is the JSON of all root fields."""
        return select(JsonObject([(key, self._root(root)) for key, root in roots]))

    def recording(self, roots: list[tuple[str, Root]], discloses: Disclosing) -> Select[Any]:
        """The same statement, which also records what it discloses: last, and in one snapshot."""
        told = self._told(roots, discloses)
        roles = cast(literal_column(f"'{{{','.join(discloses.roles)}}}'"), ARRAY(Text()))
        recorded = func.audit.disclose(self.constant("GRAPHQL"), roles, told.c.seen)
        return select(told.c.data, recorded)

    def telling(self, roots: list[tuple[str, Root]], discloses: Disclosing) -> Select[Any]:
        """The same statement, whose one value is what is answered and what that discloses."""
        told = self._told(roots, discloses)
        return select(JsonObject([("data", told.c.data), ("seen", told.c.seen)]))

    def _told(self, roots: list[tuple[str, Root]], discloses: Disclosing) -> Subquery:
        self.shares_feeds = True
        data = JsonObject([(key, self._root(root)) for key, root in roots])
        shown = [(str(index), self._root(root)) for index, root in enumerate(discloses.shown)]
        asked = [(each.entity, self.seen_at_all(each)) for each in discloses.asked]
        seen = JsonObject([*shown, *asked])
        # Without OFFSET what is recorded could be worked out before what is answered.
        both = select(data.label("data"), seen.label("seen")).offset(literal_column("0"))
        return both.subquery("told")

    def seen_at_all(self, asked: Asked) -> Json:
        """The type's name, if the caller sees any record of it."""
        any_of_it = exists(select(literal_column("1")).select_from(registry[asked.entity].table))
        if not asked.role:
            return case((any_of_it, self.constant(asked.entity)))
        holds = func.slice.holds(cast(literal_column(f"'{{{asked.role}}}'"), ARRAY(Text())))
        return case((and_(holds, any_of_it), self.constant(asked.entity)))

    def bind(self, parameter: Parameter) -> ColumnElement[Any]:
        """The placeholder of a parameter; the same each time."""
        name = self._names.get(id(parameter))
        if name is None:
            name = f"p{len(self.parameters) + 1}"
            self._names[id(parameter)] = name
            self.parameters[name] = parameter
        return bindparam(name, type_=parameter.type, required=True)

    def name(self, what: str) -> str:
        """A name for a subselect that no other has."""
        self._subselects += 1
        return f"{what}{self._subselects}"

    @property
    def conditions(self) -> Conditions:
        """What writes predicates with this statement's placeholders."""
        return Conditions(self.bind, self.row)

    def row(self, entity: Entity) -> Alias:
        """A row of an entity's table, as it is or as it stood at the moment."""
        if self.moment is None:
            return entity.table.alias()
        table = entity.table
        stood = getattr(func.at, table.name)(self.moment)
        columns = [column(each.name, each.type) for each in table.columns]
        return stood.table_valued(*columns, name=self.name("stood"))  # type: ignore[no-any-return]

    @contextmanager
    def at(self, moment: ColumnElement[Any]) -> Iterator[None]:
        """Within it, rows are read as they stood at a moment."""
        outer, self.moment = self.moment, moment
        yield
        self.moment = outer

    @staticmethod
    def constant(text: str | None) -> Json:
        """A text that stands in the statement; names of types need no escaping."""
        return null() if text is None else literal_column(f"'{text}'")

    def _root(self, root: Root) -> Json:  # noqa: PLR0911 - a case each
        match root:
            case Constant(text):
                return self.constant(text)
            case Single():
                return self._single(root)
            case AsOf(single, moment):
                with self.at(self.bind(moment)):
                    return self._single(single)
            case Several():
                return self._several(root)
            case Connection() | Answer():
                return self._below(root, None)
            case Feed():
                return FeedEmitter(self, root).json()
            case RateLimit():
                return self._rate_limit(root)

    def _rate_limit(self, root: RateLimit) -> Json:
        members = [
            (
                key,
                self.constant(member.text)
                if isinstance(member, Constant)
                else as_output(cast(self.bind(member), member.type), member.type),
            )
            for key, member in root.members
        ]
        is_limited = cast(self.bind(root.limit), root.limit.type).is_not(None)
        return case((is_limited, JsonObject(members)))

    def _single(self, root: Single) -> Json:
        row = self.row(root.object.entity)
        source = Joined(row)
        built = self.object(root.object, row, source)
        found = self.conditions.predicate(row, root.where)
        return select(built).select_from(source.clause).where(found).scalar_subquery()

    def _several(self, root: Several) -> Json:
        places = select(func.unnest(self.bind(root.places)).label("place")).subquery()
        source = Joined(places)
        options: list[Json] = []
        for planned, (place, *keys) in zip(root.objects, root.parameters, strict=True):
            options.append(self._of_type(planned, place, keys, places, source))
        found = func.coalesce(*options) if options else cast(null(), JSON)
        listed = func.json_agg(found.op("ORDER BY")(places.c.place))
        chosen = select(func.coalesce(listed, EMPTY)).select_from(source.clause)
        return chosen.scalar_subquery()

    def _of_type(
        self,
        planned: Object,
        place: Parameter,
        keys: list[Parameter],
        places: FromClause,
        source: Joined,
    ) -> Json:
        asked = select(
            func.unnest(self.bind(place)).label("place"),
            *(
                func.unnest(self.bind(parameter)).label(name)
                for name, parameter in zip(planned.entity.key, keys, strict=True)
            ),
        ).subquery()
        row = self.row(planned.entity)
        joined = Joined(
            asked.join(row, and_(*(row.c[name] == asked.c[name] for name in planned.entity.key)))
        )
        built = self.object(planned, row, joined)
        found = select(asked.c.place, built.label("found")).select_from(joined.clause).subquery()
        source.left_join(found, found.c.place == places.c.place)
        return found.c.found

    # Records

    def object(self, planned: Object, row: Alias, source: Joined) -> Json:
        """The JSON of a record that stands in a row; what it leads to is joined to the source."""
        return JsonObject(
            [(key, self._field(member, row, source)) for key, member in planned.members]
        )

    def _field(  # noqa: PLR0911 - a case each
        self, planned: Field, row: Alias, source: Joined
    ) -> Json:
        match planned:
            case Constant(text):
                return self.constant(text)
            case GlobalId(entity):
                return global_id(entity, row)
            case ExternalId(entity):
                return external_id(entity, row)
            case Value(field):
                return as_output(read(row, field), kind_of(field))
            case Embedded(members):
                return JsonObject(
                    [(key, self._field(member, row, source)) for key, member in members]
                )
            case Link():
                return self.link(planned, row, source)
            case Connection() | Answer() | Permitted():
                return self._below(planned, row)

    def _permitted(self, planned: Permitted, row: Alias) -> Json:
        """What may be done to the record: the rules read its columns under its table's name."""
        if self.moment is not None:
            return EMPTY  # nothing can be done to what has been
        table = planned.entity.table
        record = select(*(row.c[name] for name in table.columns.keys())).correlate(row)  # noqa: SIM118 - not a mapping
        listed = [self._action(planned, rule) for rule in actions_of(planned.entity)]
        chosen = select(JsonArray(listed)).select_from(record.subquery(table.name))
        return chosen.correlate(row).scalar_subquery()

    @staticmethod
    def _action(planned: Permitted, rule: Action) -> Json:
        """One action, if the caller may do it in some state of the record."""
        is_open: Json = literal_column(f"({rule.when})")
        reason = rule.unless.replace("'", "''")
        told = {
            "action": literal_column(f"'{constant(rule.name)}'"),
            "allowed": is_open,
            "reason": case((is_open.is_not(true()), literal_column(f"'{reason}'"))),
        }
        built = JsonObject(
            [
                (key, Emitter.constant(m.text) if isinstance(m, Constant) else told[m.name])
                for key, m in planned.members
            ]
        )
        return case((literal_column(f"({rule.who.sql(planned.entity.table)})"), built))

    def link(self, planned: Link, row: Alias, source: Joined) -> Json:
        """The JSON of the record that a row leads to, as it is or as it stood then."""
        with self.leading(planned, row, source) as target:
            return found_there(planned, target, self.object(planned.object, target, source))

    @contextmanager
    def leading(self, planned: Link, row: Alias, source: Joined) -> Iterator[Alias]:
        """Joins the record that a row leads to; within it, what is below is read of its time."""
        stood = planned.relation.stood
        if stood is None:
            yield self._linked(planned, row, source)
            return
        then = self.name("then")
        asked = getattr(func.ask, stood.function)(*(row.c[name] for name in stood.columns))
        source.left_join(asked.table_valued("moment").render_derived(name=then), true())
        # By name: below it SQLAlchemy would put the row that it is of into each FROM.
        with self.at(literal_column(f"{then}.moment", DateTime(timezone=True))):
            yield self._linked(planned, row, source)

    def _linked(self, planned: Link, row: Alias, source: Joined) -> Alias:
        relation = planned.relation
        target: FromClause = self.row(planned.object.entity)
        on = linked(row, relation, target)
        # Of the past, or else PostgreSQL joins all that has been of a table instead of looking up.
        if relation.choice or self.moment is not None:
            picked = select(*(target.c[name] for name in sorted(needs(planned.object)))).where(on)
            if relation.choice:
                picked = picked.order_by(*relation.choice.order(target))
            target = picked.limit(literal_column("1")).correlate(row).lateral()
            on = true()
        source.left_join(target, on)
        return target

    def _below(self, planned: Connection | Answer | Permitted, parent: Alias | None) -> Json:
        if isinstance(planned, Permitted):
            assert parent is not None
            return self._permitted(planned, parent)
        if isinstance(planned, Answer):
            return self._answer(planned, parent)
        return ListEmitter(self, planned, parent).json()

    def found(self, planned: Found) -> TableValuedAlias:
        """The keys of what a search finds, and how well each fits."""
        search = planned.search
        called = getattr(func.ask, search.function)(*self._given(planned.parameters))
        fit = search.fit.column
        columns = [*(column(name, Uuid()) for name in search.keys), column(fit.name, fit.type)]
        return called.table_valued(*columns)  # type: ignore[no-any-return]

    def _given(self, parameters: tuple[Parameter, ...]) -> list[ColumnElement[Any]]:
        """What a function takes from the request, typed: it may be one of several of its name."""
        return [cast(self.bind(parameter), parameter.type) for parameter in parameters]

    def _answer(self, planned: Answer, parent: Alias | None) -> Json:
        of_row = [] if parent is None else [parent.c[name] for name in planned.asked.columns]
        given = self._given(planned.parameters)
        told = [constant_json(text) for text in planned.asked.constants]
        rows = planned.asked.question.rows([*told, *of_row, *given], planned.asked.function)
        source = Joined(rows)
        built = JsonObject(
            [(key, self._field(member, rows, source)) for key, member in planned.members]
        )
        if planned.asked.is_list:
            listed = func.json_agg(aggregate_order_by(built, rows.c[PLACE]))
            chosen = select(func.coalesce(listed, EMPTY)).select_from(source.clause)
        else:
            chosen = select(built).select_from(source.clause)
        return (chosen if parent is None else chosen.correlate(parent)).scalar_subquery()
