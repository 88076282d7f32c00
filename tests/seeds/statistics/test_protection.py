"""Whatever people there are, what is published of them gives nothing away that is withheld."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.releases_terms import StatisticMeasure as Measure
from models.releases_terms import WithheldReason
from seeds.statistics.audit import Told
from seeds.statistics.people import RELATIONS, WISHES, Job, Number, Person, counted, numbers
from seeds.statistics.protection import Released, protected
from tests.seeds.statistics.attacker import Attacker, Place

SITES = ("A", "B", "C")
SLACK = 1e-6

JOBS = st.builds(
    Job,
    st.sampled_from(["OUTSET", "LATE"]),
    st.sampled_from(["NEW_ROLE", "BURNOUT", None]),
    st.sampled_from(RELATIONS),
    st.sampled_from(WISHES),
)
PEOPLE = st.builds(
    Person,
    st.sampled_from(SITES),
    st.sampled_from(["USER", "ADMINISTRATOR"]),
    st.one_of(st.just(()), st.tuples(JOBS), st.tuples(JOBS)),
    st.frozensets(st.sampled_from(["CAREER", "IMAGE"]), max_size=2),
)
CROWDS = st.lists(st.tuples(PEOPLE, st.integers(1, 14)), min_size=1, max_size=9)
FEW = settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def crowd(kinds: Sequence[tuple[Person, int]]) -> list[Person]:
    return [person for person, many in kinds for _ in range(many)]


def seen(told: Released) -> dict[Place, tuple[float | None, str | None, bool]]:
    return {
        Place(number.cube.name, number.category, number.measure.name): (
            None if one.value is None else float(one.value),
            one.missing and one.missing.name,
            one.is_carried,
        )
        for number, one in told.items()
    }


def given_away(attacker: Attacker) -> list[tuple[int, Place, float, float]]:
    """The withheld numbers that can be told more closely than is promised."""
    found = []
    for release, told in enumerate(attacker.releases):
        for place, (value, missing, carried) in told.items():
            if "SHARE" in place.measure or (value is not None and not carried):
                continue
            lowest, highest = attacker.bounds(release, place)
            is_small = missing == "SMALL_CELL"
            if highest - lowest < 9 - SLACK or (is_small and lowest > SLACK):
                found.append((release, place, lowest, highest))
    return found


def naive(people: Sequence[Person]) -> dict[Number, Told]:
    """What would be published if only small numbers were withheld."""
    told = {}
    for number in numbers(SITES, people):
        counts = [counted(person)[number] for person in people]
        is_small = sum(count > 0 for count in counts) < 10
        told[number] = Told(missing=WithheldReason.SMALL_CELL) if is_small else Told(sum(counts))
    return told


JOB = Job("LATE", "BURNOUT", Measure.UNRELATED_MOVES, Measure.UNWANTED_MOVES)
UNEVEN = crowd(
    [
        (Person("A", "USER", (JOB,)), 24),
        (Person("B", "ADMINISTRATOR", (JOB,)), 17),
        (Person("C", "USER", (JOB, JOB)), 3),
        (Person("B", "USER"), 5),
    ]
)


def test_withholding_small_numbers_alone_gives_them_away() -> None:
    assert given_away(Attacker([seen(naive(UNEVEN))]))


def test_what_is_published_gives_nothing_away() -> None:
    told = protected(UNEVEN, SITES)
    assert not given_away(Attacker([seen(told)]))
    assert any(one.value is not None for one in told.values())


@FEW
@given(CROWDS)
def test_no_crowd_is_given_away(kinds: list[tuple[Person, int]]) -> None:
    people = crowd(kinds)
    told = protected(people, SITES)
    for number, one in told.items():
        persons = sum(counted(person)[number] > 0 for person in people)
        assert one.value is None or persons >= 10
        assert one.missing is not WithheldReason.SMALL_CELL or persons < 10
    assert not given_away(Attacker([seen(told)]))


@pytest.mark.parametrize("joined", [0, 4, 12])
def test_a_later_release_gives_no_earlier_one_away(joined: int) -> None:
    first = protected(UNEVEN, SITES)
    later = [*UNEVEN, *[Person("C", "USER", (JOB,))] * joined]
    second = protected(later, SITES, earlier=[first])
    assert not given_away(Attacker([seen(first), seen(second)]))
    for number, one in second.items():
        before = first[number].value
        if one.value is not None and not one.is_carried and before is not None:
            assert abs(one.value - before) >= 10


def test_who_reads_the_moves_learns_nothing_more_of_what_is_thought_of_them() -> None:
    told = seen(protected(UNEVEN, SITES, insiders=[SITES]))
    moves = {
        Place("MOBILITY_BY_SITE", (site,), "MOVES"): float(
            sum(len(person.moves) for person in UNEVEN if person.site == site)
        )
        for site in SITES
    }
    insider, before = Attacker([told], moves), Attacker([told], moves, believes=False)
    judged = ("RELATED", "UNRELATED", "UNWANTED", "OTHER_WISH")
    for place, (value, _, _) in told.items():
        if value is None and place.measure.startswith(judged):
            lowest, highest = insider.bounds(0, place)
            first, last = before.bounds(0, place)
            assert highest - lowest >= min(3, last - first) - SLACK, place
