"""Texts with their spans: what is masked for whom, when it shows, and that places stay places."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.test_interview_life import (
    BLOCK,
    TEXT,
    mill_city_study,
    read,
    recorded,
    span,
)

RES = "research-office"


async def transcript_of(doing: Doing, interview: str) -> dict[str, Any]:
    """An own interview's text, as its author reads it."""
    told: dict[str, Any] = (await read(doing, interview, "monitor"))["transcript"]
    return told


async def masked(doing: Doing, interview: str) -> str | None:
    """The text as the research office reads it."""
    text: str | None = (await read(doing, interview, RES))["transcript"]["text"]
    return text


async def test_an_interview_without_a_text_gets_one_and_only_one(doing: Doing) -> None:
    interview = await recorded(doing, transcript=None)
    assert (await read(doing, interview, "monitor"))["transcript"] is None
    spans = [span("Ms Żółć", "PERSON")]
    text = {"id": interview, "text": TEXT, "spans": spans}
    for who, code in ((RES, "FORBIDDEN"), ("superintendent", "NOT_FOUND"), (None, "NOT_FOUND")):
        assert (await doing("transcribeInterview", text, as_=who)).codes == [code]
    outside = {**text, "spans": [{"startsAt": 3, "endsAt": len(TEXT) + 1}, *spans * 2]}
    refused = await doing("transcribeInterview", outside, as_="monitor")
    assert refused.paths == ["input.spans.0.endsAt", "input.spans.2"]
    assert (await doing("transcribeInterview", {"id": interview, "text": ""}, as_="monitor")).paths
    made = await doing.done(
        "transcribeInterview",
        {**text, "isDeidentified": True},
        "transcript { text }",
        as_="monitor",
    )
    assert made["transcript"]["text"] == TEXT
    assert await masked(doing, interview) == TEXT.replace("Ms Żółć", BLOCK * 7)
    again = await doing("transcribeInterview", text, as_="monitor")
    assert [each["message"] for each in again.errors] == ["Its text is written down already."]


async def test_a_declaration_is_taken_back_at_once_and_spans_show_at_once(doing: Doing) -> None:
    interview = await recorded(doing)
    key = {"id": (await transcript_of(doing, interview))["id"]}
    for name in ("declareTranscriptDeidentified", "withholdTranscript"):
        assert (await doing(name, key, as_=RES)).codes == ["FORBIDDEN"]
    assert (await doing("withholdTranscript", key, as_="monitor")).codes == ["CONFLICT"]
    await doing.done("declareTranscriptDeidentified", key, as_="monitor")
    before = await masked(doing, interview)
    marked = span("every week", "OTHER_CLUE")
    made = await doing.done(
        "createTranscriptSpan",
        {"transcriptId": key["id"], **marked},
        "transcriptSpan { id version }",
        as_="monitor",
    )
    assert before
    assert await masked(doing, interview) == before.replace("every week", BLOCK * 10)
    new = made["transcriptSpan"]
    given = {**new, "endsAt": marked["endsAt"] - 4}
    await doing.done("updateTranscriptSpan", given, as_="monitor")
    assert await masked(doing, interview) == before.replace("every ", BLOCK * 6)
    empty = {"id": new["id"], "version": new["version"] + 1, "endsAt": marked["startsAt"]}
    assert (await doing("updateTranscriptSpan", empty, as_="monitor")).paths == ["input.endsAt"]
    await doing.done("deleteTranscriptSpan", {"id": new["id"]}, as_="monitor")
    assert await masked(doing, interview) == before
    await doing.done("withholdTranscript", key, as_="monitor")
    assert await masked(doing, interview) is None


ORIGINAL = "query ($id: ID!) { transcript(id: $id) { original { id version text } } }"


async def test_a_text_is_corrected_with_its_spans_until_it_is_coded(doing: Doing) -> None:
    interview = await recorded(doing)
    transcript = (await transcript_of(doing, interview))["id"]
    await doing.done("declareTranscriptDeidentified", {"id": transcript}, as_="monitor")
    original = (await doing.ask(ORIGINAL, as_="monitor", id=transcript))["transcript"]["original"]
    key = {"id": original["id"], "version": original["version"]}
    assert (await doing("updateTranscriptOriginal", key, as_=RES)).codes == ["NOT_FOUND"]
    short = {**key, "text": "Ms Żółć."}
    assert (await doing("updateTranscriptOriginal", short, as_="monitor")).codes == ["CONFLICT"]
    whole = {**short, "spans": [{"startsAt": 0, "endsAt": 7}]}
    told = await doing.done(
        "updateTranscriptOriginal", whole, "transcriptOriginal { version text }", as_="monitor"
    )
    assert told["transcriptOriginal"]["text"] == "Ms Żółć."
    assert await masked(doing, interview) is None
    await doing.done("declareTranscriptDeidentified", {"id": transcript}, as_="monitor")
    assert await masked(doing, interview) == BLOCK * 7 + "."
    _, study = await mill_city_study(doing)
    code = study["codes"]["nodes"][0]["id"]
    given = {"transcriptId": transcript, "codeId": code, "startsAt": 0, "endsAt": 8}
    await doing.done("createCoding", given, as_=RES)
    key["version"] = told["transcriptOriginal"]["version"]
    refused = await doing("updateTranscriptOriginal", {**key, "text": "No."}, as_="monitor")
    assert refused.codes == ["CONFLICT"]
    renamed = {**key, "fileName": "z.txt"}
    await doing.done("updateTranscriptOriginal", renamed, as_="monitor")


