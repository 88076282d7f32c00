"""A benchmark's measurements on a plane of days and values, with the target and the baseline.

Days run from the start of the plan to the day when the benchmark is due, or to the last
measurement; values from zero, unless some are negative.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

from api.pictures.benchmarks import Benchmark, Measured
from api.pictures.boxes import Box
from api.pictures.charts import chart, colour
from api.pictures.svg import Element
from api.pictures.text import width_of

__all__ = ["DOT", "MARK", "VALUE", "Plot"]

MARK: Final = 8.0
"""The radius of a school's mark, in which its number stands."""
DOT: Final = 4.5
VALUE: Final = 12.0
HEADROOM: Final = 1.12
STEPS_ASIDE: Final = 40
BETWEEN_TICKS: Final = 72.0
MONTHS: Final = (1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600, 1200)
LEAST_DAYS: Final = 30
TINY, LARGE = 0.01, 10_000


@dataclass(frozen=True)
class Plot:
    """Where days and values stand on a plane of this size, in pixels."""

    benchmark: Benchmark
    width: float
    height: float

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first day and the last."""
        known = [each.day for each in self.benchmark.measured]
        first = min(self.benchmark.starts, self.benchmark.due, *known)
        last = max(self.benchmark.due, *known, first + timedelta(days=LEAST_DAYS))
        return first, last

    @cached_property
    def values(self) -> tuple[float, float]:
        """The lowest value and the highest."""
        given = [float(it) for it in (self.benchmark.baseline, self.benchmark.target) if it]
        known = [*given, *(each.amount for each in self.benchmark.measured)]
        low, high = min(0.0, *known) * HEADROOM, max(0.0, *known) * HEADROOM
        is_share = (self.benchmark.unit or "").lower().startswith(("per cent", "percent"))
        if is_share and max(known) <= 100:  # noqa: PLR2004 - a hundred per cent
            high = min(high, 100.0)
        return low, high if high > low else low + 1

    def across(self, day: date) -> float:
        """How far a day is from the left."""
        first, last = self.days
        return self.width * ((day - first).days / (last - first).days)

    def down(self, value: float) -> float:
        """How far a value is from the top."""
        low, high = self.values
        return self.height * (high - value) / (high - low)

    @cached_property
    def marks(self) -> Sequence[tuple[Measured, float, float]]:
        """The measurements and their places; what would cover another is moved aside."""
        placed: list[tuple[Measured, float, float]] = []
        taken: list[Box] = []
        for each in sorted(self.benchmark.measured, key=lambda it: (it.school or "", it.day)):
            x, y = self.across(each.day), self.down(each.amount)
            rooms = (_room(each, moved, y) for moved in self._beside(x))
            free = (room for room in rooms if not any(room.overlaps(one) for one in taken))
            room = next(free, _room(each, x, y))
            taken.append(room)
            placed.append((each, room.x + room.width / 2, y))
        return placed

    def _beside(self, x: float) -> Iterator[float]:
        """Places ever further to the left and to the right."""
        for step in range(STEPS_ASIDE):
            for moved in (x - step * MARK, x + step * MARK):
                if 0 <= moved <= self.width:
                    yield moved

    def drawn(self) -> Element:
        """The axes, the target's side of the plane, the lines, and the course of the district."""
        return chart(self.width, self.height, {"layer": list(self._layers())})

    def _layers(self) -> Iterator[dict[str, Any]]:
        b = self.benchmark
        if b.target is not None:
            yield self._reached(float(b.target))
            yield _mark("rule", "good", strokeWidth=2) | _at(y=self._value(float(b.target)))
        if b.baseline is not None:
            rule = _mark("rule", "quiet", strokeWidth=1.5, strokeDash=[6, 4])
            yield rule | _at(y=self._value(float(b.baseline)))
        due = _mark("rule", "ink", strokeWidth=1.5, strokeDash=[2, 3])
        yield due | _at(x=self._day(b.due))
        yield _mark("line", "chosen", strokeWidth=2) | self._course(None)
        for school in b.schools:
            yield _mark("line", "edge", strokeWidth=1) | self._course(school)

    def _reached(self, target: float) -> dict[str, Any]:
        """Where the target is reached: above, below, or nowhere but on its line."""
        low, high = self.values
        end = {"AT_LEAST": high, "AT_MOST": low}.get(self.benchmark.comparator or "", target)
        area = {"type": "rect", "fill": colour("reached")}
        return {"mark": area} | _at(y=self._value(target), y2={"datum": end})

    def _course(self, school: str | None) -> dict[str, Any]:
        values = [
            {"day": _moment(each.day), "value": each.amount}
            for each, _, _ in self.marks
            if each.school == school
        ]
        x = {**self._day(None), "field": "day"}
        return {
            "data": {"values": values},
            "encoding": {"x": x, "y": {**self._value(None), "field": "value"}},
        }

    def _day(self, day: date | None) -> dict[str, Any]:
        """The scale of days, and a place on it."""
        scale = {"type": "utc", "domain": [_moment(day) for day in self.days]}
        written, days = self._ticks()
        axis = {"format": written, "grid": False, "values": [_moment(each) for each in days]}
        place = {} if day is None else {"datum": _moment(day)}
        return {"type": "temporal", "scale": scale, "axis": axis, **place}

    def _ticks(self) -> tuple[str, list[date]]:
        """How days on the axis are written, and which: so few that none covers another."""
        first, last = self.days
        most = max(1, int(self.width // BETWEEN_TICKS))
        span = (last - first).days
        if span < most * LEAST_DAYS:
            step = -(-span // most)
            return "%-d %b %Y", [first + timedelta(days=day) for day in range(0, span, step)]
        start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
        steps = (months for months in MONTHS if (end - start) <= months * most)
        step = next(steps, end - start)
        months = range(start + (first.day > 1), end + 1)
        shown = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
        return "%b %Y", shown

    def _value(self, value: float | None) -> dict[str, Any]:
        """The scale of values, and a place on it."""
        scale = {"domain": list(self.values), "nice": False, "zero": False}
        largest = max(map(abs, self.values))
        axis: dict[str, Any] = {"tickCount": 5, "grid": True}
        if not TINY <= largest < LARGE:
            axis["format"] = "~s" if largest >= LARGE else "~e"
        place = {} if value is None else {"datum": value}
        return {"type": "quantitative", "scale": scale, "axis": axis, **place}


def _room(each: Measured, x: float, y: float) -> Box:
    """What a mark covers: a school's circle, or the district's dot with the value above it."""
    if each.school is not None:
        return Box(x - MARK, y - MARK, 2 * MARK, 2 * MARK)
    half = max(DOT, width_of(each.value, VALUE, bold=True) / 2)
    return Box(x - half, y - DOT - 2 * VALUE, 2 * half, 2 * DOT + 2 * VALUE)


def _mark(kind: str, name: str, **options: Any) -> dict[str, Any]:
    return {"mark": {"type": kind, "stroke": colour(name), **options}}


def _at(**encoding: Any) -> dict[str, Any]:
    """One mark, at these places."""
    return {"data": {"values": [{}]}, "encoding": encoding}


def _moment(day: date) -> int:
    """The start of a day in UTC, in milliseconds since 1970."""
    return int(datetime.combine(day, time(), UTC).timestamp() * 1000)
