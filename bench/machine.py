"""What the numbers were measured on: the machine in general terms, and versions of everything."""

import asyncio
import json
import os
import platform
import subprocess
from importlib.metadata import version

import asyncpg
import psutil

from api.embedded import Urls
from bench.servers import NPM, POOL_SIZE

__all__ = ["setup"]

PYTHON_PACKAGES = ("uvicorn", "asyncpg", "graphql-core", "strawberry-graphql", "sqlalchemy")
NPM_PACKAGES = (
    "postgraphile",
    "@graphile/pg-aggregates",
    "postgraphile-plugin-connection-filter",
)


def setup(urls: Urls) -> dict[str, str]:
    """Names and values, none of which tells whose machine it is."""
    memory = round(psutil.virtual_memory().total / 2**30)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    node = subprocess.run(
        [NPM / "node_modules" / ".bin" / "node", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        "machine": f"{cores} cores ({platform.machine()}), {memory} GB, {platform.system()}",
        "database connections": str(POOL_SIZE),
        "PostgreSQL": asyncio.run(_postgresql(urls)),
        "Python": platform.python_version(),
        **{name: version(name) for name in PYTHON_PACKAGES},
        "Node.js": node.stdout.strip().removeprefix("v"),
        **{name: _npm_version(name) for name in NPM_PACKAGES},
    }


async def _postgresql(urls: Urls) -> str:
    connection = await asyncpg.connect(urls.api)
    try:
        number: str = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    return number


def _npm_version(name: str) -> str:
    package = json.loads((NPM / "node_modules" / name / "package.json").read_text())
    number: str = package["version"]
    return number
