"""Which records are confidential: whoever reads one leaves a disclosure behind.

Confidential is what somebody confided or noted of a person, and who that person is: what the
page of slices keeps from a person's own district or superiors, and how a person is reached or
logs in. Everything that is not in this table is not.

Each says whom a row is about, as SQL over the row `r`; it runs as the owner, because whoever reads
a record need not see who is behind it. A person is told to the state office with the disclosure
only where the state office reads the record itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from auth.slices.grants import Slice
from models.base import Base
from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    JobMobilityKeyActor,
    JobMobilityPerson,
    KeyActor,
    KeyActorIdentity,
    MobilityAssessment,
)
from models.inquiry import Memo
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
from models.leadership import SchoolPlanMemo
from models.leadership_walkthroughs import JointWalkthroughMemo, WalkthroughComment
from models.monitoring import VisitNote
from models.people import PersonContact, PersonLogin

__all__ = ["CONFIDENCES", "Confidence", "about_function", "roles_of"]


@dataclass(frozen=True, slots=True)
class Confidence:
    """Whom a confidential row `r` is about; `is_open` where the state office may know it."""

    about: str | None = None
    is_open: bool = False


THE_PERSON = "SELECT r.person_id WHERE r.person_id IS NOT NULL"


def _informant(where: str) -> str:
    return (
        "SELECT i.person_id FROM informant i"
        f" WHERE i.district_id = r.district_id AND {where} AND i.person_id IS NOT NULL"
    )


def _behind_text(where: str) -> str:
    """Who stands behind what a transcript `t` is of."""
    return (
        "SELECT i.person_id FROM transcript t JOIN informant i ON i.district_id = t.district_id"
        " AND (i.interview_id = t.interview_id OR i.observation_id = t.observation_id"
        " OR i.document_id = t.document_id)"
        f" WHERE t.district_id = r.district_id AND {where} AND i.person_id IS NOT NULL"
    )


def _behind_actor(key_actor: str) -> str:
    return (
        "SELECT k.person_id FROM key_actor_identity k"
        f" WHERE k.district_id = r.district_id AND k.key_actor_id = {key_actor}"
    )


MOVER = (
    "SELECT m.person_id FROM job_mobility_person m"
    " WHERE m.district_id = r.district_id AND m.move_id = r.move_id UNION ALL "
    + _behind_actor(
        "(SELECT a.key_actor_id FROM job_mobility_key_actor a"
        " WHERE a.district_id = r.district_id AND a.move_id = r.move_id)"
    )
)
OBSERVED = (
    "SELECT w.teacher_id FROM walkthrough w"
    " WHERE w.district_id = r.district_id AND w.id = r.walkthrough_id"
)
OF_CODING = (
    "t.id = (SELECT c.transcript_id FROM coding c"
    " WHERE c.district_id = r.district_id AND c.id = r.coding_id)"
)

CONFIDENCES: dict[type[Base], Confidence] = {
    PersonContact: Confidence(THE_PERSON, is_open=True),
    PersonLogin: Confidence(THE_PERSON, is_open=True),
    JobMobilityPerson: Confidence(THE_PERSON, is_open=True),
    JobMobilityKeyActor: Confidence(_behind_actor("r.key_actor_id")),
    KeyActor: Confidence(_behind_actor("r.id")),
    KeyActorIdentity: Confidence(THE_PERSON),
    MobilityAssessment: Confidence(MOVER),
    AdoptionMotive: Confidence(_behind_actor("r.key_actor_id")),
    CareerTrajectory: Confidence(_behind_actor("r.key_actor_id")),
    CareerTrajectoryStep: Confidence(
        _behind_actor(
            "(SELECT c.key_actor_id FROM career_trajectory c"
            " WHERE c.district_id = r.district_id AND c.id = r.trajectory_id)"
        )
    ),
    Interview: Confidence(_informant("i.interview_id = r.id")),
    Observation: Confidence(_informant("i.observation_id = r.id")),
    SourceDocument: Confidence(_informant("i.document_id = r.id")),
    Informant: Confidence(THE_PERSON),
    Transcript: Confidence(_behind_text("t.id = r.id")),
    TranscriptOriginal: Confidence(_behind_text("t.original_id = r.id")),
    TranscriptSpan: Confidence(_behind_text("t.id = r.transcript_id")),
    Coding: Confidence(_behind_text("t.id = r.transcript_id")),
    ThemeGrounding: Confidence(_behind_text(OF_CODING)),
    Memo: Confidence(),
    MemoReference: Confidence(_behind_text(f"(t.id = r.transcript_id OR {OF_CODING})")),
    VisitNote: Confidence(),
    WalkthroughComment: Confidence("SELECT r.teacher_id"),
    JointWalkthroughMemo: Confidence(OBSERVED),
    SchoolPlanMemo: Confidence("SELECT r.principal_id"),
}


def roles_of(models: Iterable[type[Base]], slices: dict[type[Base], Slice]) -> tuple[str, ...]:
    """The roles that give a right to read any of some tables."""
    grants = (grant for model in models for grant in slices[model].grants)
    return tuple(sorted({role.name for grant in grants for role in grant.roles}))


def about_function() -> str:
    """The function that says whom confidential records are about, each by its place in a list."""
    branches = "".join(
        _branch(model, confidence.about, is_open=confidence.is_open)
        for model, confidence in CONFIDENCES.items()
        if confidence.about
    )
    return (
        "CREATE FUNCTION audit.about(types text[], ids uuid[])\n"
        "RETURNS TABLE (place bigint, person_id uuid, is_open boolean)\n"
        "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$\n"
        f"BEGIN\n{branches}END $$"
    )


def _branch(model: type[Base], about: str, *, is_open: bool) -> str:
    return (
        f"    IF '{model.__name__}' = ANY (types) THEN\n"
        f"        RETURN QUERY SELECT DISTINCT a.place, p.person_id, {str(is_open).lower()}\n"
        "        FROM unnest(types, ids) WITH ORDINALITY a (record_type, record_id, place)\n"
        f"        JOIN {model.__tablename__} r ON r.id = a.record_id\n"
        f"        CROSS JOIN LATERAL ({about}) p (person_id)\n"
        f"        WHERE a.record_type = '{model.__name__}' AND p.person_id IS NOT NULL;\n"
        "    END IF;\n"
    )
