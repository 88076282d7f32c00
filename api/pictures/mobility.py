"""Changes of job by site as their picture needs them: as they are counted, or as published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from api.pictures.words import spelled, written_day

__all__ = [
    "MOBILITY",
    "PARTS",
    "RELEASED_MOBILITY",
    "Figure",
    "Mobility",
    "SiteMoves",
    "read_mobility",
    "read_release",
]

MOBILITY: Final = """
query PictureOfMobility {
  picture: mobilityStatistics(by: [SITE]) {
    siteDistrict { name }
    measure value missing
    asOf { number releasedAt }
  }
}
"""

RELEASED_MOBILITY: Final = """
query PictureOfReleasedMobility($id: ID!, $cells: Int!) {
  picture: statisticsRelease(by: {id: $id}) {
    number releasedAt
    cells(first: $cells, where: {cube: {eq: MOBILITY_BY_SITE}}) {
      totalCount
      nodes { siteDistrict { name } measure value missing }
    }
  }
}
"""

PARTS: Final = {
    "RELATED_UPWARD_MOVES": "related to the innovation, upward",
    "RELATED_OTHER_MOVES": "related to it, not upward or not known",
    "UNRELATED_MOVES": "not related to it",
    "UNJUDGED_MOVES": "not known whether related",
}
"""What the moves of a site consist of, in the order in which they are drawn."""
WITHHELD: Final = {
    "SMALL_CELL": "withheld: a small number, or none",
    "COMPLEMENTARY": "withheld: others could be worked out",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or why there is none."""

    value: str | None = None
    missing: str | None = None

    @property
    def amount(self) -> float:
        return float(self.value or 0)

    def __str__(self) -> str:
        if self.value is not None:
            return self.value
        reason = self.missing or ""
        return WITHHELD.get(reason) or spelled(reason or "NOT_TOLD").lower()


@dataclass(frozen=True, slots=True)
class SiteMoves:
    """What is known of one site's changes of job, by measure."""

    name: str
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def __getitem__(self, measure: str) -> Figure:
        return self.figures.get(measure, Figure())

    @property
    def parts(self) -> Sequence[tuple[str, Figure]]:
        """The parts that are known."""
        return [(part, self[part]) for part in PARTS if self[part].value is not None]


@dataclass(frozen=True, slots=True)
class Mobility:
    """Changes of job site by site, and what the numbers are of."""

    basis: str
    sites: tuple[SiteMoves, ...]
    left_out: int = 0


def read_mobility(rows: Sequence[Mapping[str, Any]]) -> Mobility:
    """The statistics in the answer to `MOBILITY`."""
    releases = {row["asOf"]["number"]: row["asOf"]["releasedAt"] for row in rows if row["asOf"]}
    told = [_published(*release) for release in releases.items()]
    return Mobility(told[0] if told else "Counted from the records that you may see", _sites(rows))


def read_release(record: Mapping[str, Any]) -> Mobility:
    """The statistics in the answer to `RELEASED_MOBILITY`."""
    cells = record["cells"]
    basis = _published(record["number"], record["releasedAt"])
    return Mobility(basis, _sites(cells["nodes"]), cells["totalCount"] - len(cells["nodes"]))


def _published(number: int, moment: str) -> str:
    day = written_day(datetime.fromisoformat(moment).date())
    return f"Release {number} of {day}; small numbers are withheld"


def _sites(rows: Iterable[Mapping[str, Any]]) -> tuple[SiteMoves, ...]:
    """A site's figures together; sites by name."""
    found: dict[str, dict[str, Figure]] = {}
    for row in rows:
        if row["siteDistrict"]:
            figures = found.setdefault(row["siteDistrict"]["name"], {})
            figures[row["measure"]] = Figure(row["value"], row["missing"])
    return tuple(SiteMoves(name, found[name]) for name in sorted(found))
