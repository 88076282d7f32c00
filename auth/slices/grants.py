"""The words in which a slice is written, and how each becomes a row-level security expression.

A slice is a list of grants, and a row is visible when any of them says so: a table without one
shows nothing. Roles are asked of the database once a statement (`(SELECT …)` without reference
to the row is evaluated once), districts are looked up in a hash, and nothing is called per row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Table

from models.base import Base
from models.people import Role

__all__ = [
    "TODAY",
    "Grant",
    "Slice",
    "across",
    "anyone",
    "concerned",
    "follows",
    "in_study",
    "invited",
    "may_write",
    "of_district",
    "own",
    "own_district",
    "own_people",
    "own_school",
    "readers",
    "the_author",
    "the_firm",
    "the_person",
    "whoever_sees",
]

TODAY = "(SELECT slice.today())"
SCHOOL_LEVEL = (Role.TEACHER, Role.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class Grant:
    """Some callers, and the rows of a table that they see.

    `where` is the SQL of a condition on the row, `says` the same in words. For whoever changes
    rows, `becomes` is the condition on what a row is changed into; `where` unless given.
    """

    who: str
    roles: tuple[Role, ...] = ()
    where: str | None = None
    says: str | None = None
    column: str = "person_id"
    parent: str = ""
    condition: str = ""
    becomes: str | None = None

    def sql(self, table: Table) -> str:
        """The condition on a row of the table."""
        condition = _CONDITIONS[self.who](self, table)
        if self.where is None:
            return condition
        return f"({self.where})" if condition == "true" else f"({self.where}) AND {condition}"

    def changed(self, table: Table) -> str:
        """The condition on what a row of the table is changed into."""
        return replace(self, where=self.becomes or self.where).sql(table)

    def sentence(self) -> str:
        """Who sees what, in words, to follow "Seen by"."""
        roles = _listed([_PEOPLE[role] for role in self.roles])
        who = _WORDS[self.who].format(roles=roles, parent=self.parent.replace("_", " "))
        return who if self.says is None else f"{who}, {self.says}"


@dataclass(frozen=True, slots=True)
class Slice:
    """What everyone sees of one table."""

    grants: tuple[Grant, ...]

    def sql(self, table: Table) -> str:
        """The expression for USING: what the row alone decides comes first."""
        ordered = sorted(self.grants, key=lambda grant: _COST[grant.who])
        return " OR ".join(f"({grant.sql(table)})" for grant in ordered)

    def changed(self, table: Table) -> str:
        """The expression for WITH CHECK: what rows may be changed into."""
        ordered = sorted(self.grants, key=lambda grant: _COST[grant.who])
        return " OR ".join(f"({grant.changed(table)})" for grant in ordered)

    def sentence(self, verb: str = "Seen") -> str:
        """Who sees the table's rows, in words."""
        return f"{verb} by {'; by '.join(grant.sentence() for grant in self.grants)}."


def readers(*grants: Grant) -> Slice:
    """The union of grants."""
    return Slice(grants)


def follows(model: type[Base], slices: dict[type[Base], Slice]) -> Slice:
    """The slice of another table, over the columns that this one repeats from it."""
    return slices[model]


def anyone(where: str | None = None, says: str | None = None) -> Grant:
    """The public: all rows, or those of which a condition holds."""
    return Grant("anyone", where=where, says=says)


def across(
    *roles: Role, where: str | None = None, says: str | None = None, becomes: str | None = None
) -> Grant:
    """Holders of a role, in every district."""
    return Grant("across", roles, where, says, becomes=becomes)


def own(
    *roles: Role, where: str | None = None, says: str | None = None, becomes: str | None = None
) -> Grant:
    """Holders of a role, in their own districts.

    A teacher or principal sees the own schools' rows of a record that has a school, and the
    district's rows that have none.
    """
    return Grant("own", roles, where, says, becomes=becomes)


def own_district(*roles: Role, where: str | None = None, says: str | None = None) -> Grant:
    """Holders of a role, in their own districts, whatever the school."""
    return Grant("own_district", roles, where, says)


def of_district(*roles: Role) -> Grant:
    """Holders of a role in the district that the row itself is."""
    return Grant("of_district", roles)


def own_school(
    *roles: Role, where: str | None = None, says: str | None = None, becomes: str | None = None
) -> Grant:
    """Holders of a role, in their own schools and nowhere else."""
    return Grant("own_school", roles, where, says, becomes=becomes)


def own_people(*roles: Role, column: str = "person_id") -> Grant:
    """Holders of a role, for everyone with an appointment in their own districts."""
    return Grant("own_people", roles, column=column)


def the_person(column: str = "person_id", says: str | None = None) -> Grant:
    """The person whom the row is about."""
    return Grant("the_person", column=column, says=says)


def whoever_sees(parent: type[Base], column: str) -> Grant:
    """Callers who see the record of the same district that the row belongs to."""
    return Grant("whoever_sees", column=column, parent=parent.__tablename__)


def may_write(parent: type[Base], column: str, written_by: Slice) -> Grant:
    """Callers who may write the record of the same district that the row belongs to."""
    table = parent.metadata.tables[parent.__tablename__]
    return Grant(
        "may_write", column=column, parent=parent.__tablename__, condition=written_by.sql(table)
    )


def the_author(
    column: str = "author_id", where: str | None = None, says: str | None = None
) -> Grant:
    """The person who wrote the row, whatever has become of the office."""
    return Grant("the_author", where=where, says=says, column=column)


