"""Consent recorded and withdrawn, as whoever held the interview and as others."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.schema.graphs import EVERYONE
from tests.schema.mutations.doing import Doing

AUTHOR = "monitor"
MINE = """{ interviews(first: 40) { nodes {
    id version consentGivenOn consentWithdrawnOn
    transcript { text memoReferences { nodes { memo { id } } } }
} } }"""
SEEN = """query ($id: ID!) { interview(id: $id) {
    consentGivenOn consentWithdrawnOn version viewerCan { action allowed reason }
} }"""
SELECT = "interview { consentGivenOn consentWithdrawnOn version transcript { text } }"
LONG_AGO = "2012-05-01"


async def one(doing: Doing) -> dict[str, Any]:
    """An interview of the author's that has a text."""
    nodes = (await doing.ask(MINE, as_=AUTHOR))["interviews"]["nodes"]
    found: dict[str, Any] = next(each for each in nodes if each["transcript"])
    return found


async def test_who_held_the_interview_records_and_withdraws_consent(doing: Doing) -> None:
    held = await one(doing)
    given = {"id": held["id"], "consentGivenOn": LONG_AGO}
    done = await doing.done("recordConsent", given, SELECT, as_=AUTHOR)
    assert done["interview"]["consentGivenOn"] == LONG_AGO
    assert (await doing.ask(SEEN, as_="research-office", id=held["id"]))["interview"]

    select = f"{SELECT} memos {{ id }}"
    done = await doing.done("withdrawConsent", {"id": held["id"]}, select, as_=AUTHOR)
    assert done["interview"]["consentWithdrawnOn"]
    assert done["interview"]["transcript"] == {"text": held["transcript"]["text"]}
    references = held["transcript"]["memoReferences"]["nodes"]
    assert {memo["id"] for memo in done["memos"]} >= {each["memo"]["id"] for each in references}
    for who in set(EVERYONE) - {AUTHOR}:
        assert await doing.ask(SEEN, as_=who, id=held["id"]) == {"interview": None}

    done = await doing.done("recordConsent", {"id": held["id"]}, SELECT, as_=AUTHOR)
    assert done["interview"]["consentWithdrawnOn"] is None
    assert (await doing.ask(SEEN, as_="research-office", id=held["id"]))["interview"]


async def test_a_portal_sees_what_can_be_done(doing: Doing) -> None:
    held = await one(doing)
    before = await doing.ask(SEEN, as_=AUTHOR, id=held["id"])
    can = {each["action"]: each for each in before["interview"]["viewerCan"]}
    assert can["WITHDRAW_CONSENT"]["allowed"]
    await doing.done("withdrawConsent", {"id": held["id"]}, as_=AUTHOR)
    after = await doing.ask(SEEN, as_=AUTHOR, id=held["id"])
    can = {each["action"]: each for each in after["interview"]["viewerCan"]}
    assert can["WITHDRAW_CONSENT"]["reason"] == "Consent is withdrawn already."
    again = await doing("withdrawConsent", {"id": held["id"]}, as_=AUTHOR)
    assert again.codes == ["CONFLICT"]


@pytest.mark.parametrize("name", ["recordConsent", "withdrawConsent"])
@pytest.mark.parametrize("who", sorted({*EVERYONE} - {AUTHOR, None}))  # type: ignore[type-var]
async def test_others_are_refused_and_nothing_changes(doing: Doing, name: str, who: str) -> None:
    held = await one(doing)
    outcome = await doing(name, {"id": held["id"]}, "interview { id }", as_=who)
    assert outcome.codes == ["FORBIDDEN" if who == "research-office" else "NOT_FOUND"]
    assert await one(doing) == held


@pytest.mark.parametrize(
    ("name", "member"),
    [("recordConsent", "consentGivenOn"), ("withdrawConsent", "consentWithdrawnOn")],
)
async def test_a_day_to_come_is_refused(doing: Doing, name: str, member: str) -> None:
    held = await one(doing)
    day = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - two days are far enough
    outcome = await doing(name, {"id": held["id"], member: day}, as_=AUTHOR)
    assert (outcome.codes, outcome.paths) == (["BAD_USER_INPUT"], [f"input.{member}"])
    assert await one(doing) == held


async def test_a_correction_brings_nothing_back(doing: Doing) -> None:
    held = await one(doing)
    await doing.done("withdrawConsent", {"id": held["id"]}, as_=AUTHOR)
    query = (
        "mutation ($id: ID!) { updateInterview(input: {id: $id, version: 2,"
        " consentWithdrawnOn: null}) { errors { code } } }"
    )
    answer = await doing.graph.ask(query, {"id": held["id"]}, as_=AUTHOR)
    assert answer.codes == {"BAD_USER_INPUT"}
    assert (await doing.ask(SEEN, as_="research-office", id=held["id"]))["interview"] is None


async def test_consent_is_not_withdrawn_before_it_was_given(doing: Doing) -> None:
    held = await one(doing)
    given = {"id": held["id"], "consentGivenOn": LONG_AGO}
    await doing.done("recordConsent", given, as_=AUTHOR)
    before = {"id": held["id"], "consentWithdrawnOn": "2012-04-30"}
    outcome = await doing("withdrawConsent", before, as_=AUTHOR)
    assert (outcome.codes, outcome.paths) == (["BAD_USER_INPUT"], ["input.consentWithdrawnOn"])


async def test_what_a_payload_shows_in_confidence_is_recorded(doing: Doing) -> None:
    latest = """{ disclosures(last: 1) { nodes {
        person { id } records { nodes { recordType use } }
    } } }"""
    held = await one(doing)
    await doing.done("recordConsent", {"id": held["id"]}, SELECT, as_=AUTHOR)
    [disclosure] = (await doing.ask(latest, as_="state-office"))["disclosures"]["nodes"]
    assert {(each["recordType"], each["use"]) for each in disclosure["records"]["nodes"]} == {
        (name, "READ") for name in ("Interview", "Transcript", "TranscriptOriginal")
    }
