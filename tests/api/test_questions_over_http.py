"""Confidences and questions over real HTTP, by somebody who may have them and somebody who may not.

What the answers must be is tested beside each question; here, that a server gives them to whom they
are due, and to nobody else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.embedded import Urls
from api.settings import Settings
from seeds.demo.dessi_networks import concept_id
from seeds.demo.personas import PERSONAS
from tests.api.browser import served
from tests.api.edge import edge_settings
from tests.api.tokens import own_tokens

PRESSURE, COMMITMENT, ASSISTANCE = (
    f"CausalConcept_{concept_id(name).hex}"
    for name in ("Administrative pressure on users", "User commitment", "Assistance")
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, who has something told by it, and who has nothing."""

    name: str
    query: str
    right: tuple[str, ...]
    wrong: tuple[str | None, ...]
    told: Callable[[Any], bool]

    def __str__(self) -> str:
        return self.name


def gaps(data: Any) -> set[str]:
    return {gap["kind"] for gap in data["district"]["currentPlan"]["throughLine"]["gaps"]}


QUESTIONS = (
    Question(
        "a school item without a walkthrough",
        '{ district(by: {name: "Mill City"}) { currentPlan { throughLine { gaps { kind } } } } }',
        ("manager", "principal", "superintendent"),
        (None, "state-board", "other-manager"),
        lambda data: "SCHOOL_ITEM_WITHOUT_WALKTHROUGH" in gaps(data),
    ),
    Question(
        "the line of a plan in preparation",
        "{ plans(where: {status: {eq: DRAFT}}) { nodes { throughLine { status } } } }",
        ("manager",),
        (None, "research-office", "monitor"),
        lambda data: any(plan["throughLine"]["status"] for plan in data["plans"]["nodes"]),
    ),
    Question(
        "where pressure led through assistance to commitment",
        "{ causalPaths("
        f'from: "{PRESSURE}", to: "{COMMITMENT}", through: ["{ASSISTANCE}"]) {{ sign }} }}',
        ("research-office", "monitor"),
        (None, "superintendent", "state-office", "other-monitor"),
        lambda data: bool(data["causalPaths"]),
    ),
    Question(
        "who moved at each site",
        "{ siteMatrix(orderBy: [MOVES]) { movers motives { motive } } }",
        ("research-office",),
        (None, "superintendent", "state-office", "state-board"),
        lambda data: any(row["movers"] is not None or row["motives"] for row in data["siteMatrix"]),
    ),
    Question(
        "a number of fewer than 10 persons",
        "{ mobilityStatistics(by: [GROUP], groups: [ADMINISTRATOR]) { measure value } }",
        ("research-office",),
        (None, "state-office", "state-board", "superintendent", "monitor"),
        lambda data: any(
            cell["measure"] == "UNWANTED_MOVES" and cell["value"] is not None
            for cell in data["mobilityStatistics"]
        ),
    ),
    Question(
        "a name that a text masks",
        '{ searchTranscripts(query: "Clotilde") { totalCount } }',
        ("monitor",),
        (None, "research-office", "superintendent", "other-monitor", "state-office"),
        lambda data: data["searchTranscripts"]["totalCount"] > 0,
    ),
    Question(
        "words in texts",
        '{ searchTranscripts(query: "lesson") { nodes { excerpts(query: "lesson") {'
        " parts { text isMatch } } } } }",
        ("monitor", "research-office"),
        (None, "superintendent", "manager", "principal", "state-office"),
        lambda data: bool(data["searchTranscripts"]["nodes"]),
    ),
    Question(
        "passages by code",
        "{ codes(first: 100) { nodes { segments(first: 1) { totalCount } } } }",
        ("monitor", "research-office"),
        (None, "superintendent", "state-office"),
        lambda data: any(code["segments"]["totalCount"] for code in data["codes"]["nodes"]),
    ),
    Question(
        "codes together",
        "{ studies(first: 5) { nodes { codeCooccurrences { transcripts } } } }",
        ("monitor", "research-office"),
        (None, "superintendent", "state-office"),
        lambda data: any(study["codeCooccurrences"] for study in data["studies"]["nodes"]),
    ),
    Question(
        "coders in agreement",
        "{ studies(first: 2) { nodes { coderAgreement { alpha } } } }",
        ("research-office",),
        (None, "monitor", "superintendent", "state-office"),
        lambda data: any(
            code["alpha"] is not None
            for study in data["studies"]["nodes"]
            for code in study["coderAgreement"]
        ),
    ),
)
CASES = [
    pytest.param(question, who, who in question.right, id=f"{question}: {who}")
    for question in QUESTIONS
    for who in (*question.right, *question.wrong)
]


