"""Who of a file's users is who in a study.

Sources become the importer's own, since somebody has to be able to read them. Codings and memos
keep their users: as members whom the study has, or new ones who are nobody of the network. What
another person of the network wrote is for that person to import.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from models.failures import BadUserInput
from models.inquiry import StudyMember
from seeds.refi_qda.adding import Adding
from seeds.refi_qda.guids import Guids, derived
from seeds.refi_qda.project import Project, User

__all__ = ["Coders", "Importer", "coders"]


@dataclass(frozen=True, slots=True)
class Importer:
    """Who imports: the person, what to call one who is not in the study yet, and the user if told.

    `writes_for_others` says whether members may be added who are not of the network.
    """

    person: UUID
    label: str
    user: str | None = None
    writes_for_others: bool = False


@dataclass(slots=True)
class Coders:
    """The members that users are, and in whose names may be written."""

    me: UUID
    members: Mapping[UUID, UUID] = field(default_factory=dict)
    writable: frozenset[UUID] = frozenset()

    def member(self, user: UUID | None) -> UUID:
        """The member whom a user is; the importer where the file names none of its users."""
        return self.me if user is None else self.members.get(user, self.me)


def coders(
    project: Project, adding: Adding, guids: Guids, study: UUID, importer: Importer
) -> Coders:
    """The members of a study who worked in a project; adds those who are new to it.

    Raises BadUserInput where the file has no such user as the importer claims to be.
    """
    there = adding.held.by_id(StudyMember)
    mine = next((key for key, row in there.items() if row["person_id"] == importer.person), None)
    new = [user for user in project.users if guids.of(user.guid) not in there]
    is_known = any(guids.of(user.guid) == mine for user in project.users)
    own = _own_user(project, new, importer, is_known=is_known)
    labels = {row["label"] for row in there.values()}
    if mine is None:
        mine = guids.of(own.guid) if own else derived("member", study, importer.person)
        label = _free(own.name if own else importer.label, labels)
        line = own.line if own else 1
        adding.add(StudyMember, mine, line, study_id=study, person_id=importer.person, label=label)
    members, writable = {}, {mine}
    for user in project.users:
        key = mine if own is not None and user.guid == own.guid else guids.of(user.guid)
        members[user.guid] = key
        if key in there:
            adding.keep(StudyMember, key)
        elif key != mine and importer.writes_for_others:
            label = _free(user.name, labels)
            adding.add(StudyMember, key, user.line, study_id=study, person_id=None, label=label)
        is_nobodys = key not in there or there[key]["person_id"] is None
        if is_nobodys and importer.writes_for_others:
            writable.add(key)
    return Coders(mine, members, frozenset(writable))


def _own_user(
    project: Project, new: list[User], importer: Importer, *, is_known: bool
) -> User | None:
    """Who of the users that are new to the study is the importer.

    The one said. Else nobody where the file has the importer already, as a member of the study;
    else the only one, or who created the project. Codings are never given to another by a guess.
    """
    if importer.user is not None:
        own = next((user for user in new if user.name == importer.user), None)
        if own is None:
            raise BadUserInput("The file has no user of that name who is new to the study.")
        return own
    if is_known:
        return None
    if len(new) == 1:
        return new[0]
    return next((user for user in new if user.guid == project.creator), None)


def _free(label: str, taken: set[str]) -> str:
    """A label that no other member has."""
    free, number = label, 2
    while free in taken:
        free, number = f"{label} ({number})", number + 1
    taken.add(free)
    return free
