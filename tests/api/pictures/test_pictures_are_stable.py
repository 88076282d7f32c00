"""The same data gives the same bytes: in any process, and without loading what draws too early."""

import os
import subprocess
import sys

DRAW = """
from datetime import date
from hashlib import sha256
from api.pictures.benchmark_picture import benchmark_picture
from api.pictures.benchmarks import Benchmark, Measured
from api.pictures.network_picture import network_picture
from api.pictures.networks import Choice, Link, Network, Variable
from api.pictures.through_line_picture import through_line_picture
from api.pictures.through_lines import Gap, Level, Sign, ThroughLine

variables = tuple(Variable(n, f"Variable {n}", "HIGH") for n in range(1, 20))
links = tuple(Link(a, b, "+") for a in range(1, 20) for b in range(a + 1, 20, 3))
network = Network("Title", "Site", "Account", variables, links)
measured = tuple(Measured(date(2012, n, 1), f"{n}.5", f"School {n % 3}") for n in range(1, 12))
benchmark = Benchmark(
    "It is so.", "Mill City", "Try", "final outcome", "MET", date(2011, 7, 1), date(2013, 6, 30),
    date(2013, 7, 1), None, "points", "1", "9.5", "AT_LEAST", None, measured,
)
level = Level("SCHOOL", "IN_PROGRESS", (Sign("MET", "x"),), (), gaps=(Gap("NEW", "SCHOOL", "y"),))
line = ThroughLine("Plan", "Mill City", "IN_PROGRESS", (level, level))
for picture in (
    network_picture(network, Choice(), "k"),
    benchmark_picture(benchmark, 720, "k"),
    through_line_picture(line, 720, "k"),
):
    print(sha256(picture).hexdigest())
"""
LOADED = """
import sys
import api.app
print([name for name in ("igraph", "vl_convert") if name in sys.modules])
"""


def printed(code: str, seed: str, zone: str = "UTC") -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_a_picture_is_the_same_in_every_process() -> None:
    assert printed(DRAW, "1", "America/New_York") == printed(DRAW, "2", "Pacific/Kiritimati")


def test_a_server_starts_without_what_draws() -> None:
    assert printed(LOADED, "0") == "[]\n"
