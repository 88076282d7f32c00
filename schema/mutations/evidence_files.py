"""Files of evidence: a signed address to send one to, and taking one back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from auth.uploads import Upload
from models.base import new_id
from models.failures import Fault
from models.filing import EvidenceFile
from models.plans import Evidence
from schema.filing import UPLOADS
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.records import deletes
from schema.mutations.taken import Taken
from schema.mutations.work import Work, key_of

__all__: list[str] = []

Given = Mapping[str, Any]

TAKEN = (
    Taken("evidenceId", strawberry.ID, "The evidence that the file belongs to.", is_required=True),
    Taken("fileName", str, "What the file is called; no path.", is_required=True),
    Taken(
        "mediaType",
        str,
        "What the file is, such as application/pdf; its content has to be that.",
        is_required=True,
    ),
    Taken("bytes", int, "How long the file is.", is_required=True),
    Taken(
        "sha256",
        str,
        "The SHA-256 digest of the file's content, 64 digits of lower-case hexadecimal.",
        is_required=True,
    ),
)

WHERE = (
    "Where to send the file; relative to the address of `/graphql`. Who has it can send this one"
    " file, and needs no token."
)


async def _create_upload(work: Work, given: Given) -> Done:
    evidence = await work.find(Evidence, given["evidenceId"], "evidenceId", action="addFile")
    if work.uploads is None:
        raise Fault("There is no store of files.")
    upload = Upload(
        file=new_id(),
        district=evidence.district_id,
        evidence=evidence.id,
        file_name=given["fileName"],
        media_type=given["mediaType"],
        bytes=given["bytes"],
        sha256=given["sha256"],
    )
    token, expires = work.uploads.sign(upload, work.caller)
    told = {"uploadUrl": f"{UPLOADS}/{token}", "expiresAt": f"{expires:%Y-%m-%dT%H:%M:%SZ}"}
    return Done({"evidence": key_of(evidence)}, told)


mutations.add(
    Mutation(
        "createEvidenceUpload",
        "Get an address to which a file of evidence can be sent, with PUT, for some minutes. The"
        " file is there, below the evidence, once it has been sent and found to be what was said"
        " of it here.",
        TAKEN,
        {"evidence": Gives("Evidence", "The evidence.")},
        _create_upload,
        tells={
            "uploadUrl": (str | None, WHERE),
            "expiresAt": (datetime | None, "Until when."),
        },
        action=("evidence", "addFile"),
    )
)

deletes(EvidenceFile, "Take back a file of evidence.")
