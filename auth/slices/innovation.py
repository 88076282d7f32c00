"""Who reads and writes sites, outcomes and causal networks; who reads innovations and numbers."""

from auth.slices.grants import TODAY, Slice, across, anyone, own, readers, the_author
from auth.slices.roles import MON, RES
from auth.slices.writing import writers
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

AUTHORED = "author_id = (SELECT slice.person())"
WHAT_THEY_AUTHOR = writers(across(RES), own(MON, where=AUTHORED, says="what they author"))

WRITERS: dict[type[Base], Slice] = {
    Site: WHAT_THEY_AUTHOR,
    SiteFamilyMembership: WHAT_THEY_AUTHOR,
    OutcomeRating: WHAT_THEY_AUTHOR,
    CausalNetwork: WHAT_THEY_AUTHOR,
    CausalVariable: WHAT_THEY_AUTHOR,
    CausalLink: WHAT_THEY_AUTHOR,
    CausalStream: WHAT_THEY_AUTHOR,
    CausalStreamStep: WHAT_THEY_AUTHOR,
}
