"""What holds within texts, moves, motives and networks: all that is wrong is told at once."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.careers import AdoptionMotive, JobMobilityEvent, KeyActor
from models.careers_rules import (
    refuse_contradictory_move,
    refuse_unlike_motive,
    refuse_unordered_steps,
)
from models.careers_terms import MobilityBoundary, Motive, TrajectoryStep
from models.failures import BadUserInput, Conflict, Incomplete
from models.innovation_rules import (
    Drawing,
    circle_in,
    refuse_misdrawn,
    refuse_unaccounted,
    refuse_undrawn,
)
from models.innovation_terms import ActorGroup
from models.inquiry import Code
from models.inquiry_material import Transcript
from models.inquiry_rules import (
    refuse_ranges,
    refuse_uncodable,
    refuse_unfounded,
    refuse_unreadable,
)

Path = tuple[str | int, ...]


def wrong(check: Callable[[], None]) -> list[Path]:
    """Where a rule finds something wrong, in the order in which it tells it."""
    try:
        check()
    except BadUserInput as failure:
        return [each.path for each in (failure, *failure.others)]
    return []


@given(
    ranges=st.lists(st.tuples(st.integers(-2, 9), st.integers(-2, 9)), max_size=5),
    length=st.integers(0, 8),
)
def test_ranges_are_let_just_where_each_marks_something_of_the_text_once(
    ranges: list[tuple[int, int]], length: int
) -> None:
    told = {path[0] for path in wrong(lambda: refuse_ranges(ranges, length))}
    text = "x" * length
    expected = {
        place
        for place, (start, end) in enumerate(ranges)
        if start < 0
        or not start < end
        or len(text[start:end]) != end - start
        or ranges[place] in ranges[:place]
    }
    assert told == expected


def test_a_text_is_coded_by_who_can_have_read_it() -> None:
    hidden, shown = Transcript(), Transcript(deidentified_on=date(2013, 1, 1))
    refuse_unreadable(hidden, is_author=True)
    refuse_unreadable(shown, is_author=False)
    with pytest.raises(Conflict):
        refuse_unreadable(hidden, is_author=False)
    refuse_uncodable(Code(is_codable=True))
    with pytest.raises(Conflict):
        refuse_uncodable(Code(is_codable=False))


def test_a_theme_rests_on_codes_and_codings() -> None:
    assert wrong(lambda: refuse_unfounded([], [])) == [("id",), ("codes",), ("groundings",)]
    assert wrong(lambda: refuse_unfounded([1], [])) == [("id",), ("groundings",)]
    assert wrong(lambda: refuse_unfounded([1], [1])) == []


HERE, THERE, ONE, OTHER = (uuid4() for _ in range(4))
Boundary = MobilityBoundary


@pytest.mark.parametrize("boundary", [None, *Boundary])
@pytest.mark.parametrize("ends", [(a, b) for a in (None, HERE, THERE) for b in (None, HERE, THERE)])
@pytest.mark.parametrize("schools", [(a, b) for a in (None, ONE, OTHER) for b in (None, ONE)])
def test_a_move_agrees_with_its_ends_as_the_database_has_it(
    boundary: Boundary | None,
    ends: tuple[UUID | None, UUID | None],
    schools: tuple[UUID | None, UUID | None],
) -> None:
    move = JobMobilityEvent(
        district_id=HERE,
        from_district_id=ends[0],
        to_district_id=ends[1],
        from_school_id=schools[0],
        to_school_id=schools[1],
        boundary=boundary,
    )
    told = {path[0] for path in wrong(lambda: refuse_contradictory_move(move))}
    assert ("fromDistrictId" in told) == (HERE not in ends or (schools[0] and not ends[0]) is True)
    assert ("toDistrictId" in told) == (schools[1] is not None and ends[1] is None)
    between = None not in ends and ends[0] != ends[1]
    both = None not in schools
    assert ("boundary" in told) == {
        None: False,
        Boundary.WITHIN_SCHOOL: between or (both and schools[0] != schools[1]),
        Boundary.WITHIN_DISTRICT: between or (both and schools[0] == schools[1]),
        Boundary.OTHER_DISTRICT: ends[0] == ends[1],
        Boundary.OUT_OF_EDUCATION: ends[1] is not None,
    }[boundary]


def test_a_motive_fits_its_key_actor_and_another_one_is_worded() -> None:
    site = uuid4()
    actor = KeyActor(site_id=site, group=ActorGroup.USER)
    motive = AdoptionMotive(
        site_id=uuid4(), group=ActorGroup.ADMINISTRATOR, motive=Motive.OTHER, wording=None
    )
    told = wrong(lambda: refuse_unlike_motive(motive, actor))
    assert told == [("wording",), ("group",), ("keyActorId",)]
    motive = AdoptionMotive(site_id=site, group=ActorGroup.USER, motive=Motive.CAREER)
    refuse_unlike_motive(motive, actor)
    refuse_unlike_motive(motive, None)


def test_a_trajectory_has_steps_in_order_or_none() -> None:
    up, none = TrajectoryStep.MOVE_UP, TrajectoryStep.NONE
    for steps in ([up], [none], [up] * 10):
        refuse_unordered_steps(steps)
    with pytest.raises(Incomplete):
        refuse_unordered_steps([])
    assert wrong(lambda: refuse_unordered_steps([up] * 11)) == [(10,)]
    assert wrong(lambda: refuse_unordered_steps([up, none])) == [(1, "step")]


pairs = st.tuples(st.integers(1, 6), st.integers(1, 6))


@given(links=st.lists(pairs, max_size=12))
def test_a_circle_is_found_just_where_there_is_one_and_is_a_way_along_the_links(
    links: list[tuple[int, int]],
) -> None:
    found = circle_in(links)
    assert (found is not None) == runs_in_a_circle(links)
    if found is not None:
        assert found[0] == found[-1]
        assert {*pairwise(found)} <= {*links}


def runs_in_a_circle(links: Sequence[tuple[int, int]]) -> bool:
    """Whether some variable reaches itself, by steps taken until none is new."""
    reached = {*links}
    while more := {(a, d) for a, b in reached for c, d in links if b == c} - reached:
        reached |= more
    return any(a == b for a, b in reached)


def test_all_that_is_wrong_of_a_drawing_is_told_at_once() -> None:
    drawing = Drawing([1, 2, 2], [(1, 2), (1, 2), (2, 2), (1, 9)], [[1, 1], [8]])
    assert wrong(lambda: refuse_misdrawn(drawing)) == [
        ("variables", 2, "position"),
        ("links", 1),
        ("links", 2),
        ("links", 3, "effect"),
        ("streams", 0, "variables", 1),
        ("streams", 1, "variables", 0),
    ]
    with pytest.raises(BadUserInput, match="2 → 3 → 2"):
        refuse_misdrawn(Drawing([1, 2, 3], [(1, 2), (2, 3), (3, 2)]))


def test_what_is_published_says_something() -> None:
    assert wrong(lambda: refuse_undrawn(0, 0)) == [("id",), ("variables",), ("links",)]
    refuse_undrawn(2, 1)
    assert wrong(lambda: refuse_unaccounted(" ")) == [("id",), ("account",)]
    refuse_unaccounted("Much.")
