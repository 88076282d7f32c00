"""What can be wrong between the lines of the state's file of schools."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from models.accountability_terms import EnrolledGroup
from seeds.importers import dese_columns as columns
from seeds.importers.dese_rows import Figure, SchoolRow

__all__ = ["check_groups", "without_repeats"]

TOLERANCE = Decimal("0.5")
"""How far a share may be from pupils ÷ total: two reports' totals differ by a pupil or two."""

ENOUGH_LINES = 20
"""How many lines it takes to judge a column."""


def without_repeats(rows: Iterable[SchoolRow]) -> list[SchoolRow]:
    """The rows whose school occurs once. Which of several is right, the file can't tell."""
    once = _unique(
        rows, lambda row: row.code, columns.SCHOOL_CODE, "occurs on several lines that differ"
    )
    return _unique(
        once,
        lambda row: f"{row.district_code} {row.name}",
        columns.SCHOOL_NAME,
        "is the name of several schools of the district",
    )


def _unique(
    rows: Iterable[SchoolRow], key: Callable[[SchoolRow], str], column: str, reason: str
) -> list[SchoolRow]:
    by_key: dict[str, list[SchoolRow]] = defaultdict(list)
    for row in rows:
        by_key[key(row)].append(row)
    kept = []
    for first, *others in by_key.values():
        if all(row.cells.values == first.cells.values for row in others):
            kept.append(first)
            for row in others:
                row.cells.refuse_row("repeats an earlier line", column)
        else:
            for row in (first, *others):
                row.cells.refuse_row(reason, column)
    return kept


def check_groups(rows: Sequence[SchoolRow]) -> None:
    """Refuse numbers of pupils that exceed their school's, and shares that contradict them.

    Shares that contradict the numbers on most lines are not their lines' at all (a column that
    was sorted by itself): then the whole column is refused, where it happens to agree, too.
    """
    for group, (pupils, share) in columns.GROUPS.items():
        if pupils is None:
            continue
        for row in rows:
            _check_number(row, group, pupils)
        compared = [row for row in rows if _expected(row, group) is not None]
        wrong = [row for row in compared if _contradicts(row, group)]
        if len(compared) >= ENOUGH_LINES and len(wrong) > len(compared) / 2:
            reason = (
                "is not its line's own: the column contradicts pupils ÷ total on "
                f"{len(wrong):,} of {len(compared):,} lines"
            )
            _refuse_shares(rows, group, share, reason)
        else:
            for row in wrong:
                reason = "contradicts the group's share of all pupils"
                row.cells.refuse(pupils, reason)
                row.cells.refuse(share, "contradicts the group's number of pupils")
                del row.figures[group]


def _check_number(row: SchoolRow, group: EnrolledGroup, column: str) -> None:
    figure = row.figures.get(group)
    if figure is None or figure.pupils is None or row.total is None:
        return
    if figure.pupils > row.total:
        row.cells.refuse(column, "is more than all pupils of the school")
        _replace(row, group, figure._replace(pupils=None))


def _expected(row: SchoolRow, group: EnrolledGroup) -> Decimal | None:
    """The share that the numbers of pupils give, where there is a reported one beside it."""
    figure = row.figures.get(group)
    if figure is None or figure.pupils is None or figure.share is None or not row.total:
        return None
    return Decimal(100 * figure.pupils) / row.total


def _contradicts(row: SchoolRow, group: EnrolledGroup) -> bool:
    expected, share = _expected(row, group), row.figures[group].share
    return expected is not None and share is not None and abs(expected - share) > TOLERANCE


def _refuse_shares(
    rows: Iterable[SchoolRow], group: EnrolledGroup, column: str, reason: str
) -> None:
    for row in rows:
        figure = row.figures.get(group)
        if figure is not None and figure.share is not None:
            row.cells.refuse(column, reason)
            _replace(row, group, figure._replace(share=None))


def _replace(row: SchoolRow, group: EnrolledGroup, figure: Figure) -> None:
    if figure == Figure(None, None):
        del row.figures[group]
    else:
        row.figures[group] = figure
