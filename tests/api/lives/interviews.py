"""An interview's whole life: recorded, coded, grounds of a theme, withdrawn by who gave it."""

from typing import Any

from tests.api.portal import Portal
from tests.schema.mutations.test_interview_life import (
    BLOCK,
    READ,
    STUDY,
    TEXT,
    coding,
    interview_input,
)

__all__ = ["an_interview_lives"]

NEVER = ("superintendent", "manager", "firm", "school-board", "state-office", "state-board", None)


def an_interview_lives(portal: Portal) -> None:
    """By its author and the research office, and hidden from every superior."""
    seen = portal.ask(STUDY, as_="research-office")
    (study,) = seen["studies"]["nodes"]
    given = interview_input(seen["district"]["id"], study["id"])
    for who in ("superintendent", "manager", "other-monitor", None):
        assert portal.codes("createInterview", given, as_=who) != [], who
    made = portal.do("createInterview", given, "interview { id }", as_="monitor")
    interview = made["interview"]["id"]
    transcript = read(portal, interview, "monitor")["transcript"]["id"]
    hidden_from_superiors(portal, interview, transcript)

    portal.do("declareTranscriptDeidentified", {"id": transcript}, as_="monitor")
    masked = read(portal, interview, "research-office")["transcript"]["text"]
    assert masked == TEXT.replace("Ms Żółć", BLOCK * 7).replace("Shuttle Hill", BLOCK * 12)
    themed(portal, study, transcript)
    withdrawn(portal, interview)


def read(portal: Portal, interview: str, who: str | None) -> Any:
    """The interview as somebody reads it."""
    return portal.ask(READ, as_=who, id=interview)["interview"]


def hidden_from_superiors(portal: Portal, interview: str, transcript: str) -> None:
    """Whoever could make use of it against its informant sees and does nothing."""
    for who in NEVER:
        assert read(portal, interview, who) is None, who
        given = {"id": transcript}
        codes = portal.codes("declareTranscriptDeidentified", given, as_=who)
        assert codes == ["NOT_FOUND"], who


def themed(portal: Portal, study: Any, transcript: str) -> None:
    """It is coded, and the codings carry a theme that everyone may read."""
    code = study["codes"]["nodes"][0]["id"]
    coded = portal.do(
        "createCodings",
        {"codings": [coding(transcript, code, "every week")]},
        "codings { id excerpt }",
        as_="monitor",
    )
    assert coded["codings"][0]["excerpt"] == "every week"
    given = {"studyId": study["id"], "title": "Weekly visits", "statement": "They come each week."}
    theme = portal.do("createTheme", given, "theme { id }", as_="monitor")["theme"]["id"]
    portal.do("createThemeCode", {"themeId": theme, "codeId": code}, as_="monitor")
    grounding = {"themeId": theme, "codingId": coded["codings"][0]["id"]}
    portal.do("createThemeGrounding", grounding, as_="monitor")
    published = "query ($id: ID!) { theme(id: $id) { title } }"
    assert portal.ask(published, id=theme)["theme"] is None
    portal.do("publishTheme", {"id": theme}, as_="monitor")
    assert portal.ask(published, id=theme)["theme"] == {"title": "Weekly visits"}


def withdrawn(portal: Portal, interview: str) -> None:
    """Consent is withdrawn, and the interview leaves every reader but its author at once."""
    assert read(portal, interview, "research-office") is not None
    portal.do("withdrawConsent", {"id": interview}, as_="monitor")
    assert read(portal, interview, "research-office") is None
    assert read(portal, interview, "monitor")["transcript"]["text"] == TEXT
