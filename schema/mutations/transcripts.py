"""Texts with the spans that would identify someone: written, marked, declared, taken back.

A text is stored as written, for its author alone; what others read is made of it by the database,
with a block in place of each code point of a span, and not before the author has declared that
all spans are marked. Ranges count Unicode code points from 0.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from models.base import new_id
from models.failures import BadUserInput, Conflict
from models.inquiry_material import Transcript, TranscriptOriginal, TranscriptSpan
from models.inquiry_rules import refuse_ranges
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import at, of_one
from schema.mutations.records import ID, deletes, updates, versioned
from schema.mutations.taken import Taken, many, takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__ = ["TEXT", "write_text"]

Given = Mapping[str, Any]

ORIGINAL = takes(TranscriptOriginal, "text", "file_name")
SPAN = takes(TranscriptSpan, "kind", "starts_at", "ends_at")
SPANS = many(
    "spans",
    "TranscriptSpanInput",
    "The spans of the text that would identify someone; others read blocks in their place.",
    *SPAN,
    is_required=False,
)
DECLARED = Taken(
    "isDeidentified",
    bool,
    "Whether all such spans are given, so that others may read the masked text; false unless told.",
)
TEXT = (*ORIGINAL, SPANS, DECLARED)
"""What is given of a text where it is first written."""


async def write_text(
    work: Work, source: str, made: Mapping[str, Any], given: Given, *path: str
) -> Transcript:
    """Store a text with its spans, of the source in that column; by the member who made it."""
    whose = {name: made[name] for name in ("district_id", "researcher_id")}
    with at(*path):
        written = work.values(ORIGINAL, given)
        if not written["text"]:
            raise BadUserInput("There is no text.", path=("text",))
        spans = given.get("spans") or ()
        with at("spans"):
            refuse_ranges([(s["startsAt"], s["endsAt"]) for s in spans], len(written["text"]))
    original = TranscriptOriginal(id=new_id(), study_id=made["study_id"], **whose, **written)
    await work.create(original, path)
    transcript = Transcript(id=new_id(), original_id=original.id, **{source: made["id"]}, **whose)
    if given.get("isDeidentified"):
        transcript.deidentified_on = await work.today()
    await work.create(transcript, path)
    await _mark(work, transcript, spans, *path)
    return transcript


async def _mark(work: Work, transcript: Transcript, spans: Sequence[Given], *path: str) -> None:
    rows = []
    for place, span in enumerate(spans):
        with at(*path, "spans", place):
            values = work.values(SPAN, span, transcript.district_id)
        values |= {"transcript_id": transcript.id, "researcher_id": transcript.researcher_id}
        rows.append(TranscriptSpan(id=new_id(), **values))
    await work.create_all(rows, (*path, "spans"))


async def _rewrite(work: Work, given: Given) -> Done:
    original = await work.find(TranscriptOriginal, given["id"], "id", action="update")
    work.refuse_stale(original, given["version"])
    mine = "district_id = $1 AND original_id = $2"
    (transcript,) = await work.found(Transcript, mine, original.district_id, original.id)
    for name, value in work.values(ORIGINAL, given, original.district_id).items():
        setattr(original, name, value)
    await _respan(work, transcript, len(original.text), given)
    try:
        key = await work.save(original)
    except BadUserInput as failure:
        if failure.details.get("rule") != "coded":
            raise
        message = "It is coded: codings point at the places of its text."
        raise Conflict(message, path=("text",)) from failure
    await _mark(work, transcript, given.get("spans") or ())
    return Done({"transcriptOriginal": key})


async def _respan(work: Work, transcript: Transcript, length: int, given: Given) -> None:
    """Take the spans away if others are given, or see that they still lie in the text."""
    there = await work.found(
        TranscriptSpan,
        "district_id = $1 AND transcript_id = $2",
        transcript.district_id,
        transcript.id,
    )
    spans = given.get("spans")
    if spans is not None:
        with at("spans"):
            refuse_ranges([(s["startsAt"], s["endsAt"]) for s in spans], length)
        await work.delete_all(there)
    elif any(span.ends_at > length for span in there):
        message = "Spans would lie beyond the end of the text; give them anew with it."
        raise Conflict(message, path=("spans",))


mutations.add(
    Mutation(
        "updateTranscriptOriginal",
        "Correct a text as it was written, and its spans with it: those given take the place of all"
        " that there are. Others read nothing of a text that has changed until it is declared to be"
        " de-identified again, and one that is coded does not change.",
        (ID, versioned(is_required=True), *(member.optional() for member in ORIGINAL), SPANS),
        {"transcriptOriginal": Gives("TranscriptOriginal", "The text as it is now.")},
        _rewrite,
        action=("transcript_original", "update"),
    )
)


async def _refuse_outside(work: Work, span: TranscriptSpan) -> None:
    key = (span.district_id, span.transcript_id)
    transcript = await work.load(Transcript, key, "transcriptId")
    span.researcher_id = transcript.researcher_id
    with of_one():
        refuse_ranges([(span.starts_at, span.ends_at)], transcript.text_length)


creates_span = takes(TranscriptSpan, without=("researcher_id",))


async def _add_span(work: Work, given: Given) -> Done:
    span = TranscriptSpan(**work.values(creates_span, given))
    await _refuse_outside(work, span)
    return Done({"transcriptSpan": await work.create(span)})


mutations.add(
    Mutation(
        "createTranscriptSpan",
        "Mark a span of an own text that would identify someone; others read blocks in its place at"
        " once.",
        creates_span,
        {"transcriptSpan": Gives("TranscriptSpan", "The new span.")},
        _add_span,
    )
)
updates(
    TranscriptSpan,
    "Move the ends of an own span, or say what it would give away.",
    without=("transcript_id", "researcher_id"),
    also=_refuse_outside,
)
deletes(TranscriptSpan, "Show what an own span had masked.")


@verb(Transcript, "declareDeidentified", called="declareTranscriptDeidentified")
async def declare(work: Work, transcript: Transcript, _given: Given) -> None:
    """Declare that all spans of an own text that would identify someone are marked.

    From now on the research office reads it, with blocks in their place.
    """
    transcript.deidentified_on = await work.today()


@verb(Transcript, "withhold")
async def withhold(_work: Work, transcript: Transcript, _given: Given) -> None:
    """Take a declaration back: nobody but its author reads any of the text until it is declared."""
    transcript.deidentified_on = None
