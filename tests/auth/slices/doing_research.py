"""Who writes studies, sites and careers, by the page: RES, and MON within own districts the own."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from models.base import Base
from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    JobMobilityEvent,
    JobMobilityKeyActor,
    JobMobilityPerson,
    KeyActor,
    KeyActorIdentity,
    MobilityAssessment,
)
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
from models.inquiry import (
    Code,
    Memo,
    ResearchQuestion,
    Study,
    StudyFigure,
    StudyMember,
    Theme,
    ThemeCode,
)
from models.inquiry_material import (
    Coding,
    Informant,
    Interview,
    MemoReference,
    Observation,
    SourceDocument,
    ThemeGrounding,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
)
from tests.auth.slices.doings import NOBODY, Doing, Rule, everything, never
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["RESEARCH_DOING"]


def research(eyes: "Eyes", _row: Row) -> bool:
    """RES."""
    return eyes.has("RES")


def author(eyes: "Eyes", row: Row) -> UUID | None:
    """Who is behind a row, by its member of the study where it has one."""
    member = row.get("researcher_id") or row.get("coder_id")
    made_by = eyes.world.find(StudyMember, member)["person_id"] if member else row["author_id"]
    return made_by if made_by is None else UUID(str(made_by))


def is_mine(eyes: "Eyes", row: Row) -> bool:
    return author(eyes, row) == eyes.caller.person is not None


def in_no_other_name(eyes: "Eyes", row: Row) -> bool:
    return author(eyes, row) is None or is_mine(eyes, row)


def works_in(eyes: "Eyes", study: UUID) -> bool:
    today = eyes.world.today
    return any(
        each["study_id"] == study
        and each["person_id"] == eyes.caller.person is not None
        and (each.get("starts_on") or date.min) <= today <= (each.get("ends_on") or date.max)
        for each in eyes.world.all(StudyMember)
    )


def sorts(eyes: "Eyes", row: Row) -> bool:
    """RES; MON of the studies in which they work."""
    return eyes.has("RES") or (eyes.has("MON") and works_in(eyes, row["study_id"]))


def thinks(eyes: "Eyes", row: Row) -> bool:
    return (eyes.has("RES") and in_no_other_name(eyes, row)) or (
        is_mine(eyes, row) and eyes.has("MON") and works_in(eyes, row["study_id"])
    )


def of_own(eyes: "Eyes", row: Row) -> bool:
    """The assigned MON what it authors."""
    return eyes.own(row, "MON") and is_mine(eyes, row)


def gathers(eyes: "Eyes", row: Row) -> bool:
    """RES for its studies; the assigned MON what it authors."""
    for_study = eyes.has("RES") and works_in(eyes, row["study_id"])
    return (for_study and in_no_other_name(eyes, row)) or of_own(eyes, row)


def identifies(eyes: "Eyes", row: Row) -> bool:
    return gathers(eyes, row) and is_mine(eyes, row)


def makes(eyes: "Eyes", row: Row) -> bool:
    return (eyes.has("RES") and in_no_other_name(eyes, row)) or of_own(eyes, row)


def records(eyes: "Eyes", row: Row) -> bool:
    """RES; MON within own districts for what it authors."""
    return eyes.has("RES") or of_own(eyes, row)


def moves(eyes: "Eyes", row: Row) -> bool:
    """LEAD ADM of the district, MON, RES."""
    return eyes.own(row, "LEAD", "ADM", "MON") or eyes.has("RES")


def names(eyes: "Eyes", row: Row) -> bool:
    """Which person it was: never RES."""
    return eyes.own(row, "LEAD", "ADM", "MON")


def mine_too(rule: Rule) -> Rule:
    return lambda eyes, row: rule(eyes, row) and is_mine(eyes, row)


def kept_back(rule: Rule) -> Rule:
    """Nothing that has been given a day of publication is deleted."""

    def may(eyes: "Eyes", row: Row) -> bool:
        day = row.get("published_on") or row.get("public_from")
        return rule(eyes, row) and day in {None, date.max}

    return may


PUBLISHABLE = (
    Site,
    SiteFamilyMembership,
    OutcomeRating,
    CausalNetwork,
    CausalVariable,
    CausalLink,
    CausalStream,
    CausalStreamStep,
)
OF_ACTORS = (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    JobMobilityKeyActor,
    MobilityAssessment,
)

RESEARCH_DOING: Mapping[type[Base], Doing] = {
    Study: Doing(research, research),
    StudyMember: Doing(research, research),
    ResearchQuestion: everything(research),
    StudyFigure: everything(research),
    Code: Doing(sorts, sorts, research),
    Theme: Doing(sorts, sorts, kept_back(research)),
    ThemeCode: everything(sorts),
    Memo: Doing(thinks, thinks, mine_too(thinks)),
    **dict.fromkeys((Interview, Observation, SourceDocument, Transcript), Doing(gathers, gathers)),
    TranscriptSpan: Doing(gathers, gathers, mine_too(gathers)),
    **dict.fromkeys((TranscriptOriginal, Informant), Doing(identifies, identifies)),
    **dict.fromkeys((Coding, ThemeGrounding, MemoReference), Doing(makes, makes, mine_too(makes))),
    Innovation: Doing(research, research),
    CausalConcept: Doing(research, research),
    ReportedStatistic: NOBODY,
    **dict.fromkeys(PUBLISHABLE, Doing(records, records, kept_back(records))),
    KeyActor: Doing(records, records, mine_too(records)),
    KeyActorIdentity: everything(mine_too(records)),
    **dict.fromkeys(OF_ACTORS, everything(records)),
    JobMobilityEvent: Doing(moves, moves, never),
    JobMobilityPerson: everything(names),
}
