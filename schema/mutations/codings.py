"""Coding: ranges of texts marked with codes, by whoever is calling, and themes grounded in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.base import new_id
from models.inquiry import Code
from models.inquiry_material import Coding, ThemeGrounding, Transcript
from models.inquiry_rules import refuse_ranges, refuse_uncodable, refuse_unreadable
from schema.mutations.many_at_once import many_at_once, one_at_once
from schema.mutations.paths import at, of_one
from schema.mutations.records import deletes, updates
from schema.mutations.researchers import members_of
from schema.mutations.taken import takes
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

CODING = takes(Coding, "transcript_id", "code_id", "starts_at", "ends_at")
GROUNDING = takes(ThemeGrounding, "theme_id", "coding_id")


async def _code(work: Work, rows: Sequence[Given]) -> Sequence[Coding]:
    transcripts = await work.find_all(Transcript, [r["transcriptId"] for r in rows], "transcriptId")
    codes = await work.find_all(Code, [r["codeId"] for r in rows], "codeId")
    coders = await members_of(work, [t.study_id for t in transcripts], "transcriptId")
    made = []
    for place, (row, transcript, code, coder) in enumerate(
        zip(rows, transcripts, codes, coders, strict=True)
    ):
        with at(place):
            _refuse_uncoded(work, row, transcript, code)
            values = work.values(CODING, row)
        made.append(Coding(id=new_id(), coder_id=coder, **values))
    await work.create_all(made)
    return made


def _refuse_uncoded(work: Work, row: Given, transcript: Transcript, code: Code) -> None:
    with at("transcriptId"):
        refuse_unreadable(transcript, is_author=transcript.author_id == work.caller.person)
    with at("codeId"):
        refuse_uncodable(code)
    with of_one():
        refuse_ranges([(row["startsAt"], row["endsAt"])], transcript.text_length)


one_at_once(
    Coding,
    "Put a code to a range of a text; the caller is the coder. Ranges count Unicode code points"
    " from 0, and mean the same in the text as written and as masked.",
    taken=CODING,
    make=_code,
)
many_at_once(
    Coding,
    "createCodings",
    "Put codes to many ranges of texts; the caller is the coder.",
    called="codings",
    taken=CODING,
    make=_code,
)


async def _refuse_moved(work: Work, coding: Coding) -> None:
    key = (coding.district_id, coding.transcript_id)
    transcript = await work.load(Transcript, key, "id")
    code = await work.load(Code, (coding.code_id,), "codeId")
    with at("codeId"):
        refuse_uncodable(code)
    with of_one():
        refuse_ranges([(coding.starts_at, coding.ends_at)], transcript.text_length)


updates(
    Coding,
    "Move the ends of an own coding, or put another code there.",
    without=("transcript_id", "coder_id", "coded_at"),
    also=_refuse_moved,
)


async def clear(work: Work, coding: Coding) -> None:
    """Take away the themes that a coding grounds."""
    mine = "district_id = $1 AND coding_id = $2"
    await work.delete_all(await work.found(ThemeGrounding, mine, coding.district_id, coding.id))


deletes(Coding, "Take back an own coding, and with it what it grounds.", clear=clear)


async def _ground(work: Work, rows: Sequence[Given]) -> Sequence[ThemeGrounding]:
    await work.find_all(Coding, [row["codingId"] for row in rows], "codingId", action="update")
    made = []
    for place, row in enumerate(rows):
        with at(place):
            made.append(ThemeGrounding(id=new_id(), **work.values(GROUNDING, row)))
    await work.create_all(made)
    return made


one_at_once(
    ThemeGrounding,
    "Say that an own coding grounds a theme.",
    taken=GROUNDING,
    make=_ground,
)
many_at_once(
    ThemeGrounding,
    "createThemeGroundings",
    "Say of many own codings which themes they ground.",
    called="themeGroundings",
    taken=GROUNDING,
    make=_ground,
)
deletes(ThemeGrounding, "Say that an own coding does not ground a theme after all.")
