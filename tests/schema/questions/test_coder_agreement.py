"""Agreement between coders: the coefficients as published, over what the caller sees."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.database import Database
from tests.rows import Owner
from tests.schema.graphs import EVERYONE, Desk, Graph
from tests.schema.questions.coded import CodedStudy, researcher

AGREEMENT = """query ($withParts: Boolean!, $of: StudyFilter) {
  studies(first: 2, where: $of) { nodes {
  coderAgreement(withParts: $withParts) {
    code { id name } coders transcripts codePoints alpha undefined
    pairs {
      coder { label } otherCoder { label } transcripts codePoints
      bothMark oneMarks otherMarks neitherMarks observedAgreement kappa undefined
    }
  }
} } }"""
CODED = """{
  codes(first: 1000) { nodes { id parent { id } } }
  codings(first: 1000) { nodes {
    startsAt endsAt code { id } coder { label } transcript { id textLength }
  } }
}"""

Unit = Sequence[str]


def alpha(units: Iterable[Unit]) -> float | None:
    """Krippendorff's alpha for nominal data, from the values that each unit was given.

    As in K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): each pair of values
    within a unit of m values counts 1 / (m - 1) in the matrix of coincidences.
    """
    coincidences: Counter[tuple[str, str]] = Counter()
    for values in units:
        for one in range(len(values)):
            for other in range(len(values)):
                if one != other:
                    coincidences[values[one], values[other]] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[str] = Counter()
    for (value, _), count in coincidences.items():
        totals[value] += count
    n = sum(totals.values())
    differ = sum(count for (one, other), count in coincidences.items() if one != other)
    by_chance = sum(totals[c] * totals[k] for c in totals for k in totals if c != k)
    return 1 - (n - 1) * differ / by_chance if by_chance else None


def kappa(units: Iterable[Unit]) -> float | None:
    """Cohen's kappa of two coders, from the two values that each unit was given."""
    pairs = [tuple(values) for values in units]
    n = len(pairs)
    observed = sum(one == other for one, other in pairs) / n
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(ones[value] * others[value] for value in ones) / n**2
    return (observed - by_chance) / (1 - by_chance) if by_chance != 1 else None


def columns(*rows: str) -> list[Unit]:
    """Units from one line a coder; a full stop stands for no value."""
    return ["".join(values).replace(".", "") for values in zip(*rows, strict=True)]