@pytest.fixture(scope="module")
def settings(demo_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    keys = tmp_path_factory.mktemp("data")
    return edge_settings(database_url=demo_urls.api, data_dir=keys, demo=True)


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(lambda port: create_app(settings.on_port(port))) as address:
        yield address


def ask(address: str, settings: Settings, query: str, who: str | None) -> Any:
    port = httpx.URL(address).port
    assert port
    headers = {}
    if who:
        token = own_tokens(settings.on_port(port))(PERSONAS[who].caller, timedelta(minutes=5))
        headers = {"authorization": f"Bearer {token}"}
    reply = httpx.post(f"{address}/graphql", json={"query": query}, headers=headers)
    answer = reply.raise_for_status().json()
    assert "errors" not in answer, answer
    return answer["data"]


@pytest.mark.parametrize(("question", "who", "is_told"), CASES)
def test_an_answer_is_told_to_whom_it_is_due(
    address: str, settings: Settings, question: Question, who: str | None, *, is_told: bool
) -> None:
    assert question.told(ask(address, settings, question.query, who)) == is_told


RECORDS = {
    "highlightMeetings": ("manager", "other-manager", None),
    "highlightReports": ("superintendent", "teacher", None),
    "obstacles": ("monitor", "state-board", None),
    "visitNotes": ("monitor", "superintendent", "state-office"),
    "schoolPlanReviews": ("principal", "teacher", "state-office"),
    "schoolPlanMemos": ("superintendent", "monitor", None),
    "selfAssessments": ("principal", "school-board", None),
    "leadershipPackets": ("administrator", "monitor", None),
    "walkthroughComments": ("teacher", "superintendent", "manager"),
    "walkthroughCounts": ("monitor", "state-office", None),
    "schoolConditionReviews": ("superintendent", "teacher", None),
    "interviews": ("research-office", "superintendent", "state-office"),
    "transcripts": ("monitor", "manager", "state-office"),
    "codings": ("research-office", "superintendent", None),
    "memos": ("monitor", "administrator", "state-board"),
    "informants": ("monitor", "research-office", None),
    "keyActors": ("research-office", "superintendent", "state-office"),
    "adoptionMotives": ("research-office", "superintendent", "state-office"),
    "careerTrajectories": ("research-office", "administrator", None),
    "mobilityAssessments": ("research-office", "superintendent", "state-office"),
    "jobMobilityEvents": ("superintendent", "teacher", None),
    "jobMobilityPeople": ("superintendent", "research-office", None),
}
"""Lists of the demo: somebody who has records in it, and two who have none."""


@pytest.mark.parametrize("listed", RECORDS)
def test_a_confidence_is_told_to_whom_it_is_due(
    address: str, settings: Settings, listed: str
) -> None:
    right, *wrong = RECORDS[listed]
    query = f"{{ all: {listed} {{ totalCount nodes {{ id }} }} }}"
    assert ask(address, settings, query, right)["all"]["totalCount"] > 0
    for who in wrong:
        assert ask(address, settings, query, who)["all"] == {"totalCount": 0, "nodes": []}


@pytest.mark.parametrize("who", [None, "research-office", "teacher"])
def test_what_the_state_has_published_everyone_counts_alike(
    address: str, settings: Settings, who: str | None
) -> None:
    query = """{
      retentionStatistics(by: [DISTRICT, SCHOOL_YEAR, ROLE]) { schools staff stayed turnover }
      turnoverComparison { schoolYear role networkTurnover stateTurnover difference }
    }"""
    found = ask(address, settings, query, who)
    assert found == ask(address, settings, query, "state-office")
    assert found["retentionStatistics"]
    assert any(year["difference"] for year in found["turnoverComparison"])
