"""An interview's whole life: recorded, written down, coded by two, made a theme, published."""

from typing import Any

from tests.schema.mutations.doing import Doing

TEXT = "Ms Żółć 👩‍👩‍👦 told me: we visit classrooms, every week. It began at Shuttle Hill."
STUDY = """{
    district(by: {name: "Mill City"}) { id }
    studies(where: {name: {startsWith: "One district"}}) { nodes { id codes(first: 3, where:
        {isCodable: {eq: true}}) { nodes { id } } members { nodes { id label } } } }
}"""
BLOCK = "█"


async def mill_city_study(doing: Doing) -> tuple[str, dict[str, Any]]:
    """Mill City, and the study of it as the research office sees it."""
    seen = await doing.ask(STUDY, as_="research-office")
    (study,) = seen["studies"]["nodes"]
    return seen["district"]["id"], study


def span(passage: str, kind: str) -> dict[str, Any]:
    """A span by what it covers, in code points as Python counts them."""
    start = TEXT.index(passage)
    return {"startsAt": start, "endsAt": start + len(passage), "kind": kind}


def interview_input(district: str, study: str, **changes: Any) -> dict[str, Any]:
    """An interview with its text and with whoever it was."""
    return {
        "districtId": district,
        "studyId": study,
        "heldOn": "2013-09-10",
        "informantRole": "PRINCIPAL",
        "informantKind": "ADMINISTRATOR",
        "pseudonym": "Principal Z",
        "minutes": 45,
        "informants": [{"name": "Ms Żółć"}],
        "transcript": {
            "text": TEXT,
            "spans": [span("Ms Żółć", "PERSON"), span("Shuttle Hill", "SCHOOL")],
        },
        **changes,
    }


READ = (
    "query ($id: ID!) { interview(id: $id) { informants { nodes { name } } transcript { id text"
    " maskedText deidentifiedOn original { text version } spans { totalCount } codings { nodes {"
    " id excerpt coder { label } } } } } }"
)


async def read(doing: Doing, interview: str, who: str | None) -> Any:
    """An interview as somebody reads it."""
    return (await doing.ask(READ, as_=who, id=interview))["interview"]


async def recorded(doing: Doing, who: str = "monitor", **changes: Any) -> str:
    """A new interview with its text."""
    district, study = await mill_city_study(doing)
    given = interview_input(district, study["id"], **changes)
    made = await doing.done("createInterview", given, "interview { id }", as_=who)
    return str(made["interview"]["id"])


async def test_an_interview_is_recorded_coded_by_two_and_becomes_a_published_theme(
    doing: Doing,
) -> None:
    _, study = await mill_city_study(doing)
    interview = await recorded(doing)
    mine = await read(doing, interview, "monitor")
    assert mine["informants"]["nodes"] == [{"name": "Ms Żółć"}]
    assert mine["transcript"]["text"] == TEXT
    assert mine["transcript"]["spans"]["totalCount"] == 2
    transcript = mine["transcript"]["id"]

    for who in ("research-office", "superintendent", "state-office", None):
        theirs = await read(doing, interview, who)
        assert theirs is None or (theirs["informants"]["nodes"], theirs["transcript"]["text"]) == (
            [],
            None,
        )
    early = coding(transcript, study["codes"]["nodes"][0]["id"], "every week")
    refused = await doing("createCoding", early, as_="research-office")
    assert (refused.codes, refused.paths) == (["CONFLICT"], ["input.transcriptId"])

    await doing.done(
        "declareTranscriptDeidentified",
        {"id": transcript},
        "transcript { deidentifiedOn }",
        as_="monitor",
    )
    masked = (await read(doing, interview, "research-office"))["transcript"]["text"]
    assert masked == TEXT.replace("Ms Żółć", BLOCK * 7).replace("Shuttle Hill", BLOCK * 12)

    codes = [code["id"] for code in study["codes"]["nodes"]]
    own = [coding(transcript, codes[0], "every week"), coding(transcript, codes[1], "classrooms")]
    coded = await doing.done(
        "createCodings", {"codings": own}, "codings { id excerpt coder { label } }", as_="monitor"
    )
    assert [each["excerpt"] for each in coded["codings"]] == ["every week", "classrooms"]
    second = coding(transcript, codes[0], "began at Shuttle")
    made = await doing.done(
        "createCoding", second, "coding { id excerpt coder { label } }", as_="research-office"
    )
    assert made["coding"]["excerpt"] == f"began at {BLOCK * 7}"
    assert made["coding"]["coder"]["label"] == "Second coder"

    theme = await doing.done(
        "createTheme",
        {"studyId": study["id"], "title": "Weekly visits", "statement": "They come each week."},
        "theme { id }",
        as_="monitor",
    )
    theme_id = theme["theme"]["id"]
    bare = await doing("publishTheme", {"id": theme_id}, as_="monitor")
    assert bare.paths == ["input.id", "input.codes", "input.groundings"]
    assert set(bare.codes) == {"INCOMPLETE"}
    given = {"themeId": theme_id, "codeId": codes[0]}
    await doing.done("createThemeCode", given, "themeCode { id }", as_="monitor")
    anothers = {"themeId": theme_id, "codingId": made["coding"]["id"]}
    assert (await doing("createThemeGrounding", anothers, as_="monitor")).codes == ["NOT_FOUND"]
    grounded = [{"themeId": theme_id, "codingId": each["id"]} for each in coded["codings"]]
    await doing.done(
        "createThemeGroundings", {"themeGroundings": grounded}, "themeGroundings { id }",
        as_="monitor",
    )  # fmt: skip
    published = await doing.done(
        "publishTheme", {"id": theme_id}, "theme { publishedOn }", as_="monitor"
    )
    assert published["theme"]["publishedOn"]
    again = await doing("publishTheme", {"id": theme_id}, "theme { id }", as_="monitor")
    assert again.codes == ["CONFLICT"]
    seen = await doing.ask(
        "query ($id: ID!) { theme(id: $id) { title groundings { totalCount } } }", id=theme_id
    )
    assert seen["theme"] == {"title": "Weekly visits", "groundings": {"totalCount": 0}}


def coding(transcript: str, code: str, passage: str) -> dict[str, Any]:
    """A coding by the passage that it covers."""
    start = TEXT.index(passage)
    return {
        "transcriptId": transcript,
        "codeId": code,
        "startsAt": start,
        "endsAt": start + len(passage),
    }
