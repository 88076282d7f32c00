"""From the bytes of an HTTP request to a well-formed GraphQL request, or to why it is none.

Whatever is sent here is somebody's mistake or attack sooner or later: each has its own words, and
none is a fault of ours.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson

from api.negotiation import is_json
from api.trace import current_trace_id
from auth.documents import DocumentReference
from models.failures import ErrorCode
from schema.engine import Request

__all__ = ["Rejected", "asked_in_body", "asked_in_url", "bad_request", "error_body"]

DEEPEST_JSON: Final = 100
MOST_VALUES: Final = 50_000
PARAMETERS: Final = frozenset({"query", "documentId", "operationName", "variables", "extensions"})
SHA256: Final = re.compile("[0-9a-f]{64}")
DOCUMENT_NAME: Final = re.compile(r"[A-Za-z0-9._~-]{1,255}")
"""An id of the client's own, by the draft's appendix on persisted documents."""
ACCEPT_POST: Final = (b"accept-post", b"application/json")


class Rejected(Exception):  # noqa: N818 - named by what happened, like the failures
    """A request that is answered before the engine sees it."""

    def __init__(
        self, status: int, message: str, *headers: tuple[bytes, bytes], code: ErrorCode
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.headers = status, code, headers
        self.body = error_body(code, message)


def error_body(code: ErrorCode, message: str, path: Sequence[str] = ()) -> bytes:
    """A GraphQL response with one error and no data; a fault of ours carries the trace id."""
    extensions = {"code": code.value}
    if code is ErrorCode.INTERNAL:
        extensions["traceId"] = current_trace_id()
    place = {"path": path} if path else {}
    return orjson.dumps({"errors": [{"message": message, **place, "extensions": extensions}]})


def bad_request(message: str, status: int = 400, *headers: tuple[bytes, bytes]) -> Rejected:
    """A request that is not well-formed, and what is wrong with it."""
    return Rejected(status, message, *headers, code=ErrorCode.BAD_USER_INPUT)


def asked_in_body(headers: Mapping[bytes, bytes], body: bytes) -> Request:
    """The request in a POST's body."""
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise bad_request("Send the body uncompressed.", 415)
    if not is_json(headers.get(b"content-type", b"")):
        raise bad_request("Send 'Content-Type: application/json', in UTF-8.", 415, ACCEPT_POST)
    parameters = parsed(body, "The body")
    if isinstance(parameters, list):
        raise bad_request("Batches are not supported: send one request at a time.")
    if not isinstance(parameters, dict):
        raise bad_request("The body is not a JSON object with a 'query'.")
    return request_of(parameters)


def asked_in_url(query_string: bytes) -> Request:
    """The request in a GET's query string, where `variables` and `extensions` are JSON texts."""
    try:
        pairs = parse_qsl(query_string.decode(), keep_blank_values=True, errors="strict")
    except ValueError:
        raise bad_request("The query string is not URL-encoded UTF-8.") from None
    given = [(name, value) for name, value in pairs if name in PARAMETERS]
    parameters: dict[str, Any] = dict(given)
    if len(parameters) < len(given):
        raise bad_request("A parameter is given more than once.")
    for name in ("variables", "extensions"):
        text = parameters.get(name)
        parameters[name] = parsed(text.encode(), f"'{name}'") if text else None
    return request_of(parameters)


def parsed(text: bytes, what: str) -> Any:
    """The value that a JSON text stands for, if it is not nested beyond what anybody needs."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"{what} is not JSON in UTF-8: {error.msg}.") from None
    if text.count(b"{") + text.count(b"[") > DEEPEST_JSON or text.count(b",") > MOST_VALUES:
        refuse_oversized(value, what)
    return value


def refuse_oversized(value: object, what: str) -> None:
    """Raise for a JSON value that would keep the event loop busy: too deep, or of too many parts.

    Coercing a hundred thousand values to their types takes graphql-core half a second.
    """
    level, values = [value], 1
    for _ in range(DEEPEST_JSON):
        level = [inner for outer in level for inner in inside(outer)]
        values += len(level)
    if any(inside(inner) for inner in level):
        raise bad_request(f"{what} is nested more than {DEEPEST_JSON} levels deep.")
    if values > MOST_VALUES:
        message = f"{what} has {values:,} values; at most {MOST_VALUES:,} are allowed."
        raise Rejected(413, message, code=ErrorCode.COST_LIMIT_EXCEEDED)


def inside(value: object) -> Collection[object]:
    """What an object or list holds; nothing for a scalar."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def request_of(parameters: Mapping[str, Any]) -> Request:
    """The request, if its parameters have the types that the specification gives them."""
    query = parameters.get("query")
    if query is not None and not isinstance(query, str):
        raise bad_request("'query' is not a string.")
    name = parameters.get("operationName")
    if not (name is None or isinstance(name, str)):
        raise bad_request("'operationName' is neither a string nor null.")
    variables, extensions = parameters.get("variables"), parameters.get("extensions")
    if not (variables is None or isinstance(variables, dict)):
        raise bad_request("'variables' is neither an object nor null.")
    if not (extensions is None or isinstance(extensions, dict)):
        raise bad_request("'extensions' is neither an object nor null.")
    document = named_document(parameters.get("documentId"), extensions)
    if not query and document is None:
        raise bad_request("'query' is missing, and no document is named.")
    return Request(query or "", name or None, variables, extensions, document=document)


def named_document(
    document_id: object, extensions: Mapping[str, Any] | None
) -> DocumentReference | None:
    """What names the document: the draft's `documentId`, or Apollo's extension."""
    persisted = (extensions or {}).get("persistedQuery")
    if document_id is None:
        return None if persisted is None else apollo_document(persisted)
    if not isinstance(document_id, str):
        raise bad_request("'documentId' is not a string.")
    prefix, colon, digits = document_id.partition(":")
    if not colon and DOCUMENT_NAME.fullmatch(document_id):
        return DocumentReference(name=document_id)
    if prefix != "sha256" or not SHA256.fullmatch(digits):
        raise bad_request("'documentId' is neither 'sha256:' and 64 lower-case digits nor an id.")
    return DocumentReference(bytes.fromhex(digits))


def apollo_document(persisted: object) -> DocumentReference:
    """What the extension `persistedQuery` says: version 1, and the SHA-256 in hexadecimal."""
    if not isinstance(persisted, Mapping) or persisted.get("version") != 1:
        raise bad_request("'persistedQuery' is not of version 1.")
    digits = persisted.get("sha256Hash")
    if not isinstance(digits, str) or not SHA256.fullmatch(digits.lower()):
        raise bad_request("'sha256Hash' is not 64 digits of hexadecimal.")
    return DocumentReference(bytes.fromhex(digits))
