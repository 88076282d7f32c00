"""Everyone in a complete world sees of every table exactly what the oracle says."""

from datetime import date

import pytest

from auth.database import Database
from models.tables import metadata
from tests.auth.slices.complete import Complete
from tests.auth.slices.oracle import held, visible
from tests.auth.slices.sight import seen

ALL_ROLES = {"TEA", "PRI", "ADM", "LEAD", "BRD", "MAN", "FIRM", "MON", "OFF", "SBE", "RES"}
PUBLIC_TABLES = {
    "accountability_rating",
    "district",
    "district_standard",
    "enrollment",
    "firm",
    "innovation",
    "reported_statistic",
    "research_release",
    "research_release_file",
    "school",
    "staff_retention",
    "standard_indicator",
    "statewide_retention",
    "statistic_cell",
    "statistics_release",
}
CALLERS = sorted(Complete.make(date(2012, 1, 1)).callers)


@pytest.mark.parametrize("who", CALLERS)
async def test_a_caller_sees_what_the_page_says(
    complete: Complete, complete_database: Database, who: str
) -> None:
    caller = complete.callers[who]
    assert await seen(complete_database, caller) == visible(complete.world, caller)


def test_the_world_has_rows_of_every_table(complete: Complete) -> None:
    assert {model.__tablename__ for model in complete.world.rows} == set(metadata.tables)


def test_all_but_the_public_tables_keep_rows_from_somebody(complete: Complete) -> None:
    """A table that all see, or none, would prove nothing about its slice."""
    views = [visible(complete.world, caller) for caller in complete.callers.values()]
    open_to_all = {
        name for name in metadata.tables if all(view[name] == views[0][name] for view in views)
    }
    assert open_to_all == PUBLIC_TABLES


def test_every_role_is_held_by_somebody(complete: Complete) -> None:
    roles = {
        each.role for caller in complete.callers.values() for each in held(complete.world, caller)
    }
    assert roles == ALL_ROLES
