"""The files of build tools as they write them, and what is none."""

import json

import pytest

from auth.documents import hash_of
from auth.manifests import read_manifest
from models.failures import BadUserInput

TEXT = "query Districts {\n  districts { totalCount }\n}"


def test_each_tools_file_is_read() -> None:
    apollo = {
        "format": "apollo-persisted-query-manifest",
        "version": 1,
        "operations": [{"id": "a1", "name": "Districts", "type": "query", "body": TEXT}],
    }
    assert read_manifest("manifest.json", json.dumps(apollo).encode()) == {"a1": TEXT}
    for name in ("persisted-documents.json", "persisted_queries.json"):
        assert read_manifest(name, json.dumps({"3f2a": TEXT}).encode()) == {"3f2a": TEXT}
    assert read_manifest("a.graphql", TEXT.encode()) == {hash_of(TEXT).hex(): TEXT}


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"{}",
        b"[]",
        b'"text"',
        b'{"a": 1}',
        b'{"": "{ a }"}',
        b'{"format": "apollo-persisted-query-manifest", "version": 2, "operations": []}',
        b'{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [7]}',
        b'{"format": "apollo-persisted-query-manifest", "version": 1}',
    ],
)
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(BadUserInput, match=r"^m\.json"):
        read_manifest("m.json", content)
    with pytest.raises(BadUserInput, match="UTF-8"):
        read_manifest("m.graphql", b"\xff")
