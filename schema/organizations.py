"""Districts, schools and firms as the API shows them."""

from typing import Any

from sqlalchemy import ColumnElement, literal_column

from models import organizations as tables
from models.leadership import SchoolImprovementPlan
from models.plans import AcceleratedImprovementPlan
from schema.entities import Choice, choice, entity

CURRENT: ColumnElement[Any] = literal_column(
    "('ACCEPTED', 'IN_IMPLEMENTATION',"
    " 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK')"
)
RUNNING: ColumnElement[Any] = literal_column("('ACCEPTED', 'IN_IMPLEMENTATION')")

CURRENT_PLAN = Choice(
    where=lambda plan: plan.c.status.op("IN")(CURRENT),
    order=lambda plan: (plan.c.status.op("IN")(RUNNING).desc(), plan.c.id),
)

OF_A_SCHOOL: ColumnElement[Any] = literal_column("('PUBLISHED', 'DRAFT')")
PUBLISHED: ColumnElement[Any] = literal_column("('PUBLISHED')")

CURRENT_SCHOOL_PLAN = Choice(
    where=lambda plan: plan.c.status.op("IN")(OF_A_SCHOOL),
    order=lambda plan: (
        plan.c.status.op("IN")(PUBLISHED).desc(),
        plan.c.school_year.desc(),
        plan.c.id,
    ),
)


@entity(
    tables.District,
    plural="districts",
    order=("name",),
    keys=("state_code", "nces_id", "name"),
)
class District:
    """A school district: the unit that the state holds accountable and that writes a plan."""

    current_plan = choice(
        AcceleratedImprovementPlan,
        CURRENT_PLAN,
        "The plan accepted or running if the caller may see it, else the one in preparation if"
        " the caller may see that.",
    )


@entity(
    tables.School,
    plural="schools",
    order=("name",),
    keys=("state_code", "nces_id"),
)
class School:
    """A school of a district."""

    current_school_plan = choice(
        SchoolImprovementPlan,
        CURRENT_SCHOOL_PLAN,
        "The school's plan that is published and has not ended, else the latest draft if the"
        " caller may see it.",
    )


@entity(tables.Firm, plural="firms", order=("name",), keys=("name",))
class Firm:
    """A consulting firm or network that a district may hire to manage its plan."""


__all__ = ["District", "Firm", "School"]