def the_firm(where: str | None = None, says: str | None = None) -> Grant:
    """The firm's own service account, whether or not a district engages the firm."""
    return Grant("the_firm", where=where, says=says, column="firm_id")


def invited(column: str = "meeting_id") -> Grant:
    """The people on the attendee list of the highlight meeting that the row belongs to."""
    return Grant("invited", column=column)


def concerned(column: str = "disclosure_id") -> Grant:
    """The people whom the disclosure that the row belongs to is about."""
    return Grant("concerned", column=column)


def in_study(
    *roles: Role,
    column: str = "study_id",
    where: str | None = None,
    says: str | None = None,
) -> Grant:
    """Holders of a role, for the studies in which they now work."""
    return Grant("in_study", roles, where, says, column=column)


def _array(roles: Sequence[Role]) -> str:
    return "'{" + ",".join(role.name for role in roles) + "}'"


def _districts(roles: Sequence[Role]) -> str:
    return f"district_id IN (SELECT unnest(slice.districts({_array(roles)})))"


def _schools(roles: Sequence[Role]) -> str:
    return f"school_id IN (SELECT unnest(slice.schools({_array(roles)})))"


def _own(grant: Grant, table: Table) -> str:
    at_school = [role for role in grant.roles if role in SCHOOL_LEVEL]
    if "school_id" not in table.columns or not at_school:
        return _districts(grant.roles)
    elsewhere = [role for role in grant.roles if role not in SCHOOL_LEVEL]
    conditions = [
        *([_districts(elsewhere)] if elsewhere else []),
        _schools(at_school),
        f"school_id IS NULL AND {_districts(at_school)}",
    ]
    return "(" + " OR ".join(conditions) + ")"


def _seen_parent(grant: Grant, table: Table) -> str:
    return (
        f"EXISTS (SELECT FROM {grant.parent} parent WHERE parent.district_id ="
        f" {table.name}.district_id AND parent.id = {table.name}.{grant.column})"
    )


def _written_parent(grant: Grant, table: Table) -> str:
    # A name of a column without its table is the parent's: it is the nearest.
    return (
        f"EXISTS (SELECT FROM {grant.parent} WHERE {grant.parent}.district_id ="
        f" {table.name}.district_id AND {grant.parent}.id = {table.name}.{grant.column}"
        f" AND ({grant.condition}))"
    )


_CONDITIONS: dict[str, Callable[[Grant, Table], str]] = {
    "anyone": lambda _grant, _table: "true",
    "across": lambda grant, _table: f"(SELECT slice.holds({_array(grant.roles)}))",
    "own": _own,
    "own_district": lambda grant, _table: _districts(grant.roles),
    "own_school": lambda grant, _table: _schools(grant.roles),
    "of_district": lambda grant, _table: (
        f"id IN (SELECT unnest(slice.districts({_array(grant.roles)})))"
    ),
    "own_people": lambda grant, _table: (
        f"{grant.column} IN (SELECT unnest(slice.people({_array(grant.roles)})))"
    ),
    "the_person": lambda grant, _table: f"{grant.column} = (SELECT slice.person())",
    "whoever_sees": _seen_parent,
    "may_write": _written_parent,
    "the_author": lambda grant, _table: f"{grant.column} = (SELECT slice.person())",
    "the_firm": lambda grant, _table: f"{grant.column} = (SELECT slice.firm())",
    "invited": lambda grant, _table: f"{grant.column} IN (SELECT unnest(slice.meetings()))",
    "concerned": lambda grant, _table: f"{grant.column} IN (SELECT unnest(slice.disclosures()))",
    "in_study": lambda grant, _table: (
        f"{grant.column} IN (SELECT unnest(slice.studies({_array(grant.roles)})))"
    ),
}

_COST = {
    "anyone": 0,
    "across": 1,
    "the_person": 2,
    "the_author": 2,
    "the_firm": 2,
    "own": 3,
    "own_district": 3,
    "own_school": 3,
    "of_district": 3,
    "own_people": 4,
    "whoever_sees": 5,
    "may_write": 5,
    "invited": 4,
    "concerned": 4,
    "in_study": 4,
}

_WORDS = {
    "anyone": "everyone",
    "across": "{roles}",
    "the_person": "the person",
    "the_author": "who wrote it",
    "the_firm": "the firm",
    "invited": "those on the meeting's attendee list",
    "concerned": "whom it is about",
    "in_study": "{roles} who work in the study",
    "own": "the own district's {roles}",
    "own_district": "the own district's {roles}",
    "own_school": "the own school's {roles}",
    "of_district": "its own {roles}",
    "own_people": "the own district's {roles}",
    "whoever_sees": "whoever sees the {parent}",
    "may_write": "whoever may write the {parent}",
}

_PEOPLE = {
    Role.TEACHER: "teachers",
    Role.PRINCIPAL: "principals",
    Role.DISTRICT_ADMINISTRATOR: "administrators",
    Role.DISTRICT_LEADER: "leaders",
    Role.SCHOOL_BOARD: "school board",
    Role.PLAN_MANAGER: "plan manager",
    Role.FIRM_SERVICE: "firms",
    Role.PLAN_MONITOR: "plan monitors",
    Role.STATE_OFFICE: "the state office",
    Role.STATE_BOARD: "the state board",
    Role.RESEARCH_OFFICE: "the research office",
}


def _listed(words: Sequence[str]) -> str:
    """Words with commas and an "and"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
