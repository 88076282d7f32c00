"""Pictures as the right and the wrong caller get them, and what goes out with them."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from api.embedded import Urls
from models.failures import ErrorCode
from schema.engine import Reply, ReplyKind
from tests.api.edge import running_edge
from tests.api.pictures.gallery import SVG, Gallery, opened_gallery, read, words
from tests.databases import connected
from tests.schema.graphs import EVERYONE

NETWORK = '{ causalNetworks(first: 1, where: {title: {eq: "%s"}}) { nodes { pictureUrl } } }'
FEEDBACK = "Teachers receive feedback on the day of the visit."
TEAMS = "Teachers' teams meet on data every other week and write down what they will change."
BENCHMARK = '{ benchmarks(first: 1, where: {statement: {eq: "%s"}}) { nodes { pictureUrl } } }'
DRAFT = "{ plans(where: {status: {eq: DRAFT}}) { nodes { pictureUrl } } }"
EVERY = """{
  statisticsReleases { nodes { pictureUrl } }
  plans { nodes { pictureUrl } }
  causalNetworks { nodes { pictureUrl } }
  benchmarks(first: 200) { nodes { pictureUrl } }
}"""
NOBODYS = "f" * 64
KINDS = {"benchmarks", "causal-networks", "plans", "statistics-releases"}
TAGS = {"svg", "g", "title", "desc", "style", "rect", "circle", "line", "path", "text"}


def code(reply: httpx.Response) -> str:
    assert reply.headers["content-type"] == "application/json"
    (error,) = reply.json()["errors"]
    assert error["message"]
    return str(error["extensions"]["code"])


@pytest.mark.parametrize("who", EVERYONE)
async def test_every_address_that_is_told_has_a_picture_for_whom_it_is_told(
    gallery: Gallery, who: str | None
) -> None:
    found = await gallery.addresses(EVERY, who)
    assert {address.split("/")[1] for address in found} == KINDS
    for address in found if who in {"manager", None} else found[:12]:
        picture = await gallery.picture(address, who)
        assert picture.tag == f"{SVG}svg"


async def test_a_network_that_is_not_published_is_its_authors_and_the_research_offices(
    unpublished: Gallery,
) -> None:
    address = await unpublished.address(NETWORK % "Figure 2", "research-office")
    public = await unpublished.address(NETWORK % "Figure 1")
    absent = f"pictures/causal-networks/CausalNetwork_{NOBODYS}.svg"
    for who in EVERYONE:
        assert (await unpublished.get(public, who)).status_code == 200
        reply = await unpublished.get(address, who)
        assert reply.status_code == (200 if who == "research-office" else 404), who
        if reply.status_code != 200:
            assert code(reply) == "NOT_FOUND"
            assert reply.content == (await unpublished.get(absent, who)).content


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("superintendent", 200),
        ("other-manager", 404),
        ("monitor", 404),
        (None, 404),
    ],
)
async def test_a_draft_plans_picture_stays_in_its_district(
    gallery: Gallery, who: str | None, status: int
) -> None:
    address = await gallery.address(DRAFT, "manager")
    assert (await gallery.get(address, who)).status_code == status


async def test_measurements_are_drawn_for_those_who_see_them(gallery: Gallery) -> None:
    address = await gallery.address(BENCHMARK % FEEDBACK)
    for reader in ("manager", "monitor", "state-office", "research-office"):
        shown = words(await gallery.picture(address, reader)).splitlines()
        assert {"72", "86", "baseline: 10", "target: at least 95"} <= set(shown)
    for who in (None, "teacher", "other-manager", "state-board"):
        picture = await gallery.picture(address, who)
        shown = words(picture).splitlines()
        assert not {"72", "86"} & set(shown)
        assert {"No measurement that you may see.", "baseline: 10", FEEDBACK} <= set(shown)
        assert "72" not in (picture.findtext(f"{SVG}desc") or "")


async def test_evidence_counts_for_those_who_see_it(gallery: Gallery) -> None:
    query = "{ plans(where: {status: {eq: IN_IMPLEMENTATION}}) { nodes { pictureUrl } } }"
    address = await gallery.address(query)
    assert "Evidence: 5" in words(await gallery.picture(address, "manager"))
    assert "Evidence" not in words(await gallery.picture(address))


async def test_a_picture_may_hold_nothing_but_itself(gallery: Gallery) -> None:
    reply = await gallery.get(await gallery.address(NETWORK % "Figure 1"))
    policy = reply.headers["content-security-policy"].split("; ")
    assert policy == ["default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'none'"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-type"] == "image/svg+xml"
    assert reply.headers["cache-control"] == "private, no-cache"
    assert reply.headers["vary"] == "authorization"


async def test_what_a_client_has_is_not_sent_again_until_it_changes(gallery: Gallery) -> None:
    address = await gallery.address(BENCHMARK % FEEDBACK)
    first = await gallery.get(address, "manager")
    again = await gallery.get(address, "manager", if_none_match=f'"other", {first.headers["etag"]}')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == "private, no-cache"
    public = await gallery.get(address, if_none_match=first.headers["etag"])
    assert public.status_code == 200
    assert (await gallery.get(address, "manager")).content == first.content


async def test_who_has_a_picture_no_longer_hears_of_it_when_it_is_withdrawn(
    own_urls: Urls, tmp_path: Path
) -> None:
    async with opened_gallery(own_urls.api, tmp_path) as gallery:
        address = await gallery.address(NETWORK % "Figure 2")
        tag = (await gallery.get(address)).headers["etag"]
        async with connected(own_urls.owner) as owner:
            await owner.execute("UPDATE causal_network SET published_on = NULL")
        assert (await gallery.get(address, if_none_match=tag)).status_code == 404
        assert (await gallery.get(address, "research-office")).status_code == 200


@pytest.mark.parametrize(
    ("kind", "parameters", "place"),
    [
        ("causal-networks", "from=2", "to"),
        ("causal-networks", "to=2", "from"),
        ("causal-networks", "from=2&to=99", "to"),
        ("causal-networks", "from=0&to=2", "from"),
        ("causal-networks", "from=two&to=8", "from"),
        ("causal-networks", "from=-1&to=8", "from"),
        ("causal-networks", "from=1&from=2&to=8", "from"),
        ("causal-networks", "from=%D9%A1&to=8", "from"),
        ("causal-networks", "stream=9", "stream"),
        ("causal-networks", "stream=1&from=1&to=8", "from"),
        ("causal-networks", "width=400", "width"),
        ("causal-networks", "form=2", "form"),
        ("benchmarks", "width=319", "width"),
        ("benchmarks", "width=1601", "width"),
        ("benchmarks", "width=", "width"),
        ("plans", "width=1e3", "width"),
        ("plans", "%FF=1", None),
    ],
)
async def test_a_wrong_parameter_is_refused_with_its_place(
    gallery: Gallery, kind: str, parameters: str, place: str | None
) -> None:
    found = await gallery.addresses(EVERY)
    address = next(each for each in found if each.startswith(f"pictures/{kind}/"))
    reply = await gallery.get(f"{address}?{parameters}")
    assert (reply.status_code, code(reply)) == (400, "BAD_USER_INPUT")
    assert reply.json()["errors"][0].get("path", [None])[0] == place


@pytest.mark.parametrize("raw", ["Mill%20City", "Benchmark_", "Benchmark_ff", "..%2f..", "%00"])
async def test_what_is_no_id_is_refused(gallery: Gallery, raw: str) -> None:
    reply = await gallery.get(f"pictures/benchmarks/{raw}.svg")
    if reply.status_code != 404:  # where the path does not even lead here
        assert (reply.status_code, code(reply)) == (400, "BAD_USER_INPUT")
        assert reply.json()["errors"][0]["path"] == ["id"]


async def test_an_id_of_another_type_names_nothing(gallery: Gallery) -> None:
    address = await gallery.address(BENCHMARK % FEEDBACK)
    reply = await gallery.get(address.replace("/benchmarks/", "/plans/"), "state-office")
    assert (reply.status_code, code(reply)) == (404, "NOT_FOUND")


async def test_a_token_that_is_no_good_is_not_the_publics(gallery: Gallery) -> None:
    address = await gallery.address(BENCHMARK % FEEDBACK)
    for given in ("Bearer nonsense", "Basic abc", f"Bearer {gallery.tokens['manager'][:-4]}AAAA"):
        reply = await gallery.get(address, authorization=given)
        assert (reply.status_code, code(reply)) == (401, "UNAUTHENTICATED")
        assert reply.headers["www-authenticate"].startswith("Bearer error=")
        assert reply.headers["cache-control"] == "no-store"
    assert gallery.statements == []


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("POST", 405), ("DELETE", 405)])
async def test_pictures_are_only_looked_at(gallery: Gallery, method: str, status: int) -> None:
    address = await gallery.address(BENCHMARK % FEEDBACK)
    assert (await gallery.get(address, method=method)).status_code == status


async def test_an_operators_page_limit_shortens_lists_and_is_told(
    demo_urls: Urls, tmp_path: Path
) -> None:
    async with opened_gallery(demo_urls.api, tmp_path, max_page=3) as small:
        shown = words(await small.picture(await small.address(NETWORK % "Figure 1")))
        assert "23 variables and links more are not drawn." in shown
        benchmark = await small.address(BENCHMARK % TEAMS)
        shown = words(await small.picture(benchmark, "manager"))
        assert "1 earlier measurements are not drawn." in shown


@pytest.mark.parametrize(
    ("failed", "status"),
    [(ErrorCode.INTERNAL, 500), (ErrorCode.TIMEOUT, 503), (ErrorCode.COST_LIMIT_EXCEEDED, 400)],
)
async def test_a_fault_is_told_as_the_engine_tells_it(failed: ErrorCode, status: int) -> None:
    told = b'{"errors":[{"message":"as told","extensions":{"code":"%s"}}]}' % failed.value.encode()

    async def fail(*_: Any, **__: Any) -> Reply:
        return Reply(told, ReplyKind.EXECUTED, "query", (failed.value,))

    async with running_edge() as edge:
        edge.engine.execute = fail  # type: ignore[method-assign]
        reply = await edge.client.get(f"/pictures/benchmarks/Benchmark_{NOBODYS}.svg")
    assert (reply.status_code, reply.content) == (status, told)
    assert reply.headers["cache-control"] == "no-store"
    assert edge.told.ends == [("query", (failed.value,), "PictureOfBenchmark")]


async def test_hostile_data_stays_text(own_urls: Urls, tmp_path: Path) -> None:
    hostile = "]]> <script>alert(1)</script> &amp; \"' \u202e\x01 שלום 🙂𝔐 " + "A" * 300
    async with connected(own_urls.owner) as owner:
        await owner.execute("UPDATE causal_network SET title = $1, account = $1", hostile)
        await owner.execute("UPDATE causal_variable SET name = $1, rating_note = $1", hostile)
        await owner.execute("UPDATE causal_link SET time_note = $1, citation = $1", hostile)
        await owner.execute("UPDATE benchmark SET statement = $1, unit = $1, metric = $1", hostile)
        await owner.execute("UPDATE school SET name = left($1, 100) || id", hostile)
        await owner.execute("UPDATE initiative SET title = $1", hostile)
        await owner.execute("UPDATE activity SET description = $1", hostile)
        await owner.execute("UPDATE accelerated_improvement_plan SET title = $1", hostile)
    async with opened_gallery(own_urls.api, tmp_path) as gallery:
        found = await gallery.addresses(EVERY, "manager")
        for address in [*found[:8], *found[-8:]]:
            reply = await gallery.get(address, "manager")
            assert reply.status_code == 200
            assert b"<script" not in reply.content
            tags = {each.tag.removeprefix(SVG) for each in read(reply.content).iter()}
            assert tags <= TAGS
