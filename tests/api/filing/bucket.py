"""A bucket on a real socket: as much of S3's protocol as a store of files needs, kept in memory."""

import re
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import md5
from xml.sax.saxutils import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

__all__ = ["Bucket"]

DAY = "2026-01-01T00:00:00.000Z"


@dataclass
class Bucket:
    """One bucket, open to whoever signs with one key."""

    key: str
    objects: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @property
    def app(self) -> Starlette:
        methods = ["GET", "PUT", "POST", "DELETE", "HEAD"]
        routes = [
            Route("/{bucket}", self.answer, methods=methods),
            Route("/{bucket}/{name:path}", self.answer, methods=methods),
        ]
        return Starlette(routes=routes)

    async def answer(self, request: Request) -> Response:
        if f"Credential={self.key}/" not in request.headers.get("authorization", ""):
            return Response("<Error><Code>AccessDenied</Code></Error>", 403)
        name, asked = request.path_params.get("name", ""), request.query_params
        if not name and request.method == "GET":
            return self.listed(asked.get("prefix", ""))
        if not name:
            return await self.deleted(request)
        self.seen.add(name)
        if request.method == "PUT":
            return await self.put(request, name)
        if request.method == "POST":
            return await self.post(request, name)
        return self.given(request, name)

    async def put(self, request: Request, name: str) -> Response:
        content = await request.body()
        if "uploadId" in request.query_params:
            number = int(request.query_params["partNumber"])
            self.parts[request.query_params["uploadId"]][number] = content
        else:
            self.objects[name] = content
        return Response(headers={"etag": tag(content)})

    async def post(self, request: Request, name: str) -> Response:
        if "uploads" in request.query_params:
            upload = f"upload-{len(self.parts)}"
            self.parts[upload] = {}
            return xml(
                f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId>"
                "</InitiateMultipartUploadResult>"
            )
        parts = self.parts.pop(request.query_params["uploadId"])
        self.objects[name] = b"".join(parts[number] for number in sorted(parts))
        made = tag(self.objects[name])
        return xml(
            f"<CompleteMultipartUploadResult><ETag>{escape(made)}</ETag>"
            "</CompleteMultipartUploadResult>"
        )

    async def deleted(self, request: Request) -> Response:
        names = re.findall(r"<Key>([^<]*)</Key>", (await request.body()).decode())
        for name in names:
            self.objects.pop(name, None)
        told = "".join(f"<Deleted><Key>{name}</Key></Deleted>" for name in names)
        return xml(f"<DeleteResult>{told}</DeleteResult>")

    def listed(self, prefix: str) -> Response:
        found = "".join(
            f"<Contents><Key>{escape(name)}</Key><LastModified>{DAY}</LastModified>"
            f"<ETag>{escape(tag(content))}</ETag><Size>{len(content)}</Size></Contents>"
            for name, content in sorted(self.objects.items())
            if name.startswith(prefix)
        )
        return xml(f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>")

    def given(self, request: Request, name: str) -> Response:
        if name not in self.objects:
            return Response("<Error><Code>NoSuchKey</Code></Error>", 404)
        content = self.objects[name]
        usual = {"etag": tag(content), "last-modified": formatdate(usegmt=True)}
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", request.headers.get("range", ""))
        if asked is None:
            return Response(content, headers=usual)
        start, end = int(asked[1]), min(int(asked[2]) + 1, len(content))
        usual["content-range"] = f"bytes {start}-{end - 1}/{len(content)}"
        return Response(content[start:end], 206, usual)


def tag(content: bytes) -> str:
    return f'"{md5(content, usedforsecurity=False).hexdigest()}"'


def xml(body: str) -> Response:
    return Response(f'<?xml version="1.0"?>{body}', media_type="application/xml")
