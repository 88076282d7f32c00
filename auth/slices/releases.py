"""Who reads published statistics: everyone."""

from auth.slices.grants import Slice, anyone, readers
from auth.slices.writing import Action, Stays, Writers, nobody
from models.base import Base
from models.releases import StatisticCell, StatisticsRelease

SLICES: dict[type[Base], Slice] = {
    StatisticsRelease: readers(anyone()),
    StatisticCell: readers(anyone()),
}

WRITERS: dict[type[Base], Writers] = {StatisticsRelease: nobody(), StatisticCell: nobody()}
STAYS: dict[type[Base], tuple[Stays, ...]] = {}
ACTIONS: tuple[Action, ...] = ()
