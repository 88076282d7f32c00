"""What is gathered in districts: interviews, observations and documents, whose, and their texts."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from models.base import Base, new_id
from models.failures import BadUserInput
from models.inquiry_material import (
    Informant,
    Interview,
    Observation,
    SourceDocument,
)
from schema.entities import camel, words
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import at
from schema.mutations.records import capital, updates
from schema.mutations.researchers import member_of
from schema.mutations.taken import Taken, entity_of, many, takes
from schema.mutations.transcripts import TEXT, write_text
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
BY = ("researcher_id",)
OF_SOURCE = ("district_id", "study_id", "researcher_id")

WHO = takes(Informant, "person_id", "name")
INFORMANTS = many(
    "informants",
    "InformantInput",
    "Who it was: a person of the network or a name, exactly one each. Only the author reads it.",
    *WHO,
    is_required=False,
)
TRANSCRIPT = Taken(
    "transcript",
    "TranscriptInput",
    "The text, where there is one already.",
    members=TEXT,
    is_list=False,
)
SOURCES: Mapping[type[Base], tuple[str, str, str]] = {
    Interview: ("interview_id", "Record an interview that the caller held", "an interview"),
    Observation: ("observation_id", "Record what the caller watched", "an observation"),
    SourceDocument: ("document_id", "Record a document that the caller collected", "a document"),
}

BY_CONSENT = ("consent_given_on", "consent_withdrawn_on")
"""What verbs of their own put on record: a correction must not bring back what was withdrawn."""


async def _record(model: type[Base], taken: tuple[Taken, ...], work: Work, given: Given) -> Done:
    """Store a source by the caller, with whose it is and what it says."""
    entity, column = entity_of(model), SOURCES[model][0]
    values: dict[str, Any] = {"id": new_id(), **work.values(taken, given)}
    values["researcher_id"] = await member_of(work, values["study_id"], "studyId")
    key = await work.create(model(**values))
    for place, who in enumerate(given.get("informants") or ()):
        await _name(work, column, values, who, "informants", place)
    if given.get("transcript") is not None:
        await write_text(work, column, values, given["transcript"], "transcript")
    return Done({entity.singular: key})


async def _name(
    work: Work, column: str, source: Mapping[str, Any], who: Given, *path: str | int
) -> Informant:
    """Store who was behind a source of the caller's."""
    with at(*path):
        told = work.values(WHO, who)
        _refuse_unnamed(told)
    row = Informant(
        **told,
        **{column: source["id"]},
        **{name: source[name] for name in ("district_id", "researcher_id")},
    )
    await work.create(row, path)
    return row


def _refuse_unnamed(told: Mapping[str, Any]) -> None:
    if sum(told.get(name) is not None for name in ("person_id", "name")) != 1:
        message = "Whoever it was is a person of the network or a name, exactly one."
        raise BadUserInput(message, path=("name",))


def _declare(model: type[Base], column: str, says: str, what: str) -> None:
    """The mutations of one kind of source."""
    entity, taken = entity_of(model), takes(model, without=(*BY, *BY_CONSENT))
    mutations.add(
        Mutation(
            f"create{capital(entity)}",
            f"{says}, with whoever it was and the text if there is one.",
            (*taken, INFORMANTS, TRANSCRIPT),
            {entity.singular: Gives(entity.name, f"The new {words(entity.singular)}.")},
            partial(_record, model, taken),
        )
    )
    updates(model, f"Correct what is on record of {what}.", without=("study_id", *BY, *BY_CONSENT))

    async def transcribe(work: Work, source: Any, given: Given) -> None:
        values = {name: getattr(source, name) for name in (*OF_SOURCE, "id")}
        made = await write_text(work, column, values, given)
        work.gives["transcript"] = (made.district_id, made.id)

    transcribe.__doc__ = f"Write down the text of {what} of the caller's that has none yet."
    gives = {"transcript": Gives("Transcript", "The text, as the caller may read it.")}
    verb(model, "transcribe", *TEXT, gives=gives)(transcribe)


for source, (column, says, what) in SOURCES.items():
    _declare(source, column, says, what)

NAMED = takes(Informant, without=(*BY, "district_id", "study_id"))


async def _identify(work: Work, given: Given) -> Done:
    told = [(model, camel(SOURCES[model][0])) for model in SOURCES]
    named = [(model, member) for model, member in told if given.get(member) is not None]
    if len(named) != 1:
        message = "It is whoever was behind one interview, observation or document."
        raise BadUserInput(message, path=("interviewId",))
    ((model, member),) = named
    source: Any = await work.find(model, given[member], member)
    values = {name: getattr(source, name) for name in (*OF_SOURCE, "id")}
    values["researcher_id"] = await member_of(work, source.study_id, member)
    made = await _name(work, SOURCES[model][0], values, given)
    return Done({"informant": (made.district_id, made.id)})


async def _refuse_nameless(_work: Work, informant: Informant) -> None:
    _refuse_unnamed({"person_id": informant.person_id, "name": informant.name})


mutations.add(
    Mutation(
        "createInformant",
        "Say who was behind an interview, an observation or a document; the caller alone reads it.",
        NAMED,
        {"informant": Gives("Informant", "The new informant.")},
        _identify,
    )
)
updates(
    Informant,
    "Correct who was behind an interview, an observation or a document.",
    without=("interview_id", "observation_id", "document_id", *BY),
    also=_refuse_nameless,
)
