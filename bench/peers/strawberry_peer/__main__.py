"""Serves the peer: `python -m bench.peers.strawberry_peer`, with DATABASE_URL and PORT set."""

import os

import uvicorn

from bench.peers.strawberry_peer.server import application

uvicorn.run(
    application(os.environ["DATABASE_URL"], int(os.environ.get("POOL_SIZE", "8"))),
    port=int(os.environ["PORT"]),
    loop="uvloop",
    http="httptools",
    access_log=False,
    log_level="warning",
)
