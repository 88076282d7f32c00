"""What goes on over WebSocket, message by message."""

from seeds.demo.ids import MILL_CITY
from tests.api.live.place import Place
from tests.rows import Owner

BENCHMARKS = """
subscription ($after: String, $districts: [ID!]) {
  changed(types: ["Benchmark"], after: $after, districts: $districts) {
    cursor kind id changedFields node { ... on Benchmark { statement } }
  }
}
"""


async def test_what_changes_is_told(place: Place, owner: Owner) -> None:
    async with place.introduced("manager") as speaker:
        await speaker.subscribe(BENCHMARKS)
        await owner.execute(
            "UPDATE benchmark SET statement = 'seen' WHERE id = (SELECT id FROM benchmark LIMIT 1)"
        )
        told = (await speaker.event())["changed"]
        assert (told["kind"], told["node"]) == ("UPDATED", {"statement": "seen"})
