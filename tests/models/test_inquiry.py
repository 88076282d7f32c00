"""A text is masked where its spans are, codes stand in a tree, and authors stay who they are."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.inquiry import Code, Study, StudyMember
from models.inquiry_material import (
    Coding,
    Interview,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
)
from models.organizations import District
from models.people import Person
from tests.databases import connected
from tests.rows import Owner, Row, insert

BLOCK = "█"
DAY = date(2012, 1, 1)
# The family is one grapheme of five code points; the bow tie lies beyond the first plane.
TEXT = "Ms Żółć 👩‍👩‍👦 met 𝔐𝔯 Ó’Hara\r\nat Shuttle Hill."


@dataclass(frozen=True, slots=True)
class Said:
    """A text of one interview, and what its rows have in common."""

    owner: Owner
    made: Row
    original: UUID
    transcript: UUID
    text: str

    async def span(self, starts_at: int, ends_at: int) -> UUID:
        return await insert(
            self.owner, TranscriptSpan, **self.made, **self.of_text(starts_at, ends_at)
        )

    def of_text(self, starts_at: int, ends_at: int) -> Row:
        length = len(self.text)
        of_text = {"transcript_id": self.transcript, "text_length": length}
        return of_text | {"starts_at": starts_at, "ends_at": ends_at}

    async def deidentify(self) -> None:
        await self.owner.execute("UPDATE transcript SET deidentified_on = $1", DAY)

    async def masked(self) -> str | None:
        row = await self.owner.fetchrow("SELECT masked_text, text_length FROM transcript")
        assert row
        assert row["masked_text"] is None or len(row["masked_text"]) == row["text_length"]
        return row["masked_text"]  # type: ignore[no-any-return]


async def say(owner: Owner, text: str) -> Said:
    person = await insert(owner, Person)
    study = await insert(owner, Study, name=str(person))
    member = await insert(owner, StudyMember, study_id=study, person_id=person)
    made = {
        "district_id": await insert(owner, District, name=str(person)),
        "study_id": study,
        "researcher_id": member,
    }
    original = await insert(owner, TranscriptOriginal, **made, text=text)
    transcript = await insert(
        owner,
        Transcript,
        **made,
        original_id=original,
        interview_id=await insert(owner, Interview, **made),
        text_length=len(text),
    )
    return Said(owner, made, original, transcript, text)


@pytest.fixture
async def said(owner: Owner) -> Said:
    return await say(owner, TEXT)


def blocked(text: str, *spans: tuple[int, int]) -> str:
    return "".join(
        BLOCK if any(start <= place < end for start, end in spans) else character
        for place, character in enumerate(text)
    )


async def test_nothing_is_shown_before_the_author_says_that_all_is_marked(said: Said) -> None:
    assert await said.masked() is None
    await said.span(3, 7)
    assert await said.masked() is None
    await said.deidentify()
    assert await said.masked() == blocked(TEXT, (3, 7))


async def test_the_mask_follows_the_spans(said: Said) -> None:
    await said.deidentify()
    assert await said.masked() == TEXT
    name = await said.span(3, 7)
    await said.span(5, 13)
    assert await said.masked() == blocked(TEXT, (3, 13))
    await said.owner.execute("UPDATE transcript_span SET starts_at = 0 WHERE id = $1", name)
    assert await said.masked() == blocked(TEXT, (0, 13))
    await said.owner.execute("DELETE FROM transcript_span WHERE id = $1", name)
    assert await said.masked() == blocked(TEXT, (5, 13))
    await said.owner.execute("DELETE FROM transcript_span")
    assert await said.masked() == TEXT


async def test_whatever_is_written_the_mask_is_the_databases(said: Said) -> None:
    await said.span(3, 7)
    await said.deidentify()
    await said.owner.execute("UPDATE transcript SET masked_text = $1", TEXT)
    assert await said.masked() == blocked(TEXT, (3, 7))


async def test_a_text_that_changes_is_hidden_until_it_is_looked_through_again(said: Said) -> None:
    await said.span(3, 7)
    await said.deidentify()
    changed = f"Then {TEXT}"
    await said.owner.execute("UPDATE transcript_original SET text = $1", changed)
    assert await said.masked() is None
    assert await said.owner.fetchval("SELECT deidentified_on FROM transcript") is None
    await said.deidentify()
    assert await said.masked() == blocked(changed, (3, 7))


async def test_a_text_does_not_shrink_below_its_spans(said: Said) -> None:
    await said.span(0, len(TEXT))
    with pytest.raises(asyncpg.CheckViolationError, match="ck_transcript_span_range"):
        await said.owner.execute("UPDATE transcript_original SET text = 'Short.'")


async def test_a_coded_text_does_not_change(said: Said) -> None:
    code = await insert(said.owner, Code, study_id=said.made["study_id"])
    coder = {"coder_id": said.made["researcher_id"], "code_id": code}
    here = {name: said.made[name] for name in ("district_id", "study_id")}
    await insert(said.owner, Coding, **here, **coder, **said.of_text(0, 7))
    with pytest.raises(asyncpg.CheckViolationError) as caught:
        await said.owner.execute("UPDATE transcript_original SET text = text || '.'")
    assert caught.value.constraint_name == "ck_transcript_original_coded"
    await said.owner.execute("UPDATE transcript_original SET text = text, file_name = 'a.txt'")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, set[tuple[int, int]]]:
    """Texts of all kinds of characters, with spans that may touch or overlap."""
    characters = st.characters(codec="utf-8", exclude_characters="\0")
    text = draw(st.text(characters, min_size=1, max_size=40))
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=4))
    return text, {(start, draw(st.integers(start + 1, len(text)))) for start in starts}


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(marked=marked_texts())
async def test_any_text_keeps_its_length_and_shows_nothing_of_any_span(
    blank: Owner, marked: tuple[str, set[tuple[int, int]]]
) -> None:
    text, spans = marked
    transaction = blank.transaction()
    await transaction.start()
    said = await say(blank, text)
    for span in spans:
        await said.span(*span)
    await said.deidentify()
    assert await said.masked() == blocked(text, *spans)
    await transaction.rollback()


async def tree(owner: Owner) -> list[UUID]:
    """Three codes, one below the other."""
    study = await insert(owner, Study)
    codes: list[UUID] = []
    for parent in (None, 0, 1):
        above = {} if parent is None else {"parent_id": codes[parent]}
        codes.append(await insert(owner, Code, study_id=study, **above, name=str(parent)))
    return codes


MOVE = "UPDATE code SET parent_id = $2 WHERE id = $1"


async def test_a_code_is_no_part_of_itself(owner: Owner) -> None:
    top, middle, bottom = await tree(owner)
    for parent in (top, middle, bottom):
        with pytest.raises(asyncpg.CheckViolationError) as caught:
            await owner.execute(MOVE, top, parent)
        assert caught.value.constraint_name == "ck_code_tree"
    await owner.execute(MOVE, bottom, top)
    await owner.execute(MOVE, bottom, None)
    await owner.execute(MOVE, top, bottom)


async def test_a_circle_does_not_come_in_at_once_either(blank: Owner) -> None:
    top, _, _ = await tree(blank)
    here, there = UUID(int=1), UUID(int=2)
    with pytest.raises(asyncpg.CheckViolationError, match="part of itself"):
        await blank.execute(
            "INSERT INTO code (id, study_id, kind, name, parent_id)"
            " SELECT v.id, c.study_id, 'CODE', 'new', v.parent_id"
            " FROM code c, (VALUES ($2::uuid, $3::uuid), ($3, $2)) v (id, parent_id)"
            " WHERE c.id = $1",
            top,
            here,
            there,
        )


async def test_two_who_move_codes_at_the_same_time_make_no_circle(
    owner: Owner, fresh_urls: Any
) -> None:
    study = await insert(owner, Study)
    one, other = [await insert(owner, Code, study_id=study, name=name) for name in "ab"]
    async with connected(fresh_urls.owner) as second:
        first = owner.transaction()
        await first.start()
        await owner.execute(MOVE, one, other)
        waits = asyncio.create_task(second.execute(MOVE, other, one))
        done, _ = await asyncio.wait({waits}, timeout=0.2)
        assert not done
        await first.commit()
        with pytest.raises(asyncpg.CheckViolationError):
            await waits


async def test_an_author_is_the_members_person_whatever_is_written(said: Said) -> None:
    stranger = await insert(said.owner, Person)
    for table in ("interview", "transcript_original", "transcript"):
        await said.owner.execute(f"UPDATE {table} SET author_id = $1", stranger)
        author = await said.owner.fetchval(f"SELECT author_id FROM {table}")
        assert author == await said.owner.fetchval("SELECT person_id FROM study_member")


async def test_who_a_member_is_does_not_change(said: Said) -> None:
    stranger = await insert(said.owner, Person)
    with pytest.raises(asyncpg.CheckViolationError) as caught:
        await said.owner.execute("UPDATE study_member SET person_id = $1", stranger)
    assert caught.value.constraint_name == "ck_study_member_stays"
    await said.owner.execute("UPDATE study_member SET person_id = person_id, label = 'Renamed'")


async def test_a_record_passed_on_takes_its_texts_along(said: Said) -> None:
    """Whoever takes over the original has the transcript and its spans too."""
    await said.span(3, 7)
    person = await insert(said.owner, Person)
    study = said.made["study_id"]
    heir = await insert(said.owner, StudyMember, study_id=study, person_id=person, label="heir")
    await said.owner.execute("UPDATE transcript_original SET researcher_id = $1", heir)
    for table in ("transcript_original", "transcript", "transcript_span"):
        row = await said.owner.fetchrow(f"SELECT researcher_id, author_id FROM {table}")
        assert row is not None
        assert tuple(row) == (heir, person), table
