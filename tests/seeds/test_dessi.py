"""The field study's sites as the demo tells them, held to the facts that were drawn from it."""

import csv
import json
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from auth.callers import PUBLIC
from auth.database import Database
from models.base import Base, ProvenanceKind
from models.careers import JobMobilityEvent, JobMobilityKeyActor, JobMobilityPerson
from models.innovation import (
    CausalLink,
    CausalNetwork,
    CausalStream,
    CausalStreamStep,
    CausalVariable,
    OutcomeRating,
    ReportedStatistic,
    Site,
    SiteFamilyMembership,
)
from models.organizations import District
from seeds.demo import SCENARIOS
from seeds.demo.dessi_networks import FIGURES
from seeds.demo.field_study import FIELD_STUDY, NAMED, UNNAMED
from seeds.demo.ids import MILL_CITY, district_id
from seeds.demo.personas import PERSONAS

RECORDS = [record for scenario in SCENARIOS.values() for record in scenario()]
HERE = {district_id(name): name for name in (*NAMED, *UNNAMED)}
SHARED = Path(__file__).parents[2].parent / "shared"
BASIS = {"explicit": "STATED", "family": "STATED_OF_FAMILY", "inferred": "INFERRED"}
SIGN = {"+": "POSITIVE", "-": "NEGATIVE"}


def records(model: type[Any]) -> list[Any]:
    return [record for record in RECORDS if isinstance(record, model)]


def is_reported(record: Base) -> bool:
    return record.provenance_kind is ProvenanceKind.REPORTED


@pytest.fixture(scope="module")
def facts() -> Path:
    folder = SHARED / "data" / "seed_facts"
    if not folder.exists():
        pytest.skip("the facts are not at ../shared/data/seed_facts")
    return folder


