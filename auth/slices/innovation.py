"""Who reads and writes innovations, sites, outcomes and causal networks; who reads numbers."""

from auth.slices.grants import TODAY, Slice, across, anyone, own, readers, the_author
from auth.slices.roles import MON, RES
from auth.slices.writing import ME, Action, Stays, Writers, edits, nobody, writers
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

AUTHORED = f"author_id = {ME}"
KEPT_BACK = "public_from = 'infinity'"
WHAT_THEY_AUTHOR = writers(
    across(RES),
    own(MON, where=AUTHORED, says="what they author"),
    delete=[
        across(RES, where=KEPT_BACK, says="until it is published"),
        own(
            MON,
            where=f"{AUTHORED} AND {KEPT_BACK}",
            says="what they author, until it is published",
        ),
    ],
)

WRITERS: dict[type[Base], Writers] = {
    Innovation: writers(across(RES)),
    ReportedStatistic: nobody(),
    Site: WHAT_THEY_AUTHOR,
    SiteFamilyMembership: WHAT_THEY_AUTHOR,
    OutcomeRating: WHAT_THEY_AUTHOR,
    CausalConcept: writers(across(RES)),
    CausalNetwork: WHAT_THEY_AUTHOR,
    CausalVariable: WHAT_THEY_AUTHOR,
    CausalLink: WHAT_THEY_AUTHOR,
    CausalStream: WHAT_THEY_AUTHOR,
    CausalStreamStep: WHAT_THEY_AUTHOR,
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {}

AUTHORS = readers(across(RES), own(MON, where=AUTHORED, says="what they author"))
NOT_AGAIN = "It is published already."

ACTIONS: tuple[Action, ...] = (
    *(
        action
        for model, written in WRITERS.items()
        if model is not CausalStreamStep  # written with its network
        for action in edits(model, written)
        if action.name == "update"
    ),
    *(
        Action("delete", model, AUTHORS, KEPT_BACK, "It is published.")
        for model, written in WRITERS.items()
        if model is not CausalStreamStep and written.delete is not None
    ),
    Action("replace", CausalNetwork, AUTHORS, KEPT_BACK, "It is published."),
    Action("publish", CausalConcept, readers(across(RES)), "published_on IS NULL", NOT_AGAIN),
    *(
        Action("publish", model, AUTHORS, "published_on IS NULL", NOT_AGAIN)
        for model in (Site, OutcomeRating, CausalNetwork)
    ),
)
