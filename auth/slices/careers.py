"""Who reads and writes of key actors, their motives and careers, and of changes of job.

Nobody reads both which person a move was and which key actor one was: the first is the
district's and the state office's, the second the research office's and its author's.
"""

from auth.slices.grants import Slice, across, own, readers, the_author
from auth.slices.roles import ADM, FIRM, LEAD, MAN, MON, OFF, RES
from auth.slices.writing import ME, Action, Stays, Writers, edits, stays, writers
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

DISTRICT = (LEAD, ADM, MAN, FIRM, MON)
CONFIDENTIAL = readers(across(RES), the_author())

SLICES: dict[type[Base], Slice] = {
    KeyActor: CONFIDENTIAL,
    KeyActorIdentity: readers(the_author()),
    AdoptionMotive: CONFIDENTIAL,
    CareerTrajectory: CONFIDENTIAL,
    CareerTrajectoryStep: CONFIDENTIAL,
    JobMobilityEvent: readers(own(*DISTRICT), across(OFF, RES)),
    JobMobilityPerson: readers(own(*DISTRICT), across(OFF)),
    JobMobilityKeyActor: CONFIDENTIAL,
    MobilityAssessment: CONFIDENTIAL,
}

AUTHORED = f"author_id = {ME}"
THEIR_OWN = own(MON, where=AUTHORED, says="what they author")
WHAT_THEY_AUTHOR = writers(across(RES), THEIR_OWN, delete=[across(RES), THEIR_OWN])
ALONE = (across(RES, where=AUTHORED, says="what they author"), THEIR_OWN)
IN_OFFICE = own(LEAD, ADM, MON)

WRITERS: dict[type[Base], Writers] = {
    KeyActor: writers(across(RES), THEIR_OWN, delete=ALONE),
    KeyActorIdentity: writers(*ALONE, delete=ALONE),
    AdoptionMotive: WHAT_THEY_AUTHOR,
    CareerTrajectory: WHAT_THEY_AUTHOR,
    CareerTrajectoryStep: WHAT_THEY_AUTHOR,
    JobMobilityEvent: writers(IN_OFFICE, across(RES)),
    JobMobilityPerson: writers(IN_OFFICE, delete=[IN_OFFICE]),
    JobMobilityKeyActor: WHAT_THEY_AUTHOR,
    MobilityAssessment: WHAT_THEY_AUTHOR,
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    JobMobilityPerson: (stays("move_id"),),
    JobMobilityKeyActor: (stays("move_id"),),
    MobilityAssessment: (stays("move_id"),),
}

ACTIONS: tuple[Action, ...] = tuple(
    action
    for model, written in WRITERS.items()
    if model is not CareerTrajectoryStep  # written with its trajectory
    for action in edits(model, written)
)
