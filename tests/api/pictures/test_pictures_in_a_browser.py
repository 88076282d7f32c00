"""The demo's pictures as Chromium shows them: nothing cut off, nothing covered, both schemes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.browser import Page, needs_chromium, opened
from tests.api.pictures.gallery import Gallery

pytestmark = needs_chromium

ALL = """{
  causalNetworks { nodes { pictureUrl } }
  plans { nodes { pictureUrl } }
  statisticsReleases { nodes { pictureUrl } }
  benchmarks(where: {measurements: {some: {}}}) { nodes { pictureUrl } }
}"""
TEXTS = """
return [...document.querySelectorAll("text")].map(text => {
  const box = text.getBoundingClientRect();
  return [text.textContent, box.left, box.top, box.right, box.bottom];
});
"""
TITLE = "return getComputedStyle(document.querySelector('text')).fill"
SLACK = 3.0
"""How far boxes of letters, which are taller than what is drawn, may overlap."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


async def shown(page: Page, gallery: Gallery, folder: Path, address: str, who: str) -> list[Any]:
    """The texts of a picture and where each stands, in a window as large as the picture."""
    reply = await gallery.get(address, who)
    file = folder / "picture.svg"
    file.write_bytes(reply.content)
    page.chrome.get(file.as_uri())
    return list(page.chrome.execute_script(TEXTS))


@pytest.mark.parametrize("width", [None, 340, 1200])
async def test_no_text_is_cut_off_or_covered_by_another(
    page: Page, gallery: Gallery, tmp_path: Path, width: int | None
) -> None:
    for address in await gallery.addresses(ALL, "state-office"):
        if width and "causal-networks" in address:
            continue
        asked = f"{address}?width={width}" if width else address
        texts = await shown(page, gallery, tmp_path, asked, "state-office")
        right = page.chrome.execute_script("return document.documentElement.width.baseVal.value")
        bottom = page.chrome.execute_script("return document.documentElement.height.baseVal.value")
        for says, x, y, end_x, end_y in texts:
            assert x >= 0, (asked, says)
            assert y >= 0, (asked, says)
            assert end_x <= right + 0.5, (asked, says)
            assert end_y <= bottom, (asked, says)
        assert not covered(texts), asked


async def test_colours_follow_the_readers_scheme(
    page: Page, gallery: Gallery, tmp_path: Path
) -> None:
    (address, *_) = await gallery.addresses(ALL, "state-office")
    colours = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        await shown(page, gallery, tmp_path, address, "state-office")
        colours.append(page.chrome.execute_script(TITLE))
    assert colours == ["rgb(31, 35, 40)", "rgb(240, 246, 252)"]


async def test_a_screen_reader_hears_the_name_and_the_description(
    page: Page, gallery: Gallery, tmp_path: Path
) -> None:
    (address, *_) = await gallery.addresses(ALL, "state-office")
    await shown(page, gallery, tmp_path, address, "state-office")
    tree = page.chrome.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    (image,) = (node for node in tree if node.get("role", {}).get("value") == "image")
    assert image["name"]["value"].startswith("Causal network: Figure")
    assert "Variables: 1 " in image["description"]["value"]


def covered(texts: list[Any]) -> list[tuple[str, str]]:
    """Pairs of texts that lie over each other."""
    return [
        (one[0], other[0])
        for place, one in enumerate(texts)
        for other in texts[place + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > SLACK
        and min(one[4], other[4]) - max(one[2], other[2]) > SLACK
    ]
