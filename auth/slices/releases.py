"""Who reads published statistics: everyone."""

from auth.slices.grants import Slice, anyone, readers
from models.base import Base
from models.releases import StatisticCell, StatisticsRelease

SLICES: dict[type[Base], Slice] = {
    StatisticsRelease: readers(anyone()),
    StatisticCell: readers(anyone()),
}
