"""What a clone installs, and what the image and the compose file say; no engine is needed."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from api.settings import Settings

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements/runtime.txt", "requirements/dev.txt")
LOCKED = re.compile(
    r"([a-z0-9-]+)==(\S+?)(?: ; .*)? \\((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)"
)
PASSED_OVER = {"node_modules", "__pycache__"}


def text(path: str) -> str:
    return (ROOT / path).read_text()


def compose() -> Any:
    return yaml.safe_load(text("docker-compose.yml"))


def project() -> Any:
    return tomllib.loads(text("pyproject.toml"))


def locked(path: str) -> dict[str, str]:
    return {name: version for name, version, _ in LOCKED.findall(text(path))}


def ours() -> Iterator[Path]:
    """The files of the project, as far as they are text."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in PASSED_OVER and (not name.startswith(".") or name == ".ci")
        ]
        for file in files:
            yield Path(folder, file)


@pytest.mark.parametrize(
    ("path", "fewest"),
    [*((path, 50) for path in LOCKS), ("examples/notebook/requirements.txt", 10)],
)
def test_every_line_of_a_lock_is_a_version_with_its_hashes(path: str, fewest: int) -> None:
    rest = LOCKED.sub("", text(path))
    assert [line for line in rest.splitlines() if line and not line.startswith("    #")] == []
    assert len(locked(path)) > fewest


def test_the_locks_hold_what_the_project_asks_for() -> None:
    groups = project()["dependency-groups"]
    wanted = [*project()["project"]["dependencies"], *groups["build"]]
    for path, names in ((LOCKS[0], wanted), (LOCKS[1], [*wanted, *groups["dev"]])):
        versions = locked(path)
        for requirement in map(Requirement, names):
            assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_notebook_s_lock_holds_what_it_asks_for() -> None:
    versions = locked("examples/notebook/requirements.txt")
    assert set(text("examples/notebook/requirements.in").split()) <= versions.keys()
    assert versions["graphql-core"].startswith("3.2."), "or it could live in our environment"


def test_the_tests_run_on_what_is_served() -> None:
    runtime, dev = map(locked, LOCKS)
    assert runtime.items() <= dev.items()


def test_no_file_names_a_registry_or_a_place_on_somebody_s_machine() -> None:
    elsewhere = re.compile(
        rb"(?:pypi|pythonhosted|registry\.npmjs|registry\.yarnpkg)\.(?:org|com)|"
        rb"(?<![\w.~$}/*])/(?:root|home|Users|work)/\w"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match[0]!r}"
        for path in ours()
        if (match := elsewhere.search(path.read_bytes())) and path != Path(__file__)
    ]
    assert found == []


def test_npm_s_locks_have_hashes_and_no_addresses() -> None:
    locks = [path for path in ours() if path.name == "package-lock.json"]
    assert len(locks) >= 2
    for lock in locks:
        packages = json.loads(lock.read_text())["packages"]
        others = {name: about for name, about in packages.items() if name}
        assert others
        assert [name for name, about in others.items() if "integrity" not in about] == []
        assert [name for name, about in others.items() if "resolved" in about] == []


def test_the_compose_file_is_one() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [*check, "docker-compose.yml"], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_the_compose_file_brings_what_it_should() -> None:
    services = compose()["services"]
    images = {name: about.get("image", "").split(":") for name, about in services.items()}
    assert images["postgres"] == ["postgres", "18"]
    assert images["collector"][0] == "otel/opentelemetry-collector"
    assert images["jaeger"][0] == "jaegertracing/jaeger"
    assert services["api"]["build"] == services["worker"]["build"] == "."
    shared = [services[name]["volumes"] for name in ("api", "worker")]
    assert shared == [["data:/data"]] * 2, "or they had not the same secret"


def test_the_compose_file_mounts_files_that_there_are() -> None:
    mounted = [
        volume.split(":")[0]
        for service in compose()["services"].values()
        for volume in service.get("volumes", ())
        if volume.startswith(".")
    ]
    assert len(mounted) == 2
    assert [path for path in mounted if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(("name", "does_jobs"), [("api", False), ("worker", True)])
def test_the_compose_file_sets_what_can_be_set(
    name: str, *, does_jobs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = compose()["services"][name]["environment"]
    known = {name.upper() for name in Settings.model_fields}
    assert [name for name in given if name not in known and not name.startswith("OTEL_")] == []
    # The image's own, then the compose file's on top of them.
    for variable, value in {"HOST": "0.0.0.0", "DATA_DIR": "/data", **given}.items():
        monkeypatch.setenv(variable, str(value))
    settings = Settings()
    assert (settings.jobs, settings.demo) == (does_jobs, not does_jobs)


def test_nothing_is_published_beyond_this_machine() -> None:
    published = [
        port for service in compose()["services"].values() for port in service.get("ports", ())
    ]
    assert published
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []


def test_the_collector_s_pipelines_are_made_of_what_it_configures() -> None:
    config = yaml.safe_load(text("docker/collector.yaml"))
    for pipeline in config["service"]["pipelines"].values():
        for kind in ("receivers", "processors", "exporters"):
            assert set(pipeline[kind]) <= set(config[kind])
    endpoint = compose()["services"]["api"]["environment"]["OTEL_EXPORTER_OTLP_ENDPOINT"]
    listens = config["receivers"]["otlp"]["protocols"]["http"]["endpoint"]
    assert endpoint.split(":")[-1] == listens.split(":")[-1]


def test_the_image_is_made_by_the_steps_of_make_and_runs_what_make_runs() -> None:
    lines = text("Dockerfile").replace("\\\n", "").splitlines()
    steps = [line.removeprefix("RUN ") for line in lines if line.startswith("RUN ")]
    assert steps[0] == "make install"
    assert all(step.startswith("install --directory ") for step in steps[1:])
    assert 'CMD [".venv/bin/throughline", "serve"]' in lines
    assert "USER nobody" in lines
    (recipe,) = re.findall(r"^serve: .*\n\t(.*)$", text("Makefile"), re.MULTILINE)
    assert recipe.endswith("exec $(BIN)/throughline serve")


def test_ci_hides_nothing() -> None:
    lines = text(".ci/run").splitlines()
    assert lines[-2:] == ["make check", "make test"]
    assert "set -euo pipefail" in lines