# Krippendorff (2011): A, two observers and binary data; C, four observers and missing data.
MEG_AND_OWEN = columns("0100000010", "1110010000")
FOUR_OBSERVERS = columns("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_what_the_database_is_held_to_is_what_was_published() -> None:
    assert alpha(MEG_AND_OWEN) == pytest.approx(0.095, abs=0.0005)
    assert alpha(FOUR_OBSERVERS) == pytest.approx(0.743, abs=0.0005)


async def test_alpha_of_binary_data_is_as_published(blank: Owner) -> None:
    yes = sum(unit.count("1") for unit in MEG_AND_OWEN)
    no = sum(unit.count("0") for unit in MEG_AND_OWEN)
    meets = sum(len(set(unit)) == 2 for unit in MEG_AND_OWEN)
    found = await blank.fetchval("SELECT ask.alpha($1, $2, $3)", yes, no, meets)
    assert float(found) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(
    ("table", "published"),
    [
        # Feinstein and Cicchetti, High agreement but low kappa (1990): the same agreement twice.
        ((40, 9, 6, 45), 0.70),
        ((80, 10, 5, 5), 0.32),
        # Viera and Garrett, Understanding interobserver agreement: the kappa statistic (2005).
        ((15, 5, 10, 70), 0.57),
    ],
)
async def test_kappa_is_as_published(
    blank: Owner, table: tuple[int, ...], published: float
) -> None:
    found = await blank.fetchval("SELECT ask.kappa($1, $2, $3, $4)", *table)
    assert float(found) == pytest.approx(published, abs=0.005)
    both, one, other, neither = table
    units = ["11"] * both + ["10"] * one + ["01"] * other + ["00"] * neither
    assert float(found) == pytest.approx(kappa(units))


@pytest.mark.parametrize("table", [(0, 0, 0, 9), (9, 0, 0, 0), (0, 0, 0, 0)])
async def test_without_variation_there_is_no_coefficient(
    blank: Owner, table: tuple[int, ...]
) -> None:
    assert await blank.fetchval("SELECT ask.kappa($1, $2, $3, $4)", *table) is None
    both, _, _, neither = table
    assert await blank.fetchval("SELECT ask.alpha($1, $2, 0)", 2 * both, 2 * neither) is None


class Coded:
    """What coders said of each code point, worked out one by one from the codings that are seen."""

    def __init__(self, data: Any, *, with_parts: bool) -> None:
        parents = {
            code["id"]: code["parent"] and code["parent"]["id"] for code in data["codes"]["nodes"]
        }
        self.lengths: dict[str, int] = {}
        self.coders: dict[str, set[str]] = defaultdict(set)
        self.marks: dict[str, dict[tuple[str, str], set[int]]] = defaultdict(dict)
        for each in data["codings"]["nodes"]:
            text, coder = each["transcript"]["id"], each["coder"]["label"]
            self.lengths[text] = each["transcript"]["textLength"]
            self.coders[text].add(coder)
            code = each["code"]["id"]
            while code:
                marked = self.marks[code].setdefault((text, coder), set())
                marked |= set(range(each["startsAt"], each["endsAt"]))
                code = parents[code] if with_parts else None

    def units(self, code: str, coders: Iterable[str] | None = None) -> list[Unit]:
        """The values of each code point that more than one of the coders has spoken of."""
        units: list[Unit] = []
        for text, present in self.coders.items():
            chosen = [c for c in (coders or sorted(present)) if c in present]
            if len(chosen) > 1 and (coders is None or set(coders) <= present):
                marks = [self.marks[code].get((text, coder), set()) for coder in chosen]
                units += [
                    "".join("01"[place in marked] for marked in marks)
                    for place in range(self.lengths[text])
                ]
        return units

    def texts(self, *coders: str) -> list[str]:
        """The transcripts that these coders, or any two, have coded."""
        return [
            text
            for text, present in self.coders.items()
            if (set(coders) <= present if coders else len(present) > 1)
        ]


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=0.00006)


def number(text: str | None) -> float | None:
    return None if text is None else float(text)


def hold(rows: list[Any], coded: Coded) -> None:
    """Rows of agreement say what the codings say."""
    assert {row["code"]["id"] for row in rows} == set(coded.marks)
    for row in rows:
        code = row["code"]["id"]
        units, texts = coded.units(code), coded.texts()
        assert number(row["alpha"]) == near(alpha(units))
        gap = "NO_VARIATION" if texts else "NO_SECOND_CODER"
        assert row["undefined"] == (gap if row["alpha"] is None else None)
        assert (row["transcripts"], row["codePoints"]) == (len(texts), len(units))
        assert row["coders"] == len({coder for text in texts for coder in coded.coders[text]})
        hold_pairs(row["pairs"], coded, code)


def hold_pairs(pairs: list[Any], coded: Coded, code: str) -> None:
    coders = {coder for present in coded.coders.values() for coder in present}
    expected = {pair for pair in combinations(sorted(coders), 2) if coded.texts(*pair)}
    shown = {tuple(sorted((p["coder"]["label"], p["otherCoder"]["label"]))) for p in pairs}
    assert shown == expected
    for pair in pairs:
        labels = (pair["coder"]["label"], pair["otherCoder"]["label"])
        units = coded.units(code, labels)
        said = Counter(units)
        assert [pair[name] for name in MARKS] == [said[each] for each in ("11", "10", "01", "00")]
        assert pair["codePoints"] == len(units)
        assert pair["transcripts"] == len(coded.texts(*labels))
        agreed = (said["11"] + said["00"]) / len(units)
        assert number(pair["observedAgreement"]) == near(agreed)
        assert number(pair["kappa"]) == near(kappa(units))
        assert pair["undefined"] == (None if pair["kappa"] else "NO_VARIATION")


MARKS = ("bothMark", "oneMarks", "otherMarks", "neitherMarks")


def agreement(data: Mapping[str, Any]) -> list[Any]:
    return [row for study in data["studies"]["nodes"] for row in study["coderAgreement"]]


