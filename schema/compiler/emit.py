"""From a plan to SQL. Nothing is decided here about meaning: what the plan says is written out.

Every object is one `json_object`; a to-one relation is a LEFT JOIN of the row that leads to it;
a list is a correlated subselect whose rows are picked first (filter, order, limit) and dressed
after, so that only the page's rows are joined and built.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    FromClause,
    Select,
    TableValuedAlias,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    null,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from schema.compiler.conditions import Conditions, linked, read
from schema.compiler.feed_sql import FeedEmitter
from schema.compiler.json_sql import EMPTY, JsonObject, as_output
from schema.compiler.lists import ListEmitter
from schema.compiler.plan import (
    Answer,
    Connection,
    Constant,
    Embedded,
    Feed,
    Field,
    Found,
    GlobalId,
    Link,
    Object,
    Parameter,
    Root,
    Several,
    Single,
    Value,
)
from schema.compiler.rows import Joined, global_id, kind_of, needs
from schema.entities import Alias
from schema.questions import PLACE

__all__ = ["Emitter"]

Json = ColumnElement[Any]


@dataclass(slots=True)
class Emitter:
    """Writes one statement, and remembers the parameters in the order of their placeholders."""

    parameters: dict[str, Parameter] = field(default_factory=dict)
    checks: list[Parameter] = field(default_factory=list)
    """Values to be checked though the statement may not need them."""
    _names: dict[int, str] = field(default_factory=dict)
    _subselects: int = 0

    def statement(self, roots: list[tuple[str, Root]]) -> Select[Any]:
        """The statement whose one value is the JSON of all root fields."""
        return select(JsonObject([(key, self._root(root)) for key, root in roots]))

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
        return Conditions(self.bind)

    @staticmethod
    def constant(text: str | None) -> Json:
        """A text that stands in the statement; names of types need no escaping."""
        return null() if text is None else literal_column(f"'{text}'")

    def _root(self, root: Root) -> Json:
        match root:
            case Constant(text):
                return self.constant(text)
            case Single():
                return self._single(root)
            case Several():
                return self._several(root)
            case Connection() | Answer():
                return self._below(root, None)
            case Feed():
                return FeedEmitter(self, root).json()

    def _single(self, root: Single) -> Json:
        row = root.object.entity.table.alias()
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
        row = planned.entity.table.alias()
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

    def _field(self, planned: Field, row: Alias, source: Joined) -> Json:
        match planned:
            case Constant(text):
                return self.constant(text)
            case GlobalId(entity):
                return global_id(entity, row)
            case Value(field):
                return as_output(read(row, field), kind_of(field))
            case Embedded(members):
                return JsonObject(
                    [(key, self._field(member, row, source)) for key, member in members]
                )
            case Link():
                return self.link(planned, row, source)
            case Connection() | Answer():
                return self._below(planned, row)

    def link(self, planned: Link, row: Alias, source: Joined) -> Json:
        """The JSON of the record that a row leads to."""
        relation = planned.relation
        target: FromClause = planned.object.entity.table.alias()
        on = linked(row, relation, target)
        if relation.choice:
            picked = select(*(target.c[name] for name in sorted(needs(planned.object))))
            picked = picked.where(on).order_by(*relation.choice.order(target))
            target = picked.limit(literal_column("1")).correlate(row).lateral()
            on = true()
        source.left_join(target, on)
        built = self.object(planned.object, target, source)
        if not relation.is_nullable:
            return built
        return case((target.c[planned.object.entity.key[-1]].is_not(None), built))

    def _below(self, planned: Connection | Answer, parent: Alias | None) -> Json:
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
        rows = planned.asked.question.rows([*of_row, *given], planned.asked.function)
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
