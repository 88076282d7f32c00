"""Published statistics as the API shows them."""

from models import releases as tables
from schema.entities import entity, to_one


@entity(tables.StatisticsRelease, plural="statisticsReleases", order=("number",))
class StatisticsRelease:
    """Statistics that were published together, small numbers withheld."""


@entity(tables.StatisticCell, plural="statisticCells", order=("cube", "measure"))
class StatisticCell:
    """One number of a release, or why there is none."""

    release = to_one(back="cells", says="The numbers of the release.", always=True)
    as_of = to_one(always=True)
    site_district = to_one(back="statisticCells", says="Published numbers of the district's site.")
