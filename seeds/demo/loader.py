"""The demo's scenarios, and how they are written into a database."""

from collections.abc import Callable, Iterable, Iterator

from models.base import Base
from seeds.demo.dessi_careers import career_records
from seeds.demo.dessi_illustration import illustration_records
from seeds.demo.dessi_networks import network_records
from seeds.demo.dessi_sites import site_records
from seeds.demo.dessi_statistics import statistic_records
from seeds.demo.dessi_study import DESSI_STUDY
from seeds.demo.explorer import explorer_records
from seeds.demo.ids import MILL_CITY
from seeds.demo.indices import index_records
from seeds.demo.leadership_records import leadership_records
from seeds.demo.meeting_records import FACTS_OF_KINDS, meeting_records, visit_records
from seeds.demo.mill_city_administrators import MILL_CITY_LEADERSHIP
from seeds.demo.mill_city_interviews import GATHERED
from seeds.demo.mill_city_meetings import MEETINGS
from seeds.demo.mill_city_people import PEOPLE as MILL_CITY_PEOPLE
from seeds.demo.mill_city_plan import MILL_CITY_NEXT_PLAN, MILL_CITY_PLAN
from seeds.demo.mill_city_reports import REPORTS, SUMMARIES
from seeds.demo.mill_city_site import mill_city_site_records
from seeds.demo.mill_city_study import MEMOS, MILL_CITY_STUDY
from seeds.demo.mill_city_visits import VISITS
from seeds.demo.offices import district_people, state_people
from seeds.demo.organizations import (
    DISTRICTS,
    district_records,
    engagement_records,
    firm_records,
)
from seeds.demo.other_leadership import LOOMFIELD_LEADERSHIP
from seeds.demo.other_monitoring import (
    WEIRBRIDGE,
    WEIRBRIDGE_MEETINGS,
    WEIRBRIDGE_REPORTS,
    WEIRBRIDGE_SUMMARIES,
    WEIRBRIDGE_VISITS,
)
from seeds.demo.other_people import PEOPLE as OTHER_PEOPLE
from seeds.demo.other_plans import OTHER_PLANS
from seeds.demo.plan_records import plan_records
from seeds.demo.ratings import rating_records, statewide_records
from seeds.demo.report_records import report_records, summary_records
from seeds.demo.standard_reviews import condition_records, review_records
from seeds.demo.standards import standard_records
from seeds.demo.state import STATE_PEOPLE
from seeds.demo.study_records import material_records, memo_records, study_records
from seeds.demo.walkthrough_records import walkthrough_records
from seeds.store import Connection, Summary, because, row_of, table_of, upsert

__all__ = ["SCENARIOS", "load"]


def network() -> Iterator[Base]:
    """What stands in no district: the state's people, the standards, the firms, the explorer."""
    yield from state_people(STATE_PEOPLE)
    yield from standard_records()
    yield from firm_records()
    yield from explorer_records()


def districts() -> Iterator[Base]:
    """The five districts with their schools, firms and people."""
    for name in DISTRICTS:
        yield from district_records(name)
        yield from engagement_records(name)
    yield from district_people(MILL_CITY, MILL_CITY_PEOPLE)
    for name, people in OTHER_PEOPLE.items():
        yield from district_people(name, people)


def accountability() -> Iterator[Base]:
    """What the state knows of the districts: levels, figures, reviews."""
    for name in DISTRICTS:
        yield from rating_records(name)
        yield from index_records(name)
        yield from review_records(name)
    yield from condition_records()
    yield from statewide_records()


def plans() -> Iterator[Base]:
    """The districts' plans, with all that belongs to them."""
    for plan in (MILL_CITY_PLAN, MILL_CITY_NEXT_PLAN, *OTHER_PLANS):
        yield from plan_records(plan)


def monitoring() -> Iterator[Base]:
    """How the plans are followed: meetings, visits, reports."""
    yield from meeting_records(MILL_CITY_PLAN, MEETINGS, FACTS_OF_KINDS)
    yield from meeting_records(WEIRBRIDGE, WEIRBRIDGE_MEETINGS)
    yield from visit_records(MILL_CITY, VISITS)
    yield from visit_records(WEIRBRIDGE.district, WEIRBRIDGE_VISITS)
    yield from report_records((*REPORTS, *WEIRBRIDGE_REPORTS))
    yield from summary_records((*SUMMARIES, *WEIRBRIDGE_SUMMARIES))


def leadership() -> Iterator[Base]:
    """What schools plan and administrators practise."""
    for district in (MILL_CITY_LEADERSHIP, LOOMFIELD_LEADERSHIP):
        yield from leadership_records(district)
        yield from walkthrough_records(district)


def studies() -> Iterator[Base]:
    """The two studies, and what that of Mill City gathered."""
    for study in (MILL_CITY_STUDY, DESSI_STUDY):
        yield from study_records(study)
    yield from material_records(MILL_CITY_STUDY, MILL_CITY, GATHERED)
    yield from memo_records(MILL_CITY_STUDY, MILL_CITY, MEMOS, GATHERED)


def innovation() -> Iterator[Base]:
    """The twelve sites of the field study, and Mill City as a site that is still being studied."""
    yield from site_records()
    yield from network_records()
    yield from career_records()
    yield from illustration_records()
    yield from statistic_records()
    yield from mill_city_site_records()


SCENARIOS: dict[str, Callable[[], Iterable[Base]]] = {
    "network": network,
    "districts": districts,
    "accountability": accountability,
    "plans": plans,
    "monitoring": monitoring,
    "leadership": leadership,
    "studies": studies,
    "innovation": innovation,
}
"""By name, each in need of those before it."""


async def load(connection: Connection, scenarios: Iterable[str] = tuple(SCENARIOS)) -> Summary:
    """Write scenarios in one transaction, as the owner; what is there already stays as it is.

    A demo record that has since been edited is set back; records that are not the demo's are
    left alone.
    """
    records: dict[type[Base], list[Base]] = {}
    for name in scenarios:
        for record in SCENARIOS[name]():
            records.setdefault(type(record), []).append(record)
    summary = Summary()
    async with connection.transaction():
        await because(connection, "seed demo")
        for model in _parents_first(records):
            summary.add(model, await upsert(connection, model, map(row_of, records[model])))
    return summary


def _parents_first(models: Iterable[type[Base]]) -> list[type[Base]]:
    order = {table: place for place, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(models, key=lambda model: order[table_of(model)])
