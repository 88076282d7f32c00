"""What was published, as the API shows it; `api/releases/` gives the files of a release."""

from typing import Final

from sqlalchemy import ColumnElement, Text, literal_column, select

from models import releases as tables
from models.tables import metadata
from schema.entities import Alias, entity, expression, to_one
from schema.pictures import RELEASES, picture_url

RELEASED: Final = "releases"
ANY_TEXT: Final = metadata.tables["firm"].c.name


def _address(row: Alias) -> ColumnElement[str]:
    """Where a file of a release is: beside the others, by its name."""
    release = metadata.tables["research_release"].alias("of_release")
    version = (
        select(release.c.release_version).where(release.c.id == row.c.release_id).scalar_subquery()
    )
    start: ColumnElement[str] = literal_column(f"'{RELEASED}/'", Text)
    return start.concat(version).concat(literal_column("'/'", Text)).concat(row.c.name)


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


@entity(
    tables.ResearchRelease,
    plural="researchReleases",
    order=("released_on",),
    keys=("release_version",),
)
class ResearchRelease:
    """The network's public records as they stood on a day, to be downloaded and cited.

    It never changes. What it holds, and what it does not: docs/releases.md.
    """

    replaces = to_one(back="replacedBy", says="The release that came after it.", always=False)


@entity(tables.ResearchReleaseFile, plural="researchReleaseFiles", order_within=("name",))
class ResearchReleaseFile:
    """A file of a release: the records of one type, or what is said about all of them."""

    release = to_one(back="files", says="Its files.", always=True)
    url = expression(
        _address,
        ANY_TEXT,
        "The address of its content, relative to the address of `/graphql`. It never changes.",
    )
