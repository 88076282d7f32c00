"""The demo's personas, for whoever asks: `GET /demo/personas`, in demo mode only.

Those who are people are let in by the log-in without a password (`api/log_in/passwords.py`).
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from auth.tokens import subject_of
from seeds.demo.personas import PERSONAS

__all__ = ["persona_routes"]

_PUBLIC = {
    "name": "public",
    "label": "The public",
    "description": "You send no token, and see what anyone may see.",
    "subject": None,
}


def persona_routes() -> list[BaseRoute]:
    """Who can be taken."""
    return [Route("/demo/personas", _personas)]


async def _personas(_: Request) -> Response:
    listed = [
        {
            "name": persona.name,
            "label": persona.label,
            "description": persona.description,
            "subject": subject_of(persona.caller),
        }
        for persona in PERSONAS.values()
        if persona.caller.person is not None  # a firm's server logs itself in, and no browser it
    ]
    return JSONResponse({"personas": [_PUBLIC, *listed]})
