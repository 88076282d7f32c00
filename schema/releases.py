"""Published statistics as the API shows them."""

from models import releases as tables
from schema.entities import entity, to_one
from schema.pictures import RELEASES, picture_url


@entity(tables.StatisticsRelease, plural="statisticsReleases", order=("number",))
class StatisticsRelease:
    """Statistics that were published together, small numbers withheld."""

    picture_url = picture_url(
        "StatisticsRelease",
        RELEASES,
        "The address of a picture: its changes of job by site, and how they had to do with the"
        " innovation.",
    )


@entity(tables.StatisticCell, plural="statisticCells", order=("cube", "measure"))
class StatisticCell:
    """One number of a release, or why there is none."""

    release = to_one(back="cells", says="The numbers of the release.", always=True)
    as_of = to_one(always=True)
    site_district = to_one(back="statisticCells", says="Published numbers of the district's site.")
