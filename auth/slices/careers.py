"""Who reads of key actors, their motives and careers, and of changes of job.

Nobody reads both which person a move was and which key actor one was: the first is the
district's and the state office's, the second the research office's and its author's.
"""

from auth.slices.grants import Slice, across, own, readers, the_author
from auth.slices.roles import ADM, FIRM, LEAD, MAN, MON, OFF, RES
from auth.slices.writing import writers
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

AUTHORED = "author_id = (SELECT slice.person())"

WRITERS: dict[type[Base], Slice] = {
    KeyActor: writers(across(RES), own(MON, where=AUTHORED, says="what they author")),
}
