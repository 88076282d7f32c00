"""Who may create what in the rooms of research: each persona tries, and nothing stays of it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from api.embedded import Urls
from auth.slices import careers, innovation, inquiry
from tests.databases import connected
from tests.schema.graphs import EVERYONE
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.research_inputs import Known, known

TABLES = sorted(
    model.__tablename__ for room in (inquiry, careers, innovation) for model in room.SLICES
)


async def standing(urls: Urls) -> list[Any]:
    """How many rows each table has, and how often they have changed."""
    counted = " UNION ALL ".join(
        f"SELECT '{name}', count(*), sum(version) FROM {name}" for name in TABLES
    )
    async with connected(urls.owner) as owner:
        return [tuple(row) for row in await owner.fetch(counted)]


Given = Mapping[str, Any]


def interview(k: Known) -> Given:
    return {
        "districtId": k.district,
        "studyId": k.study,
        "heldOn": "2013-09-10",
        "informantRole": "TEACHER",
        "informantKind": "USER",
    }


def network(k: Known) -> Given:
    return {
        "siteId": k.site,
        "title": "Another",
        "variables": [{"position": n, "name": f"Variable {n}"} for n in (1, 2)],
        "links": [{"cause": 1, "effect": 2, "sign": "POSITIVE", "basis": "INFERRED"}],
    }


def motive(k: Known) -> Given:
    told = {"group": "USER", "motive": "RIVALRY", "basis": "INFERRED"}
    return {"siteId": k.site, **told}


def move(k: Known) -> Given:
    return {"districtId": k.district, "fromDistrictId": k.district, "fromJob": "Coach"}


def coding(k: Known) -> Given:
    return {"transcriptId": k.transcript, "codeId": k.code, "startsAt": 1, "endsAt": 2}


RES, MON, OFF = "research-office", "monitor", "state-office"
LEADERS = {"superintendent", "administrator"}
DISTRICT = {*LEADERS, MON, "manager", "firm"}
ALL = {*EVERYONE}

# What is given, who may, and who sees what it refers to and may not.
ATTEMPTS: dict[str, tuple[Callable[[Known], Given], set[Any], set[Any]]] = {
    "createStudy": (lambda _: {"name": "New", "purpose": "To find out."}, {RES}, ALL),
    "createStudyMember": (lambda k: {"studyId": k.study, "label": "New"}, {RES}, {MON, OFF}),
    "createResearchQuestion": (
        lambda k: {"studyId": k.study, "position": 77, "question": "Why?"},
        {RES},
        {MON, OFF},
    ),
    "createStudyFigure": (
        lambda k: {"studyId": k.study, "measure": "MONTHS", "atLeast": "3", "wording": "three"},
        {RES},
        {MON, OFF},
    ),
    "createCode": (
        lambda k: {"studyId": k.study, "kind": "CODE", "name": "New"},
        {RES, MON},
        {OFF},
    ),
    "createTheme": (
        lambda k: {"studyId": k.study, "title": "New", "statement": "It is so."},
        {RES, MON},
        {OFF},
    ),
    "createMemo": (
        lambda k: {"studyId": k.study, "title": "N", "text": "T", "writtenOn": "2013-01-01"},
        {RES, MON},
        {OFF},
    ),
    "createInterview": (interview, {RES, MON}, {OFF}),
    "createCoding": (coding, {RES, MON}, set()),
    "createTranscriptSpan": (
        lambda k: {"transcriptId": k.transcript, "startsAt": 0, "endsAt": 1},
        {MON},
        {RES},
    ),
    "createThemeGrounding": (
        lambda k: {"themeId": k.theme, "codingId": k.coding},
        {MON},
        {RES},
    ),
    "createMemoReference": (
        lambda k: {"memoId": k.memo, "transcriptId": k.transcript},
        {MON},
        {RES},
    ),
    "createInformant": (lambda k: {"interviewId": k.interview, "name": "Z"}, {RES, MON}, set()),
    "createInnovation": (lambda _: {"name": "New"}, {RES}, ALL),
    "createCausalConcept": (lambda _: {"name": "New"}, {RES}, ALL),
    "createSiteFamilyMembership": (
        lambda k: {"siteId": k.site, "family": "FAILURE", "basis": "INFERRED"},
        {RES, MON},
        set(),
    ),
    "createOutcomeRating": (
        lambda k: {
            "siteId": k.site,
            "outcome": "PERCENTAGE_OF_USE",
            "rating": "LOW",
            "evidence": "Few.",
            "basis": "INFERRED",
        },
        {RES, MON},
        set(),
    ),
    "createCausalNetwork": (network, {RES, MON}, set()),
    "createKeyActor": (
        lambda k: {"siteId": k.site, "pseudonym": "New", "group": "USER"},
        {RES, MON},
        set(),
    ),
    "createAdoptionMotive": (motive, {RES, MON}, set()),
    "createJobMobilityEvent": (move, {RES, MON, *LEADERS}, ALL),
    "createJobMobilityPerson": (
        lambda k: {"moveId": k.nobodys_move, "personId": k.superintendent},
        {MON, *LEADERS},
        {*DISTRICT, OFF, RES},
    ),
    "createJobMobilityKeyActor": (
        lambda k: {"moveId": k.anybodys_move, "keyActorId": k.key_actor},
        {RES, MON},
        set(),
    ),
    "createMobilityAssessment": (
        lambda k: {"moveId": k.anybodys_move, "isWanted": False},
        {RES, MON},
        {*DISTRICT, OFF},
    ),
}


@pytest.fixture
async def demo_known(doing: Doing) -> Known:
    return await known(doing)


async def test_who_may_not_create_something_is_told_as_much_as_they_see(
    doing: Doing, own_urls: Urls, demo_known: Known
) -> None:
    before = await standing(own_urls)
    told, expected = {}, {}
    for name, (given, may, seeing) in ATTEMPTS.items():
        for who in EVERYONE:
            if who in may:
                continue
            outcome = await doing(name, given(demo_known), as_=who)
            told[name, who] = outcome.codes
            expected[name, who] = ["FORBIDDEN" if who in seeing else "NOT_FOUND"]
    assert told == expected
    assert await standing(own_urls) == before


@pytest.mark.parametrize("who", [RES, MON, "superintendent", "administrator"])
async def test_who_may_create_something_does(doing: Doing, demo_known: Known, who: str) -> None:
    told = {
        name: (await doing(name, given(demo_known), as_=who)).errors
        for name, (given, may, _) in ATTEMPTS.items()
        if who in may
    }
    assert told == {name: [] for name in told}