@pytest.mark.parametrize("with_parts", [False, True])
@pytest.mark.parametrize("who", ["monitor", "research-office"])
async def test_agreement_is_over_what_the_caller_sees(
    graph: Graph, who: str, *, with_parts: bool
) -> None:
    coded = Coded((await graph(CODED, as_=who)).data, with_parts=with_parts)
    rows = agreement((await graph(AGREEMENT, {"withParts": with_parts}, as_=who)).data)
    assert rows
    hold(rows, coded)
    gaps = {row["undefined"] for row in rows}
    assert gaps == ({"NO_SECOND_CODER"} if who == "monitor" else {None})


@pytest.mark.parametrize("who", EVERYONE)
async def test_agreement_is_for_those_who_read_codings(graph: Graph, who: str | None) -> None:
    rows = agreement((await graph(AGREEMENT, {"withParts": False}, as_=who)).data)
    assert bool(rows) == (who in {"monitor", "research-office"})


async def test_one_code_can_be_asked_about(graph: Graph) -> None:
    rows = agreement((await graph(AGREEMENT, {"withParts": True}, as_="research-office")).data)
    query = """query ($code: ID!) { studies(first: 2) { nodes {
      coderAgreement(code: $code, withParts: true) { code { name } alpha }
    } } }"""
    for row in rows[:3]:
        answer = await graph(query, {"code": row["code"]["id"]}, as_="research-office")
        (found,) = agreement(answer.data)
        assert found == {"code": {"name": row["code"]["name"]}, "alpha": row["alpha"]}
    await graph.refusal(query, {"code": "Coding_00"}, as_="research-office")


async def test_a_code_tells_of_itself_what_its_study_tells_of_all(graph: Graph) -> None:
    of_code = """{ codes(first: 1000) { nodes { id coderAgreement(withParts: true) {
      code { id } coders alpha undefined pairs { kappa }
    } } } }"""
    query = """query { studies(first: 2) { nodes { coderAgreement(withParts: true) {
      code { id } coders alpha undefined pairs { kappa }
    } } } }"""
    for who in ("research-office", "monitor", "state-office"):
        rows = agreement((await graph(query, as_=who)).data)
        expected = {row["code"]["id"]: row for row in rows}
        codes = (await graph(of_code, as_=who)).data["codes"]["nodes"]
        assert expected.keys() <= {code["id"] for code in codes}
        for code in codes:
            assert code["coderAgreement"] == expected.get(code["id"])


MARK = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(["a", "b", "a part"]),
    st.integers(0, 8),
    st.integers(1, 4),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    marks=st.lists(MARK, min_size=1, max_size=14, unique=True),
    lengths=st.tuples(*[st.integers(8, 12)] * 3),
    with_parts=st.booleans(),
)
async def test_any_codings_agree_as_their_code_points_do(
    desk: Desk,
    owner: Owner,
    fresh_database: Database,
    marks: list[tuple[int, str, str, int, int]],
    lengths: tuple[int, ...],
    *,
    with_parts: bool,
) -> None:
    study = await CodedStudy.found(owner, str(await owner.fetchval("SELECT gen_random_uuid()")))
    await study.join("one", "two", "three")
    await study.code("a")
    await study.code("b")
    await study.code("a part", parent="a")
    texts = [await study.text("x" * length, by="one") for length in lengths]
    ranges = {
        (text, coder, code, starts_at, min(starts_at + size, lengths[text]))
        for text, coder, code, starts_at, size in marks
    }
    for text, coder, code, starts_at, ends_at in ranges:
        if starts_at < ends_at:
            await study.mark(texts[text], coder, code, starts_at, ends_at)
    graph = desk.over(fresh_database)
    office = await researcher(owner)
    of = {"id": {"eq": f"Study_{study.id.hex}"}}
    query = CODED.replace("codings(", "codings(where: {study: $of}, ")
    coded = await graph.ask(f"query ($of: StudyFilter!) {query}", {"of": of}, caller=office)
    asked = {"withParts": with_parts, "of": of}
    answer = await graph.ask(AGREEMENT, asked, caller=office)
    hold(agreement(answer.data), Coded(coded.data, with_parts=with_parts))
