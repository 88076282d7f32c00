"""Who reads what was published, statistics and releases of tables: everyone."""

from auth.slices.grants import Slice, anyone, readers
from auth.slices.writing import Action, Stays, Writers, nobody
from models.base import Base
from models.releases import (
    ResearchRelease,
    ResearchReleaseFile,
    StatisticCell,
    StatisticsRelease,
)

SLICES: dict[type[Base], Slice] = {
    StatisticsRelease: readers(anyone()),
    StatisticCell: readers(anyone()),
    ResearchRelease: readers(anyone()),
    ResearchReleaseFile: readers(anyone()),
}

WRITERS: dict[type[Base], Writers] = {published: nobody() for published in SLICES}
STAYS: dict[type[Base], tuple[Stays, ...]] = {}
ACTIONS: tuple[Action, ...] = ()
