"""Where boxes, lines and signs stand, for any network that may be on record."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.pictures.boxes import Box, Point
from api.pictures.network_layout import HEAD, arranged
from api.pictures.network_marks import RADIUS, marks

Graph = tuple[list[tuple[float, float]], list[tuple[int, int]]]


@st.composite
def networks(draw: st.DrawFn) -> Graph:
    """Boxes of various heights, and links that never lead back."""
    count = draw(st.integers(1, 25))
    heights = draw(st.lists(st.integers(30, 110), min_size=count, max_size=count))
    pairs = list(combinations(draw(st.permutations(range(count))), 2))
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=40)) if pairs else []
    return [(160.0, float(height)) for height in heights], links


@given(networks())
def test_no_two_boxes_meet_and_all_are_within_the_picture(network: Graph) -> None:
    sizes, links = network
    stands = arranged(sizes, links)
    assert [(box.width, box.height) for box in stands.boxes] == sizes
    for one, other in combinations(stands.boxes, 2):
        assert not one.overlaps(other, apart=10)
    for box in stands.boxes:
        assert box.x >= -0.01
        assert box.y >= -0.01
        assert box.x + box.width <= stands.width + 0.01
        assert box.y + box.height <= stands.height + 0.01


@given(networks())
def test_every_link_runs_from_its_cause_to_its_effect_and_behind_no_box(network: Graph) -> None:
    sizes, links = network
    stands = arranged(sizes, links)
    assert len(stands.routes) == len(links)
    for (cause, effect), route in zip(links, stands.routes, strict=True):
        start, end = route.points[0], route.points[-1]
        assert on_right_side(start, stands.boxes[cause])
        assert on_left_side((end[0] + HEAD, end[1]), stands.boxes[effect])
        assert all(before[0] <= after[0] for before, after in pairwise(route.points))
        for number, box in enumerate(stands.boxes):
            if number not in {cause, effect}:
                assert not any(inside(point, box) for point in route.samples)
        assert all(-0.01 <= y <= stands.height + 0.01 for _, y in route.samples)


@given(networks())
def test_causes_stand_left_of_their_effects(network: Graph) -> None:
    sizes, links = network
    boxes = arranged(sizes, links).boxes
    assert all(boxes[cause].x + boxes[cause].width < boxes[effect].x for cause, effect in links)


@given(networks(), st.lists(st.sampled_from([(), ("initially",), ("a good", "deal")]), min_size=1))
def test_every_sign_stands_on_its_own_line_and_on_no_box(
    network: Graph, notes: list[tuple[str, ...]]
) -> None:
    sizes, links = network
    stands = arranged(sizes, links)
    given_notes = [notes[place % len(notes)] for place, _ in enumerate(links)]
    placed = marks(stands, given_notes)
    assert len(placed) == len(links)
    for mark, route in zip(placed, stands.routes, strict=True):
        assert mark.at in route.samples
        x, y = mark.at
        sign = Box(x - RADIUS / 2, y - RADIUS / 2, RADIUS, RADIUS)
        assert not any(sign.overlaps(box) for box in stands.boxes)


@given(networks())
def test_the_same_network_always_stands_the_same(network: Graph) -> None:
    assert arranged(*network) == arranged(*network)


def test_what_nothing_leads_to_stands_before_what_it_leads_to() -> None:
    boxes = arranged([(160.0, 40.0)] * 5, [(0, 1), (1, 2), (2, 3), (4, 3)]).boxes
    assert boxes[4].x == boxes[2].x


def test_signs_of_few_links_keep_clear_of_each_other() -> None:
    stands = arranged([(160.0, 60.0)] * 6, [(0, 3), (1, 3), (2, 3), (3, 4), (3, 5)])
    placed = marks(stands, [("initially",)] * 5)
    for one, other in combinations(placed, 2):
        assert not one.room.overlaps(other.room)


def test_nothing_takes_no_room() -> None:
    assert arranged([], []).boxes == ()


def on_right_side(point: Point, box: Box) -> bool:
    return abs(point[0] - box.x - box.width) < 0.01 and box.y <= point[1] <= box.y + box.height


def on_left_side(point: Point, box: Box) -> bool:
    return abs(point[0] - box.x) < 0.01 and box.y <= point[1] <= box.y + box.height


def inside(point: Point, box: Box) -> bool:
    return box.x < point[0] < box.x + box.width and box.y < point[1] < box.y + box.height
