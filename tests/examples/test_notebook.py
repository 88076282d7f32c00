"""examples/notebook: its client is generated from the schema, and its frame tells what is so."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.examples.conftest import Served

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/notebook"
PROGRAMS = ROOT / ".venv/notebook/bin"
AFTER = """
import json, turnover
told = {
    "columns": turnover.frame.columns,
    "districts": turnover.frame["district"].unique().sort().to_list(),
    "teachers": turnover.frame.filter(turnover.pl.col("role") == "TEACHER").select(
        "district", "staff", "left", "framework", "level", "pupils").to_dicts(),
    "by_level": turnover.by_level.to_dicts(),
    "citation": turnover.citation,
    "released": None if turnover.released is None else turnover.released.height,
    "frameworks": sorted(turnover.released["framework"].unique().to_list()),
}
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with its client, generated from the committed schema."""
    root = tmp_path_factory.mktemp("clone")
    (root / "schema.graphql").symlink_to(ROOT / "schema.graphql")
    ignored = shutil.ignore_patterns("network", "__pycache__")
    folder = Path(shutil.copytree(EXAMPLE, root / "examples/notebook", ignore=ignored))
    assert PROGRAMS.is_dir(), "`make install-dev` makes it"
    done = subprocess.run(
        [PROGRAMS / "ariadne-codegen", "--config", "ariadne-codegen.toml"],
        cwd=folder,
        env={**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_notebook_s_frame_holds_every_district_s_turnover(
    generated: Path, served: Served, release: str
) -> None:
    assert "is published" in release
    done = subprocess.run(
        [PROGRAMS / "python", "-W", "error", "-c", AFTER],
        cwd=generated,
        env={**os.environ, "THROUGHLINE_URL": served.address},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {"framework", "determination", "level"} <= set(told["columns"])
    assert len(told["districts"]) == 5
    mill_city = next(row for row in told["teachers"] if row["district"] == "Mill City")
    assert (mill_city["staff"], mill_city["left"]) == (194, 33)
    assert mill_city["framework"] == "LEVELS_2012"
    assert mill_city["pupils"] > 1000
    assert sum(row["staff"] for row in told["by_level"]) == sum(
        row["staff"] for row in told["teachers"]
    )
    assert told["citation"].startswith("The research office (")
    assert told["released"] > 20
    assert told["frameworks"] == ["LEVELS_2012"]
