"""Registering people, with their names, contacts and log-ins: the state office."""

from collections.abc import Mapping
from typing import Any

from models.base import Base
from models.people import Person, PersonContact, PersonLogin, PersonName
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.records import creates, deletes, updates
from schema.mutations.taken import Taken, takes
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

KEPT = ("public_office_since",)
LABEL = takes(Person, without=KEPT)
NAME = takes(PersonName, "given_name", "family_name")
CONTACT = takes(PersonContact, "email", "telephone")
LOGIN = takes(PersonLogin, "issuer", "subject")


def of_person(name: str, kind: str, says: str, members: tuple[Taken, ...]) -> Taken:
    """A record that is made together with its person."""
    return Taken(name, kind, says, members=members, is_list=False)


PARTS: tuple[tuple[Taken, type[Base]], ...] = (
    (
        of_person("name", "GivenPersonNameInput", "The name, if it is to be on record.", NAME),
        PersonName,
    ),
    (
        of_person("contact", "GivenPersonContactInput", "How to reach the person.", CONTACT),
        PersonContact,
    ),
    (
        of_person("login", "GivenPersonLoginInput", "As whom the person logs in.", LOGIN),
        PersonLogin,
    ),
)


async def register(work: Work, given: Given) -> Done:
    """Create a person and what is given of the person."""
    person = Person(**work.values(LABEL, given))
    key = await work.create(person)
    for taken, model in PARTS:
        if given.get(taken.name) is not None:
            values = work.values(taken.members, given[taken.name])
            await work.create(model(person_id=person.id, **values), (taken.name,))
    return Done({"person": key})


mutations.add(
    Mutation(
        "createPerson",
        "Register a person under a label that names nobody, with name, contact and log-in if they"
        " are known. Hand the id to the district that is to appoint the person.",
        (*LABEL, *(taken for taken, _ in PARTS)),
        {"person": Gives("Person", "The new person.")},
        register,
    )
)
updates(Person, "Change the label under which a person is known.", without=KEPT)
creates(PersonName, "Put a person's name on record.", without=KEPT)
updates(PersonName, "Correct or change a person's name.", without=(*KEPT, "person_id"))
creates(PersonContact, "Put on record how a person is reached.")
updates(PersonContact, "Change how a person is reached.", without=("person_id",))
deletes(PersonContact, "Forget how a person is reached.")
creates(PersonLogin, "Let a person log in by an identity provider's subject.")
updates(PersonLogin, "Change the subject as which a person logs in.", without=("person_id",))
deletes(PersonLogin, "No longer let a person log in by that subject.")