@pytest.fixture(scope="module")
def lines() -> list[str]:
    path = SHARED / "sources" / "huberman-miles-1984.txt"
    if not path.exists():
        pytest.skip("the study's text is not at ../shared/sources")
    return [_plain(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def test_nine_of_twelve_sites_have_the_studys_names_and_three_say_that_they_have_none() -> None:
    sites = [site for site in records(Site) if site.district_id in HERE]
    assert len(sites) == 12
    assert {HERE[site.district_id] for site in sites if is_reported(site)} == set(NAMED)
    districts = [district for district in records(District) if district.id in HERE]
    assert {district.name for district in districts if is_reported(district)} == set(NAMED)
    assert all(district.name.startswith("Unnamed") for district in districts[9:])
    assert all(district.is_pseudonym for district in districts)


def test_a_line_that_is_cited_names_its_site(lines: list[str]) -> None:
    for name, line in NAMED.items():
        assert name in lines[line - 1]


def test_every_reported_number_is_the_facts_and_stands_on_its_line(
    facts: Path, lines: list[str]
) -> None:
    numbers = {number.key: number for number in records(ReportedStatistic)}
    with (facts / "reported_statistics.csv").open(encoding="utf-8", newline="") as file:
        told = {row["key"]: row for row in csv.DictReader(file)}
    assert numbers.keys() == told.keys()
    assert len(numbers) == 41
    for key, row in told.items():
        number = numbers[key]
        assert (number.value, number.unit) == (Decimal(row["value"]), row["unit"]), key
        assert number.provenance_line == int(row["line"])
        assert _plain(number.words) in lines[number.provenance_line - 1], key
        if not row["check"].startswith("'"):
            assert (number.check_note or "") == row["check"]


@pytest.mark.parametrize("place", [0, 1])
def test_a_network_is_the_one_of_the_facts(facts: Path, place: int) -> None:
    told = json.loads((facts / "causal_networks.json").read_text())["networks"][place]
    network = next(n for n in records(CausalNetwork) if n.title == FIGURES[place].title)
    variables = [v for v in records(CausalVariable) if v.network_id == network.id]
    numbers = {variable.id: variable.position for variable in variables}
    assert [(v.position, v.name, v.rating_note) for v in variables] == [
        (each["n"], each["name"], each.get("rating")) for each in told["variables"]
    ]
    links = {
        (numbers[link.cause_id], numbers[link.effect_id]): (
            link.sign.name,
            link.basis.name,
            link.time_note,
            link.strength_note,
        )
        for link in records(CausalLink)
        if link.network_id == network.id
    }
    assert links == {
        (edge["from"], edge["to"]): (
            SIGN[edge["sign"]],
            BASIS[edge["provenance"]],
            edge.get("temporal"),
            edge.get("rating"),
        )
        for edge in told["edges"]
    }
    streams: dict[UUID, list[int]] = {
        s.id: [] for s in records(CausalStream) if s.network_id == network.id
    }
    for step in records(CausalStreamStep):
        if step.stream_id in streams:
            streams[step.stream_id].append(numbers[step.variable_id])
    assert list(streams.values()) == list(told.get("streams", {}).values())


def test_streams_follow_links() -> None:
    links = {(link.cause_id, link.effect_id) for link in records(CausalLink)}
    steps = records(CausalStreamStep)
    for before, after in pairwise(steps):
        if before.stream_id == after.stream_id:
            assert (before.variable_id, after.variable_id) in links


def test_words_for_a_claim_stand_on_its_line(lines: list[str]) -> None:
    claims = [(each.note, each) for each in records(SiteFamilyMembership)]
    claims += [(each.evidence, each) for each in records(OutcomeRating) if is_reported(each)]
    for words, record in claims:
        assert words in lines[record.provenance_line - 1], words


def test_the_sites_computed_differ_from_those_reported_as_the_study_itself_does() -> None:
    """The study names fewer moves than it counts; both are kept."""
    here = [each for each in records(JobMobilityEvent) if each.district_id in HERE]
    moves = [each for each in here if each.provenance_kind is ProvenanceKind.REPORTED]
    families = Counter(each.family.name for each in records(SiteFamilyMembership))
    reported = {number.key: number.value for number in records(ReportedStatistic)}
    assert len(moves) == 10 < reported["moves_total"]
    assert families["MOBILITY_NONDISRUPTIVE"] == reported["nondisruptive_cases"]
    assert families["BLUNTING_DOWNSIZING"] == 2 < reported["blunting_family_sites"]


def test_moves_of_every_kind_of_mover_are_there() -> None:
    """Of a person, of a key actor, and of neither; no move is of both."""
    moves = {each.id for each in records(JobMobilityEvent)}
    people = {each.move_id for each in records(JobMobilityPerson)}
    actors = {each.move_id for each in records(JobMobilityKeyActor)}
    assert people
    assert actors
    assert people.isdisjoint(actors)
    assert people | actors < moves


COUNTS = """
SELECT ARRAY[
    (SELECT count(*) FROM site), (SELECT count(*) FROM causal_network),
    (SELECT count(*) FROM key_actor), (SELECT count(*) FROM key_actor_identity),
    (SELECT count(*) FROM adoption_motive), (SELECT count(*) FROM job_mobility_event),
    (SELECT count(*) FROM job_mobility_person), (SELECT count(*) FROM job_mobility_key_actor),
    (SELECT count(*) FROM mobility_assessment)
]
"""


@pytest.mark.parametrize(
    ("who", "counts"),
    [
        (None, [12, 2, 0, 0, 0, 0, 0, 0, 0]),
        ("research-office", [13, 3, 69, 0, 70, 54, 0, 52, 53]),
        ("monitor", [13, 3, 2, 2, 3, 3, 1, 1, 2]),
        ("other-monitor", [12, 2, 0, 0, 0, 0, 0, 0, 0]),
        ("superintendent", [12, 2, 0, 0, 0, 3, 1, 0, 0]),
        ("firm", [12, 2, 0, 0, 0, 3, 1, 0, 0]),
        ("state-office", [12, 2, 0, 0, 0, 54, 1, 0, 0]),
        ("state-board", [12, 2, 0, 0, 0, 0, 0, 0, 0]),
        ("principal", [12, 2, 0, 0, 0, 0, 0, 0, 0]),
    ],
)
async def test_what_is_known_of_careers_depends_on_who_asks(
    database: Database, who: str | None, counts: list[int]
) -> None:
    caller = PERSONAS[who].caller if who else PUBLIC
    async with database.read(caller) as transaction:
        assert await transaction.value(COUNTS) == counts


def test_mill_citys_site_is_invented_and_unpublished() -> None:
    (site,) = [each for each in records(Site) if each.district_id == district_id(MILL_CITY)]
    assert not is_reported(site)
    assert site.published_on is None
    assert FIELD_STUDY not in {
        each.provenance_source
        for each in RECORDS
        if getattr(each, "district_id", None) == district_id(MILL_CITY)
    }
