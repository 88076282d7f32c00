"""Who reads innovations, their sites, outcomes and causal networks, and reported numbers."""

from auth.slices.grants import TODAY, Slice, across, anyone, readers, the_author
from auth.slices.roles import RES
from models.base import Base
from models.innovation import (
    CausalConcept,
    CausalLink,
    CausalNetwork,
    CausalStream,
    CausalStreamStep,
    CausalVariable,
    Innovation,
    OutcomeRating,
    ReportedStatistic,
    Site,
    SiteFamilyMembership,
)

PUBLISHED = f"public_from <= {TODAY}"
WHEN_PUBLISHED = readers(across(RES), the_author(), anyone(PUBLISHED, "once it is published"))

SLICES: dict[type[Base], Slice] = {
    Innovation: readers(anyone()),
    ReportedStatistic: readers(anyone()),
    Site: WHEN_PUBLISHED,
    SiteFamilyMembership: WHEN_PUBLISHED,
    OutcomeRating: WHEN_PUBLISHED,
    CausalConcept: WHEN_PUBLISHED,
    CausalNetwork: WHEN_PUBLISHED,
    CausalVariable: WHEN_PUBLISHED,
    CausalLink: WHEN_PUBLISHED,
    CausalStream: WHEN_PUBLISHED,
    CausalStreamStep: WHEN_PUBLISHED,
}
