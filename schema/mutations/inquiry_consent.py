"""An interviewee's consent: on record, and withdrawn."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.failures import BadUserInput
from models.inquiry_material import Interview, MemoReference
from schema.mutations import Gives
from schema.mutations.taken import takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

TEXT = "SELECT t.id FROM transcript t WHERE t.district_id = $1 AND t.interview_id = $2"
CODINGS = f"SELECT c.id FROM coding c WHERE c.district_id = $1 AND c.transcript_id IN ({TEXT})"  # noqa: S608 - both ours
ABOUT = f"district_id = $1 AND (transcript_id IN ({TEXT}) OR coding_id IN ({CODINGS}))"


@verb(
    Interview,
    "recordConsent",
    *takes(Interview, "consent_given_on"),
    called="recordConsent",
)
async def record_consent(work: Work, interview: Interview, given: Given) -> None:
    """Record that the interviewee consents, today unless told; a withdrawal is over by it.

    What hangs on the interview comes back to those who read it before.
    """
    interview.consent_given_on = await _day(work, given, "consentGivenOn")
    interview.consent_withdrawn_on = None


@verb(
    Interview,
    "withdrawConsent",
    *takes(Interview, "consent_withdrawn_on"),
    called="withdrawConsent",
    gives={
        "memos": Gives(
            "Memo",
            "The memos about it that the caller sees: they stay, and whoever wrote them has to see"
            " whether they quote it.",
            is_list=True,
        )
    },
)
async def withdraw_consent(work: Work, interview: Interview, given: Given) -> None:
    """Record that the interviewee has withdrawn consent, today unless told.

    The interview, its text, and all that was made of it leave every reader but its author at once.
    """
    withdrawn_on = await _day(work, given, "consentWithdrawnOn")
    if interview.consent_given_on and withdrawn_on < interview.consent_given_on:
        message = "Consent can't be withdrawn before it was given."
        raise BadUserInput(message, path=("consentWithdrawnOn",))
    references = await work.found(MemoReference, ABOUT, interview.district_id, interview.id)
    work.gives["memos"] = [(key,) for key in sorted({each.memo_id for each in references})]
    interview.consent_withdrawn_on = withdrawn_on


async def _day(work: Work, given: Given, name: str) -> date:
    """The day that was told, if it has come; else today."""
    today = await work.today()
    told: date = given.get(name) or today
    if told > today:
        raise BadUserInput("This day has not come.", path=(name,))
    return told
