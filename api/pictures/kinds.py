"""The kinds of pictures: where each stands, what it asks, and how it is drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from api.pictures.benchmarks import BENCHMARK, read_benchmark
from api.pictures.mobility import (
    MOBILITY,
    RELEASED_MOBILITY,
    read_mobility,
    read_release,
)
from api.pictures.networks import NETWORK, read_network
from api.pictures.parameters import Parameters
from api.pictures.through_lines import THROUGH_LINE, read_through_line
from schema.pictures import BENCHMARKS, CAUSAL_NETWORKS, PLANS, RELEASES

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """Pictures of one kind.

    `question` asks for what is drawn as `picture`, by `$id`, where there is one in the path, and by
    the lengths of its lists, which `lists` names. `name` is what telemetry calls it.
    """

    name: str
    path: str
    question: str
    draw: Callable[[Any, Parameters, str], bytes]
    lists: Mapping[str, int] = field(default_factory=dict)
    parameters: frozenset[str] = frozenset()


def _network(record: Mapping[str, Any], parameters: Parameters, key: str) -> bytes:
    from api.pictures.network_picture import network_picture

    network = read_network(record)
    return network_picture(network, network.chosen(parameters), key)


def _benchmark(record: Mapping[str, Any], parameters: Parameters, key: str) -> bytes:
    from api.pictures.benchmark_picture import benchmark_picture

    return benchmark_picture(read_benchmark(record), parameters.width(), key)


def _plan(record: Mapping[str, Any], parameters: Parameters, key: str) -> bytes:
    from api.pictures.through_line_picture import through_line_picture

    return through_line_picture(read_through_line(record), parameters.width(), key)


def _mobility(rows: list[Any], parameters: Parameters, key: str) -> bytes:
    from api.pictures.mobility_picture import mobility_picture

    return mobility_picture(read_mobility(rows), parameters.width(), key)


def _release(record: Mapping[str, Any], parameters: Parameters, key: str) -> bytes:
    from api.pictures.mobility_picture import mobility_picture

    return mobility_picture(read_release(record), parameters.width(), key)


KINDS: Final = (
    Kind(
        name="PictureOfMobility",
        path="mobility/by-site.svg",
        question=MOBILITY,
        draw=_mobility,
        parameters=frozenset({"width"}),
    ),
    Kind(
        name="PictureOfReleasedMobility",
        path=f"{RELEASES}/{{id}}.svg",
        question=RELEASED_MOBILITY,
        draw=_release,
        lists={"cells": 1000},
        parameters=frozenset({"width"}),
    ),
    Kind(
        name="PictureOfThroughLine",
        path=f"{PLANS}/{{id}}.svg",
        question=THROUGH_LINE,
        draw=_plan,
        parameters=frozenset({"width"}),
    ),
    Kind(
        name="PictureOfBenchmark",
        path=f"{BENCHMARKS}/{{id}}.svg",
        question=BENCHMARK,
        draw=_benchmark,
        lists={"measurements": 500},
        parameters=frozenset({"width"}),
    ),
    Kind(
        name="PictureOfCausalNetwork",
        path=f"{CAUSAL_NETWORKS}/{{id}}.svg",
        question=NETWORK,
        draw=_network,
        lists={"variables": 100, "links": 400},
        parameters=frozenset({"from", "to", "stream"}),
    ),
)
