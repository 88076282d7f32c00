"""The pictures in the documentation are those that the demo gives."""

from collections.abc import AsyncIterator

import anyio
import pytest

from api.embedded import Urls
from tests.api.pictures.gallery import Gallery, opened_gallery
from tests.docs.pages import ROOT

CAUSAL = '{ causalNetworks(where: {title: {eq: "Figure 1"}}) { nodes { pictureUrl } } }'
PLAN = '{ district(by: {name: "Mill City"}) { currentPlan { pictureUrl } } }'
BENCHMARK = """{
  benchmarks(where: {statement: {startsWith: "Nine in ten classrooms"}}) { nodes { pictureUrl } }
}"""
PICTURES = {
    "network": (CAUSAL, "?from=2&to=8", None),
    "through-line": (PLAN, "", "manager"),
    "benchmark": (BENCHMARK, "", "manager"),
    "mobility": (None, "", "research-office"),
}


@pytest.fixture(scope="module")
async def gallery(
    demo_urls: Urls, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Gallery]:
    async with opened_gallery(demo_urls.api, tmp_path_factory.mktemp("gallery")) as opened:
        yield opened


@pytest.mark.parametrize("name", PICTURES)
async def test_every_picture_is_the_one_that_the_demo_gives(
    name: str, gallery: Gallery, request: pytest.FixtureRequest
) -> None:
    query, parameters, who = PICTURES[name]
    address = await gallery.address(query, who) if query else "pictures/mobility/by-site.svg"
    actual = (await gallery.get(f"{address}{parameters}", who)).content
    file = anyio.Path(ROOT / "docs" / "pictures" / f"{name}.svg")
    if request.config.getoption("--update-docs", default=False):
        await file.write_bytes(actual)
        return
    assert await file.read_bytes() == actual


def test_no_picture_is_left_over() -> None:
    found = {file.stem for file in (ROOT / "docs" / "pictures").iterdir()}
    assert found == set(PICTURES)
