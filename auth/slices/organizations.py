"""Who reads districts, schools and firms: everyone."""

from auth.slices.grants import Slice, anyone, readers
from models.base import Base
from models.organizations import District, Firm, School

SLICES: dict[type[Base], Slice] = {
    District: readers(anyone()),
    School: readers(anyone()),
    Firm: readers(anyone()),
}