@pytest.fixture
async def shown(doing: Doing) -> tuple[str, str]:
    """A text of awkward characters that is declared to be de-identified, and a code."""
    interview = await recorded(doing)
    transcript = (await transcript_of(doing, interview))["id"]
    await doing.done("declareTranscriptDeidentified", {"id": transcript}, as_="monitor")
    _, study = await mill_city_study(doing)
    return transcript, study["codes"]["nodes"][0]["id"]


HIDDEN = TEXT.replace("Ms Żółć", BLOCK * 7).replace("Shuttle Hill", BLOCK * 12)
PLACES = st.integers(-2, len(TEXT) + 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(starts_at=PLACES, length=st.integers(-1, 12))
async def test_a_range_means_the_same_in_the_text_as_written_and_as_masked(
    doing: Doing, shown: tuple[str, str], starts_at: int, length: int
) -> None:
    transcript, code = shown
    ends_at = starts_at + length
    given = {"transcriptId": transcript, "codeId": code, "startsAt": starts_at, "endsAt": ends_at}
    made = await doing("createCoding", given, "coding { id excerpt }", as_="monitor")
    assert (not made.errors) == (0 <= starts_at < ends_at <= len(TEXT))
    if made.errors:
        assert set(made.codes) == {"BAD_USER_INPUT"}
        return
    assert made.data["coding"]["excerpt"] == TEXT[starts_at:ends_at]
    key = made.data["coding"]["id"]
    query = "query ($id: ID!) { coding(id: $id) { excerpt } }"
    theirs = (await doing.ask(query, as_=RES, id=key))["coding"]
    assert theirs == {"excerpt": HIDDEN[starts_at:ends_at]}
    assert (await doing("deleteCoding", {"id": key}, as_=RES)).codes == ["FORBIDDEN"]
    await doing.done("deleteCoding", {"id": key}, as_="monitor")


async def test_what_else_is_gathered_has_its_text_and_its_memos(doing: Doing) -> None:
    district, study = await mill_city_study(doing)
    here = {"districtId": district, "studyId": study["id"]}
    watched = {**here, "heldOn": "2013-10-01", "kind": "CLASSROOM"}
    found = {**here, "collectedOn": "2013-10-02", "kind": "MINUTES"}
    text = {"text": "All came.", "isDeidentified": True}
    for name, told in (("observation", watched), ("sourceDocument", found)):
        capital = name[0].upper() + name[1:]
        made = await doing.done(f"create{capital}", told, f"{name} {{ id version }}", as_="monitor")
        key = made[name]["id"]
        written = await doing.done(
            f"transcribe{capital}", {"id": key, **text}, "transcript { id }", as_="monitor"
        )
        role = {"id": key, "version": made[name]["version"], "informantRole": "SEVERAL"}
        corrected = await doing.done(
            f"update{capital}", role, f"{name} {{ informantRole }}", as_="monitor"
        )
        assert corrected[name] == {"informantRole": "SEVERAL"}
        source = {"observation": "observationId", "sourceDocument": "documentId"}[name]
        who = {source: key, "personId": None, "name": "Mr Q"}
        named = await doing.done(
            "createInformant", who, "informant { id version name }", as_="monitor"
        )
        nameless = {"id": named["informant"]["id"], "version": 1, "name": None}
        assert (await doing("updateInformant", nameless, as_="monitor")).paths == ["input.name"]
    memo = {"studyId": study["id"], "title": "M", "text": "Hm.", "writtenOn": "2013-10-03"}
    wrote = await doing.done("createMemo", memo, "memo { id researcher { label } }", as_=RES)
    assert wrote["memo"]["researcher"]["label"] == "Second coder"
    about = {"memoId": wrote["memo"]["id"], "transcriptId": written["transcript"]["id"]}
    for ends, path in (
        ({"startsAt": 3}, "input.startsAt"),
        ({"startsAt": 3, "endsAt": 10}, "input.endsAt"),
    ):
        assert (await doing("createMemoReference", {**about, **ends}, as_=RES)).paths == [path]
    assert (await doing("createMemoReference", {**about}, as_="monitor")).codes == ["NOT_FOUND"]
    whole = {**about, "startsAt": 0, "endsAt": 9}
    await doing.done("createMemoReference", whole, "memoReference { id }", as_=RES)
    await doing.done("deleteMemo", {"id": wrote["memo"]["id"]}, "deletedId", as_=RES)


async def test_codes_stand_in_a_tree_and_a_theme_is_given_up_with_what_went_into_it(
    doing: Doing,
) -> None:
    _, study = await mill_city_study(doing)
    top = {"studyId": study["id"], "kind": "CATEGORY", "name": "Top"}
    above = (await doing.done("createCode", top, "code { id version }", as_=RES))["code"]
    below = {**top, "name": "Part", "parentId": above["id"], "kind": "CODE"}
    part = (await doing.done("createCode", below, "code { id }", as_=RES))["code"]
    turned = await doing("updateCode", {**above, "parentId": part["id"]}, as_=RES)
    assert turned.codes == ["BAD_USER_INPUT"]
    assert (await doing("deleteCode", {"id": above["id"]}, as_=RES)).codes == ["CONFLICT"]
    theme = {"studyId": study["id"], "title": "T", "statement": "So."}
    made = (await doing.done("createTheme", theme, "theme { id }", as_="monitor"))["theme"]
    into = {"themeId": made["id"], "codeId": part["id"]}
    await doing.done("createThemeCode", into, as_="monitor")
    assert (await doing("deleteTheme", {"id": made["id"]}, as_="monitor")).codes == ["FORBIDDEN"]
    await doing.done("deleteTheme", {"id": made["id"]}, as_=RES)
    for key in (part["id"], above["id"]):
        await doing.done("deleteCode", {"id": key}, as_=RES)
